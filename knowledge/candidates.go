package knowledge

import "cmp"

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
	found      bool // the search met the sentence, or a question near it
}

// retrieval is everything a search brings.
type retrieval struct {
	candidates      []candidate // best first, at most candidatesMost
	top             tops        // of all sentences that were found
	silence         float32     // likeness to the best silence
	lists           []listHit   // by list
	listTop         top         // of their leanings
	misconception   float32     // likeness to the best misconception
	misconceptionOf int32
	offTopic        float32 // likeness to the best question about anything else
}

// candidatesMost is how many sentences are kept to choose from.
const candidatesMost = 64

// listHit is how well a list or an overview matches.
type listHit struct {
	like    float32 // likeness to the best way of asking for it
	bag     float32 // share of the question that its ways of asking know together
	leaning float32 // how much the words speak for it
}

// top is the two greatest values of something, and whose the greatest is.
type top struct {
	first, second float32
	of            int32
}

func (t *top) add(v float32, of int32) {
	switch {
	case v > t.first:
		t.first, t.second, t.of = v, t.first, of
	case v > t.second:
		t.second = v
	}
}

// without is the greatest value of all others.
func (t *top) without(of int32) float32 {
	if of == t.of {
		return t.second
	}
	return t.first
}

// tops are the greatest values that sentences have.
type tops struct{ score, ask, leaning, known top }

// likeness is the share of weight that two texts have in common (Dice).
func likeness(common, q, d float32) float32 {
	if q+d == 0 {
		return 0
	}
	return 2 * common / (q + d)
}

// retrieve searches for the sentences, lists and questions without answer that
// are like a question.
func (b *Book) retrieve(q *reading, s *scratch) retrieval {
	r := retrieval{lists: s.cleanLists(len(b.lists))}
	s.terms = q.terms(s.terms[:0])
	b.index.Search(s.terms, b.searchMost(), &s.hits)
	for _, n := range s.hits.Docs {
		b.meet(&r, s, q, &b.docs[n], s.hits.Sum(n))
	}
	s.hits.Clear()
	b.listLeaning.weigh(q, &s.listLeaning, nil)
	r.listTop = top{leaningLeast, leaningLeast, -1}
	for i := range r.lists {
		r.lists[i].leaning = b.listLeaning.per(&s.listLeaning, int32(i))
		r.listTop.add(r.lists[i].leaning, int32(i))
	}
	b.rankSentences(&r, s, q)
	return r
}

// A review of few sentences is searched whole: the words of a question are in
// many texts, but of the same few sentences, which all compete. In one of many,
// words that are in so many texts find nothing by themselves.
const (
	fewSentences = 256
	searchFew    = 1 << 16 // postings
	searchMany   = 1 << 13
)

func (b *Book) searchMost() int {
	if len(b.sentences) <= fewSentences {
		return searchFew
	}
	return searchMany
}

// meet notes what a document that has something of the question tells.
func (b *Book) meet(r *retrieval, s *scratch, q *reading, d *doc, sum float32) {
	like := likeness(sum, q.total, d.total)
	switch d.kind {
	case docAsk:
		c := s.candidate(d.sentence)
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
		c := s.candidate(d.sentence)
		c.statement = max(c.statement, like)
	case docBag:
		s.candidate(d.sentence).bag = sum / q.total
	case docSilence:
		r.silence = max(r.silence, like)
		s.missed(b.silences[d.of].sentences, like)
	case docMisconception:
		if like > r.misconception {
			r.misconception, r.misconceptionOf = like, d.of
		}
		s.missed(b.misconceptions[d.of].sentences, like)
	case docList:
		r.lists[d.of].like = max(r.lists[d.of].like, like)
	case docOffTopic:
		r.offTopic = max(r.offTopic, like)
	case docListBag:
		r.lists[d.of].bag = sum / q.total
	}
}

// rankSentences weighs the sentences that were found and keeps the best.
func (b *Book) rankSentences(r *retrieval, s *scratch, q *reading) {
	s.sortFound()
	b.leaning.weigh(q, &s.leaning, s.found)
	b.missLeaning.weigh(q, &s.missLeaning, s.found)
	r.candidates = s.kept[:0]
	r.top = tops{leaning: top{leaningLeast, leaningLeast, -1}}
	for _, n := range s.found {
		c := &s.bySentence[n]
		if c.bag == 0 {
			continue
		}
		c.sentence = n
		c.leaning, c.missing = b.leaning.per(&s.leaning, n), b.missLeaning.per(&s.missLeaning, n)
		c.score = rank(c) + namesBonus*b.namesShare(q, &b.sentences[n])
		r.top.score.add(c.score, n)
		r.top.ask.add(c.ask, n)
		r.top.leaning.add(c.leaning, n)
		r.top.known.add(c.bag, n)
		r.keep(c)
	}
	s.kept = r.candidates
}

// keep puts a candidate among the best ones if it is one of them. Of two with
// the same score the earlier comes first.
func (r *retrieval) keep(c *candidate) {
	at := len(r.candidates)
	if at < candidatesMost {
		r.candidates = append(r.candidates, *c)
	} else if at--; cmp.Compare(c.score, r.candidates[at].score) <= 0 {
		return
	}
	for ; at > 0 && r.candidates[at-1].score < c.score; at-- {
		r.candidates[at] = r.candidates[at-1]
	}
	r.candidates[at] = *c
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
