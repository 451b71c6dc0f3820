package storetest

import (
	"errors"
	"sync"

	"reviewbot/bot/store"
)

// packOf makes a pack of facts: id, text, id, text, …
func packOf(version int, texts ...string) store.PackContents {
	p := store.PackContents{ID: "made-up", Version: version, Review: "abc"}
	for i := 0; i < len(texts); i += 2 {
		p.Items = append(p.Items, store.PackItem{Subject: subject(texts[i]), Body: fact(texts[i+1])})
	}
	return p
}

func (f *fixture) follow(p store.PackContents) store.Plan {
	f.Helper()
	plan, err := f.Follow(f.ctx, p)
	f.must(err)
	return plan
}

func testFollow(f *fixture) {
	f.follow(packOf(2, "bbb", "one", "aaa", "two"))
	c, err := f.Contents(f.ctx)
	f.must(err)
	if want := (store.Head{Revision: 2, Review: "abc", Pack: "made-up", Version: 2}); c.Head != want {
		f.Errorf("head %+v, want %+v", c.Head, want)
	}
	if len(c.Items) != 2 || c.Items[0].Subject != subject("bbb") || c.Items[1].Subject != subject("aaa") || c.Items[0].Touched() {
		f.Errorf("items %+v", c.Items)
	}
	other := packOf(9, "ccc", "x")
	other.ID = "another"
	for _, p := range []store.PackContents{packOf(2, "bbb", "changed"), packOf(1, "bbb", "older"), other} {
		if plan := f.follow(p); !plan.Empty() {
			f.Errorf("version %d of %s: %+v", p.Version, p.ID, plan)
		}
	}
	if h, _ := f.Head(f.ctx); h != c.Head {
		f.Errorf("the head went from %+v to %+v", c.Head, h)
	}
}

func testUpgrade(f *fixture) {
	f.follow(packOf(1, "same", "1", "moves", "1", "edited", "1", "agrees", "1", "retired", "1", "gone", "1", "gone-edited", "1"))
	for id, after := range map[string]store.Body{"edited": fact("ours"), "agrees": fact("2"), "retired": nil, "gone-edited": fact("ours")} {
		_, err := f.edit(id, store.Edited, f.item(id).Revision, after)
		f.must(err)
	}
	f.add("own")
	plan := f.follow(packOf(2, "same", "1", "moves", "2", "edited", "2", "agrees", "2", "retired", "2", "new", "2", "own", "2"))
	if len(plan.Edits) != 3 || len(plan.Differences) != 4 {
		f.Errorf("%d edits and %d differences: %+v", len(plan.Edits), len(plan.Differences), plan)
	}
	for id, want := range map[string]store.Body{
		"same": fact("1"), "moves": fact("2"), "edited": fact("ours"), "agrees": fact("2"), "retired": nil,
		"gone": nil, "gone-edited": fact("ours"), "new": fact("2"), "own": fact("own"),
	} {
		if got := f.item(id); !got.Body.Is(want) {
			f.Errorf("%s is %s, want %s", id, got.Body, want)
		}
	}
	items, err := f.Inbox(f.ctx, store.InboxQuery{Kind: store.PackDiffers})
	f.must(err)
	told := map[string]store.Body{}
	for _, it := range items {
		told[it.Difference.Subject.ID] = it.Difference.Theirs
	}
	if len(items) != 4 || !told["edited"].Is(fact("2")) || !told["retired"].Is(fact("2")) || told["gone-edited"] != nil || !told["own"].Is(fact("2")) {
		f.Errorf("the inbox has %+v", items)
	}
	// The same again tells nothing new, a new difference takes the old one's place.
	f.follow(packOf(3, "same", "1", "moves", "2", "edited", "3", "agrees", "2", "retired", "2", "new", "2", "own", "2"))
	items, err = f.Inbox(f.ctx, store.InboxQuery{Kind: store.PackDiffers})
	f.must(err)
	if len(items) != 4 {
		f.Errorf("the inbox has %d items: %+v", len(items), items)
	}
	for _, it := range items {
		if it.Difference.Subject.ID == "edited" && !it.Difference.Theirs.Is(fact("3")) {
			f.Errorf("the difference is %+v", it.Difference)
		}
	}
	// Who takes theirs follows the pack again.
	edited := f.item("edited")
	_, err = f.edit("edited", store.Upgrade, edited.Revision, fact("3"))
	f.must(err)
	if f.item("edited").Touched() {
		f.Error("an item that took theirs counts as touched")
	}
}

func testOther(f *fixture) {
	f.follow(packOf(1, "aaa", "1"))
	p := packOf(5, "aaa", "2")
	p.Review = "def"
	_, err := f.Follow(f.ctx, p)
	var other *store.OtherReviewError
	if !errors.Is(err, store.ErrOther) || !errors.As(err, &other) || other.Stored != "abc" || other.Given != "def" {
		f.Errorf("error %v", err)
	}
	if !f.item("aaa").Body.Is(fact("1")) {
		f.Error("the fact changed")
	}
}

func testFollowAtOnce(f *fixture) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := f.Follow(f.ctx, packOf(1, "aaa", "1", "bbb", "1")); err != nil {
				f.Error(err)
			}
		})
	}
	all.Wait()
	if h, err := f.Head(f.ctx); err != nil || h.Revision != 2 {
		f.Errorf("head %+v, %v", h, err)
	}
}
