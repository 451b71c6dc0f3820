package moderate

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"reviewbot/bot/keeper"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// state is the facts at one revision, as they serve or would serve. It is
// read-only, but for what is remembered of its answers.
type state struct {
	contents    store.Contents
	items       map[store.Subject]store.Item
	source      knowledge.Source
	book        *knowledge.Book
	quarantined []store.Quarantined
	answers     *answers
}

func (s *state) revision() int64 { return s.contents.Head.Revision }

// now catches up with the store's head.
func (k *Desk) now(ctx context.Context) (*state, error) {
	s, err := k.Keeper.CatchUp(ctx)
	if err != nil {
		return nil, err
	}
	return k.stateOf(s.Contents, keeper.Built{Source: s.Source, Book: s.Book, Quarantined: s.Quarantined}), nil
}

func (k *Desk) stateOf(c store.Contents, b keeper.Built) *state {
	st := &state{
		contents: c, items: make(map[store.Subject]store.Item, len(c.Items)),
		source: b.Source, book: b.Book, quarantined: b.Quarantined, answers: k.answers.of(b.Book),
	}
	for _, it := range c.Items {
		st.items[it.Subject] = it
	}
	return st
}

// after is the state that edits make of another. Its revisions are those
// that the edits get if nobody else saves before them.
func (k *Desk) after(st *state, edits []store.Edit) (*state, error) {
	c := st.contents
	c.Items = slices.Clone(c.Items)
	at := make(map[store.Subject]int, len(c.Items))
	for i, it := range c.Items {
		at[it.Subject] = i
	}
	for _, e := range edits {
		c.Head.Revision++
		i, have := at[e.Subject]
		if !have {
			i = len(c.Items)
			c.Items = append(c.Items, store.Item{Subject: e.Subject, First: c.Head.Revision})
		}
		c.Items[i].Revision, c.Items[i].Body = c.Head.Revision, e.After
	}
	built, err := k.Keeper.Build(c.Items)
	if err != nil {
		return nil, err
	}
	for _, q := range built.Quarantined {
		if slices.ContainsFunc(edits, func(e store.Edit) bool { return e.Subject == q.Item.Subject }) {
			return nil, fmt.Errorf("gate: %w", q.Why)
		}
	}
	return k.stateOf(c, built), nil
}

// maxBooks is how many Books' answers are remembered.
const maxBooks = 6

// bookAnswers remembers what the last few Books said to the gate. It is safe
// for concurrent use.
type bookAnswers struct {
	mu   sync.Mutex
	kept []bookAnswer // the latest last
}

type bookAnswer struct {
	book    *knowledge.Book
	answers *answers
}

func (a *bookAnswers) of(book *knowledge.Book) *answers {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, b := range a.kept {
		if b.book == book {
			return b.answers
		}
	}
	b := bookAnswer{book, &answers{}}
	if a.kept = append(a.kept, b); len(a.kept) > maxBooks {
		a.kept = slices.Clone(a.kept[1:])
	}
	return b.answers
}
