package moderate

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// ShelfStore is what a Shelf reads.
type ShelfStore interface {
	store.Facts
	store.Watcher
}

// ShelfConfig is what a Shelf is made from.
type ShelfConfig struct {
	Store ShelfStore
	// Base is the pack that the program runs with: review, sections, subject
	// and year are its.
	Base      knowledge.Source
	Publisher string
	// Publish takes each new edition; a Bot's Publish.
	Publish func(bot.Edition)
	Log     *slog.Logger // slog.Default if nil
}

// A Shelf holds the Book as the store has it, and publishes each new one. If
// the store fails, the last Book stays. It is safe for concurrent use.
type Shelf struct {
	ShelfConfig
	loading sync.Mutex // one builds at a time
	state   atomic.Pointer[state]
	health  atomic.Pointer[error]
}

// state is the facts at one revision. It is read-only, but for what is
// remembered of its answers.
type state struct {
	contents    store.Contents
	items       map[store.Subject]store.Item
	source      knowledge.Source
	book        *knowledge.Book
	quarantined []store.Quarantined
	answers     *answers
}

func (s *state) revision() int64 { return s.contents.Head.Revision }

// NewShelf makes a Shelf. It is empty until CatchUp or Keep.
func NewShelf(c ShelfConfig) *Shelf {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return &Shelf{ShelfConfig: c}
}

// CatchUp brings the Book in step with the store's head. It is one cheap
// look-up when nothing changed.
func (s *Shelf) CatchUp(ctx context.Context) error {
	_, err := s.now(ctx)
	return err
}

// now is the state at the store's head.
func (s *Shelf) now(ctx context.Context) (*state, error) {
	head, err := s.Store.Head(ctx)
	if err != nil {
		return nil, s.note(fmt.Errorf("facts: %w", err))
	}
	if st := s.state.Load(); st != nil && st.contents.Head == head {
		return st, s.note(nil)
	}
	s.loading.Lock()
	defer s.loading.Unlock()
	last := s.state.Load()
	if last != nil && last.contents.Head == head {
		return last, s.note(nil)
	}
	contents, err := s.Store.Contents(ctx)
	if err != nil {
		return nil, s.note(fmt.Errorf("facts: %w", err))
	}
	if last != nil && last.revision() == contents.Head.Revision {
		same := *last
		same.contents.Head = contents.Head
		s.state.Store(&same)
		return &same, s.note(nil)
	}
	st, err := build(s.Base, contents)
	if err != nil {
		return nil, s.note(fmt.Errorf("facts: %w", err))
	}
	s.put(st)
	return st, s.note(nil)
}

// note keeps the last error as the Shelf's health.
func (s *Shelf) note(err error) error {
	s.health.Store(&err)
	return err
}

// Health is why the Book may be behind the store, or nil.
func (s *Shelf) Health() error {
	if err := s.health.Load(); err != nil {
		return *err
	}
	return nil
}

// put makes a state the present one and publishes it, unless a later one is
// there.
func (s *Shelf) put(st *state) {
	for {
		last := s.state.Load()
		if last != nil && last.revision() >= st.revision() {
			return
		}
		if s.state.CompareAndSwap(last, st) {
			break
		}
	}
	for _, q := range st.quarantined {
		s.Log.Warn("left out of the answers", "item", q.Item.Subject.String(), "err", q.Why)
	}
	s.Publish(s.edition(st))
}

func (s *Shelf) edition(st *state) bot.Edition {
	e := bot.Edition{
		Book: st.book, Revision: st.revision(), Revisions: map[string]int64{}, Publisher: s.Publisher,
	}
	for _, it := range st.contents.Items {
		if it.Subject.Kind == store.Fact && it.Body != nil {
			e.Revisions[it.Subject.ID] = it.Revision
		}
	}
	return e
}

// build makes the Book of contents. What this program cannot use is left out
// and told.
func build(base knowledge.Source, c store.Contents) (*state, error) {
	st := &state{contents: c, items: make(map[store.Subject]store.Item, len(c.Items)), answers: &answers{}}
	for _, it := range c.Items {
		st.items[it.Subject] = it
	}
	st.source, st.quarantined = store.Assemble(base, c.Items)
	book, err := knowledge.NewBook(st.source)
	if err != nil {
		return nil, err
	}
	st.book = book
	return st, nil
}

const (
	shelfRetry    = time.Second // after the first failure; doubled by each
	maxShelfRetry = 30 * time.Second
)

// Keep follows the store until the context is done. When it fails, the last
// Book keeps answering, and Keep tries again.
func (s *Shelf) Keep(ctx context.Context) {
	wait := shelfRetry
	for ctx.Err() == nil {
		err := s.follow(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			wait = shelfRetry
			continue
		}
		s.Log.WarnContext(ctx, "the facts cannot be read: the last ones keep answering", "err", err)
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, maxShelfRetry)
	}
}

// follow catches up, and waits for the next change.
func (s *Shelf) follow(ctx context.Context) error {
	st, err := s.now(ctx)
	if err != nil {
		return err
	}
	if _, err := s.Store.Watch(ctx, st.contents.Head); err != nil {
		return s.note(fmt.Errorf("facts: %w", err))
	}
	return nil
}
