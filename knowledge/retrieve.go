package knowledge

import "reviewbot/knowledge/match"

// The strengths of what a word can match by, beside its own stem or name.
const (
	byConcept   = 0.9
	byContained = 0.7 // the question names a whole, the fact a part of it
	byContainer = 0.4 // the question names a part, the fact the whole
	byMaybe     = 0.7 // the word may be a misspelling
	byNear      = 0.8 // times the similarity of the word vectors
)

// understand weighs the words of a question and finds what each can match by.
func (b *Book) understand(q *reading) {
	b.weighReading(q)
	for i := range q.words {
		if w := &q.words[i]; w.weight > 0 || w.cue {
			w.alts = b.alternatives(w)
		}
	}
}

// terms makes the search terms of a question.
func (q *reading) terms(dst []match.Term) []match.Term {
	for i := range q.words {
		if w := &q.words[i]; w.weight != 0 {
			dst = append(dst, match.Term{Weight: w.weight, Alternatives: w.alts})
		}
	}
	return dst
}

func (b *Book) alternatives(w *word) []match.Alternative {
	alts := make([]match.Alternative, 0, 8)
	add := func(u unit, strength float32) {
		if b.index.Has(u) {
			alts = append(alts, match.Alternative{Unit: u, Strength: strength})
		}
	}
	add(w.other, 1)
	for _, u := range w.entities {
		add(u, 1)
	}
	add(w.stem, 1)
	for _, c := range w.concepts {
		add(c, byConcept)
	}
	for _, u := range w.entities {
		e := &b.entities[b.entityOf(u)]
		for _, c := range e.contains {
			add(b.entities[c].unit, byContained)
		}
		for _, c := range e.in {
			if !b.entities[c].subject {
				add(b.entities[c].unit, byContainer)
			}
		}
	}
	if len(alts) == 0 && w.other == noUnit && len(w.entities) == 0 {
		alts = b.nearWords.find(w.text, alts)
		for i := range alts {
			alts[i].Strength *= byNear
		}
		add(w.maybe, byMaybe)
	}
	return alts
}

// entityOf returns the entity that a unit stands for.
func (b *Book) entityOf(u unit) int32 { return b.entityByUnit[u] }
