package main

import (
	"slices"
	"strings"

	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

// otherWeight is how much a sentence counts that did not come first.
const otherWeight = 0.5

// sample is something that a labelled question may be answered with.
type sample struct {
	author string
	id     string
	x      []float64
	right  bool // it answers the question
	weight float64
}

// samples are what each of the decisions learns from.
type samples struct {
	sentences, lists, verdicts []sample
}

// collect asks the questions and labels what came of them.
func collect(book *knowledge.Book, questions []evaluate.Question) samples {
	var all samples
	for _, q := range questions {
		_, e := book.Explain(knowledge.Question{Text: q.Question})
		for _, l := range e.Lists {
			right := (q.Kind == "overview" || q.Kind == "list") && gathers(q, l.Cites)
			all.lists = append(all.lists, newSample(q, knowledge.WideFeatureNames(), l.Features, right, 1))
		}
		if q.Kind == "overview" || q.Kind == "list" && len(q.Paragraphs) > 1 {
			continue
		}
		for n, l := range e.Sentences {
			if l.Broken && !q.Answerable && covers(q, l.Cite) {
				continue
			}
			weight := 1.0
			if n > 0 {
				weight = otherWeight
			}
			right := q.Answerable && covers(q, l.Cite)
			all.sentences = append(all.sentences, newSample(q, knowledge.FeatureNames(), l.Features, right, weight))
			if right && q.Kind == "yesno" && !l.Broken {
				all.verdicts = append(all.verdicts, newSample(q, knowledge.FeatureNames(), l.Features, q.Polarity == "no", 1))
			}
		}
	}
	return all
}

func newSample(q evaluate.Question, names []string, features map[string]float32, right bool, weight float64) sample {
	s := sample{author: authorOf(q.ID), id: q.ID, right: right, weight: weight}
	for _, n := range names {
		s.x = append(s.x, float64(features[n]))
	}
	return s
}

// authorOf is the author of a question: the first letter of its id.
func authorOf(id string) string { return id[:1] }

// without leaves one author out.
func (all samples) without(author string) samples {
	drop := func(of []sample) []sample {
		return slices.DeleteFunc(slices.Clone(of), func(s sample) bool { return s.author == author })
	}
	return samples{drop(all.sentences), drop(all.lists), drop(all.verdicts)}
}

// gathers tells whether a list is right: it has four fifths of what it must,
// and four fifths of what it cites belong there.
func gathers(q evaluate.Question, cited []knowledge.Citation) bool {
	var text strings.Builder
	paragraphs := map[int]bool{}
	for _, c := range cited {
		text.WriteString(strings.ToLower(c.Quote()) + " ")
		paragraphs[c.Paragraph()] = true
	}
	met, hits := 0, 0
	for _, group := range q.Must {
		if slices.ContainsFunc(group, func(s string) bool { return strings.Contains(text.String(), strings.ToLower(s)) }) {
			met++
		}
	}
	for p := range paragraphs {
		if slices.Contains(q.Paragraphs, p) {
			hits++
		}
	}
	if q.Kind == "overview" {
		return met == len(q.Must) && len(paragraphs)-hits <= 1
	}
	return 5*met >= 4*len(q.Must) && 5*hits >= 4*len(q.Paragraphs) && 5*hits >= 4*len(paragraphs)
}

// covers tells whether a sentence is one that a right answer cites and says
// what it must.
func covers(q evaluate.Question, cite knowledge.Citation) bool {
	if !slices.Contains(q.Paragraphs, cite.Paragraph()) {
		return false
	}
	text := strings.ToLower(cite.Quote())
	for _, group := range q.Must {
		if !slices.ContainsFunc(group, func(s string) bool { return strings.Contains(text, strings.ToLower(s)) }) {
			return false
		}
	}
	return true
}

func authors(samples []sample) []string {
	var out []string
	for _, s := range samples {
		if !slices.Contains(out, s.author) {
			out = append(out, s.author)
		}
	}
	return out
}

func split(samples []sample, author string) (train, test []sample) {
	for _, s := range samples {
		if s.author == author {
			test = append(test, s)
		} else {
			train = append(train, s)
		}
	}
	return train, test
}
