package match

import "sync"

// An Index finds the short texts (documents) that share units with a query.
// A unit is whatever texts can be compared by: a stem, a concept, a name.
// Build it with Add and Seal; after that it is read-only and safe for
// concurrent use.
type Index struct {
	postings Rows // documents, by unit
	docs     int32
	units    []int32 // of the documents that were added, until Seal
	ends     []int32 // where each document's units end
	scratch  sync.Pool
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

// scratch is what one search needs, kept for the next one.
type scratch struct {
	sum     []float32
	seen    []int32 // by document: the last term that counted, from 1
	touched []int32
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

// Search calls visit for every document that has something of the terms, with
// the sum of the weights of the terms it has, each times the strength of its
// best alternative.
func (ix *Index) Search(terms []Term, visit func(doc int32, sum float32)) {
	s, _ := ix.scratch.Get().(*scratch)
	if s == nil || len(s.sum) < int(ix.docs) {
		s = &scratch{sum: make([]float32, ix.docs), seen: make([]int32, ix.docs)}
	}
	for i, t := range terms {
		mark := int32(i + 1)
		for _, a := range t.Alternatives {
			gain := t.Weight * a.Strength
			for _, doc := range ix.postings.At(a.Unit) {
				if s.seen[doc] == mark {
					continue
				}
				if s.seen[doc] == 0 {
					s.touched = append(s.touched, doc)
				}
				s.seen[doc] = mark
				s.sum[doc] += gain
			}
		}
	}
	for _, doc := range s.touched {
		visit(doc, s.sum[doc])
		s.sum[doc], s.seen[doc] = 0, 0
	}
	s.touched = s.touched[:0]
	ix.scratch.Put(s)
}

// Parts are what a sealed index holds, for keeping it in a file.
func (ix *Index) Parts() (postings *Rows, docs *int32) { return &ix.postings, &ix.docs }
