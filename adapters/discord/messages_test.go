package discord_test

import (
	"testing"
	"time"

	"reviewbot/adapters/discord/discordtest"
)

func TestMessages(t *testing.T) {
	s := start(t, options{gateway: true})
	anna, bob := s.User("Anna"), s.User("Bob")
	said := func(u *discordtest.User, content string, to discordtest.Message) discordtest.Message {
		t.Helper()
		channel := s.ChannelID
		if u.Where == discordtest.InDM {
			channel = "9" + u.ID
		}
		before := len(s.Messages(channel))
		asked := u.Post(content, to)
		eventually(t, "an answer to "+content, func() bool { return len(s.Messages(channel)) > before })
		all := s.Messages(channel)
		answer := all[len(all)-1]
		if reference, _ := answer["message_reference"].(map[string]any); reference["message_id"] != asked.ID() {
			t.Errorf("the answer replies to %v", reference)
		}
		if mentions, _ := answer["allowed_mentions"].(map[string]any); mentions["replied_user"] != false {
			t.Errorf("the answer pings: %v", mentions)
		}
		return answer
	}
	answer := said(anna, "<@"+s.AppID+"> "+question, nil)
	shows(t, answer, question, "The Kazan BRICS summit in July")
	shows(t, said(bob, "and how many states came?", answer), "36")
	anna.Where = discordtest.InDM
	shows(t, said(anna, "what is the nstc", nil), "¶")
	shows(t, said(anna, "/help", nil), "/ask")
	e := must[*discordtest.Exchange](t)(anna.Press(t.Context(), said(anna, question, nil), "Why"))
	shows(t, e.Message(), question)

	// What is not meant for the bot.
	n := len(s.Messages(s.ChannelID))
	bob.Post(question, nil)
	bob.Post("<@1> "+question, nil)
	other := bob.Post("hello", nil)
	bob.Post(question, other)
	time.Sleep(100 * time.Millisecond)
	if got := len(s.Messages(s.ChannelID)); got != n {
		t.Errorf("%d messages nobody asked for", got-n)
	}
	s.CloseChannel(s.ChannelID)
	bob.Post("<@"+s.AppID+"> "+question, nil) // nothing can be said there
	if !s.answers(t) {
		t.Error("no answer afterwards")
	}
}
