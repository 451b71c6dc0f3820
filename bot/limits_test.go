package bot_test

import (
	"strings"
	"testing"
	"time"

	"reviewbot/bot"
)

// limited is a bot with limits and a clock to move.
func limited(l bot.Limits) (*bot.Bot, *time.Time) {
	now := time.Unix(1e9, 0)
	return bot.New(bot.Config{Edition: bot.Edition{Book: book()}, Limits: l, Now: func() time.Time { return now }}), &now
}

// by is a message of a user in a chat.
func by(user, chat, text string) bot.Event {
	return bot.Event{Who: bot.Who{Platform: "telegram", User: user}, Chat: chat, Level: bot.Reader, Text: text}
}

// TestLimits holds that who asks too much gets one polite line and then
// silence, until the bucket is half full; others are served meanwhile.
func TestLimits(t *testing.T) {
	b, now := limited(bot.Limits{Asker: 4})
	for i, want := range []bot.Manner{bot.Answering, bot.Answering, bot.Answering, bot.Answering, bot.Notice, bot.Silence, bot.Silence} {
		r := handle(t, b, by("1", "c", "/help"))
		if r.Manner != want {
			t.Fatalf("event %d: manner %d, want %d", i, r.Manner, want)
		}
		if want == bot.Silence && len(r.Parts) > 0 {
			t.Fatalf("silence says %q", written(r))
		}
	}
	if r := handle(t, b, by("2", "c", "/help")); r.Manner != bot.Answering {
		t.Errorf("another asker: %d", r.Manner)
	}
	*now = now.Add(29 * time.Second)
	if r := handle(t, b, by("1", "c", "/help")); r.Manner != bot.Silence {
		t.Errorf("after 29 s: %d", r.Manner)
	}
	*now = now.Add(2 * time.Second)
	if r := handle(t, b, by("1", "c", "/help")); r.Manner != bot.Answering {
		t.Errorf("after 31 s: %d", r.Manner)
	}
	terminal := by("t", "", "/help")
	terminal.Terminal = true
	for range 9 {
		if r := handle(t, b, terminal); r.Manner != bot.Answering {
			t.Errorf("the terminal is limited: %d", r.Manner)
		}
	}
}

func TestChatLimit(t *testing.T) {
	b, _ := limited(bot.Limits{Chat: 2})
	for i, want := range []bot.Manner{bot.Answering, bot.Answering, bot.Notice, bot.Silence} {
		if r := handle(t, b, by(strings.Repeat("u", i+1), "c", "/help")); r.Manner != want {
			t.Errorf("event %d: %d, want %d", i, r.Manner, want)
		}
	}
	private := by("1", "c", "/help")
	private.Private = true
	if r := handle(t, b, private); r.Manner != bot.Answering {
		t.Errorf("in private: %d", r.Manner)
	}
}

// TestCooldown holds that the same answer in the same chat points to where it
// stands, and only for a while.
func TestCooldown(t *testing.T) {
	b, now := limited(bot.Limits{Cooldown: time.Minute})
	ask := by("1", "c", "when was the kazan summit")
	first := handle(t, b, ask)
	b.Posted(ask, first, "message 7")
	again := handle(t, b, by("2", "c", "kazan summit when?"))
	if again.See != "message 7" || len(again.Citations) > 0 || !strings.Contains(written(again), "above") {
		t.Errorf("see %q: %q", again.See, written(again))
	}
	press := by("2", "c", "")
	press.Kind, press.Data = bot.Pressed, again.Buttons[0].Data
	if r := handle(t, b, press); r.Manner != bot.Aside || !strings.Contains(written(r), "convening leaders") {
		t.Errorf("the button gives %d %q", r.Manner, written(r))
	}
	private, edited := ask, ask
	private.Private, edited.Again = true, true
	for name, ev := range map[string]bot.Event{"another chat": by("1", "d", ask.Text), "in private": private, "an edited question": edited} {
		if r := handle(t, b, ev); len(r.Citations) == 0 {
			t.Errorf("%s: %q", name, written(r))
		}
	}
	*now = now.Add(61 * time.Second)
	if r := handle(t, b, ask); len(r.Citations) == 0 {
		t.Errorf("after a minute: %q", written(r))
	}
}

func TestStart(t *testing.T) {
	b := newBot()
	for text, want := range map[string]string{
		"/start":                              "Every answer cites",
		"/start p9":                           "The Kazan BRICS summit in July",
		"/start p99":                          "from 1 to 17",
		"/start f_brics-kazan-summit":         "convening leaders",
		"/start f_gone":                       "no fact with that id",
		"/start c_fact_brics-kazan-summit":    "convening leaders",
		"/start c_timeline":                   "July 2024",
		"/start c_start_c_start_c_start":      "Every answer cites",
		"/start c_nonsense":                   "no such command",
		"/start <b>":                          "Every answer cites",
		"/start " + strings.Repeat("x", 1900): "Every answer cites",
	} {
		if got := written(handle(t, b, typed(text))); !strings.Contains(got, want) {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
	for _, tt := range []struct {
		name, argument, want string
		ok                   bool
	}{
		{"fact edit", "brics-kazan-summit", "c_fact-edit_brics-kazan-summit", true},
		{"inbox", "", "c_inbox", true},
		{"ask", "what is it", "", false},
		{"fact history", strings.Repeat("x", 40), "c_fact-history_" + strings.Repeat("x", 40), true},
	} {
		if got, ok := bot.StartCommand(tt.name, tt.argument); ok != tt.ok || ok && got != tt.want {
			t.Errorf("%s: %q %v", tt.name, got, ok)
		}
	}
}

// TestBefore holds that a reply to an answer leans on it.
func TestBefore(t *testing.T) {
	ev := bot.Event{Level: bot.Reader, Text: "and in September?", Before: "what happened in June?"}
	if got := written(handle(t, newBot(), ev)); !strings.Contains(got, "September") {
		t.Errorf("%q", got)
	}
}
