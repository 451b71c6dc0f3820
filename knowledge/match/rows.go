package match

// Rows are lists of numbers, one for each key from 0 on, in one piece of
// memory.
type Rows struct {
	Ends  []int32 // where each key's list ends
	Items []int32
}

// A Pair is a number in the list of a key.
type Pair struct{ Key, Item int32 }

// GroupPairs makes rows of pairs. A list keeps the order of its pairs; of
// equal neighbours in it one is kept.
func GroupPairs(keys int, pairs []Pair) Rows {
	r := Rows{Ends: make([]int32, keys), Items: make([]int32, len(pairs))}
	for _, p := range pairs {
		r.Ends[p.Key]++
	}
	at := int32(0)
	for k, n := range r.Ends {
		r.Ends[k] = at
		at += n
	}
	for _, p := range pairs {
		r.Items[r.Ends[p.Key]] = p.Item
		r.Ends[p.Key]++
	}
	return r.compact()
}

// compact drops equal neighbours.
func (r Rows) compact() Rows {
	from, to := int32(0), int32(0)
	for k, end := range r.Ends {
		start := to
		for ; from < end; from++ {
			if to == start || r.Items[to-1] != r.Items[from] {
				r.Items[to] = r.Items[from]
				to++
			}
		}
		r.Ends[k] = to
	}
	r.Items = r.Items[:to]
	return r
}

// At returns the list of a key, none where there is no such key.
func (r *Rows) At(key int32) []int32 {
	from, to := r.Span(key)
	return r.Items[from:to]
}

// Span tells where the list of a key stands in Items.
func (r *Rows) Span(key int32) (from, to int32) {
	if uint32(key) >= uint32(len(r.Ends)) {
		return 0, 0
	}
	if key > 0 {
		from = r.Ends[key-1]
	}
	return from, r.Ends[key]
}
