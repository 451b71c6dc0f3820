package discord_test

import (
	"net/http"
	"testing"
	"time"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/discord/discordtest"
	"reviewbot/bot"
)

func TestFailingRequests(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"429": discordtest.RateLimited(50*time.Millisecond, false), "global 429": discordtest.RateLimited(50*time.Millisecond, true),
		"Cloudflare": discordtest.Cloudflare(1), "500": discordtest.Status(500), "502": discordtest.Status(502), "503": discordtest.Status(503),
		"network": discordtest.HangUp,
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, options{gateway: true})
			for _, path := range []string{"/interactions", "/channels", "/webhooks"} {
				s.Fail(1, "POST", path, answer)
			}
			s.Fail(2, "DELETE", "/webhooks", answer)
			anna := s.User("Anna")
			e := must[*discordtest.Exchange](t)(anna.Slash(t.Context(), "ask", map[string]any{"question": question}))
			shows(t, e.Message(), "The Kazan BRICS summit in July")
			must[*discordtest.Exchange](t)(anna.Press(t.Context(), e.Message(), "Delete"))
			eventually(t, "the answer is deleted", func() bool { return e.Message() == nil })
			anna.Where = discordtest.InDM
			anna.Post(question, nil)
			eventually(t, "a message is answered", func() bool { return len(s.Messages("9"+anna.ID)) == 1 })
		})
	}
}

func TestDiscordIsAwayAtTheStart(t *testing.T) {
	server := func(c *discord.Config) {}
	s := start(t, options{gateway: true, config: server})
	s.Fail(3, "GET", "/", discordtest.HangUp)
	s.Fail(2, "PUT", "/applications", discordtest.Status(503))
	eventually(t, "the commands are registered", func() bool { return s.CommandPuts() > 0 })
	connected(t, s.Server, 1)
}

func TestRateLimitsAreKept(t *testing.T) {
	s := start(t, options{gateway: true})
	s.Limit("POST", "/channels/"+s.ChannelID, 2, 300*time.Millisecond)
	anna := s.User("Anna")
	for range 7 {
		anna.Post("<@"+s.AppID+"> /para 9", nil)
	}
	eventually(t, "all are answered", func() bool { return len(s.Messages(s.ChannelID)) == 7 })
}

func TestCommandsAreRegisteredWhenChanged(t *testing.T) {
	for _, guild := range []bool{false, true} {
		s := start(t, options{http: true})
		again := func() {
			t.Helper()
			c := discord.Config{Bot: newBot(), Token: s.Token, AppID: s.AppID, APIURL: s.URL}
			if guild {
				c.GuildID = s.GuildID
			}
			a, err := discord.Open(c)
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Register(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		scope := ""
		if guild {
			scope = s.GuildID
		}
		again()
		puts := s.CommandPuts()
		again()
		if s.CommandPuts() != puts {
			t.Error("registered again without a change")
		}
		s.SpoilCommands(scope)
		again()
		if s.CommandPuts() != puts+1 || len(s.Commands(scope)) < 10 {
			t.Error("not registered after a change")
		}
	}
}

func TestNotify(t *testing.T) {
	log := ""
	s := start(t, options{config: func(c *discord.Config) { c.LogID = "123456789012345678"; log = c.LogID }})
	anna := s.User("Anna")
	r := bot.Reply{Parts: []bot.Part{{Text: "changed"}, {Kind: bot.Compare, Text: "statement", Spans: []bot.Span{
		{Text: "in "}, {Text: "May ", Change: bot.Dropped}, {Text: "June ", Change: bot.Added}, {Text: "2024"},
	}}}, Buttons: []bot.Button{{Label: "Undo", Data: "1mU5"}}}
	for _, address := range []string{"", anna.ID} {
		if err := s.adapter.Notify(t.Context(), address, r); err != nil {
			t.Fatal(err)
		}
	}
	shows(t, s.Messages(log)[0], "changed", "in ~~May~~ __June__ 2024")
	shows(t, s.Messages("9" + anna.ID)[0], "changed")
	s.CloseChannel(log)
	for _, address := range []string{"", "no id"} {
		if err := s.adapter.Notify(t.Context(), address, r); !isGone(err) {
			t.Errorf("%q: %v, want ErrGone", address, err)
		}
	}
}
