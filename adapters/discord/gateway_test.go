package discord_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/discord/discordtest"
)

// answers tells whether an interaction by the gateway is answered.
func (s *setup) answers(t *testing.T) bool {
	t.Helper()
	e, err := s.User("Anna").Slash(t.Context(), "para", map[string]any{"number": 9})
	return err == nil && strings.Contains(e.Message().Text(), "Kazan")
}

func TestGatewayRecovers(t *testing.T) {
	for _, tt := range []struct {
		name     string
		do       func(*discordtest.Server)
		resumes  bool
		identify bool
	}{
		{"killed", (*discordtest.Server).Drop, true, false},
		{"op 7", (*discordtest.Server).Reconnect, true, false},
		{"op 9, resumable", func(s *discordtest.Server) { s.Invalidate(true) }, true, false},
		{"op 9", func(s *discordtest.Server) { s.Invalidate(false) }, false, true},
		{"op 7 after a resume", func(s *discordtest.Server) { s.ReconnectAfterResume(2); s.Drop() }, true, false},
		{"closed with 4000", func(s *discordtest.Server) { s.CloseLinks(4000) }, true, false},
		{"closed with 4009", func(s *discordtest.Server) { s.CloseLinks(4009) }, false, true},
		{"closed with 1000", func(s *discordtest.Server) { s.CloseLinks(1000) }, false, true},
		{"no JSON", func(s *discordtest.Server) { s.Raw([]byte("{")) }, true, false},
		{"a dead peer", func(s *discordtest.Server) {
			s.Silence(true)
			go func() { time.Sleep(time.Second); s.Silence(false) }()
		}, true, false},
		{"a call for a heartbeat", (*discordtest.Server).Ping, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := start(t, options{gateway: true})
			resumes, identifies := s.Resumes(), s.Identifies()
			tt.do(s.Server)
			eventually(t, "it comes back", func() bool {
				return (!tt.resumes || s.Resumes() > resumes) && (!tt.identify || s.Identifies() > identifies)
			})
			eventually(t, "it answers", func() bool { return s.answers(t) })
			if tt.resumes && s.Identifies() != identifies {
				t.Error("it identified instead of resuming")
			}
		})
	}
}

func TestNothingIsLostInAResume(t *testing.T) {
	s := start(t, options{gateway: true})
	s.Drop()
	anna := s.User("Anna")
	anna.Where = discordtest.InDM
	anna.Post(question, nil) // while nobody is there
	eventually(t, "it is answered", func() bool { return len(s.Messages("9"+anna.ID)) == 1 })
	s.Drop()
	eventually(t, "it is back", func() bool { return s.Resumes() >= 2 })
	time.Sleep(100 * time.Millisecond)
	if n := len(s.Messages("9" + anna.ID)); n != 1 {
		t.Errorf("%d answers", n)
	}
}

func TestFatalCloseCodes(t *testing.T) {
	for code, want := range map[int]string{4004: "DISCORD_TOKEN", 4014: "DISCORD_GATEWAY", 4013: "intents", 4010: "shard", 4012: "version"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			s := start(t, options{gateway: true})
			s.Refuse(9, code)
			s.Invalidate(false)
			if err := s.waitRun(); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), fmt.Sprint(code)) {
				t.Errorf("ends with %v", err)
			}
		})
	}
}

func TestWrongToken(t *testing.T) {
	s := start(t, options{gateway: true, config: func(c *discord.Config) { c.Token = "wrong" }})
	if err := s.waitRun(); err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN") || strings.Contains(err.Error(), "wrong") {
		t.Errorf("ends with %v", err)
	}
}

func TestShards(t *testing.T) {
	s := start(t, options{gateway: true, discord: discordtest.Config{Shards: 5, MaxConcurrency: 2}})
	if n := len(s.Shards()); n != 5 {
		t.Errorf("%d shards are connected", n)
	}
	if ready, of := s.adapter.Connected(); of != 5 || ready == 0 {
		t.Errorf("%d of %d ready", ready, of)
	}
	if got := s.Intents(); got != 1<<9|1<<12 {
		t.Errorf("intents %b", got)
	}
	if !s.answers(t) {
		t.Error("no answer")
	}
}

func TestUnreadableEvents(t *testing.T) {
	s := start(t, options{gateway: true})
	for _, data := range []any{
		nil, 5, "x", []any{}, map[string]any{}, map[string]any{"id": 5, "author": nil}, map[string]any{"id": "1", "author": map[string]any{}},
		map[string]any{"id": "1", "channel_id": "2", "author": map[string]any{"id": "3"}, "components": []any{map[string]any{"type": 99, "id": "x", "components": 5}}},
		map[string]any{"type": 2, "id": "1", "token": "t", "data": nil}, map[string]any{"type": 3, "id": "1", "token": "t", "data": map[string]any{"custom_id": 5}},
		map[string]any{"type": 5, "id": "1", "token": "t", "data": map[string]any{"custom_id": "1b", "components": []any{map[string]any{"type": 44, "component": map[string]any{"value": []any{1}}}}}},
	} {
		for _, kind := range []string{"MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "READY_SUPPLEMENTAL", "VOICE_SERVER_UPDATE", "GUILD_UPDATE"} {
			s.Dispatch(s.GuildID, kind, data)
		}
	}
	if !s.answers(t) {
		t.Error("no answer afterwards")
	}
}
