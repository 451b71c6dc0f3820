package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Explanation is a decision, step by step.
type Explanation struct {
	Steps     []string
	Sentences []ExplainedSentence // those that were looked at closely, the nearest first
	Lists     []ExplainedList     // the nearest lists and overviews, the surest first
}

// ExplainedSentence is a sentence that was considered.
type ExplainedSentence struct {
	Features map[string]float32 // by name
	Cite     Citation
	Broken   bool // the question contradicts a value that can be one only
	Best     bool // it is the likeliest to answer
}

// ExplainedList is a list or an overview that was considered.
type ExplainedList struct {
	Name     string
	Features map[string]float32
	Cites    []Citation
}

// Explain answers a question and says how the answer came about.
func (b *Book) Explain(q Question) (Answer, Explanation) {
	s := b.take()
	defer b.put(s)
	a, d := b.decide(q, s)
	return a, b.explain(d)
}

// explain tells how a decision came about.
func (b *Book) explain(d *decision) Explanation {
	if d.best == nil && len(d.found.candidates) > 0 {
		b.judge(d)
	}
	var e Explanation
	e.Steps = append(e.Steps, d.q.describe())
	if d.leaned {
		e.Steps = append(e.Steps, "completed by the question before: "+d.q.text)
	}
	for i := range d.q.words {
		if s := b.explainWord(d, &d.q.words[i]); s != "" {
			e.Steps = append(e.Steps, s)
		}
	}
	for i := range d.wides {
		e.Lists = append(e.Lists, b.explainList(&d.wides[i]))
	}
	if len(d.wides) > 0 {
		w := &d.wides[0]
		e.Steps = append(e.Steps, fmt.Sprintf("nearest list: %s, sure to %.2f, needs %.2f", w.name, w.p, b.model.Wide.Threshold))
	}
	for i := range d.judged {
		e.Sentences = append(e.Sentences, b.explainSentence(d, &d.judged[i]))
	}
	if d.best != nil {
		for _, f := range d.best.findings {
			state := "broken"
			if f.met {
				state = "met"
			}
			e.Steps = append(e.Steps, fmt.Sprintf("%s %q: %s", f.on, f.said, state))
		}
		e.Steps = append(e.Steps, b.explainCandidates(d)...)
		e.Steps = append(e.Steps, b.explainModel(d)...)
		e.Steps = append(e.Steps, fmt.Sprintf("sure to %.2f, needs %.2f", d.best.p, b.model.Sentence.Threshold))
	}
	e.Steps = append(e.Steps, "decision: "+d.route)
	return e
}

func (q *reading) describe() string {
	s := "language " + q.script
	if q.focus != 0 {
		s += ", asks for " + q.focus.String()
	}
	if q.negated {
		s += ", negated"
	}
	return s
}

// explainWord says what a word was taken for.
func (b *Book) explainWord(d *decision, w *word) string {
	if w.weight == 0 {
		return ""
	}
	var as []string
	for _, u := range w.entities {
		as = append(as, b.entities[b.entityOf(u)].name.EN)
	}
	for _, c := range w.concepts {
		as = append(as, strings.TrimPrefix(b.vocab.name(c), "#"))
	}
	if w.other != noUnit {
		as = append(as, b.vocab.name(w.other))
	}
	s := fmt.Sprintf("word %q, weight %.1f", w.typed, w.weight)
	if w.corrected {
		s += ", read as " + w.text
	}
	if len(as) > 0 {
		slices.Sort(as)
		s += ", taken for " + strings.Join(slices.Compact(as), ", ")
	}
	if d.best != nil {
		switch m := b.matches(w, &b.sentences[d.best.sentence]); {
		case m == 0:
			s += ": not matched"
		case m < 1:
			s += fmt.Sprintf(": matched to %.2f", m)
		default:
			s += ": matched"
		}
	}
	return s
}

// explainCandidates names the sentence that is likeliest to answer and the
// runner-up.
func (b *Book) explainCandidates(d *decision) []string {
	order := slices.Clone(d.judged)
	slices.SortStableFunc(order, func(x, y judged) int { return cmp.Compare(y.p, x.p) })
	var out []string
	for i, name := range []string{"first", "runner-up"} {
		if i >= len(order) {
			break
		}
		c := &order[i]
		s := &b.sentences[c.sentence]
		id := "no fact"
		if len(s.facts) > 0 {
			id = b.facts[c.fact].ID
		}
		out = append(out, fmt.Sprintf("%s: ¶%d %s, sure to %.2f, score %.2f (phrasing %.2f, sentence %.2f, statement %.2f, words %.2f)",
			name, s.citation.paragraph, id, c.p, c.score, c.ask, c.bag, c.statement, c.leaning))
	}
	return out
}

// explainModel names the three features that spoke most for answering and
// against it.
func (b *Book) explainModel(d *decision) []string {
	type part struct {
		name string
		by   float32
	}
	var parts []part
	for i, by := range b.model.Sentence.contributions(d.best.vector[:]) {
		if by != 0 {
			parts = append(parts, part{featureNames[i], by})
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		return int(1000 * (max(b.by, -b.by) - max(a.by, -a.by)))
	})
	var out []string
	for _, p := range parts[:min(6, len(parts))] {
		out = append(out, fmt.Sprintf("%+.2f %s", p.by, p.name))
	}
	return out
}

func (b *Book) explainSentence(d *decision, j *judged) ExplainedSentence {
	out := ExplainedSentence{Features: map[string]float32{}, Cite: b.sentences[j.sentence].citation, Best: j == d.best}
	for i, x := range j.vector {
		out.Features[featureNames[i]] = x
	}
	f := j.broken()
	out.Broken = f != nil && f.on.single()
	return out
}

func (b *Book) explainList(w *wide) ExplainedList {
	out := ExplainedList{Name: w.name, Features: map[string]float32{}}
	for i, x := range w.vector {
		out.Features[wideNames[i]] = x
	}
	for _, n := range w.facts[:min(len(w.facts), gatherMost)] {
		out.Cites = append(out.Cites, b.facts[n].citation)
	}
	return out
}
