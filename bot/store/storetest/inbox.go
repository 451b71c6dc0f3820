package storetest

import (
	"errors"
	"time"

	"reviewbot/bot/store"
)

func report(group, text string, asker store.Asker) store.Report {
	return store.Report{Kind: store.Missed, Group: group, Text: text, Lang: "en", Revision: 1, Nearest: []string{"aaa", "bbb"}, Explanation: "because", Asker: asker}
}

func (f *fixture) inbox(q store.InboxQuery) []store.InboxItem {
	f.Helper()
	items, err := f.Inbox(f.ctx, q)
	f.must(err)
	return items
}

func testInbox(f *fixture) {
	f.must(f.Report(f.ctx, report("many", "first", "x"), report("few", "few", "x")))
	f.clock.Turn(time.Minute)
	f.must(f.Report(f.ctx, report("many", "second", "y"), report("many", "third", "y")))
	down := report("many", "a bad answer", "y")
	down.Kind, down.Fact = store.ThumbsDown, "aaa"
	f.must(f.Report(f.ctx, down))
	items := f.inbox(store.InboxQuery{})
	if len(items) != 3 || items[0].Group != "many" || items[0].Kind != store.Missed {
		f.Fatalf("inbox %+v", items)
	}
	it := items[0]
	if it.Askers != 2 || it.Times != 3 || it.Text != "third" || it.Lang != "en" || len(it.Nearest) != 2 || it.Explanation != "because" || it.Revision != 1 ||
		it.Last != f.clock.Now() || it.First != f.clock.Now().Add(-time.Minute) || it.Resolved.How != "" {
		f.Errorf("item %+v", it)
	}
	if items[1].Kind != store.ThumbsDown || items[1].Fact != "aaa" {
		f.Errorf("item %+v", items[1])
	}
	askings, err := f.Askings(f.ctx, it.ID)
	f.must(err)
	if len(askings) != 2 || askings[0].Text != "third" || askings[0].Asker != "y" || askings[0].Times != 2 || askings[1].Text != "first" || askings[1].Tell {
		f.Errorf("askings %+v", askings)
	}
	if got := f.inbox(store.InboxQuery{ID: it.ID}); len(got) != 1 || got[0].ID != it.ID {
		f.Errorf("by id: %+v", got)
	}
	if got := f.inbox(store.InboxQuery{Kind: store.Missed, Most: 1}); len(got) != 1 || got[0].ID != it.ID {
		f.Errorf("at most one: %+v", got)
	}
}

func (f *fixture) resolve(id string, how store.How) error {
	_, err := f.Apply(f.ctx, store.Change{By: moderator, Resolve: []store.Resolution{{Item: id, How: how}}})
	return err
}

func testResolved(f *fixture) {
	f.must(f.Report(f.ctx, report("shut", "spam", "x"), report("taken", "good", "x")))
	for _, it := range f.inbox(store.InboxQuery{}) {
		how := store.AsPhrasing
		if it.Group == "shut" {
			how = store.Dismissed
		}
		f.must(f.resolve(it.ID, how))
		err := f.resolve(it.ID, store.AsFact)
		var resolved *store.ResolvedError
		if !errors.Is(err, store.ErrResolved) || !errors.As(err, &resolved) || resolved.How != how || resolved.By != moderator {
			f.Errorf("resolved twice: %v", err)
		}
	}
	if err := f.resolve("nowhere", store.Dismissed); !errors.Is(err, store.ErrNotFound) {
		f.Errorf("error %v", err)
	}
	f.must(f.Report(f.ctx, report("shut", "spam", "y"), report("taken", "good", "y")))
	open := f.inbox(store.InboxQuery{})
	if len(open) != 1 || open[0].Group != "taken" || open[0].Askers != 1 {
		f.Errorf("open %+v", open)
	}
	all := f.inbox(store.InboxQuery{Resolved: true})
	if len(all) != 3 || all[0].Group != "shut" || all[0].Askers != 2 || all[0].Resolved.How != store.Dismissed || all[0].Resolved.By != moderator || all[0].Resolved.At != f.clock.Now() {
		f.Errorf("all %+v", all)
	}
}

func testTold(f *fixture) {
	f.must(f.Report(f.ctx, report("g", "why", "x"), report("g", "why", "y"), report("g", "why", "z")))
	f.must(f.Tell(f.ctx, "g", "x", "p", []byte("sealed x")))
	f.must(f.Tell(f.ctx, "g", "y", "other", []byte("sealed y")))
	if err := f.Tell(f.ctx, "g", "stranger", "p", []byte("s")); !errors.Is(err, store.ErrNotFound) {
		f.Errorf("a stranger: %v", err)
	}
	it := f.inbox(store.InboxQuery{})[0]
	if it.Waiting != 2 {
		f.Errorf("waiting %d", it.Waiting)
	}
	_, err := f.Apply(f.ctx, store.Change{By: moderator,
		Outbox:  []store.Notice{{Platform: "p", Payload: []byte("log")}},
		Resolve: []store.Resolution{{Item: it.ID, How: store.AsFact, Tell: &store.Notice{Kind: "answered", Payload: []byte("text")}}}})
	f.must(err)
	rows := f.claim("p", 9)
	if len(rows) != 2 || string(rows[0].Payload) != "log" || string(rows[1].Target) != "sealed x" || rows[1].Asker != "x" || rows[1].Kind != "answered" || string(rows[1].Payload) != "text" {
		f.Errorf("outbox %+v", rows)
	}
	if rows = f.claim("other", 9); len(rows) != 1 || rows[0].Asker != "y" {
		f.Errorf("outbox %+v", rows)
	}
	if it = f.inbox(store.InboxQuery{Resolved: true})[0]; it.Waiting != 0 {
		f.Errorf("waiting %d", it.Waiting)
	}
	if err := f.Tell(f.ctx, "g", "x", "p", []byte("s")); !errors.Is(err, store.ErrNotFound) {
		f.Errorf("a resolved item: %v", err)
	}
}
