package telegram

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

func TestUnits(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "яя": 2, "😀": 2, "👨‍👩‍👧": 8, "\xff": 1} {
		if got := units(s); got != want {
			t.Errorf("%q has %d units, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		s          string
		most       int
		head, tail string
	}{
		{"short", 10, "short", ""},
		{"One sentence here. And another one.", 25, "One sentence here.", "And another one."},
		{"words without an end of any kind", 20, "words without an", "end of any kind"},
		{"unbreakable", 4, "unbr", "eakable"},
		{"😀😀😀", 3, "😀", "😀😀"},
		{"aaaae\u0301e\u0301e\u0301", 7, "aaaae\u0301", "e\u0301e\u0301"},
		{"abcdefghijklmnopqrst👨‍👩‍👧", 26, "abcdefghijklmnopqrst", "👨‍👩‍👧"},
	} {
		if head, tail := cut(tt.s, tt.most); head != tt.head || tail != tt.tail {
			t.Errorf("cut(%q, %d) = %q, %q; want %q, %q", tt.s, tt.most, head, tail, tt.head, tt.tail)
		}
	}
}

// anyReply draws a reply of any kind, its texts hostile.
func anyReply() *rapid.Generator[bot.Reply] {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"<b>bold</b>", "</blockquote>", "&amp;", "&lt", `"quoted" 'too'`, "<a href=\"https://example.com\">", "tg://user?id=1",
		strings.Repeat("A long sentence that goes on. ", 300), strings.Repeat("😀", 3000), strings.Repeat("x", 9000), "\u202e\x00\x1b[2J",
	}))
	return rapid.Custom(func(t *rapid.T) bot.Reply {
		r := bot.Reply{}
		for range rapid.IntRange(1, 8).Draw(t, "parts") {
			p := bot.Part{Kind: bot.PartKind(rapid.IntRange(0, 6).Draw(t, "kind")), Text: text.Draw(t, "text"), Section: text.Draw(t, "section")}
			p.Paragraph = rapid.IntRange(0, 20).Draw(t, "paragraph")
			for range rapid.IntRange(0, 5).Draw(t, "items") {
				p.Items = append(p.Items, bot.Item{Text: text.Draw(t, "item"), Paragraph: rapid.IntRange(0, 20).Draw(t, "at")})
				p.Spans = append(p.Spans, bot.Span{Text: text.Draw(t, "span"), Change: bot.Change(rapid.IntRange(0, 2).Draw(t, "change"))})
			}
			r.Parts = append(r.Parts, p)
		}
		for range rapid.IntRange(0, 9).Draw(t, "buttons") {
			r.Buttons = append(r.Buttons, bot.Button{Label: text.Draw(t, "label"), Data: rapid.StringN(0, 20, 70).Draw(t, "data")})
		}
		if rapid.Bool().Draw(t, "input") {
			r.Input = &bot.Input{Shape: bot.Shape(rapid.IntRange(0, 3).Draw(t, "shape")), Title: text.Draw(t, "title"), Data: rapid.StringN(0, 10, 64).Draw(t, "data")}
			for range rapid.IntRange(0, 5).Draw(t, "fields") {
				r.Input.Fields = append(r.Input.Fields, bot.Field{Name: "n", Label: text.Draw(t, "label"), Value: text.Draw(t, "value"), Fault: text.Draw(t, "fault")})
				r.Input.Options = append(r.Input.Options, bot.Option{Label: text.Draw(t, "label"), Data: "1x", Paragraph: 3})
			}
		}
		return r
	})
}

// TestAnyReplyIsTaken holds what is made of any reply against what Telegram
// takes: the markup, the lengths, the keyboard.
func TestAnyReplyIsTaken(t *testing.T) {
	s := telegramtest.Start(telegramtest.Config{})
	defer s.Close()
	s.User(1, "Ada", "en")
	a, _ := open(t, s, Config{PublicURL: `https://example.com/"><b>`})
	if err := a.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		r := anyReply().Draw(t, "reply")
		for page := 0; ; page++ {
			shown := a.show(r, style{}, navigation{page: page})
			if shown.plain == "" {
				return // all of it was invisible: the bot says nothing of the kind
			}
			p, err := shown.params()
			if err != nil {
				t.Fatal(err)
			}
			p["chat_id"], p["parse_mode"] = "1", "HTML"
			if err := a.send.client.call(t.Context(), "sendMessage", p, nil, 0); err != nil && strings.TrimSpace(shown.plain) != "" {
				t.Fatalf("page %d: %v\n%s", page, err, shown.html)
			}
			if !utf8.ValidString(shown.html) {
				t.Fatalf("page %d is not UTF-8", page)
			}
			if page+1 >= len(paginate(append(style{public: a.PublicURL}.blocks(r), promptBlocks(a, r)...), maxText)) {
				return
			}
		}
	})
}

func promptBlocks(a *Adapter, r bot.Reply) []block {
	if r.Input == nil || r.Input.Shape != bot.TextInput || len(r.Input.Fields) == 0 {
		return nil
	}
	return a.reader.prompt(r.Input.Fields[0], r.Input.Data, r.Lang)
}

// TestPagesLoseNothing holds that the pages together have all the words.
func TestPagesLoseNothing(t *testing.T) {
	squash := func(s string) string { return strings.Join(strings.Fields(s), "") }
	rapid.Check(t, func(t *rapid.T) {
		blocks := style{}.blocks(anyReply().Draw(t, "reply"))
		most := rapid.IntRange(50, maxText).Draw(t, "most")
		var want, got strings.Builder
		for _, b := range blocks {
			want.WriteString(b.plain())
		}
		for _, p := range paginate(blocks, most) {
			got.WriteString(p.plain)
			if units(p.plain) > most {
				t.Fatalf("a page of %d units, at most %d fit", units(p.plain), most)
			}
		}
		if squash(want.String()) != squash(got.String()) {
			t.Fatalf("%q\nis not\n%q", got.String(), want.String())
		}
	})
}

func FuzzOwnData(f *testing.F) {
	for _, s := range []string{"tb0|", "tp1|1p0..9", "tf2|1mxyz", "t", "1p0..9", "tp|x", "tpz|" + strings.Repeat("x", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		o, ok := parseOwn(data)
		if ok && o.data() != data {
			t.Errorf("%q is read as %+v, which is written %q", data, o, o.data())
		}
		if ok && (o.number < 0 || o.number >= maxPages) {
			t.Errorf("%q has number %d", data, o.number)
		}
	})
}
