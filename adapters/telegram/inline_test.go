package telegram

import (
	"strings"
	"testing"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

func TestInline(t *testing.T) {
	quoted := bot.Reply{Facts: []string{"kazan"}, Parts: []bot.Part{{Kind: bot.Statement, Text: "It <says> so."}, {Kind: bot.Quote, Text: "So.", Section: "S", Paragraph: 9}}}
	f := &fake{inline: []bot.Inline{{Title: "when", Line: "So.", Fact: "kazan", Reply: quoted}, {Title: "long", Reply: saying(strings.Repeat("x", 5000))}}}
	s := enter(t, f, Config{PublicURL: "https://example.com"})
	q := s.Inline(s.ada, "")
	settle(t, s.Server)
	params, ok := s.Answered(q)
	if !ok || params["is_personal"] != "true" || params["cache_time"] != "5" {
		t.Fatalf("%v", params)
	}
	results := s.Results(q)
	if len(results) != 2 || results[0].Title != "when" {
		t.Fatalf("%+v", results)
	}
	m := s.Choose(s.ada, group, q, results[0])
	if !strings.Contains(m.Text, "“So.”") || !strings.Contains(m.Text, "¶ 9") {
		t.Errorf("%q", m.Text)
	}
	if b, ok := m.Button("Ask the bot"); !ok || b.URL != "https://t.me/"+telegramtest.Username+"?start=f_kazan" {
		t.Errorf("%+v", m.Keyboard)
	}
	if b, ok := m.Button("In the review"); !ok || b.URL != "https://example.com/p/9?fact=kazan" {
		t.Errorf("%+v", m.Keyboard)
	}
}
