package telegram

import (
	"context"
	"errors"
	"strings"
	"testing"

	"reviewbot/bot"
)

func TestNotify(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	s.Group(group, "Log", 1)
	a, _ := open(t, s, Config{LogChat: group})
	early, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.Notify(early, "", saying("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("before it has begun: %v", err)
	}
	if err := a.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := a.Notify(t.Context(), "", saying("changed")); err != nil || texts(s, group)[0] != "changed" {
		t.Errorf("%v, %v", err, texts(s, group))
	}
	if err := a.Notify(t.Context(), address{group, 0, 1}.String(), saying("now there is an answer")); err != nil || !strings.Contains(s.Sent(group)[1].Markup, "tg://user?id=1") {
		t.Errorf("%v, %v", err, s.Sent(group))
	}
	undo := saying("changed")
	undo.Buttons = []bot.Button{{Label: "Undo", Data: bot.ModuleData("U1z.2")}}
	if err := a.Notify(t.Context(), "", undo); err != nil {
		t.Fatal(err)
	}
	b, _ := s.Sent(group)[2].Button("Undo")
	_, payload, ok := strings.Cut(b.URL, "?start=")
	if ev := arrived(bot.Event{Text: "/start " + payload, Private: true}); !ok || ev.Kind != bot.Pressed || ev.Data != undo.Buttons[0].Data {
		t.Errorf("the log's button leads to %q, which is %+v", b.URL, ev)
	}
	ada.Blocked = true
	for _, to := range []string{address{1, 0, 0}.String(), "nonsense", "0/0/0"} {
		if err := a.Notify(t.Context(), to, saying("x")); !errors.Is(err, bot.ErrGone) {
			t.Errorf("to %q: %v, want gone", to, err)
		}
	}
	a.LogChat = 0
	if err := a.Notify(t.Context(), "", saying("x")); !errors.Is(err, bot.ErrGone) {
		t.Errorf("no log: %v", err)
	}
}

func TestAdministers(t *testing.T) {
	s := server(t)
	s.User(1, "Ada", "en")
	chat := s.Group(-7, "Group", 1)
	a, _ := open(t, s, Config{})
	for _, tt := range []struct {
		user, chat string
		want, bad  bool
	}{
		{"1", "-7", true, false}, {"2", "-7", false, false}, {"", "-7", false, false}, {"1", "1", false, false}, {"1", "x", false, false}, {"1", "-8", false, true},
	} {
		got, err := a.Administers(t.Context(), bot.Who{Platform: Platform, User: tt.user}, tt.chat)
		if got != tt.want || (err != nil) != tt.bad {
			t.Errorf("%s in %s: %v, %v", tt.user, tt.chat, got, err)
		}
	}
	chat.Admins = nil
	if got, _ := a.Administers(t.Context(), bot.Who{Platform: Platform, User: "1"}, "-7"); got {
		t.Error("a right that was taken is remembered")
	}
	if got, _ := a.Administers(t.Context(), bot.Who{Platform: "discord", User: "1"}, "-7"); got {
		t.Error("another platform's user has a right")
	}
}
