// Package keeper keeps the Book that answers in step with the store. It fills
// an empty store from the pack, follows every change of the facts, and when
// the database breaks keeps the last Book until it is back: questions are
// answered all the while.
//
// Who edits facts first calls CatchUp, builds the Book as it would be with
// Build, and calls CatchUp again when the change is saved: a Book that Build
// made for the same facts is taken as it is.
package keeper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// Store is what a Keeper needs of a store.
type Store interface {
	// Prepare makes the store usable. It is called until it succeeds, and
	// again after the store could not be used.
	Prepare(ctx context.Context) error
	// Writable tells whether the store can be written, by writing nothing new.
	Writable(ctx context.Context) error
	store.Facts
	store.Watcher
	store.Follower
}

// Config is what a Keeper is made from.
type Config struct {
	Store   Store
	Pack    *pack.Pack
	Publish func(bot.Edition) // bot.Bot's; called with every new edition, one at a time
	Log     *slog.Logger
	Now     func() time.Time // time.Now if nil
	// Retry is how long to wait after the database failed; 1 second if 0,
	// doubled up to a minute while it goes on failing.
	Retry time.Duration
}

// State is the facts as they serve.
type State struct {
	Contents    store.Contents
	Source      knowledge.Source // what the Book is made from
	Book        *knowledge.Book
	Quarantined []store.Quarantined
	// FromPack says that the store could not be read yet: the Book is the
	// pack's, and Contents are empty.
	FromPack bool
}

// A Keeper keeps a Book in step with a store. It is safe for concurrent use.
type Keeper struct {
	Config
	contents store.PackContents
	state    atomic.Pointer[State]
	health   health
	books    books

	mu       turn // one catches up at a time
	followed bool // the store is prepared and holds the pack
}

// New makes a Keeper that serves the pack. Start connects it to the store.
func New(c Config) (*Keeper, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Retry == 0 {
		c.Retry = time.Second
	}
	contents, err := store.NewPackContents(c.Pack.ID, c.Pack.Version, c.Pack.Source)
	if err != nil {
		return nil, fmt.Errorf("keeper: pack %s: %w", c.Pack.ID, err)
	}
	return &Keeper{Config: c, contents: contents, books: books{base: c.Pack.Source}, mu: newTurn()}, nil
}

// How long the store may take. Then what served goes on serving.
const (
	startPatience = 10 * time.Second
	runPatience   = time.Minute
)

// probeEvery is how often to look whether a store that can be read can be written.
const probeEvery = time.Minute

// Start serves the store's facts, or the pack's as long as the store cannot be
// used. An error says that the program should not start: the store holds
// another review, or there is no Book to serve.
func (k *Keeper) Start(ctx context.Context) error {
	_, err := k.catchUpWithin(ctx, startPatience)
	if err == nil {
		k.probe(ctx)
	}
	if err == nil || errors.Is(err, store.ErrOther) || ctx.Err() != nil {
		return err
	}
	book, err := knowledge.NewBook(k.Pack.Source)
	if err != nil {
		return fmt.Errorf("keeper: pack %s: %w", k.Pack.ID, err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.state.Load() == nil {
		k.serve(&State{Source: k.Pack.Source, Book: book, FromPack: true}, 0)
	}
	return nil
}

// Run follows the store until the context ends.
func (k *Keeper) Run(ctx context.Context) {
	wait := k.Retry
	for ctx.Err() == nil {
		state, err := k.catchUpWithin(ctx, runPatience)
		if err == nil {
			wait = k.Retry
			if err = k.watch(ctx, state); err == nil {
				continue
			}
			k.report(ctx, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
			wait = min(2*wait, time.Minute)
		}
	}
}

// watch waits for a change, and looks now and then whether the store can be
// written.
func (k *Keeper) watch(ctx context.Context, state *State) error {
	for {
		short, stop := context.WithTimeout(ctx, probeEvery)
		_, err := k.Store.Watch(short, state.Contents.Head)
		timeout := short.Err() != nil && ctx.Err() == nil
		stop()
		if !timeout {
			return err
		}
		k.probe(ctx)
	}
}

// State is what serves now. Before Start it is nil.
func (k *Keeper) State() *State { return k.state.Load() }

// CatchUp brings the Book in step with the store and returns what serves. An
// error leaves what served; it is store.ErrUnavailable where the database is
// to blame.
func (k *Keeper) CatchUp(ctx context.Context) (*State, error) {
	err := k.mu.LockContext(ctx)
	if err == nil {
		err = k.catchUp(ctx)
		k.followed = k.followed && !errors.Is(err, store.ErrUnavailable) // it may come back another
		k.report(ctx, err)
		k.mu.Unlock()
	}
	if err != nil {
		return k.state.Load(), fmt.Errorf("keeper: %w", err)
	}
	return k.state.Load(), nil
}

// catchUpWithin takes a store that is slow for one that is away.
func (k *Keeper) catchUpWithin(ctx context.Context, patience time.Duration) (*State, error) {
	short, stop := context.WithTimeout(ctx, patience)
	defer stop()
	state, err := k.CatchUp(short)
	if err != nil && short.Err() != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: no answer within %v", store.ErrUnreachable, patience)
		k.report(ctx, err)
	}
	return state, err
}

func (k *Keeper) catchUp(ctx context.Context) error {
	if !k.followed {
		if err := k.follow(ctx); err != nil {
			return err
		}
	}
	head, err := k.Store.Head(ctx)
	if err != nil {
		return err
	}
	if s := k.state.Load(); s != nil && !s.FromPack && s.Contents.Head == head {
		return nil
	}
	contents, err := k.Store.Contents(ctx)
	if err != nil {
		return err
	}
	built, err := k.Build(contents.Items)
	if err != nil {
		return err
	}
	k.serve(&State{Contents: contents, Source: built.Source, Book: built.Book, Quarantined: built.Quarantined}, contents.Head.Revision)
	return nil
}

// follow prepares the store and lets it follow the pack.
func (k *Keeper) follow(ctx context.Context) error {
	if err := k.Store.Prepare(ctx); err != nil {
		return err
	}
	plan, err := k.Store.Follow(ctx, k.contents)
	if err != nil {
		return err
	}
	if !plan.Empty() {
		k.Log.InfoContext(ctx, "the store follows the pack", "pack", k.Pack.ID, "version", k.Pack.Version,
			"revisions", len(plan.Edits), "differences", len(plan.Differences))
	}
	k.followed = true
	return nil
}

// serve publishes a state; the caller holds the lock.
func (k *Keeper) serve(s *State, revision int64) {
	before := k.state.Swap(s)
	k.Publish(bot.Edition{Book: s.Book, Revision: revision, Revisions: s.revisions(), Publisher: k.Pack.Publisher})
	if before != nil && len(before.Quarantined) == len(s.Quarantined) {
		return
	}
	for _, q := range s.Quarantined {
		k.Log.Warn("left out of the Book", "subject", q.Item.Subject.String(), "revision", q.Item.Revision, "why", q.Why)
	}
}

// revisions are those of the facts, by id.
func (s *State) revisions() map[string]int64 {
	out := map[string]int64{}
	for _, it := range s.Contents.Items {
		if it.Subject.Kind == store.Fact && it.Body != nil {
			out[it.Subject.ID] = it.Revision
		}
	}
	return out
}
