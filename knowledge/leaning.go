package knowledge

import (
	"math"
	"slices"
)

// leanings tell, for every unit, how much it speaks for each of some classes
// (sentences, or lists): the log of how much likelier a text that asks for the
// class has the unit than any text has. Where likeness compares a question
// with one phrasing, leanings weigh each of its words by all of them (naive
// Bayes).
type leanings struct {
	of      [][]leaning // by unit
	without []float32   // by class: what a word says that none of its texts has
}

type leaning struct {
	class int32
	by    float32
}

const (
	leaningPrior = 4    // texts that every class is taken to have beside its own
	leaningMost  = 3.5  // the most that one word can say for a class
	leaningLeast = -1.5 // and against it
)

// learnLeanings counts the units of the texts that ask for each class; classesOf
// tells which classes a document asks for.
func (b *Book) learnLeanings(reads []*reading, classes int, classesOf func(*doc) []int32) leanings {
	units := len(b.vocab.names)
	var total float64
	texts := make([]float64, classes)
	all := make([]float64, units)
	counts := make([][]int32, units) // the class of every text that has the unit
	for i, r := range reads {
		in := classesOf(&b.docs[i])
		if len(in) == 0 {
			continue
		}
		total++
		units := sortedUnits(appendUnits(nil, r))
		for _, u := range units {
			all[u]++
		}
		for _, c := range in {
			texts[c]++
			for _, u := range units {
				counts[u] = append(counts[u], c)
			}
		}
	}
	bound := func(x float64) float32 { return float32(max(leaningLeast, min(leaningMost, x))) }
	l := leanings{of: make([][]leaning, units), without: make([]float32, classes)}
	for c := range l.without {
		l.without[c] = bound(math.Log(leaningPrior / (texts[c] + leaningPrior)))
	}
	for u, in := range counts {
		slices.Sort(in)
		p := all[u] / max(total, 1)
		for i := 0; i < len(in); {
			end := i
			for end < len(in) && in[end] == in[i] {
				end++
			}
			c := in[i]
			by := math.Log((float64(end-i) + leaningPrior*p) / (texts[c] + leaningPrior) / p)
			l.of[u] = append(l.of[u], leaning{c, bound(by)})
			i = end
		}
	}
	return l
}

// sentenceOf is the sentence that a document asks for or states.
func (b *Book) sentenceOf(d *doc) []int32 {
	switch d.kind {
	case docAsk, docStatement:
		return []int32{b.facts[d.of].sentence}
	case docQuote:
		return []int32{d.of}
	}
	return nil
}

func listOf(d *doc) []int32 {
	if d.kind == docList {
		return []int32{d.of}
	}
	return nil
}

// weigh adds up, for each class, what the words of a question say, per word. A
// word counts by the alternative that says most.
func (l *leanings) weigh(q *reading) []float32 {
	out := make([]float32, len(l.without))
	best := make([]float32, len(out))
	words := float32(0)
	for i := range q.words {
		w := &q.words[i]
		if w.weight == 0 {
			continue
		}
		words++
		copy(best, l.without)
		for _, a := range w.alts {
			for _, n := range l.of[a.Unit] {
				by := n.by
				if by > 0 {
					by *= a.Strength
				}
				best[n.class] = max(best[n.class], by)
			}
		}
		for c := range out {
			out[c] += best[c]
		}
	}
	for c := range out {
		out[c] /= max(words, 1)
	}
	return out
}
