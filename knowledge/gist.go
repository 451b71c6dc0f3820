package knowledge

import "reviewbot/knowledge/match"

// gists hold what whole texts are about: the weighted mean of their words'
// vectors. A Russian word has the vector of the English words of its concept.
type gists struct {
	concepts match.Vectors // one after the other
	concept  []int32       // by unit: which of them a concept has, counted from 1, or 0
	texts    match.Vectors
}

// learnConcepts computes the vectors of concepts.
func (g *gists) learnConcepts(vocab *vocabulary) {
	g.concept = make([]int32, vocab.units())
	var v match.Vector
	for n, words := range vocab.conceptWords {
		var sum match.Sum
		for _, w := range words {
			if match.WordVector(w, &v) {
				sum.Add(&v, 1)
			}
		}
		if sum.Vector(&v) {
			g.concepts.Append(&v)
			g.concept[vocab.concepts[n].unit] = int32(g.concepts.Len())
		}
	}
}

// learn computes the vectors of texts and returns which of them each document
// has, counted from 1, or 0.
func (g *gists) learn(b *Book, texts []text) []int32 {
	vectors := make([]match.Vector, len(texts))
	has := make([]int32, len(texts))
	inParallel(len(texts), func(i int) {
		switch b.docs[i].kind {
		case docAsk, docSilence, docMisconception:
			if g.of(texts[i].reading, &vectors[i]) {
				has[i] = 1
			}
		}
	})
	for i := range has {
		if has[i] > 0 {
			g.texts.Append(&vectors[i])
			has[i] = int32(g.texts.Len())
		}
	}
	return has
}

// of fills v with what a text is about and tells whether there is anything.
func (g *gists) of(r *reading, v *match.Vector) bool {
	var sum match.Sum
	for i := range r.words {
		w := &r.words[i]
		if w.weight == 0 || w.cue || len(w.entities) > 0 || w.other != noUnit {
			continue
		}
		var one match.Vector
		if match.WordVector(w.text, &one) {
			sum.Add(&one, w.weight)
			continue
		}
		for _, c := range w.concepts {
			if n := g.concept[c]; n > 0 {
				g.concepts.Get(n-1, &one)
				sum.Add(&one, w.weight)
				break
			}
		}
	}
	return sum.Vector(v)
}

// nearest is the greatest similarity of a vector to some texts. It is
// computed for those whose sketches are about as near as the nearest one's.
func (g *gists) nearest(v *match.Vector, texts []int32) float32 {
	const slack = 3
	nearest := match.Dims
	for _, n := range texts {
		nearest = min(nearest, g.texts.Differing(n, v))
	}
	best := float32(0)
	for _, n := range texts {
		if g.texts.Differing(n, v) <= nearest+slack {
			best = max(best, g.texts.Similarity(n, v))
		}
	}
	return best
}

// gistOf compares what a question is about with the phrasings of a candidate
// and with the questions near it that the review does not answer.
func (b *Book) gistOf(q *reading, c *candidate) (phrasing, miss float32) {
	var v match.Vector
	if !b.gist.of(q, &v) {
		return 0, 0
	}
	s := &b.sentences[c.sentence]
	phrasing = b.gist.nearest(&v, s.asks)
	return phrasing, b.gist.nearest(&v, s.misses) - phrasing
}

// groupTexts notes which texts ask for each sentence and which ask for what it
// does not say.
func (b *Book) groupTexts(of []int32) {
	for i, n := range of {
		if n == 0 {
			continue
		}
		d := &b.docs[i]
		if d.kind == docAsk {
			s := &b.sentences[b.facts[d.of].sentence]
			s.asks = append(s.asks, n-1)
		}
		for _, m := range b.missOf(d) {
			s := &b.sentences[m]
			s.misses = append(s.misses, n-1)
		}
	}
}
