package evaluate

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Report counts right and wrong answers. The zero value is ready.
type Report struct {
	groups map[string]*tally
	wrong  []mistake

	answerable, refused, assisted int
	unanswerable, wrongly         int
	fixable, fixed                int
}

type tally struct{ right, of int }

type mistake struct {
	question Question
	answer   Answer
	why      string
}

// Add judges an answer and counts it. The zero Answer stands for none.
func (r *Report) Add(q Question, a Answer, paragraphs []string) {
	right, why := Judge(q, a, paragraphs)
	if q.Answerable {
		r.answerable++
		r.refused += one(a.Outcome == "abstain")
		r.assisted += one(right || offersRight(q, a))
	} else {
		r.unanswerable++
		r.wrongly += one(!right)
		if q.Kind == kindFalsePremise && len(q.Must) > 0 && len(q.Paragraphs) > 0 {
			r.fixable++
			r.fixed += one(isCorrection(q, met(q.Must, a), citedBy(a)))
		}
	}
	if r.groups == nil {
		r.groups = map[string]*tally{}
	}
	answerable := "answerable"
	if !q.Answerable {
		answerable = "not answerable"
	}
	for _, name := range []string{q.Kind, "lang " + q.Lang, answerable, "all"} {
		t := r.groups[name]
		if t == nil {
			t = &tally{}
			r.groups[name] = t
		}
		t.right += one(right)
		t.of++
	}
	if !right {
		r.wrong = append(r.wrong, mistake{q, a, why})
	}
}

// offersRight tells whether one of the first three choices is of a right
// paragraph.
func offersRight(q Question, a Answer) bool {
	return a.Outcome == "clarify" && slices.ContainsFunc(a.Choices[:min(3, len(a.Choices))], func(c Choice) bool {
		return slices.Contains(q.Paragraphs, c.Paragraph)
	})
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// share is a part of one to four places, or -1 where there is nothing to
// share.
type share float64

func shareOf(n, of int) share {
	if of == 0 {
		return -1
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(float64(n)/float64(of), 'f', 4, 64), 64)
	return share(rounded)
}

func (s share) text(none string) string {
	if s < 0 {
		return none
	}
	out := strconv.FormatFloat(float64(s), 'f', -1, 64)
	if !strings.Contains(out, ".") {
		out += ".0"
	}
	return out
}

func (t tally) share() share { return shareOf(t.right, t.of) }

func (r *Report) names() []string { return slices.Sorted(maps.Keys(r.groups)) }

// total is a line under the groups.
type total struct {
	name  string
	share share
}

func (r *Report) totals() []total {
	return []total{
		{"assisted share", shareOf(r.assisted, r.answerable)},
		{"refused though answerable", shareOf(r.refused, r.answerable)},
		{"corrected share", shareOf(r.fixed, r.fixable)},
		{"false answer share", shareOf(r.wrongly, r.unanswerable)},
	}
}

// Summary says in a line how many are right over all.
func (r *Report) Summary() string {
	t := r.groups["all"]
	if t == nil {
		return "no questions"
	}
	return fmt.Sprintf("%d of %d right, %.1f %%", t.right, t.of, 100*float64(t.share()))
}

// WriteTable writes the table: right answers by kind, language and over all.
func (r *Report) WriteTable(w io.Writer) error {
	var b strings.Builder
	for _, name := range r.names() {
		t := r.groups[name]
		fmt.Fprintf(&b, "%-28s %4d/%-4d %5.1f %%\n", name, t.right, t.of, 100*float64(t.share()))
	}
	for _, t := range r.totals() {
		fmt.Fprintf(&b, "%-28s %s\n", t.name, t.share.text("None"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the same as one line of JSON.
func (r *Report) WriteJSON(w io.Writer) error {
	var fields []string
	field := func(name, value string) error {
		key, err := json.Marshal(name)
		fields = append(fields, string(key)+": "+value)
		return err
	}
	for _, name := range r.names() {
		t := r.groups[name]
		if err := field(name, fmt.Sprintf(`{"right": %d, "of": %d, "share": %s}`, t.right, t.of, t.share().text("null"))); err != nil {
			return err
		}
	}
	for _, t := range r.totals() {
		if err := field(t.name, t.share.text("null")); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "{%s}\n", strings.Join(fields, ", "))
	return err
}

// WriteWrong writes the first n wrong answers.
func (r *Report) WriteWrong(w io.Writer, n int) error {
	for _, m := range r.wrong[:max(0, min(n, len(r.wrong)))] {
		_, err := fmt.Fprintf(w, "\n%s [%s] %s\n   gold %s %s\n   %s | %s | %s\n",
			m.question.ID, m.question.Kind, cut(m.question.Question),
			numbers(m.question.Paragraphs), groups(m.question.Must),
			m.why, m.answer.outcome(), m.answer.start())
		if err != nil {
			return err
		}
	}
	return nil
}
