package moderate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// maxRecent is how many of the latest answered questions the gate asks again.
const maxRecent = 1000

// probe is a question that the gate asks of the old Book and of the new.
type probe struct {
	text     string
	negative bool // must not be answered
	right    func(knowledge.Answer) bool
}

// given is what a Book says to a probe, as far as the gate looks.
type given struct {
	outcome string
	reason  string
	verdict string
	facts   []string
	says    string // in short
	right   bool   // as far as it is known
}

func (g given) same(o given) bool {
	return g.outcome == o.outcome && g.reason == o.reason && g.verdict == o.verdict && slices.Equal(g.facts, o.facts)
}

// answers remembers what a Book said to probes, and the rules for its facts.
type answers struct {
	mu    sync.Mutex
	given map[string]given
	rules *pack.Checker
}

// checker holds facts to the rules, among the names of a state.
func (s *state) checker() *pack.Checker {
	s.answers.mu.Lock()
	defer s.answers.mu.Unlock()
	if s.answers.rules == nil {
		s.answers.rules = pack.NewChecker(s.source)
	}
	return s.answers.rules
}

// maxAnswers bounds what is remembered of one Book.
const maxAnswers = 50_000

func (a *answers) ask(book *knowledge.Book, p probe) given {
	a.mu.Lock()
	g, ok := a.given[p.text]
	a.mu.Unlock()
	if ok {
		return g
	}
	g = ask(book, p)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.given == nil {
		a.given = map[string]given{}
	}
	if len(a.given) < maxAnswers {
		a.given[p.text] = g
	}
	return g
}

func ask(book *knowledge.Book, p probe) given {
	a := book.Ask(knowledge.Question{Text: bot.Question(p.text)})
	g := given{
		outcome: a.Outcome().String(), reason: string(a.Reason()), verdict: string(a.Verdict()), facts: a.Facts(),
		says: cut(bot.Clean(a.Text()), maxSays),
	}
	g.right = p.right == nil || p.right(a)
	if a.Outcome() == knowledge.Answered && len(a.Citations()) > 0 {
		g.says += fmt.Sprintf(" (¶ %d)", a.Citations()[0].Paragraph())
	}
	return g
}

// maxSays is how many characters of an answer a preview shows.
const maxSays = 120

// cut shortens a text to so many characters, and shows that it did.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:most-1]), " ") + "…"
}

// change is a question that the new Book answers otherwise.
type change struct {
	text     string
	old, new given
	breaks   bool // it was right and no longer is, or must not be answered and is
}

// collision is a new phrasing that another fact has or answers.
type collision struct {
	phrasing string
	fact     string // the other one
}

// findings are what the gate found.
type findings struct {
	asked      int
	changes    []change // those that break something first
	collisions []collision
}

// sum is the same for findings that show the same.
func (f findings) sum() string {
	h := sha256.New()
	for _, c := range f.changes {
		fmt.Fprintf(h, "%q %q %q %q %v\n", c.text, c.new.outcome, c.new.reason, c.new.facts, c.breaks)
	}
	for _, c := range f.collisions {
		fmt.Fprintf(h, "%q %q\n", c.phrasing, c.fact)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// gate builds the Book that edits make and asks all questions again. The new
// state is that of the store once the edits are saved as its next revisions.
func (k *Desk) gate(ctx context.Context, st *state, edits []store.Edit) (*state, findings, error) {
	next, err := k.after(st, edits)
	if err != nil {
		return nil, findings{}, err
	}
	probes, err := k.probes(ctx)
	if err != nil {
		return nil, findings{}, err
	}
	f, err := compareBooks(ctx, st, next, probes)
	f.collisions = collisions(st, next, edits)
	return next, f, err
}

// probes are the pack's test questions, the store's, and those that were
// answered lately; each text once.
func (k *Desk) probes(ctx context.Context) ([]probe, error) {
	kept, err := k.Store.Questions(ctx)
	if err != nil {
		return nil, fmt.Errorf("test questions: %w", err)
	}
	recent, err := k.Store.Recent(ctx, maxRecent)
	if err != nil {
		return nil, fmt.Errorf("recent questions: %w", err)
	}
	out := make([]probe, 0, len(k.Tests)+len(kept)+len(recent))
	seen := map[string]bool{}
	add := func(p probe) {
		if !seen[p.text] {
			seen[p.text] = true
			out = append(out, p)
		}
	}
	for _, q := range kept {
		add(probe{q.Text, q.Negative(), expected(q)})
	}
	for _, t := range k.Tests {
		add(probe{t.Text, t.Negative, t.Right})
	}
	for _, q := range recent {
		add(probe{text: q.Text})
	}
	return out, nil
}

// expected tells whether an answer is what a kept question wants.
func expected(q store.Question) func(knowledge.Answer) bool {
	return func(a knowledge.Answer) bool {
		if a.Outcome().String() != q.Outcome {
			return false
		}
		facts := a.Facts()
		return len(q.Facts) == 0 || slices.ContainsFunc(q.Facts, func(id string) bool { return slices.Contains(facts, id) })
	}
}

// compareBooks asks both Books, on all processors.
func compareBooks(ctx context.Context, st, next *state, probes []probe) (findings, error) {
	changes := make([]*change, len(probes))
	var at atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(at.Add(1)) - 1; i < len(probes) && ctx.Err() == nil; i = int(at.Add(1)) - 1 {
				p := probes[i]
				old, now := st.answers.ask(st.book, p), next.answers.ask(next.book, p)
				if !old.same(now) {
					changes[i] = &change{p.text, old, now, old.right && !now.right || p.negative && now.outcome == "answer"}
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return findings{}, fmt.Errorf("gate: %w", err)
	}
	f := findings{asked: len(probes)}
	for _, breaks := range []bool{true, false} {
		for _, c := range changes {
			if c != nil && c.breaks == breaks {
				f.changes = append(f.changes, *c)
			}
		}
	}
	return f, nil
}

// collisions are the new phrasings of edited facts that another fact has, or
// that the new Book answers by another sentence; and the other facts'
// phrasings that an edited fact takes over.
func collisions(st, next *state, edits []store.Edit) []collision {
	var out []collision
	for _, e := range edits {
		if e.Subject.Kind != store.Fact || e.After == nil {
			continue
		}
		f, _, ok := next.book.Fact(e.Subject.ID)
		if !ok {
			continue
		}
		had, _, _ := st.book.Fact(e.Subject.ID)
		for _, asks := range f.Asks {
			if !slices.Contains(had.Asks, asks) {
				out = append(out, collide(st, next, f, asks)...)
			}
		}
	}
	return out
}

func collide(st, next *state, f knowledge.Fact, phrasing string) []collision {
	key := pack.PhrasingKey(phrasing)
	for g := range next.book.All() {
		if g.ID == f.ID {
			continue
		}
		for _, s := range g.Asks {
			if pack.PhrasingKey(s) == key {
				return []collision{{phrasing, g.ID}}
			}
		}
	}
	if got := next.answers.ask(next.book, probe{text: phrasing}); got.outcome == "answer" && !holds(next.book, got.facts, f) {
		return []collision{{phrasing, got.facts[0]}}
	}
	var out []collision
	before := st.answers.ask(st.book, probe{text: phrasing})
	if before.outcome != "answer" || len(before.facts) == 0 || holds(next.book, before.facts, f) {
		return nil
	}
	other, _, _ := next.book.Fact(before.facts[0])
	for _, s := range other.Asks {
		old, now := st.answers.ask(st.book, probe{text: s}), next.answers.ask(next.book, probe{text: s})
		if holds(st.book, old.facts, other) && !holds(next.book, now.facts, other) && holds(next.book, now.facts, f) {
			out = append(out, collision{s, other.ID})
		}
	}
	return out
}

// holds tells whether an answer by some facts is one by a fact, or by another
// of the same sentence.
func holds(book *knowledge.Book, facts []string, f knowledge.Fact) bool {
	return len(facts) == 0 || slices.ContainsFunc(facts, func(id string) bool {
		g, _, ok := book.Fact(id)
		return ok && (id == f.ID || g.Evidence == f.Evidence)
	})
}
