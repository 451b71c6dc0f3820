package console_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reviewbot/adapters/console"
	"reviewbot/bot"
)

var answer = bot.Reply{
	Parts: []bot.Part{
		{Kind: bot.Say, Text: "Yes."},
		{Kind: bot.Statement, Text: "The review says the mill opened in May."},
		{Kind: bot.Quote, Text: "The mill opened in May.", Section: "The mill", Paragraph: 9},
		{Kind: bot.Note, Text: "Moderators' note: others say June."},
		{Kind: bot.Statement, Text: "The review says it has two wheels."},
		{Kind: bot.Quote, Text: "It has two wheels.", Section: "The mill", Paragraph: 9},
		{Kind: bot.Heading, Text: "More"},
		{Kind: bot.List, Items: []bot.Item{{Text: "The mayor came to the mill", Paragraph: 2}}},
	},
	Buttons: []bot.Button{{Label: "¶ 9", Typed: "/para 9"}, {Label: "Why?", Typed: "/why"}, {Label: "Only to press"}},
}

func TestRender(t *testing.T) {
	for _, tt := range []struct {
		name   string
		screen console.Screen
		want   string
	}{
		{"a pipe", console.Screen{}, `Yes.
The review says the mill opened in May.
  │ “The mill opened in May.”
  │ § The mill, ¶ 9
  Moderators' note: others say June.

The review says it has two wheels.
  │ “It has two wheels.”
  │ § The mill, ¶ 9

More
• The mayor came to the mill (¶ 2)
1. Only to press
`},
		{"a narrow terminal", console.Screen{Interactive: true, Width: func() int { return 24 }}, `Yes.
The review says the mill
opened in May.
  │ “The mill opened in
  │ May.”
  │ § The mill, ¶ 9
  Moderators' note:
  others say June.

The review says it has
two wheels.
  │ “It has two wheels.”
  │ § The mill, ¶ 9

More
• The mayor came to the
  mill (¶ 2)
1. Only to press
Type a number to choose.

/para 9 · /why
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.screen.Render(answer)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestRenderForm(t *testing.T) {
	form := bot.Reply{
		Parts: []bot.Part{{Kind: bot.Compare, Text: "When", Spans: []bot.Span{{Text: "in"}, {Text: "May", Change: bot.Dropped}, {Text: "June", Change: bot.Added}}}},
		Input: &bot.Input{
			Shape: bot.PanelInput, Title: "Edit",
			Fields:  []bot.Field{{Label: "Who", Value: "a\nb\n"}, {Label: "When", Value: "Mai", Fault: "no such month"}},
			Options: []bot.Option{{Label: "Discard", Data: "x"}},
		},
	}
	want := "When:\n  in [-May-] {+June+}\nEdit\n  Who [a; b]\n! When: no such month\n  When [Mai]\n/1. Discard\n"
	if diff := cmp.Diff(want, console.Screen{}.Render(form)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := (console.Screen{Interactive: true}).Render(form); strings.Contains(got, "Who") || !strings.Contains(got, "no such month") {
		t.Errorf("someone who types is shown %q", got)
	}
}

func TestColour(t *testing.T) {
	if got := (console.Screen{}).Render(answer); strings.Contains(got, "\x1b") {
		t.Errorf("escape sequences without colour: %q", got)
	}
	got := console.Screen{Colour: true}.Render(answer)
	for _, want := range []string{"\x1b[1mMore\x1b[0m", "\x1b[33mModerators' note: others say June.\x1b[0m"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestRenderTakesOutControls(t *testing.T) {
	got := console.Screen{}.Render(bot.Reply{Parts: []bot.Part{{Text: "a\x1b[2Jb\u202ec\nd"}}})
	if want := "a[2Jbc\nd\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWideCharacters(t *testing.T) {
	screen := console.Screen{Width: func() int { return 16 }}
	for _, tt := range []struct{ name, in, want string }{
		{"wide", "日本語日本語日本語", "日本語日本語日本\n語\n"},
		{"combining", strings.Repeat("e\u0301", 16), strings.Repeat("e\u0301", 16) + "\n"},
		{"Cyrillic", "многосторонность мира", "многосторонность\nмира\n"},
		{"a paragraph's number", "one two three ¶ 9", "one two three\n¶ 9\n"},
		{"nothing", "", "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := screen.Render(bot.Reply{Parts: []bot.Part{{Text: tt.in}}}); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestDetectFindsNoTerminal(t *testing.T) {
	if s := console.Detect(strings.NewReader(""), &strings.Builder{}, false); s.Interactive || s.Colour || s.Width != nil {
		t.Errorf("%+v", s)
	}
}
