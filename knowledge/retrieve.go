package knowledge

import (
	"slices"

	"reviewbot/knowledge/match"
)

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
func (b *Book) terms(q *reading) []match.Term {
	terms := make([]match.Term, 0, len(q.words))
	for i := range q.words {
		w := &q.words[i]
		if w.weight == 0 {
			continue
		}
		terms = append(terms, match.Term{Weight: w.weight, Alternatives: w.alts})
	}
	return terms
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

// candidate is a sentence that may answer, with how well it matches.
type candidate struct {
	sentence   int32
	fact       int32   // the fact of the sentence that matches best
	ask        float32 // likeness to the best phrasing
	ask2, ask3 float32 // to the next best two
	statement  float32 // likeness to the best statement or the quote
	bag        float32 // share of the question that the sentence and its facts know
	askCover   float32 // share of the question that the best phrasing covers
	leaning    float32 // how much the words speak for the sentence
	miss       float32 // likeness to the best question near it that it does not answer
	missing    float32 // how much the words speak for such questions
	score      float32
}

// retrieval is everything a search brings.
type retrieval struct {
	candidates      []candidate // best first
	silence         float32     // likeness to the best silence
	silenceOf       int32
	known           []float32 // by sentence: share of the question that it and its facts know
	lists           []listHit // by list
	misconception   float32   // likeness to the best misconception
	misconceptionOf int32
	offTopic        float32 // likeness to the best question about anything else
}

// listHit is how well a list or an overview matches.
type listHit struct {
	like    float32 // likeness to the best way of asking for it
	bag     float32 // share of the question that its ways of asking know together
	leaning float32 // how much the words speak for it
}

// likeness is the share of weight that two texts have in common (Dice).
func likeness(common, q, d float32) float32 {
	if q+d == 0 {
		return 0
	}
	return 2 * common / (q + d)
}

func (b *Book) retrieve(q *reading) retrieval {
	r := retrieval{silenceOf: -1, lists: make([]listHit, len(b.lists)), known: make([]float32, len(b.sentences))}
	bySentence := make([]candidate, len(b.sentences))
	b.index.Search(b.terms(q), func(n int32, sum float32) {
		d := &b.docs[n]
		like := likeness(sum, q.total, d.total)
		switch d.kind {
		case docAsk:
			s := b.facts[d.of].sentence
			c := &bySentence[s]
			switch {
			case like > c.ask:
				c.ask3, c.ask2 = c.ask2, c.ask
				c.ask, c.askCover, c.fact = like, sum/q.total, d.of
			case like > c.ask2:
				c.ask3, c.ask2 = c.ask2, like
			case like > c.ask3:
				c.ask3 = like
			}
		case docStatement, docQuote:
			s := d.of
			if d.kind == docStatement {
				s = b.facts[d.of].sentence
			}
			c := &bySentence[s]
			c.statement = max(c.statement, like)
		case docBag:
			bySentence[d.of].bag = sum / q.total
		case docSilence:
			if like > r.silence {
				r.silence, r.silenceOf = like, d.of
			}
			missed(bySentence, b.silences[d.of].sentences, like)
		case docMisconception:
			if like > r.misconception {
				r.misconception, r.misconceptionOf = like, d.of
			}
			missed(bySentence, b.misconceptions[d.of].sentences, like)
		case docList:
			r.lists[d.of].like = max(r.lists[d.of].like, like)
		case docOffTopic:
			r.offTopic = max(r.offTopic, like)
		case docListBag:
			r.lists[d.of].bag = sum / q.total
		}
	})
	lean, listLean := b.leaning.weigh(q), b.listLeaning.weigh(q)
	missing := b.missLeaning.weigh(q)
	for i := range r.lists {
		r.lists[i].leaning = listLean[i]
	}
	for i := range bySentence {
		c := &bySentence[i]
		c.leaning, c.missing = lean[i], missing[i]
		r.known[i] = c.bag
		if c.bag == 0 {
			continue
		}
		c.sentence = int32(i)
		c.score = rank(c) + namesBonus*b.namesShare(q, &b.sentences[i])
		r.candidates = append(r.candidates, *c)
	}
	slices.SortStableFunc(r.candidates, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return r
}

// missed notes a question that some sentences do not answer.
func missed(bySentence []candidate, sentences []int32, like float32) {
	for _, s := range sentences {
		bySentence[s].miss = max(bySentence[s].miss, like)
	}
}

// namesBonus is what it is worth that a sentence names all that the question
// names.
const namesBonus = 0.2

// namesShare is the share of the question's names that a sentence names; 0
// where it names nothing but what the whole review is about.
func (b *Book) namesShare(q *reading, s *sentenceInfo) float32 {
	asked, there := 0, 0
	for _, m := range q.mentions {
		if b.aboutSubject(m.entity) {
			continue
		}
		asked++
		if b.named(m.entity, s.entities) {
			there++
		}
	}
	if asked == 0 {
		return 0
	}
	return float32(there) / float32(asked)
}

// rank weighs the ways in which a sentence matches.
func rank(c *candidate) float32 {
	return c.ask + 0.5*c.bag + 0.3*c.statement
}
