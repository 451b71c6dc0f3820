package knowledge_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"reviewbot/knowledge"
)

// A made is a pack of made-up facts, each with a question that only it
// answers.
type made struct {
	source    knowledge.Source
	questions []string // by fact
}

var (
	things = []struct{ noun, verb, did, count string }{
		{"bridge", "open", "opened", "spans"},
		{"library", "renovate", "renovated", "books"},
		{"festival", "host", "hosted", "guests"},
		{"clinic", "equip", "equipped", "beds"},
		{"stadium", "build", "built", "seats"},
		{"museum", "restore", "restored", "paintings"},
	}
	monthNames = strings.Fields("January February March April May June July August September October November December")
)

// madeUpName spells n in syllables, so that no two names are alike by one or
// two letters.
func madeUpName(n int) string {
	const first, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	sum := 0
	for range 3 {
		c, v := n%len(first), n/len(first)%len(vowels)
		n /= len(first) * len(vowels)
		b.WriteByte(first[c])
		b.WriteByte(vowels[v])
		sum += c + 3*v
	}
	b.WriteByte(first[sum%len(first)])
	b.WriteByte(vowels[sum%len(vowels)])
	b.WriteString("x")
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// makeUp makes a pack of n facts, ten to a paragraph.
func makeUp(tb testing.TB, n int) made {
	tb.Helper()
	rng := rand.New(rand.NewPCG(7, 7))
	var m made
	var text strings.Builder
	for i := range n {
		t := things[i%len(things)]
		name, month, count := madeUpName(i), rng.IntN(12), 100+rng.IntN(900)
		quote := fmt.Sprintf("In %s the council %s the %s %s, which has %d %s.", monthNames[month], t.did, name, t.noun, count, t.count)
		text.WriteString(quote)
		if text.WriteByte(' '); i%10 == 9 || i == n-1 {
			text.WriteByte('\n')
		}
		id := fmt.Sprintf("fact-%d", i)
		m.source.Entities = append(m.source.Entities, knowledge.Entity{ID: "e" + id, Kind: "event", Name: knowledge.Text{EN: name + " " + t.noun}, Also: []string{name}})
		m.source.Facts = append(m.source.Facts, knowledge.Fact{
			ID: id, Kind: knowledge.Event,
			Statement: knowledge.Text{EN: "The review says " + strings.ToLower(quote[:1]) + quote[1:]},
			Evidence:  knowledge.Evidence{Paragraph: i/10 + 1, Quote: quote},
			Parts: knowledge.Parts{
				What: []string{name + " " + t.noun}, Did: []string{t.verb},
				When:  knowledge.Months(2023, month+1, 2023, month+1),
				Count: []knowledge.Count{{Value: float64(count), Unit: t.count, Bound: knowledge.Exact}},
			},
			Asks: []string{
				fmt.Sprintf("when did the council %s the %s %s", t.verb, name, t.noun),
				fmt.Sprintf("in which month was the %s %s %s", name, t.noun, t.did),
				fmt.Sprintf("how many %s does the %s %s have", t.count, name, t.noun),
			},
		})
		m.questions = append(m.questions, []string{
			fmt.Sprintf("When was the %s %s %s?", name, t.noun, t.did),
			fmt.Sprintf("How many %s are there in the %s %s?", t.count, name, t.noun),
		}[rng.IntN(2)])
	}
	review, err := knowledge.NewReview(knowledge.Text{EN: "Made up"}, text.String(), knowledge.Text{EN: "Introduction"}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	m.source.Review, m.source.Year = review, 2023
	return m
}

func (m made) book(tb testing.TB) *knowledge.Book {
	tb.Helper()
	b, err := knowledge.NewBook(m.source)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// some are numbers of facts, spread over the pack.
func (m made) some(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i*len(m.questions)/n)
	}
	return out
}

// right tells whether the question of a fact is answered with it.
func (m made) right(b *knowledge.Book, n int) bool {
	a := b.Ask(knowledge.Question{Text: m.questions[n]})
	return a.Outcome() == knowledge.Answered && slices.Contains(a.Facts(), m.source.Facts[n].ID) && len(a.Facts()) == 1
}

// TestManyFacts holds that a fact is found among many.
func TestManyFacts(t *testing.T) {
	sizes := []int{1000, 10_000}
	if testing.Short() {
		sizes = sizes[:1]
	}
	for _, size := range sizes {
		m := makeUp(t, size)
		b := m.book(t)
		right := 0
		asked := m.some(200)
		for _, n := range asked {
			if m.right(b, n) {
				right++
			}
		}
		if right*100 < 95*len(asked) {
			t.Errorf("of %d facts %d of %d are found", size, right, len(asked))
		}
	}
}

var large = flag.Bool("large", false, "benchmark a pack of 100,000 facts too")

// BenchmarkMany answers questions from packs of many facts. It also tells how
// long the Book took to build, once, and how much memory it holds.
func BenchmarkMany(b *testing.B) {
	sizes := []int{1000, 10_000}
	if *large {
		sizes = append(sizes, 100_000)
	}
	for _, size := range sizes {
		b.Run(fmt.Sprintf("facts=%d", size), func(b *testing.B) {
			m := makeUp(b, size)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			book := m.book(b)
			built := time.Since(start)
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportAllocs()
			asked, right, i := m.some(200), 0, 0
			for b.Loop() {
				if m.right(book, asked[i%len(asked)]) {
					right++
				}
				i++
			}
			b.ReportMetric(float64(right)/float64(i), "right")
			b.ReportMetric(built.Seconds(), "s/build")
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
		})
	}
}
