package moderate_test

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reviewbot/bot"
)

// FuzzPresses sends anything as button, option and form, of every role: each
// gets words, and nothing is saved but by who may.
func FuzzPresses(f *testing.F) {
	c := &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	w, err := open(context.Background(), sqliteURL(f), c, options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := w.close(); err != nil {
			f.Error(err)
		}
	})
	who := people()
	names := []string{"reader", "attacker", "anonymous", "nobody", "moderator", "owner"}
	m := who["moderator"]
	if err := w.say(f.Context(), m, "/fact edit museum-stop"); err != nil {
		f.Fatal(err)
	}
	for _, o := range m.reply.Input.Options {
		f.Add(o.Data, "kind", "visit", uint8(0), true)
		f.Add(o.Data, "quote", "Five", uint8(4), false)
	}
	for _, action := range strings.Split("M P G Y V C D J E A U R H L I K B F Q S X O T", " ") {
		f.Add("1m"+action+"abcdefghij234567", "fact", "museum-stop", uint8(4), false)
		f.Add("1m"+action+"museum-stop", "asks", "what is it", uint8(5), true)
	}
	f.Add("1m", "", "", uint8(0), false)
	f.Add("1mU1.1", "", "", uint8(4), true)
	f.Add("1f3..museum-stop", "text", "x", uint8(1), true)
	f.Fuzz(func(t *testing.T, data, field, value string, role uint8, pressed bool) {
		p := who[names[int(role)%len(names)]]
		ev := bot.Event{Kind: bot.Submitted, Data: data, Values: map[string]string{field: value}, Text: value}
		if pressed {
			ev.Kind = bot.Pressed
		}
		if err := w.do(t.Context(), p, ev); err != nil {
			t.Fatal(err)
		}
		if len(p.reply.Parts) == 0 {
			t.Fatal("a reply without a part")
		}
		shown := seen(p.reply)
		if !utf8.ValidString(shown) || strings.TrimSpace(shown) == "" {
			t.Fatalf("%q", shown)
		}
		checkLimits(t, p.reply)
		if strings.Contains(shown, "Saved as revision") && role%6 < 4 {
			t.Fatalf("%s saved something: %s", p.name, shown)
		}
	})
}

// checkLimits holds a reply to what platforms take.
func checkLimits(t *testing.T, r bot.Reply) {
	t.Helper()
	for _, b := range r.Buttons {
		if len(b.Data) > 64 || b.Label == "" {
			t.Errorf("button %+v", b)
		}
	}
	if r.Input == nil {
		return
	}
	if len(r.Input.Data) > bot.MaxInputData || len(r.Input.Fields) > bot.MaxFields || utf8.RuneCountInString(r.Input.Title) > 45 {
		t.Errorf("input %+v", r.Input)
	}
	for _, o := range r.Input.Options {
		if len(o.Data) > 64 || o.Label == "" {
			t.Errorf("option %+v", o)
		}
	}
}
