package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"reviewbot/bot/store"
)

func testEmpty(f *fixture) {
	c, err := f.Contents(f.ctx)
	f.must(err)
	if c.Head != (store.Head{}) || len(c.Items) > 0 {
		f.Errorf("an empty store has %+v", c)
	}
	audit, err := f.Verify(f.ctx, nil)
	f.must(err)
	if audit.Revisions != 0 || len(audit.Faults) > 0 {
		f.Errorf("audit %+v", audit)
	}
}

func testEdit(f *fixture) {
	first := f.add("aaa", "bbb")
	if first[0].Number != 1 || first[1].Number != 2 || first[0].Replaces != 0 || first[0].Before != nil || first[0].At != f.clock.Now() {
		f.Errorf("revisions %+v", first)
	}
	f.clock.Turn(time.Minute)
	out, err := f.edit("aaa", store.Edited, 1, fact("changed"))
	f.must(err)
	r := out.Revisions[0]
	if out.Head.Revision != 3 || r.Number != 3 || r.Replaces != 1 || !r.Before.Is(fact("aaa")) || !r.After.Is(fact("changed")) || r.By != moderator || r.Why != "test" {
		f.Errorf("applied %+v", out)
	}
	_, err = f.edit("aaa", store.Retire, 3, nil)
	f.must(err)
	if it := f.item("aaa"); it.Body != nil || it.Revision != 4 || it.First != 1 {
		f.Errorf("retired: %+v", it)
	}
	_, err = f.edit("aaa", store.Restore, 4, fact("changed"))
	f.must(err)
	if it := f.item("aaa"); !it.Body.Is(fact("changed")) || it.Base != nil || !it.Touched() {
		f.Errorf("restored: %+v", it)
	}
	c, err := f.Contents(f.ctx)
	f.must(err)
	if len(c.Items) != 2 || c.Items[0].Subject.ID != "aaa" {
		f.Errorf("the order is %+v", c.Items)
	}
}

func testConflict(f *fixture) {
	f.add("aaa")
	_, err := f.edit("aaa", store.Edited, 1, fact("first"))
	f.must(err)
	_, err = f.edit("aaa", store.Edited, 1, fact("second"))
	var conflict *store.ConflictError
	if !errors.Is(err, store.ErrConflict) || !errors.As(err, &conflict) || conflict.Winner.Number != 2 || !conflict.Winner.After.Is(fact("first")) {
		f.Errorf("error %v", err)
	}
	if _, err = f.edit("aaa", store.Add, 0, fact("again")); !errors.Is(err, store.ErrConflict) {
		f.Errorf("adding what is there: %v", err)
	}
	if _, err = f.edit("bbb", store.Edited, 7, fact("again")); !errors.Is(err, store.ErrConflict) {
		f.Errorf("editing what is not there: %v", err)
	}
	if h, _ := f.Head(f.ctx); h.Revision != 2 {
		f.Errorf("head %+v", h)
	}
}

func testMoved(f *fixture) {
	f.add("aaa")
	c := store.Change{By: moderator, Seen: 1, Edits: []store.Edit{{Subject: subject("bbb"), Action: store.Add, After: fact("b")}}}
	_, err := f.Apply(f.ctx, c)
	f.must(err)
	c.Edits[0].Subject = subject("ccc")
	_, err = f.Apply(f.ctx, c)
	var moved *store.MovedError
	if !errors.Is(err, store.ErrMoved) || !errors.As(err, &moved) || *moved != (store.MovedError{Seen: 1, Head: 2}) {
		f.Errorf("error %v", err)
	}
}

func testFreeze(f *fixture) {
	f.add("aaa")
	f.must(f.Freeze(f.ctx, store.Freeze{By: moderator, Why: "vandals"}))
	h, err := f.Head(f.ctx)
	f.must(err)
	if h.Frozen != (store.Freeze{By: moderator, At: f.clock.Now(), Why: "vandals"}) {
		f.Errorf("frozen %+v", h.Frozen)
	}
	_, err = f.edit("aaa", store.Edited, 1, fact("x"))
	var frozen *store.FrozenError
	if !errors.Is(err, store.ErrFrozen) || !errors.As(err, &frozen) || frozen.Why != "vandals" {
		f.Errorf("error %v", err)
	}
	_, err = f.Apply(f.ctx, store.Change{By: moderator, Questions: []store.Question{{ID: "q", Text: "why"}}})
	f.must(err)
	_, err = f.Apply(f.ctx, store.Change{By: moderator, ThroughFreeze: true, Edits: []store.Edit{{Subject: subject("aaa"), Action: store.Undo, Replaces: 1, After: fact("y")}}})
	f.must(err)
	f.must(f.Freeze(f.ctx, store.Freeze{}))
	if h, err = f.Head(f.ctx); err != nil || !h.Frozen.IsZero() || h.Frozen != (store.Freeze{}) {
		f.Errorf("thawed: %+v, %v", h, err)
	}
	_, err = f.edit("aaa", store.Edited, 2, fact("z"))
	f.must(err)
}

// testAllOrNothing lets the last part of a change fail and wants no trace of
// the others.
func testAllOrNothing(f *fixture) {
	f.add("aaa")
	d, err := f.SaveDraft(f.ctx, store.Draft{ID: "draft", Owner: moderator, State: store.Open, Expires: f.clock.Now().Add(time.Hour)})
	f.must(err)
	f.must(f.Report(f.ctx, store.Report{Kind: store.Missed, Group: "g", Text: "why", Asker: "x"}))
	inbox, err := f.Inbox(f.ctx, store.InboxQuery{})
	f.must(err)
	change := store.Change{
		By: moderator, Draft: d.ID,
		Edits: []store.Edit{
			{Subject: subject("aaa"), Action: store.Edited, Replaces: 1, After: fact("x")},
			{Subject: subject("bbb"), Action: store.Add, After: fact("x")},
		},
		Resolve:   []store.Resolution{{Item: inbox[0].ID, How: store.AsPhrasing}, {Item: "nowhere", How: store.Dismissed}},
		Outbox:    []store.Notice{{Platform: "p", Payload: []byte("x")}},
		Questions: []store.Question{{ID: "q", Text: "why"}},
	}
	if _, err = f.Apply(f.ctx, change); !errors.Is(err, store.ErrNotFound) {
		f.Fatalf("error %v", err)
	}
	h, err := f.Head(f.ctx)
	f.must(err)
	inbox, err = f.Inbox(f.ctx, store.InboxQuery{})
	f.must(err)
	rows, err := f.Claim(f.ctx, "p", 9, time.Minute)
	f.must(err)
	questions, err := f.Questions(f.ctx)
	f.must(err)
	if _, err = f.Draft(f.ctx, d.ID); err != nil || h.Revision != 1 || len(inbox) != 1 || len(rows) != 0 || len(questions) != 0 || f.item("bbb").Revision != 0 {
		f.Fatalf("left behind: draft %v, head %+v, inbox %v, outbox %v, questions %v", err, h, inbox, rows, questions)
	}
	change.Resolve = change.Resolve[:1]
	_, err = f.Apply(f.ctx, change)
	f.must(err)
	inbox, _ = f.Inbox(f.ctx, store.InboxQuery{})
	rows, _ = f.Claim(f.ctx, "p", 9, time.Minute)
	questions, _ = f.Questions(f.ctx)
	if _, err = f.Draft(f.ctx, d.ID); !errors.Is(err, store.ErrConsumed) || len(inbox) != 0 || len(rows) != 1 || len(questions) != 1 {
		f.Fatalf("not saved: draft %v, inbox %v, outbox %v, questions %v", err, inbox, rows, questions)
	}
}

func testRefused(f *fixture) {
	edit := store.Edit{Subject: subject("aaa"), Action: store.Add, After: fact("x")}
	for name, c := range map[string]store.Change{
		"twice":      {Edits: []store.Edit{edit, edit}},
		"nothing":    {Edits: []store.Edit{{After: fact("x")}}},
		"no JSON":    {Edits: []store.Edit{{Subject: subject("aaa"), After: store.Body("{")}}},
		"long":       {Edits: []store.Edit{edit}, Why: strings.Repeat("x", store.MaxText+1)},
		"no draft":   {Edits: []store.Edit{edit}, Draft: "nowhere"},
		"large body": {Edits: []store.Edit{{Subject: subject("aaa"), After: fact(strings.Repeat("x", store.MaxPayload))}}},
	} {
		if _, err := f.Apply(f.ctx, c); err == nil || errors.Is(err, store.ErrUnavailable) {
			f.Errorf("%s: error %v", name, err)
		}
	}
	if h, err := f.Head(f.ctx); err != nil || h.Revision != 0 {
		f.Errorf("head %+v, %v", h, err)
	}
}

func testHistory(f *fixture) {
	f.add("aaa", "bbb")
	f.clock.Turn(time.Hour)
	other := store.Who{Platform: "telegram", User: "7"}
	_, err := f.Apply(f.ctx, store.Change{By: other, Approved: moderator, Edits: []store.Edit{{Subject: subject("aaa"), Action: store.Edited, Replaces: 1, After: fact("x")}}})
	f.must(err)
	for name, tt := range map[string]struct {
		q    store.RevisionQuery
		want []int64
	}{
		"all":     {store.RevisionQuery{}, []int64{1, 2, 3}},
		"newest":  {store.RevisionQuery{Newest: true, Most: 2}, []int64{3, 2}},
		"subject": {store.RevisionQuery{Subject: subject("aaa")}, []int64{1, 3}},
		"by":      {store.RevisionQuery{By: other}, []int64{3}},
		"since":   {store.RevisionQuery{Since: f.clock.Now()}, []int64{3}},
		"after":   {store.RevisionQuery{After: 1}, []int64{2, 3}},
		"none":    {store.RevisionQuery{Subject: subject("ccc")}, nil},
	} {
		got, err := f.Revisions(f.ctx, tt.q)
		f.must(err)
		var numbers []int64
		for _, r := range got {
			numbers = append(numbers, r.Number)
		}
		if fmt.Sprint(numbers) != fmt.Sprint(tt.want) {
			f.Errorf("%s: %v, want %v", name, numbers, tt.want)
		}
	}
	all, _ := f.Revisions(f.ctx, store.RevisionQuery{})
	if all[2].By != other || all[2].Approved != moderator || all[2].Sum != all[2].Chain(all[1].Sum) {
		f.Errorf("revision %+v", all[2])
	}
	var told [2]int64
	audit, err := f.Verify(f.ctx, func(done, of int64) { told = [2]int64{done, of} })
	f.must(err)
	if audit.Revisions != 3 || audit.Subjects != 2 || told != [2]int64{3, 3} {
		f.Errorf("audit %+v, told %v", audit, told)
	}
}

// testManyEditors lets 50 editors at once edit 10 facts, each until it has
// saved once, and looks for lost edits.
func testManyEditors(f *fixture) {
	const editors, facts = 50, 10
	var names []string
	for n := range facts {
		names = append(names, fmt.Sprintf("fact-%d", n))
	}
	f.add(names...)
	var all sync.WaitGroup
	var mu sync.Mutex
	saved, conflicts := map[string]int{}, 0
	for n := range editors {
		all.Go(func() {
			id := names[n%facts]
			c, err := f.Contents(f.ctx)
			it, _ := c.Item(subject(id))
			for {
				if err == nil {
					_, err = f.edit(id, store.Edited, it.Revision, fact(fmt.Sprint(id, " by ", n)))
				}
				var conflict *store.ConflictError
				if !errors.As(err, &conflict) {
					break
				}
				mu.Lock()
				conflicts++
				mu.Unlock()
				it.Revision, err = conflict.Winner.Number, nil
			}
			if err != nil {
				f.Errorf("editor %d: %v", n, err)
				return
			}
			mu.Lock()
			saved[fmt.Sprint(id, " by ", n)]++
			mu.Unlock()
		})
	}
	all.Wait()
	revisions, err := f.Revisions(f.ctx, store.RevisionQuery{})
	f.must(err)
	for _, r := range revisions {
		for text := range saved {
			if r.After.Is(fact(text)) {
				delete(saved, text)
			}
		}
	}
	if len(saved) > 0 || len(revisions) != facts+editors {
		f.Errorf("%d revisions; lost %v", len(revisions), saved)
	}
	f.Logf("%d editors at once on %d facts: lost %d, conflicts told %d", editors, facts, len(saved), conflicts)
}

func testWatch(f *fixture) {
	head, err := f.Head(f.ctx)
	f.must(err)
	type seen struct {
		head store.Head
		err  error
	}
	got := make(chan seen, 1)
	go func() {
		h, err := f.Watch(f.ctx, head)
		got <- seen{h, err}
	}()
	f.add("aaa")
	if s := <-got; s.err != nil || s.head.Revision != 1 {
		f.Errorf("seen %+v", s)
	}
	ctx, stop := context.WithTimeout(f.ctx, 50*time.Millisecond)
	defer stop()
	head, _ = f.Head(f.ctx)
	if _, err := f.Watch(ctx, head); !errors.Is(err, context.DeadlineExceeded) {
		f.Errorf("error %v", err)
	}
}
