package knowledge

import (
	"math"
	"slices"

	"reviewbot/knowledge/match"
)

// leanings tell, for every unit, how much it speaks for each of some classes
// (sentences, or lists): the log of how much likelier a text that asks for the
// class has the unit than any text has. Where likeness compares a question
// with one phrasing, leanings weigh each of its words by all of them (naive
// Bayes).
type leanings struct {
	of      match.Rows // by unit: the classes it says something of, sorted
	by      []float32  // what it says, for each item of of
	without []float32  // by class: what a word says that none of its texts has
}

const (
	leaningPrior = 4    // texts that every class is taken to have beside its own
	leaningMost  = 3.5  // the most that one word can say for a class
	leaningLeast = -1.5 // and against it
)

// learnLeanings counts the units of the texts that ask for each class; classesOf
// tells which classes a document asks for.
func (b *Book) learnLeanings(texts []text, classes int, classesOf func(*doc) []int32) leanings {
	units := b.vocab.units()
	all := make([]float64, units)
	var total float64
	var asking []match.Pair
	for i := range texts {
		in := classesOf(&b.docs[i])
		if len(in) == 0 {
			continue
		}
		total++
		for _, u := range texts[i].units {
			all[u]++
		}
		for _, c := range in {
			asking = append(asking, match.Pair{Key: c, Item: int32(i)})
		}
	}
	byClass := match.GroupPairs(classes, asking)
	l := leanings{without: make([]float32, classes)}
	var of []match.Pair
	var by []float32
	count, some := make([]int32, units), []unit(nil)
	for c := range l.without {
		own := byClass.At(int32(c))
		n := float64(len(own)) + leaningPrior
		l.without[c] = boundLeaning(math.Log(leaningPrior / n))
		for _, i := range own {
			for _, u := range texts[i].units {
				if count[u]++; count[u] == 1 {
					some = append(some, u)
				}
			}
		}
		for _, u := range some {
			p := all[u] / max(total, 1)
			of = append(of, match.Pair{Key: u, Item: int32(c)})
			by = append(by, boundLeaning(math.Log((float64(count[u])+leaningPrior*p)/n/p)))
			count[u] = 0
		}
		some = some[:0]
	}
	l.of = match.GroupPairs(units, of)
	l.by = make([]float32, len(by))
	for i, p := range of {
		from, _ := l.of.Span(p.Key)
		l.by[from+count[p.Key]] = by[i]
		count[p.Key]++
	}
	return l
}

func boundLeaning(x float64) float32 { return float32(max(leaningLeast, min(leaningMost, x))) }

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

// leaningSums are what the words of a question say for each class, beyond
// what they say for a class that has none of them.
type leaningSums struct {
	over  []float32 // by class
	best  []float32 // by class: what the current word says most
	in    []bool    // by class: the current word says something
	now   []int32   // the classes of the current word
	some  []int32   // those that any word says something of, perhaps twice
	words float32
}

// weigh adds up, for each class, what the words of a question say. A word
// counts by the alternative that says most. Only the classes among, which are
// sorted, need be right; nil means all.
func (l *leanings) weigh(q *reading, s *leaningSums, among []int32) {
	s.clean(len(l.without))
	for i := range q.words {
		w := &q.words[i]
		if w.weight == 0 {
			continue
		}
		s.words++
		for _, a := range w.alts {
			l.say(s, a, among)
		}
		for _, c := range s.now {
			s.over[c] += s.best[c] - l.without[c]
			s.in[c] = false
		}
		s.some = append(s.some, s.now...)
		s.now = s.now[:0]
	}
}

// say counts one alternative of a word.
func (l *leanings) say(s *leaningSums, a match.Alternative, among []int32) {
	from, to := l.of.Span(a.Unit)
	classes := l.of.Items[from:to]
	note := func(c int32, by float32) {
		if by > 0 {
			by *= a.Strength
		}
		if !s.in[c] {
			s.in[c], s.best[c] = true, l.without[c]
			s.now = append(s.now, c)
		}
		s.best[c] = max(s.best[c], by)
	}
	if among == nil || len(classes) < 8*len(among) {
		for i, c := range classes {
			note(c, l.by[int(from)+i])
		}
		return
	}
	for _, c := range among {
		if i, ok := slices.BinarySearch(classes, c); ok {
			note(c, l.by[int(from)+i])
		}
	}
}

// per is what the words say for a class, per word.
func (l *leanings) per(s *leaningSums, class int32) float32 {
	if s.words == 0 {
		return 0
	}
	return l.without[class] + s.over[class]/s.words
}

func (s *leaningSums) clean(classes int) {
	if len(s.over) != classes {
		*s = leaningSums{over: make([]float32, classes), best: make([]float32, classes), in: make([]bool, classes)}
	}
	for _, c := range s.some {
		s.over[c] = 0
	}
	s.some, s.words = s.some[:0], 0
}
