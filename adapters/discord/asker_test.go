package discord_test

import (
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/discord/discordtest"
)

const question = "when was the kazan summit"

func TestAsk(t *testing.T) {
	ways(t, func(t *testing.T, s *setup) {
		ctx := t.Context()
		anna := s.User("Anna")
		e := must[*discordtest.Exchange](t)(anna.Slash(ctx, "ask", map[string]any{"question": question}))
		shows(t, e.Message(), question, "The Kazan BRICS summit in July", "¶ 9](https://review.example/p/9?fact=", "Moderators' note")
		if e.Message().Ephemeral() {
			t.Error("the answer is private")
		}
		why := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "Why"))
		shows(t, why.Message(), "How this question was answered", question)
		if !why.Message().Ephemeral() {
			t.Error("why is for all")
		}
		para := must[*discordtest.Exchange](t)(s.User("Boris").Press(ctx, e.Message(), "¶ 9"))
		shows(t, para.Message(), "landmark event", "¶ 9")
		if !para.Message().Ephemeral() {
			t.Error("the paragraph is for all")
		}
		shared := must[*discordtest.Exchange](t)(anna.Press(ctx, para.Message(), "Show to all"))
		shows(t, shared.Message(), "landmark event")
		if shared.Message().Ephemeral() {
			t.Error("what was shared is private")
		}
		form := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "Ask again"))
		again := must[*discordtest.Exchange](t)(anna.Fill(ctx, form, map[string]string{"Your question": "what is the nstc"}))
		shows(t, again.Message(), "what is the nstc", "¶")
		gone := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "Delete"))
		eventually(t, "the answer is deleted", func() bool { return s.Message(e.Message().ID()) == nil || e.Message() == nil })
		if gone.Type != 6 {
			t.Errorf("deleting responds with %d", gone.Type)
		}
	})
}

func TestAskPrivatelyAndForSomebody(t *testing.T) {
	s := start(t, options{http: true})
	ctx := t.Context()
	anna, boris := s.User("Anna"), s.User("Boris")
	e := must[*discordtest.Exchange](t)(anna.Slash(ctx, "ask", map[string]any{"question": question, "private": true}))
	if !e.Message().Ephemeral() {
		t.Error("the answer is for all")
	}
	e = must[*discordtest.Exchange](t)(anna.Slash(ctx, "ask", map[string]any{"question": "@everyone <@1> <@&2> " + question, "for": boris.ID}))
	shows(t, e.Message(), "<@"+boris.ID+">", `\@everyone \<\@1\>`)
	mentions, _ := e.Data["allowed_mentions"].(map[string]any)
	if users, _ := mentions["users"].([]any); len(users) != 1 || users[0] != boris.ID {
		t.Errorf("may ping %v", mentions)
	}
}

func TestAnswersInRussian(t *testing.T) {
	s := start(t, options{http: true})
	anna := s.User("Anna")
	anna.Locale = "ru"
	e := must[*discordtest.Exchange](t)(anna.Slash(t.Context(), "ask", map[string]any{"question": "когда был саммит в казани"}))
	shows(t, e.Message(), "В обзоре", "The Kazan BRICS summit in July", "Примечание модераторов")
	if _, err := anna.Press(t.Context(), e.Message(), "Почему"); err != nil {
		t.Error(err)
	}
}

func TestAutocomplete(t *testing.T) {
	ways(t, func(t *testing.T, s *setup) {
		ctx := t.Context()
		anna := s.User("Anna")
		for _, tt := range []struct{ command, option, typed, want string }{
			{"ask", "question", "", ""},
			{"ask", "question", "when was the kaz", "kazan"},
			{"ask", "question", "саммит в каз", "казан"},
			{"fact", "fact", "", ""},
			{"fact", "fact", "brics kaz", "kazan"},
		} {
			got := must[[][2]string](t)(anna.Type(ctx, tt.command, tt.option, tt.typed))
			if len(got) == 0 || !strings.Contains(strings.ToLower(got[0][0]), tt.want) {
				t.Errorf("/%s %q: %v, want %q", tt.command, tt.typed, got, tt.want)
				continue
			}
			for _, as := range got[0] { // some clients send the name
				e := must[*discordtest.Exchange](t)(anna.Slash(ctx, tt.command, map[string]any{tt.option: as}))
				if tt.command == "fact" {
					shows(t, e.Message(), "¶")
				}
			}
		}
		if got := must[[][2]string](t)(anna.Type(ctx, "ask", "question", strings.Repeat("zq", 400))); len(got) > 0 {
			t.Errorf("nonsense is completed to %v", got)
		}
	})
}

func TestOtherCommands(t *testing.T) {
	s := start(t, options{http: true})
	ctx := t.Context()
	anna := s.User("Anna")
	for _, tt := range []struct {
		name   string
		values map[string]any
		want   string
	}{
		{"para", map[string]any{"number": 9}, "The Kazan BRICS summit in July"},
		{"topics", nil, "Looking Ahead"},
		{"topics", map[string]any{"topic": "brics"}, "BRICS"},
		{"fact", map[string]any{"fact": "brics-kazan-summit"}, "Kazan BRICS summit in July"},
		{"timeline", nil, "2024"},
		{"about", nil, "SHA-256"},
		{"help", nil, "/ask"},
		{"settings", nil, ""},
		{"privacy", nil, ""},
		{"forgetme", nil, ""},
	} {
		for _, where := range []discordtest.Where{discordtest.InGuild, discordtest.InDM, discordtest.InPrivate} {
			anna.Where = where
			e, err := anna.Slash(ctx, tt.name, tt.values)
			if err != nil {
				t.Errorf("/%s: %v", tt.name, err)
				continue
			}
			shows(t, e.Message(), tt.want)
		}
	}
}

func TestPages(t *testing.T) {
	s := start(t, options{http: true})
	ctx := t.Context()
	anna := s.User("Anna")
	e := must[*discordtest.Exchange](t)(anna.Slash(ctx, "timeline", nil))
	shows(t, e.Message(), "Page 1 of")
	first := e.Message().Text()
	turned := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "▶"))
	shows(t, turned.Message(), "Page 2 of")
	if turned.Type != 7 || turned.Message().ID() != e.Message().ID() {
		t.Error("the page was not turned in place")
	}
	apart := must[*discordtest.Exchange](t)(s.User("Boris").Press(ctx, turned.Message(), "▶"))
	if !apart.Message().Ephemeral() {
		t.Error("a stranger turns the page for all")
	}
	back := must[*discordtest.Exchange](t)(anna.Press(ctx, turned.Message(), "◀"))
	if back.Message().Text() != first {
		t.Errorf("turning back gives\n%s\nnot\n%s", back.Message().Text(), first)
	}
}

func TestChoice(t *testing.T) {
	ways(t, func(t *testing.T, s *setup) {
		ctx := t.Context()
		anna := s.User("Anna")
		e := must[*discordtest.Exchange](t)(anna.Slash(ctx, "ask", map[string]any{"question": "when was the forum"}))
		label := ""
		for l := range e.Message().Buttons() {
			if label == "" {
				label = l
			}
		}
		if label != "1" {
			t.Skipf("the question is not answered by a choice: %s", e.Message().Text())
		}
		shows(t, e.Message(), "**1.**", "**2.**")
		other := must[*discordtest.Exchange](t)(s.User("Boris").Press(ctx, e.Message(), "1"))
		if !other.Message().Ephemeral() {
			t.Error("a stranger chooses for the asker")
		}
		chosen := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "1"))
		if chosen.Type != 7 {
			t.Errorf("choosing responds with %d", chosen.Type)
		}
		shows(t, chosen.Message(), "¶", "“")
	})
}

func TestAnswerThis(t *testing.T) {
	ways(t, func(t *testing.T, s *setup) {
		ctx := t.Context()
		anna, boris := s.User("Anna"), s.User("Boris")
		asked := boris.Post(question+"?", nil)
		e := must[*discordtest.Exchange](t)(anna.OnMessage(ctx, "Answer this", asked))
		shows(t, e.Message(), "The Kazan BRICS summit in July")
		if !e.Message().Ephemeral() {
			t.Fatal("the preview is for all")
		}
		must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "Publish"))
		posted := s.Messages(s.ChannelID)
		if len(posted) != 1 {
			t.Fatalf("%d messages were posted", len(posted))
		}
		shows(t, posted[0], "The Kazan BRICS summit in July")
		if reference, _ := posted[0]["message_reference"].(map[string]any); reference["message_id"] != asked.ID() {
			t.Errorf("it replies to %v", reference)
		}
		s.CloseChannel(s.ChannelID)
		e = must[*discordtest.Exchange](t)(anna.OnMessage(ctx, "Answer this", asked))
		e = must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "Publish"))
		shows(t, e.Message(), "https://discord.com/channels/"+s.GuildID+"/"+s.ChannelID+"/"+asked.ID(), "The Kazan BRICS summit in July")
		if e.Message().Ephemeral() {
			t.Error("what was published is private")
		}
		empty := boris.Post("", nil)
		e = must[*discordtest.Exchange](t)(anna.OnMessage(ctx, "Answer this", empty))
		shows(t, e.Message(), "no text")
	})
}

func TestOldAndForgedButtons(t *testing.T) {
	s := start(t, options{http: true})
	ctx := t.Context()
	anna := s.User("Anna")
	e := must[*discordtest.Exchange](t)(anna.Slash(ctx, "ask", map[string]any{"question": question}))
	e.Age(time.Hour)
	if _, err := anna.Press(ctx, e.Message(), "Why"); err != nil {
		t.Errorf("an old button: %v", err)
	}
	for _, id := range []string{
		"", "x", "0bold", "1", "1b", "1bx", "1p", "1p5", "1p-1.q", "1p999999.q", "1pa.q", "1s", "1sq", "1sx", "1szzz", "1u", "1uabc",
		"1m", "1f", "1fnothing", "1c", "1sc/", "1sc" + strings.Repeat("a", 90), "1b1f0..gone", "1b1f9zzzz..brics-kazan-summit", "\x00\x00",
	} {
		e, err := anna.PressID(ctx, e.Message(), id)
		if err != nil {
			t.Errorf("%q: %v", id, err)
		} else if e.Message() == nil && e.Type != 9 && e.Type != 6 {
			t.Errorf("%q: no answer", id)
		}
	}
}
