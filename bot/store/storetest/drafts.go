package storetest

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"reviewbot/bot/store"
)

func (f *fixture) draft(id string) store.Draft {
	return store.Draft{ID: id, Owner: moderator, Kind: "edit", Payload: []byte{0, 1, 2}, Book: 3, State: store.Open, Expires: f.clock.Now().Add(time.Hour)}
}

func testDrafts(f *fixture) {
	d, err := f.SaveDraft(f.ctx, f.draft("one"))
	f.must(err)
	if d.Turn != 1 {
		f.Errorf("turn %d", d.Turn)
	}
	if _, err := f.SaveDraft(f.ctx, f.draft("one")); !errors.Is(err, store.ErrConflict) {
		f.Errorf("the id again: %v", err)
	}
	stale := d
	d.Payload, d.State = []byte("more"), store.Waiting
	d, err = f.SaveDraft(f.ctx, d)
	f.must(err)
	if _, err := f.SaveDraft(f.ctx, stale); !errors.Is(err, store.ErrConflict) {
		f.Errorf("an old copy: %v", err)
	}
	got, err := f.Draft(f.ctx, "one")
	f.must(err)
	if string(got.Payload) != "more" || got.Turn != 2 || got.Owner != moderator || got.Book != 3 || got.State != store.Waiting || got.Expires != d.Expires || got.Kind != "edit" {
		f.Errorf("draft %+v", got)
	}
	f.clock.Turn(time.Hour)
	if got, err = f.Draft(f.ctx, "one"); !errors.Is(err, store.ErrExpired) || string(got.Payload) != "more" {
		f.Errorf("expired: %+v, %v", got, err)
	}
	if _, err = f.SaveDraft(f.ctx, d); !errors.Is(err, store.ErrExpired) {
		f.Errorf("saving an expired draft: %v", err)
	}
	if _, err = f.Apply(f.ctx, store.Change{By: moderator, Draft: "one"}); !errors.Is(err, store.ErrExpired) {
		f.Errorf("applying an expired draft: %v", err)
	}
	f.must(f.DropDraft(f.ctx, "one"))
	if err = f.DropDraft(f.ctx, "one"); !errors.Is(err, store.ErrConsumed) {
		f.Errorf("dropped twice: %v", err)
	}
	if _, err = f.Draft(f.ctx, "two"); !errors.Is(err, store.ErrNotFound) {
		f.Errorf("unknown: %v", err)
	}
	if err = f.DropDraft(f.ctx, "two"); !errors.Is(err, store.ErrNotFound) {
		f.Errorf("unknown: %v", err)
	}
	big := f.draft("big")
	big.Payload = make([]byte, store.MaxPayload+1)
	if _, err = f.SaveDraft(f.ctx, big); !errors.Is(err, store.ErrTooLong) {
		f.Errorf("too long: %v", err)
	}
}

// testConsumedOnce confirms one draft many times at once.
func testConsumedOnce(f *fixture) {
	d, err := f.SaveDraft(f.ctx, f.draft("one"))
	f.must(err)
	var all sync.WaitGroup
	var saved, refused atomic.Int32
	for range 20 {
		all.Go(func() {
			_, err := f.Apply(f.ctx, store.Change{By: moderator, Draft: d.ID, Edits: []store.Edit{{Subject: subject("aaa"), Action: store.Add, After: fact("x")}}})
			var consumed *store.ConsumedError
			switch {
			case err == nil:
				saved.Add(1)
			case errors.As(err, &consumed) && consumed.Saved == 1:
				refused.Add(1)
			default:
				f.Error(err)
			}
		})
	}
	all.Wait()
	if saved.Load() != 1 || refused.Load() != 19 {
		f.Errorf("saved %d, refused %d", saved.Load(), refused.Load())
	}
	if _, err := f.SaveDraft(f.ctx, d); !errors.Is(err, store.ErrConsumed) {
		f.Errorf("saving a consumed draft: %v", err)
	}
	if got, err := f.Draft(f.ctx, d.ID); !errors.Is(err, store.ErrConsumed) || got.Saved != 1 {
		f.Errorf("draft %+v, %v", got, err)
	}
}

func testWaiting(f *fixture) {
	for i, id := range []string{"b", "a", "open", "soon"} {
		d := f.draft(id)
		d.State = store.Waiting
		if id == "open" {
			d.State = store.Open
		}
		if id == "soon" {
			d.Expires = f.clock.Now().Add(time.Second)
		}
		_, err := f.SaveDraft(f.ctx, d)
		f.must(err)
		f.clock.Turn(time.Duration(i+1) * time.Second)
	}
	got, err := f.WaitingDrafts(f.ctx)
	f.must(err)
	if len(got) != 2 || got[0].ID != "b" || got[1].ID != "a" {
		f.Errorf("waiting %+v", got)
	}
}
