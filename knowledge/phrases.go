package knowledge

// meaning is what a phrase stands for.
type meaning struct {
	kind  meaningKind
	value int32 // a unit, an index or a number, by kind
	until int32 // the end of a range (season)
}

type meaningKind uint8

const (
	meansConcept   meaningKind = iota // value: the concept's unit
	meansEntity                       // value: index of the entity
	meansMonth                        // value: 1 to 12
	meansSeason                       // value, until: months
	meansOrdinal                      // value: 1 for first
	meansNumber                       // value: the number
	meansFocus                        // value: a focus
	meansSmalltalk                    // value: a kind of small talk
)

// phrases finds known phrases in a sequence of stems. It is a trie whose
// edges are kept in one map.
type phrases struct {
	next     map[uint64]int32 // node<<32|stem to node
	meanings map[int32][]meaning
	nodes    int32
}

func newPhrases() *phrases {
	return &phrases{next: make(map[uint64]int32, 1<<15), meanings: make(map[int32][]meaning, 1<<14)}
}

func edge(node, stem int32) uint64 { return uint64(uint32(node))<<32 | uint64(uint32(stem)) }

// add gives a sequence of stems a meaning.
func (p *phrases) add(stems []int32, m meaning) {
	if len(stems) == 0 {
		return
	}
	node := int32(0)
	for _, s := range stems {
		k := edge(node, s)
		n, ok := p.next[k]
		if !ok {
			p.nodes++
			n = p.nodes
			p.next[k] = n
		}
		node = n
	}
	for _, have := range p.meanings[node] {
		if have == m {
			return
		}
	}
	p.meanings[node] = append(p.meanings[node], m)
}

// step follows one stem from a node and tells whether there is an edge.
func (p *phrases) step(node, stem int32) (int32, bool) {
	n, ok := p.next[edge(node, stem)]
	return n, ok
}
