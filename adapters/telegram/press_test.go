package telegram

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

func manners(ev bot.Event) bot.Reply {
	r := saying("So: " + ev.Text + ev.Data)
	switch ev.Data {
	case "1notice":
		r.Manner = bot.Notice
	case "1aside":
		r.Manner = bot.Aside
	case "1replace":
		r.Manner = bot.Replacing
	case "1remove":
		r.Manner = bot.Removing
	case "1silence":
		r = bot.Reply{Manner: bot.Silence}
	case "1ask":
		r.Input = &bot.Input{Shape: bot.TextInput, Data: "1s", Fields: []bot.Field{{Name: "text", Label: "Your correction", Value: "as it is"}}}
	case "1else":
		r.Elsewhere = "c_inbox"
	case "1long":
		var long strings.Builder
		for i := range 400 {
			fmt.Fprintf(&long, "Sentence number %d. ", i)
		}
		r = saying(long.String())
	}
	r.Buttons = []bot.Button{{Label: "notice", Data: "1notice"}, {Label: "aside", Data: "1aside"}, {Label: "long", Data: "1long"}}
	return r
}

func TestButtonsEditInPlace(t *testing.T) {
	s := enter(t, &fake{answer: manners}, Config{})
	m, _ := s.Say(s.ada, group, "/ask@"+telegramtest.Username+" when", telegramtest.Said{})
	settle(t, s.Server)
	press := func(data string) (telegramtest.Message, map[string]string) {
		t.Helper()
		answer, ok := s.Answer(group, m.ID)
		if !ok {
			t.Fatal("no answer")
		}
		q := s.Press(s.bob, answer, data)
		settle(t, s.Server)
		toast, ok := s.Answered(q)
		if !ok {
			t.Fatalf("the query of %q is not answered", data)
		}
		answer, _ = s.Answer(group, m.ID)
		return answer, toast
	}
	if now, toast := press("1notice"); toast["text"] != "So: when1notice" || now.Text != "So: /ask when" {
		t.Errorf("notice: %q, %v", now.Text, toast)
	}
	if _, toast := press("1else"); toast["url"] != "https://t.me/"+telegramtest.Username+"?start=c_inbox" {
		t.Errorf("elsewhere: %v", toast)
	}
	now, _ := press("1aside")
	back, ok := now.Button("Back")
	if now.Text != "So: when1aside" || !ok {
		t.Errorf("aside: %+v", now)
	}
	if now, _ = press(back.Data); now.Text != "So: /ask when" {
		t.Errorf("back: %q", now.Text)
	}
	s.bot.mu.Lock()
	n := len(s.bot.events)
	s.bot.mu.Unlock()
	s.a.recall.gone(post{group, now.ID}) // as after a restart: read from the message again
	press("1aside")
	if now, _ = press(back.Data); now.Text != "So: when" || s.bot.count() == n || !s.bot.last().Again {
		t.Errorf("back after a restart: %q", now.Text)
	}
	now, _ = press("1long")
	more, ok := now.Button("More 2/3")
	if !ok || units(now.Text) > maxText {
		t.Fatalf("%d units, %+v", units(now.Text), now.Keyboard)
	}
	first := now.Text
	if now, _ = press(more.Data); now.Text == first || now.Text == "" {
		t.Errorf("the second page is the first")
	}
	if _, ok := now.Button("1/3"); !ok {
		t.Errorf("no way back to the first page: %+v", now.Keyboard)
	}
	if now, _ = press("1silence"); now.Text == "" {
		t.Error("silence says something")
	}
	if now, _ = press("1replace"); now.Text != "So: when1replace" {
		t.Errorf("replace: %q", now.Text)
	}
	press("1ask")
	sent := s.Sent(group)
	prompt := sent[len(sent)-1]
	if !strings.Contains(prompt.Text, "Bob: ") || !strings.Contains(prompt.Text, "as it is") {
		t.Errorf("%+v", prompt)
	}
	s.Say(s.bob, group, "as it should be", telegramtest.Said{Reply: prompt.ID})
	settle(t, s.Server)
	if ev := s.bot.last(); ev.Kind != bot.Submitted || ev.Data != "1s" || ev.Values["text"] != "as it should be" {
		t.Errorf("%+v", ev)
	}
	answer, _ := s.Answer(group, m.ID)
	s.Press(s.bob, answer, "1remove")
	settle(t, s.Server)
	if _, there := s.Answer(group, m.ID); there {
		t.Error("not removed")
	}
	if q := s.Press(s.bob, answer, "1aside"); true {
		settle(t, s.Server)
		if toast, _ := s.Answered(q); !strings.Contains(toast["text"], "устарела") {
			t.Errorf("%v", toast)
		}
	}
}

func TestOldAnswerIsEditedToBeRemoved(t *testing.T) {
	s := enter(t, &fake{answer: manners}, Config{})
	m, _ := s.Say(s.ada, 1, "when", telegramtest.Said{})
	settle(t, s.Server)
	s.Advance(49 * time.Hour)
	answer, _ := s.Answer(1, m.ID)
	s.Press(s.ada, answer, "1remove")
	settle(t, s.Server)
	if now, ok := s.Answer(1, m.ID); !ok || now.Text != "So: when1remove" || now.Keyboard != nil {
		t.Errorf("%+v", now)
	}
}

func TestPanelIsFilledInByReplies(t *testing.T) {
	values := map[string]string{"note": "old", "why": ""}
	f := &fake{answer: func(ev bot.Event) bot.Reply {
		for k, v := range ev.Values {
			values[k] = v
		}
		r := saying("Edit")
		r.Input = &bot.Input{Shape: bot.PanelInput, Data: "1md", Fields: []bot.Field{{Name: "note", Label: "Note", Value: values["note"]}, {Name: "why", Label: "Why", Value: values["why"]}}}
		return r
	}}
	s := enter(t, f, Config{})
	m, _ := s.Say(s.ada, 1, "/fact edit", telegramtest.Said{})
	settle(t, s.Server)
	panel, _ := s.Answer(1, m.ID)
	field, ok := panel.Button("✎ Note")
	if !ok {
		t.Fatalf("%+v", panel)
	}
	s.Press(s.ada, panel, field.Data)
	settle(t, s.Server)
	prompt, ok := s.Answer(1, panel.ID)
	if !ok || !prompt.Force || !strings.Contains(prompt.Markup, "<code>old</code>") {
		t.Fatalf("%+v", prompt)
	}
	reply, _ := s.Say(s.ada, 1, "new", telegramtest.Said{Reply: prompt.ID})
	settle(t, s.Server)
	if ev := f.last(); ev.Values["note"] != "new" || len(ev.Values) != 1 {
		t.Errorf("%+v", ev)
	}
	if again, ok := s.Answer(1, reply.ID); !ok || !strings.Contains(again.Text, "new") {
		t.Errorf("%+v", again)
	}
}
