package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"reviewbot/bot/store"
)

func testQuestions(f *fixture) {
	q := store.Question{ID: "q1", Text: "when?", Lang: "en", Outcome: "answer", Facts: []string{"aaa"}, By: moderator}
	negative := store.Question{ID: "q2", Text: "price?", Lang: "en", Outcome: "abstain", By: moderator}
	_, err := f.Apply(f.ctx, store.Change{By: moderator, Questions: []store.Question{q, negative}})
	f.must(err)
	q.Facts = []string{"bbb"}
	_, err = f.Apply(f.ctx, store.Change{By: moderator, Questions: []store.Question{q}})
	f.must(err)
	got, err := f.Questions(f.ctx)
	f.must(err)
	if len(got) != 2 || got[0].ID != "q1" || got[0].Facts[0] != "bbb" || got[0].Negative() || !got[1].Negative() || got[1].Facts != nil || got[1].By != moderator {
		f.Errorf("questions %+v", got)
	}
	f.must(f.Answered(f.ctx, store.Asked{Text: "one", Asker: "x", Outcome: "answer", Facts: []string{"aaa"}}, store.Asked{Text: "two", Asker: "x"}))
	f.clock.Turn(time.Second)
	f.must(f.Answered(f.ctx, store.Asked{Text: "one", Asker: "y", Lang: "en", Outcome: "answer", Facts: []string{"bbb"}}))
	recent, err := f.Recent(f.ctx, 10)
	f.must(err)
	if len(recent) != 2 || recent[0].Text != "one" || recent[0].Facts[0] != "bbb" || recent[0].Asker != "y" || recent[0].At != f.clock.Now() || recent[1].Text != "two" {
		f.Errorf("recent %+v", recent)
	}
	if recent, err = f.Recent(f.ctx, 1); err != nil || len(recent) != 1 {
		f.Errorf("recent %+v, %v", recent, err)
	}
}

func testRatings(f *fixture) {
	for _, r := range []store.Rating{
		{Fact: "aaa", Revision: 1, Good: true, Asker: "x"}, {Fact: "aaa", Revision: 1, Good: false, Asker: "x"},
		{Fact: "aaa", Revision: 1, Good: true, Asker: "y"}, {Fact: "aaa", Revision: 5, Good: true, Asker: "x"},
		{Fact: "bbb", Revision: 2, Good: false, Asker: "x"},
	} {
		f.must(f.Rate(f.ctx, r))
	}
	got, err := f.Rates(f.ctx, "aaa")
	f.must(err)
	if fmt.Sprint(got) != "[{aaa 5 1 0} {aaa 1 1 1}]" {
		f.Errorf("rates %v", got)
	}
	if got, err = f.Rates(f.ctx, ""); err != nil || len(got) != 3 {
		f.Errorf("rates %v, %v", got, err)
	}
}

func testSettings(f *fixture) {
	got, err := f.Setting(f.ctx, "x")
	f.must(err)
	if got != (store.Setting{Owner: "x"}) {
		f.Errorf("setting %+v", got)
	}
	want := store.Setting{Owner: "x", Lang: "ru", Brief: true}
	f.must(f.SaveSetting(f.ctx, store.Setting{Owner: "x", Lang: "en"}))
	f.must(f.SaveSetting(f.ctx, want))
	if got, err = f.Setting(f.ctx, "x"); err != nil || got != want {
		f.Errorf("setting %+v, %v", got, err)
	}
}

func (f *fixture) post(notices ...store.Notice) {
	f.Helper()
	_, err := f.Apply(f.ctx, store.Change{By: moderator, Outbox: notices})
	f.must(err)
}

func (f *fixture) claim(platform string, most int) []store.OutboxRow {
	f.Helper()
	rows, err := f.Claim(f.ctx, platform, most, time.Minute)
	f.must(err)
	return rows
}

func testOutbox(f *fixture) {
	f.post(store.Notice{Platform: "p", Kind: "log", Target: []byte{0, 1}, Payload: []byte("1")}, store.Notice{Platform: "p", Payload: []byte("2")}, store.Notice{Platform: "other"})
	f.clock.Turn(time.Second)
	f.post(store.Notice{Platform: "p", Payload: []byte("3")})
	rows := f.claim("p", 2)
	if len(rows) != 2 || string(rows[0].Payload) != "1" || rows[0].Kind != "log" || !bytes.Equal(rows[0].Target, []byte{0, 1}) || string(rows[1].Payload) != "2" {
		f.Fatalf("claimed %+v", rows)
	}
	if again := f.claim("p", 9); len(again) != 1 || string(again[0].Payload) != "3" {
		f.Errorf("claimed %+v", again)
	}
	f.must(f.Sent(f.ctx, rows[0].ID))
	f.must(f.Sent(f.ctx, rows[0].ID))
	f.must(f.Failed(f.ctx, rows[1].ID, 2*time.Minute))
	f.clock.Turn(61 * time.Second)
	again := f.claim("p", 9)
	if len(again) != 1 || string(again[0].Payload) != "3" {
		f.Fatalf("after the lease: %+v", again)
	}
	f.must(f.Failed(f.ctx, again[0].ID, -1))
	f.clock.Turn(time.Hour)
	if again = f.claim("p", 9); len(again) != 1 || again[0].ID != rows[1].ID || again[0].Attempts != 1 {
		f.Errorf("at the end: %+v", again)
	}
}

func testClaimedOnce(f *fixture) {
	var notices []store.Notice
	for n := range 40 {
		notices = append(notices, store.Notice{Platform: "p", Payload: fmt.Append(nil, n)})
	}
	f.post(notices...)
	var all sync.WaitGroup
	var mu sync.Mutex
	times := map[string]int{}
	for range 8 {
		all.Go(func() {
			for {
				rows, err := f.Claim(f.ctx, "p", 3, time.Hour)
				if err != nil {
					f.Error(err)
				}
				if len(rows) == 0 {
					return
				}
				mu.Lock()
				for _, r := range rows {
					times[string(r.Payload)]++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	for p, n := range times {
		if n != 1 {
			f.Errorf("%s was claimed %d times", p, n)
		}
	}
	if len(times) != 40 {
		f.Errorf("%d were claimed", len(times))
	}
}

// fill keeps something of every kind for two askers.
func (f *fixture) fill() {
	f.Helper()
	for _, asker := range []store.Asker{"x", "y"} {
		f.must(f.Report(f.ctx, store.Report{Kind: store.Missed, Group: "both", Text: "both ask", Asker: asker}, store.Report{Kind: store.Missed, Group: "only " + string(asker), Text: "one asks", Asker: asker}))
		f.must(f.Tell(f.ctx, "both", asker, "p", []byte("address")))
		f.must(f.Answered(f.ctx, store.Asked{Text: "asked", Asker: asker}))
		f.must(f.Rate(f.ctx, store.Rating{Fact: "aaa", Revision: 1, Good: true, Asker: asker}))
		f.must(f.SaveSetting(f.ctx, store.Setting{Owner: asker, Lang: "ru"}))
		f.post(store.Notice{Platform: "p", Asker: asker, Target: []byte("address")})
	}
}

func testForget(f *fixture) {
	f.fill()
	got, err := f.Forget(f.ctx, "x")
	f.must(err)
	if got != (store.Forgotten{Questions: 3, Ratings: 1, Settings: 1, Addresses: 2}) {
		f.Errorf("forgotten %+v", got)
	}
	inbox, err := f.Inbox(f.ctx, store.InboxQuery{Resolved: true})
	f.must(err)
	if len(inbox) != 2 || inbox[0].Askers != 1 || inbox[0].Waiting+inbox[1].Waiting != 1 {
		f.Errorf("inbox %+v", inbox)
	}
	recent, _ := f.Recent(f.ctx, 9)
	rates, _ := f.Rates(f.ctx, "aaa")
	if setting, _ := f.Setting(f.ctx, "x"); len(recent) != 1 || recent[0].Asker != "y" || rates[0].Good != 1 || setting.Lang != "" || len(f.claim("p", 9)) != 1 {
		f.Errorf("left: recent %+v, rates %+v, setting %+v", recent, rates, setting)
	}
	if got, err = f.Forget(f.ctx, "x"); err != nil || got != (store.Forgotten{}) {
		f.Errorf("again: %+v, %v", got, err)
	}
	// Nobody's questions are nobody's to forget.
	f.must(f.Report(f.ctx, store.Report{Kind: store.Missed, Group: "z", Text: "z"}))
	if got, err = f.Forget(f.ctx, ""); err != nil || got != (store.Forgotten{}) {
		f.Errorf("nobody: %+v, %v", got, err)
	}
}

func testSweep(f *fixture) {
	f.follow(packOf(1, "aaa", "1"))
	_, err := f.edit("aaa", store.Edited, 1, fact("ours"))
	f.must(err)
	f.follow(packOf(2, "aaa", "2"))
	f.fill()
	_, err = f.SaveDraft(f.ctx, store.Draft{ID: "draft", State: store.Open, Expires: f.clock.Now().Add(time.Hour)})
	f.must(err)
	got, err := f.Sweep(f.ctx)
	f.must(err)
	if got != (store.Swept{}) {
		f.Errorf("too early: %+v", got)
	}
	f.clock.Turn(Retention - time.Hour)
	f.must(f.Report(f.ctx, store.Report{Kind: store.Missed, Group: "both", Text: "again", Asker: "x"}))
	f.clock.Turn(2 * time.Hour)
	got, err = f.Sweep(f.ctx)
	f.must(err)
	if got != (store.Swept{Questions: 5, Items: 2, Drafts: 1, Notices: 2}) {
		f.Errorf("swept %+v", got)
	}
	inbox, err := f.Inbox(f.ctx, store.InboxQuery{})
	f.must(err)
	if len(inbox) != 2 || inbox[0].Text != "again" || inbox[0].Askers != 1 || inbox[1].Kind != store.PackDiffers {
		f.Errorf("inbox %+v", inbox)
	}
	if recent, err := f.Recent(f.ctx, 9); err != nil || len(recent) > 0 {
		f.Errorf("recent %+v, %v", recent, err)
	}
}

// testHostile keeps texts that databases choke on, and wants the log to verify.
func testHostile(f *fixture) {
	texts := []string{"a\x00b", "\xff\xfe", "'; DROP TABLE revisions; --", "$1 ? %s", "\u202e😀", "\\u0000", strings.Repeat("д", 1000)}
	for i, s := range texts {
		id := fmt.Sprintf("fact-%d", i)
		who := store.Who{Platform: s, User: s}
		_, err := f.Apply(f.ctx, store.Change{By: who, Approved: who, Why: s, Edits: []store.Edit{{Subject: subject(id), Action: store.Add, After: store.Body(`{"x":"\u0000\ud800"}`)}}})
		f.must(err)
		f.must(f.Report(f.ctx, store.Report{Kind: store.Missed, Group: s, Text: s, Lang: s, Fact: s, Nearest: []string{s}, Explanation: s, Asker: "x"}))
		f.must(f.Answered(f.ctx, store.Asked{Text: s, Facts: []string{s}}))
		f.must(f.Rate(f.ctx, store.Rating{Fact: s, Asker: "x"}))
		_, err = f.Revisions(f.ctx, store.RevisionQuery{By: who, Subject: store.Subject{Kind: "fact", ID: "'"}})
		f.must(err)
	}
	inbox, err := f.Inbox(f.ctx, store.InboxQuery{})
	f.must(err)
	if len(inbox) != len(texts) {
		f.Errorf("%d inbox items", len(inbox))
	}
	if h, _ := f.Head(f.ctx); h.Revision != int64(len(texts)) {
		f.Errorf("head %+v", h)
	}
	if err := f.Report(f.ctx, store.Report{Kind: store.Missed, Text: strings.Repeat("x", store.MaxText+1)}); !errors.Is(err, store.ErrTooLong) {
		f.Errorf("error %v", err)
	}
}

func testCancelled(f *fixture) {
	ctx, stop := context.WithCancel(f.ctx)
	stop()
	if _, err := f.Head(ctx); !errors.Is(err, context.Canceled) {
		f.Errorf("head: %v", err)
	}
	if _, err := f.Apply(ctx, store.Change{Edits: []store.Edit{{Subject: subject("aaa"), After: fact("x")}}}); !errors.Is(err, context.Canceled) {
		f.Errorf("apply: %v", err)
	}
	f.add("aaa")
}
