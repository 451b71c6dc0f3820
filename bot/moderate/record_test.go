package moderate_test

import (
	"testing"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// TestOverloadDropsRecords holds that nobody waits for records: what does not
// fit is dropped and counted, and answers go on.
func TestOverloadDropsRecords(t *testing.T) {
	w, err := open(t.Context(), sqliteURL(t), &clock{now: time.Now()}, options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.store.Close()
	w.stop() // nothing is taken from the queue any more
	reader := people()["reader"]
	for range 1100 {
		if err := w.say(t.Context(), reader, "how many stops were added to the market line"); err != nil {
			t.Fatal(err)
		}
		if len(reader.reply.Citations) == 0 {
			t.Fatalf("no answer: %s", seen(reader.reply))
		}
	}
	if n := w.bot.Dropped(); n < 50 || n > 1100 {
		t.Errorf("%d records were dropped", n)
	}
}

// TestNothingOfTheAskerIsKept holds what /privacy says: no name, no id, and
// after /forgetme no text, not even of records that still waited.
func TestNothingOfTheAskerIsKept(t *testing.T) {
	w, err := open(t.Context(), sqliteURL(t), &clock{now: time.Now()}, options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	reader := people()["reader"]
	reader.event.Who.User = "8675309"
	for _, text := range []string{"what colour are the trams painted", "how many stops were added to the market line"} {
		if err := w.say(t.Context(), reader, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.say(t.Context(), reader, "/forgetme"); err != nil {
		t.Fatal(err)
	}
	if err := w.press(t.Context(), reader, "Remove"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // let what waited be kept, if it wrongly is
	items, err := w.store.Inbox(t.Context(), store.InboxQuery{Resolved: true})
	if err != nil || len(items) > 0 {
		t.Errorf("the inbox holds %+v %v", items, err)
	}
	recent, err := w.store.Recent(t.Context(), 10)
	if err != nil || len(recent) > 0 {
		t.Errorf("the answered questions are %+v %v", recent, err)
	}
	if data, ok := find(reader.reply, "Remove"); ok {
		t.Errorf("it can be confirmed twice: %s", data)
	}
	if reader.reply.Manner != bot.Replacing {
		t.Errorf("manner %d", reader.reply.Manner)
	}
}
