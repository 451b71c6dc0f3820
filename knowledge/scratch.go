package knowledge

import (
	"slices"
	"sync"

	"reviewbot/knowledge/match"
)

// scratch is the memory that one question needs. It is kept for the next one;
// nothing of an answer lies in it.
type scratch struct {
	hits                              match.Hits
	terms                             []match.Term
	bySentence                        []candidate
	found                             []int32 // the sentences that bySentence knows something of
	kept                              []candidate
	lists                             []listHit
	leaning, listLeaning, missLeaning leaningSums
}

func newScratchPool() *sync.Pool { return &sync.Pool{New: func() any { return &scratch{} }} }

// take gets scratch for a question; put gives it back.
func (b *Book) take() *scratch {
	s := b.scratch.Get().(*scratch)
	if len(s.bySentence) != len(b.sentences) {
		s.bySentence = make([]candidate, len(b.sentences))
	}
	return s
}

func (b *Book) put(s *scratch) {
	for _, n := range s.found {
		s.bySentence[n] = candidate{}
	}
	s.found = s.found[:0]
	b.scratch.Put(s)
}

// candidate is what is known of a sentence.
func (s *scratch) candidate(n int32) *candidate {
	c := &s.bySentence[n]
	if !c.found {
		c.found = true
		s.found = append(s.found, n)
	}
	return c
}

// missed notes a question that some sentences do not answer.
func (s *scratch) missed(sentences []int32, like float32) {
	for _, n := range sentences {
		c := s.candidate(n)
		c.miss = max(c.miss, like)
	}
}

func (s *scratch) sortFound() { slices.Sort(s.found) }

// cleanLists returns n hits that know nothing.
func (s *scratch) cleanLists(n int) []listHit {
	if len(s.lists) != n {
		s.lists = make([]listHit, n)
	}
	clear(s.lists)
	return s.lists
}
