package knowledge

import "reviewbot/knowledge/match"

// gists hold what whole texts are about: the weighted mean of their words'
// vectors. A Russian word has the vector of the English words of its concept.
type gists struct {
	concepts match.Vectors // one after the other
	concept  []int32       // by unit: which of them a concept has, counted from 1, or 0
	texts    match.Vectors
	text     []int32 // by document: which of them it has, counted from 1; only while building
}

// learn computes the vectors of concepts and then of the texts.
func (g *gists) learn(b *Book, reads []*reading) {
	g.concept = make([]int32, b.vocab.units())
	var v match.Vector
	for n, words := range b.vocab.conceptWords {
		var sum match.Sum
		for _, w := range words {
			if match.WordVector(w, &v) {
				sum.Add(&v, 1)
			}
		}
		if sum.Vector(&v) {
			g.concepts.Append(&v)
			g.concept[b.vocab.concepts[n].unit] = int32(g.concepts.Len())
		}
	}
	g.text = make([]int32, len(reads))
	for i, r := range reads {
		switch b.docs[i].kind {
		case docAsk, docSilence, docMisconception:
			if g.of(r, &v) {
				g.texts.Append(&v)
				g.text[i] = int32(g.texts.Len())
			}
		}
	}
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

// groupDocs notes which texts ask for each sentence and which ask for what it
// does not say.
func (b *Book) groupDocs() {
	for i, n := range b.gist.text {
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
	b.gist.text = nil
}
