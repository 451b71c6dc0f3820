package keeper

import (
	"context"
	"fmt"
	"sync"
	"time"

	"reviewbot/bot/store"
)

// Health is how the store does.
type Health struct {
	Err         error     // nil while all is well; what reading says, else what writing says
	Since       time.Time // when it became so
	Revision    int64     // of the Book that serves; 0 for the pack's
	Quarantined int
}

// health keeps how the store does. It is safe for concurrent use.
type health struct {
	mu          sync.Mutex
	known       bool
	read, write error
	since       time.Time
}

// err is what is wrong; the caller holds the lock.
func (h *health) err() error {
	switch {
	case !h.known:
		return store.ErrUnreachable
	case h.read != nil:
		return h.read
	}
	return h.write
}

// set notes what reading or writing said, and tells whether the store now does
// otherwise than before.
func (h *health) set(slot *error, err error, now time.Time) (changed bool, is error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	before := fmt.Sprint(h.known, h.err())
	h.known, *slot = true, err
	changed = before != fmt.Sprint(h.known, h.err())
	if changed {
		h.since = now
	}
	return changed, h.err()
}

// Health is how the store does now.
func (k *Keeper) Health() Health {
	k.health.mu.Lock()
	h := Health{Err: k.health.err(), Since: k.health.since}
	k.health.mu.Unlock()
	if s := k.state.Load(); s != nil {
		h.Revision, h.Quarantined = s.Contents.Head.Revision, len(s.Quarantined)
	}
	return h
}

// report notes whether the store could be read.
func (k *Keeper) report(ctx context.Context, err error) { k.note(ctx, &k.health.read, err) }

// probe notes whether the store can be written.
func (k *Keeper) probe(ctx context.Context) { k.note(ctx, &k.health.write, k.Store.Writable(ctx)) }

// note logs when the store begins to do otherwise.
func (k *Keeper) note(ctx context.Context, slot *error, err error) {
	if ctx.Err() != nil {
		return
	}
	changed, is := k.health.set(slot, err, k.Now())
	switch {
	case !changed:
	case is != nil:
		k.Log.ErrorContext(ctx, "the store cannot be used: answering goes on from the last facts, editing waits", "err", is)
	default:
		k.Log.InfoContext(ctx, "the store is in use")
	}
}
