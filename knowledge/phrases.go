package knowledge

import (
	"cmp"
	"slices"

	"reviewbot/knowledge/match"
)

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

// phrases finds known phrases in a sequence of stems. It is a trie: it is
// filled with add and, after seal, read with step and at.
type phrases struct {
	building *phraseBuilder
	first    []int32    // by stem: the node that it leads to from the root, or 0
	children match.Rows // by node, the root aside: where its edges stand
	stems    []int32    // of each edge, sorted within a node
	ends     []int32    // by node: where its meanings end
	meanings []meaning
}

// phraseBuilder keeps the edges of the trie in one map.
type phraseBuilder struct {
	next     map[uint64]int32 // node<<32|stem to node
	meanings map[int32][]meaning
	nodes    int32
}

func newPhrases() phrases {
	return phrases{building: &phraseBuilder{next: make(map[uint64]int32, 1<<15), meanings: make(map[int32][]meaning, 1<<14)}}
}

func edge(node, stem int32) uint64 { return uint64(uint32(node))<<32 | uint64(uint32(stem)) }

// add gives a sequence of stems a meaning.
func (p *phrases) add(stems []int32, m meaning) {
	if len(stems) == 0 {
		return
	}
	b, node := p.building, int32(0)
	for _, s := range stems {
		k := edge(node, s)
		n, ok := b.next[k]
		if !ok {
			b.nodes++
			n = b.nodes
			b.next[k] = n
		}
		node = n
	}
	if !slices.Contains(b.meanings[node], m) {
		b.meanings[node] = append(b.meanings[node], m)
	}
}

// seal ends the filling.
func (p *phrases) seal() {
	b := p.building
	type link struct{ node, stem, to int32 }
	links := make([]link, 0, len(b.next))
	for k, to := range b.next {
		links = append(links, link{int32(k >> 32), int32(uint32(k)), to})
	}
	slices.SortFunc(links, func(x, y link) int { return cmp.Or(cmp.Compare(x.node, y.node), cmp.Compare(x.stem, y.stem)) })
	var pairs []match.Pair
	for _, l := range links {
		if l.node == 0 {
			for int(l.stem) >= len(p.first) {
				p.first = append(p.first, 0)
			}
			p.first[l.stem] = l.to
			continue
		}
		pairs = append(pairs, match.Pair{Key: l.node, Item: l.to})
		p.stems = append(p.stems, l.stem)
	}
	p.children = match.GroupPairs(int(b.nodes)+1, pairs)
	for n := range b.nodes + 1 {
		p.meanings = append(p.meanings, b.meanings[n]...)
		p.ends = append(p.ends, int32(len(p.meanings)))
	}
	p.building = nil
}

// step follows one stem from a node and tells whether there is an edge.
func (p *phrases) step(node, stem int32) (int32, bool) {
	if node == 0 {
		if uint32(stem) >= uint32(len(p.first)) {
			return 0, false
		}
		n := p.first[stem]
		return n, n != 0
	}
	from, to := p.children.Span(node)
	if i, ok := slices.BinarySearch(p.stems[from:to], stem); ok {
		return p.children.Items[int(from)+i], true
	}
	return 0, false
}

// at returns the meanings of the phrase that ends at a node.
func (p *phrases) at(node int32) []meaning {
	if node == 0 {
		return nil
	}
	return p.meanings[p.ends[node-1]:p.ends[node]]
}
