package discord_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"reviewbot/adapters/discord"
	"reviewbot/bot"
)

// FuzzInteraction sends payloads that are signed and otherwise anything: each
// gets an answer that Discord would take, or a plain refusal.
func FuzzInteraction(f *testing.F) {
	for _, s := range []string{
		`{"type":1}`, `{"type":2,"data":{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"when was the kazan summit"}]}}`,
		`{"type":3,"data":{"custom_id":"1b1p1..9"},"message":{"id":"5","flags":64,"components":[{"type":17,"components":[{"type":10,"id":1000,"content":"-# when"}]}]}}`,
		`{"type":3,"data":{"custom_id":"1p1.ctimeline/","values":[]}}`, `{"type":4,"data":{"name":"fact","options":[{"name":"fact","focused":true,"value":5}]}}`,
		`{"type":5,"data":{"custom_id":"1a","components":[{"type":18,"component":{"type":4,"custom_id":"ask","value":"x"}}]}}`,
		`{"type":2,"data":{"name":"Answer this","type":3,"target_id":"7","resolved":{"messages":{"7":{"content":"@everyone"}}}},"member":{"user":{"id":"1"},"roles":["2"]},"guild_id":"3"}`,
	} {
		f.Add([]byte(s))
	}
	server, a, _ := endpoint(f, newBot())
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, discord.Path, bytes.NewReader(body))
		server.Sign(r.Header, time.Now(), body)
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		switch w.Code {
		case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
			return
		case http.StatusOK:
		default:
			t.Fatalf("status %d", w.Code)
		}
		var response struct {
			Type int
			Data map[string]any
		}
		if err := json.Unmarshal(w.Body.Bytes(), &response); err != nil || response.Type == 0 {
			t.Fatalf("answers %s", w.Body)
		}
		if response.Type == 4 || response.Type == 7 {
			for _, fault := range server.CheckMessage(response.Data) {
				t.Fatalf("%s: %s", fault, w.Body)
			}
		}
	})
}

// FuzzEscape holds that what was escaped comes back as it was.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", `\`, "**a** _b_ [c](http://d) <@1> @everyone", "1. a\n- b\n# c\n> d", `\\*\*`, "a|b~~c~~`d`"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		plain := bot.Plain(s)
		if got := discord.Unescape(discord.Escape(s)); got != plain {
			t.Errorf("%q comes back as %q", plain, got)
		}
		whole := strings.Join(strings.Fields(discord.Escape(s)), "")
		var pieces strings.Builder
		for _, p := range discord.Split(discord.Escape(s), 20) {
			if n := utf8.RuneCountInString(p); n > 20 {
				t.Errorf("a piece of %d characters", n)
			}
			pieces.WriteString(p)
		}
		if got := strings.Join(strings.Fields(pieces.String()), ""); got != whole {
			t.Errorf("split loses: %q of %q", got, whole)
		}
	})
}

// TestAnyReplyFits holds that whatever the bot says makes a message that
// Discord takes, on every page.
func TestAnyReplyFits(t *testing.T) {
	server, _, _ := endpoint(t, newBot())
	text := rapid.OneOf(rapid.StringN(0, 300, -1), rapid.Map(rapid.StringN(1, 9, -1), func(s string) string { return strings.Repeat(s, 300) }),
		rapid.Map(rapid.StringMatching("[*_`a ]{1,9}"), func(s string) string { return strings.Repeat(s, 300) }))
	data := rapid.StringMatching("[!-~]{1,64}")
	rapid.Check(t, func(t *rapid.T) {
		r := bot.Reply{Lang: bot.Lang(rapid.IntRange(0, 1).Draw(t, "lang"))}
		for range rapid.IntRange(0, 9).Draw(t, "parts") {
			p := bot.Part{Kind: bot.PartKind(rapid.IntRange(0, 7).Draw(t, "kind")), Text: text.Draw(t, "text"), Section: text.Draw(t, "section"), Paragraph: 5}
			for range rapid.IntRange(0, 6).Draw(t, "items") {
				p.Items = append(p.Items, bot.Item{Text: text.Draw(t, "item"), Paragraph: 3})
				p.Spans = append(p.Spans, bot.Span{Text: text.Draw(t, "span"), Change: bot.Change(rapid.IntRange(0, 2).Draw(t, "change"))})
			}
			r.Parts = append(r.Parts, p)
		}
		for range rapid.IntRange(0, 30).Draw(t, "buttons") {
			r.Buttons = append(r.Buttons, bot.Button{Label: text.Draw(t, "label"), Data: data.Draw(t, "data")})
		}
		if rapid.Bool().Draw(t, "input") {
			in := &bot.Input{Shape: bot.Shape(rapid.IntRange(0, 3).Draw(t, "shape")), Title: text.Draw(t, "title"), Data: data.Draw(t, "data")}
			for range rapid.IntRange(0, 30).Draw(t, "options") {
				in.Options = append(in.Options, bot.Option{Label: text.Draw(t, "option"), Data: data.Draw(t, "data"), Paragraph: rapid.IntRange(0, 3).Draw(t, "at")})
			}
			for n := range rapid.IntRange(0, bot.MaxFields).Draw(t, "fields") {
				in.Fields = append(in.Fields, bot.Field{Name: string(rune('a' + n)), Label: text.Draw(t, "label"), Value: text.Draw(t, "value"), Fault: text.Draw(t, "fault")})
			}
			r.Input = in
		}
		question := text.Draw(t, "question")
		for page := range 4 {
			for _, fault := range server.CheckMessage(discord.Compose(r, question, page)) {
				t.Fatal(fault)
			}
		}
		if r.Input != nil && len(r.Input.Fields) > 0 {
			for _, fault := range server.CheckForm(discord.Form(r)) {
				t.Fatal(fault)
			}
		}
	})
}
