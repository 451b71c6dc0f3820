package bot

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
)

// admins is a platform that says who administers which chat.
type admins map[string]string

func (a admins) Administers(_ context.Context, who Who, chat string) (bool, error) {
	if a == nil {
		return true, errors.New("the platform does not answer")
	}
	return a[chat] == who.User, nil
}

func TestRightsOf(t *testing.T) {
	r, err := ParseRights("telegram:user:1", "discord:role:5, discord:user:6,telegram:chat:-100")
	if err != nil {
		t.Fatal(err)
	}
	telegram := func(user string, chats Administrators) Event {
		return Event{Level: Reader, Who: Who{Platform: "telegram", User: user}, Chats: chats, Chat: "-100"}
	}
	discord := func(user string, roles ...string) Event {
		return Event{Level: Reader, Who: Who{Platform: "discord", User: user}, Roles: roles}
	}
	nobody := discord("6", "5")
	nobody.Level = Nobody
	for _, tt := range []struct {
		name string
		ev   Event
		want Level
	}{
		{"an owner", telegram("1", nil), Owner},
		{"an owner's id on another platform", discord("1"), Reader},
		{"a role", discord("9", "4", "5"), Moderator},
		{"a role's id on another platform", Event{Level: Reader, Who: Who{Platform: "telegram", User: "9"}, Roles: []string{"5"}}, Reader},
		{"a user", discord("6"), Moderator},
		{"a role's id as a user", discord("5"), Reader},
		{"nobody with a role", nobody, Nobody},
		{"without an id, with a role", discord("", "5"), Reader},
		{"an administrator", telegram("3", admins{"-100": "3"}), Moderator},
		{"an administrator of another chat", telegram("3", admins{"-200": "3"}), Reader},
		{"no answer", telegram("3", admins(nil)), Reader},
		{"nobody to ask", telegram("3", nil), Reader},
		{"anonymous", telegram("", admins{"-100": ""}), Reader},
		{"the terminal", Event{Level: Owner}, Owner},
		{"beyond the levels", Event{Level: Owner + 1}, Nobody},
		{"the zero event", Event{}, Nobody},
	} {
		if got := r.of(t.Context(), tt.ev, Owner, slog.New(slog.DiscardHandler)); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
	if got := (Rights{}).of(t.Context(), discord("6", "5"), Owner, slog.Default()); got != Reader {
		t.Errorf("the zero rights give %d", got)
	}
}

func TestParseRights(t *testing.T) {
	_, err := ParseRights("discord:chat:1, telegram:role:1", "someone,discord:user:x,discord:user:123456789012345678901")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{`OWNERS: "discord:chat:1"`, `OWNERS: "telegram:role:1"`, `MODERATORS: "someone"`, "discord:user:x", "write discord:role:ID"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
	if r, err := ParseRights(" , ", ""); err != nil || len(r.owners)+len(r.moderators) > 0 {
		t.Errorf("%v, %v", r, err)
	}
}
