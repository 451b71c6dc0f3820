package moderate_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"reviewbot/bot/moderate"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
	"reviewbot/knowledge/pack"
)

// builtin is the built-in pack with its test questions.
var builtin = sync.OnceValues(func() (*pack.Pack, error) { return pack.Load(pack.Builtin()) })

// testQuestions are as many as are wanted, from the built-in pack's: no two
// the same.
func testQuestions(b *testing.B, most int) []moderate.Test {
	file, err := pack.Builtin().Open("questions.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	questions, err := evaluate.ReadQuestions(file)
	if err != nil {
		b.Fatal(err)
	}
	var out []moderate.Test
	for n := 0; len(out) < most; n++ {
		q := questions[n%len(questions)]
		text := q.Question
		if n >= len(questions) {
			text += fmt.Sprintf(" (%d)", n/len(questions))
		}
		out = append(out, moderate.Test{Text: text, Negative: !q.Answerable, Right: func(a knowledge.Answer) bool {
			return (a.Outcome() == knowledge.Answered) == q.Answerable
		}})
	}
	return out
}

// BenchmarkGate is one preview of an edit of the built-in pack: the new Book
// is built and all stored questions are asked of it; what the present Book
// says to them is remembered. "first" is the same with nothing remembered, as
// after a start or somebody else's edit.
func BenchmarkGate(b *testing.B) {
	p, err := builtin()
	if err != nil {
		b.Fatal(err)
	}
	for _, questions := range []int{1_000, 10_000} {
		b.Run(fmt.Sprintf("questions=%d", questions), func(b *testing.B) {
			w, err := open(b.Context(), sqliteURL(b), &clock{now: time.Now()}, options{pack: p, tests: testQuestions(b, questions)})
			if err != nil {
				b.Fatal(err)
			}
			defer w.close()
			m := people()["moderator"]
			preview := func(n int) {
				for _, err := range []error{
					w.say(b.Context(), m, "/fact edit brics-kazan-summit"), w.press(b.Context(), m, "Words"),
					w.fill(b.Context(), m, map[string]string{"note_en": fmt.Sprintf("note %d.", n), "note_ru": fmt.Sprintf("примечание %d.", n)}),
					w.press(b.Context(), m, "Check and preview"),
				} {
					if err != nil {
						b.Fatal(err)
					}
				}
				if _, ok := find(m.reply, "Save"); !ok {
					b.Fatalf("no preview: %s", seen(m.reply))
				}
			}
			start := time.Now()
			preview(-1)
			first := time.Since(start)
			n := 0
			for b.Loop() {
				n++
				preview(n)
			}
			b.ReportMetric(first.Seconds()*1000, "first-ms")
		})
	}
}
