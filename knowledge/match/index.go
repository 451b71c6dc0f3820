package match

import "sync"

// An Index finds the short texts (documents) that share units with a query.
// A unit is whatever texts can be compared by: a stem, a concept, a name.
// Build it with Add and Seal; after that it is read-only and safe for
// concurrent use.
type Index struct {
	postings [][]int32 // documents, by unit
	docs     int32
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
	doc := ix.docs
	ix.docs++
	for _, u := range units {
		if u < 0 {
			continue
		}
		for int(u) >= len(ix.postings) {
			ix.postings = append(ix.postings, nil)
		}
		if p := ix.postings[u]; len(p) == 0 || p[len(p)-1] != doc {
			ix.postings[u] = append(p, doc)
		}
	}
	return doc
}

// Len returns the number of documents.
func (ix *Index) Len() int { return int(ix.docs) }

// Has tells whether any document has a unit.
func (ix *Index) Has(unit int32) bool {
	return unit >= 0 && int(unit) < len(ix.postings) && len(ix.postings[unit]) > 0
}

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
			if a.Unit < 0 || int(a.Unit) >= len(ix.postings) {
				continue
			}
			gain := t.Weight * a.Strength
			for _, doc := range ix.postings[a.Unit] {
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
