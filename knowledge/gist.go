package knowledge

import (
	"maps"
	"slices"

	"reviewbot/knowledge/match"
)

// gists hold what whole texts are about: the weighted mean of their words'
// vectors. A Russian word has the vector of the English words of its concept.
type gists struct {
	concepts map[unit]match.Vector
	docs     []match.Vector // by document; none where no word has a vector
}

// learn computes the vectors of concepts and then of the texts.
func (g *gists) learn(b *Book, reads []*reading) {
	words := b.vocab.conceptWords
	g.concepts = make(map[unit]match.Vector, len(words))
	for _, u := range slices.Sorted(maps.Keys(words)) {
		var sum match.Sum
		for _, w := range words[u] {
			var v match.Vector
			if match.WordVector(w, &v) {
				sum.Add(&v, 1)
			}
		}
		var mean match.Vector
		if sum.Vector(&mean) {
			g.concepts[u] = mean
		}
	}
	g.docs = make([]match.Vector, len(reads))
	for i, r := range reads {
		switch b.docs[i].kind {
		case docAsk, docSilence, docMisconception:
			g.of(r, &g.docs[i])
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
			if cv, ok := g.concepts[c]; ok {
				sum.Add(&cv, w.weight)
				break
			}
		}
	}
	return sum.Vector(v)
}

// nearest is the greatest similarity of a vector to some documents. It is
// computed for those whose sketches are about as near as the nearest one's.
func (g *gists) nearest(v *match.Vector, docs []int32) float32 {
	const slack = 3
	nearest := match.Dims
	for _, n := range docs {
		if d := &g.docs[n]; !d.None() {
			nearest = min(nearest, v.Differing(d))
		}
	}
	best := float32(0)
	for _, n := range docs {
		if d := &g.docs[n]; !d.None() && v.Differing(d) <= nearest+slack {
			best = max(best, v.Similarity(d))
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

// groupDocs notes which documents ask for each sentence and which ask for
// what it does not say.
func (b *Book) groupDocs() {
	for i := range b.docs {
		d := &b.docs[i]
		switch d.kind {
		case docAsk:
			s := &b.sentences[b.facts[d.of].sentence]
			s.asks = append(s.asks, int32(i))
		}
		for _, n := range b.missOf(d) {
			s := &b.sentences[n]
			s.misses = append(s.misses, int32(i))
		}
	}
}
