package match

import (
	"cmp"
	"slices"
)

// An Index finds the short texts (documents) that share units with a query.
// A unit is whatever texts can be compared by: a stem, a concept, a name.
// Build it with Add and Seal; after that it is read-only and safe for
// concurrent use.
type Index struct {
	postings Rows // documents, by unit
	docs     int32
	units    []int32 // of the documents that were added, until Seal
	ends     []int32 // where each document's units end
}

// A Term is one word of a query: how much it counts, and what a document may
// have for it, the strongest first.
type Term struct {
	Weight       float32
	Alternatives []Alternative
}

// An Alternative is a unit that stands for a term, with a strength in (0,1].
type Alternative struct {
	Unit     int32
	Strength float32
}

// Hits are the documents that a search found. They can be used for one search
// after the other, by one at a time.
type Hits struct {
	cells []cell // by document
	Docs  []int32
}

// cell is what a search knows of a document.
type cell struct {
	sum  float32
	mark int32 // the last term that counted, from 1; 0 for a document not found
}

// Sum is the sum of the weights of the terms that a document has, each times
// the strength of its best alternative.
func (h *Hits) Sum(doc int32) float32 { return h.cells[doc].sum }

// Clear makes the hits ready for another search.
func (h *Hits) Clear() {
	for _, d := range h.Docs {
		h.cells[d] = cell{}
	}
	h.Docs = h.Docs[:0]
}

// Add takes in a document by its units, which may repeat, and returns its
// number.
func (ix *Index) Add(units []int32) int32 {
	ix.units = append(ix.units, units...)
	ix.ends = append(ix.ends, int32(len(ix.units)))
	ix.docs++
	return ix.docs - 1
}

// Seal makes the added documents searchable. units is how many there are, the
// greatest one and 1. No document may be added after it.
func (ix *Index) Seal(units int) {
	pairs := make([]Pair, 0, len(ix.units))
	at := int32(0)
	for doc, end := range ix.ends {
		for ; at < end; at++ {
			if u := ix.units[at]; u >= 0 {
				pairs = append(pairs, Pair{u, int32(doc)})
			}
		}
	}
	ix.postings = GroupPairs(units, pairs)
	ix.units, ix.ends = nil, nil
}

// Len returns the number of documents.
func (ix *Index) Len() int { return int(ix.docs) }

// Has tells whether any document has a unit.
func (ix *Index) Has(unit int32) bool { return len(ix.postings.At(unit)) > 0 }

// Search finds the documents that have something of the terms. Where the terms
// have more than most postings together, it takes the rarest first and, when
// it has walked so many, looks only for documents that it has found already: a
// term in so many documents tells little of any.
func (ix *Index) Search(terms []Term, most int, h *Hits) {
	if len(h.cells) < int(ix.docs) {
		h.cells = make([]cell, ix.docs)
	}
	walked := 0
	for i := range terms {
		walked += ix.postingsOf(&terms[i])
	}
	if walked > most {
		ix.searchRarest(terms, most, h)
		return
	}
	for i := range terms {
		ix.add(&terms[i], int32(i+1), h)
	}
}

// postingsOf is how many postings a term has.
func (ix *Index) postingsOf(t *Term) int {
	n := 0
	for _, a := range t.Alternatives {
		n += len(ix.postings.At(a.Unit))
	}
	return n
}

func (ix *Index) add(t *Term, mark int32, h *Hits) {
	cells, docs := h.cells, h.Docs
	for _, a := range t.Alternatives {
		gain := t.Weight * a.Strength
		for _, doc := range ix.postings.At(a.Unit) {
			c := &cells[doc]
			if c.mark == mark {
				continue
			}
			if c.mark == 0 {
				docs = append(docs, doc)
			}
			c.mark = mark
			c.sum += gain
		}
	}
	h.Docs = docs
}

// searchRarest takes the terms from the rarest on. When it has walked enough,
// the others count only for the documents found.
func (ix *Index) searchRarest(terms []Term, most int, h *Hits) {
	order := slices.Clone(terms)
	slices.SortStableFunc(order, func(x, y Term) int { return cmp.Compare(ix.postingsOf(&x), ix.postingsOf(&y)) })
	walked, sorted := 0, false
	for i := range order {
		n := ix.postingsOf(&order[i])
		if walked += n; walked <= most || len(h.Docs) == 0 {
			ix.add(&order[i], int32(i+1), h)
			continue
		}
		if !sorted {
			slices.Sort(h.Docs)
			sorted = true
		}
		for _, a := range order[i].Alternatives {
			ix.addFound(a.Unit, order[i].Weight*a.Strength, int32(i+1), h)
		}
	}
}

// addFound counts a unit for the documents found, which are sorted.
func (ix *Index) addFound(unit int32, gain float32, mark int32, h *Hits) {
	postings := ix.postings.At(unit)
	for _, doc := range h.Docs {
		step := 1
		for step < len(postings) && postings[step] < doc {
			step *= 2
		}
		at, ok := slices.BinarySearch(postings[step/2:min(step+1, len(postings))], doc)
		postings = postings[step/2+at:]
		if c := &h.cells[doc]; ok && c.mark != mark {
			c.mark = mark
			c.sum += gain
		}
		if len(postings) == 0 {
			return
		}
	}
}

// Parts are what a sealed index holds, for keeping it in a file.
func (ix *Index) Parts() (postings *Rows, docs *int32) { return &ix.postings, &ix.docs }
