// Package storetest holds implementations of a store to what package store
// promises. Run it on an empty database for each test.
package storetest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"reviewbot/bot/store"
)

// Clock is a clock that a test turns. It is safe for concurrent use.
type Clock struct{ millis atomic.Int64 }

// NewClock starts on a day in 2026.
func NewClock() *Clock {
	c := &Clock{}
	c.millis.Store(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).UnixMilli())
	return c
}

// Now is the time.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.millis.Load()).UTC() }

// Turn moves the clock on.
func (c *Clock) Turn(d time.Duration) { c.millis.Add(d.Milliseconds()) }

// Retention is how long stores under test keep the texts of questions.
const Retention = 30 * 24 * time.Hour

// fixture is an empty store and its clock.
type fixture struct {
	*testing.T
	store.Store
	clock *Clock
	ctx   context.Context
}

// Run runs the suite. open returns an empty store with the clock given,
// Retention, and a Watch that looks often; the test closes it.
func Run(t *testing.T, open func(t *testing.T, clock *Clock) store.Store) {
	for _, test := range []struct {
		name string
		run  func(*fixture)
	}{
		{"empty", testEmpty},
		{"follow", testFollow},
		{"upgrade", testUpgrade},
		{"other review", testOther},
		{"follow at once", testFollowAtOnce},
		{"edit", testEdit},
		{"conflict", testConflict},
		{"moved", testMoved},
		{"freeze", testFreeze},
		{"all or nothing", testAllOrNothing},
		{"refused edits", testRefused},
		{"history", testHistory},
		{"many editors", testManyEditors},
		{"watch", testWatch},
		{"drafts", testDrafts},
		{"drafts are consumed once", testConsumedOnce},
		{"waiting drafts", testWaiting},
		{"inbox", testInbox},
		{"inbox resolved", testResolved},
		{"told when resolved", testTold},
		{"questions", testQuestions},
		{"ratings", testRatings},
		{"settings", testSettings},
		{"outbox", testOutbox},
		{"outbox claimed once", testClaimedOnce},
		{"forget", testForget},
		{"sweep", testSweep},
		{"hostile text", testHostile},
		{"cancelled", testCancelled},
	} {
		t.Run(test.name, func(t *testing.T) {
			clock := NewClock()
			s := open(t, clock)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			f := &fixture{t, s, clock, t.Context()}
			test.run(f)
			f.verifies()
		})
	}
}

// verifies wants a log without faults after every test.
func (f *fixture) verifies() {
	f.Helper()
	audit, err := f.Verify(f.ctx, nil)
	f.must(err)
	if len(audit.Faults) > 0 {
		f.Errorf("the log has faults: %v", audit.Faults)
	}
}

func (f *fixture) must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// moderator is somebody who edits.
var moderator = store.Who{Platform: "discord", User: "42"}

// fact is the body of a made-up fact.
func fact(text string) store.Body { return store.Body(fmt.Sprintf(`{"statement":%q}`, text)) }

func subject(id string) store.Subject { return store.Subject{Kind: store.Fact, ID: id} }

// add saves new facts.
func (f *fixture) add(ids ...string) []store.Revision {
	f.Helper()
	c := store.Change{By: moderator, Why: "test"}
	for _, id := range ids {
		c.Edits = append(c.Edits, store.Edit{Subject: subject(id), Action: store.Add, After: fact(id)})
	}
	out, err := f.Apply(f.ctx, c)
	f.must(err)
	return out.Revisions
}

// edit saves one edit.
func (f *fixture) edit(id string, action store.Action, replaces int64, after store.Body) (store.Applied, error) {
	return f.Apply(f.ctx, store.Change{By: moderator, Why: "test", Edits: []store.Edit{{Subject: subject(id), Action: action, Replaces: replaces, After: after}}})
}

// item reads one item.
func (f *fixture) item(id string) store.Item {
	f.Helper()
	c, err := f.Contents(f.ctx)
	f.must(err)
	it, _ := c.Item(subject(id))
	return it
}
