package console_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"reviewbot/adapters/console"
	"reviewbot/bot"
)

// fake is a bot that keeps the events and answers by their text.
type fake struct {
	events  []bot.Event
	replies map[string]bot.Reply
	err     error
}

func (f *fake) Welcome(bot.Lang) bot.Reply { return say("Welcome.") }

func (f *fake) Handle(_ context.Context, ev bot.Event) (bot.Reply, error) {
	f.events = append(f.events, ev)
	r, ok := f.replies[strings.TrimSpace(ev.Text)]
	if !ok || ev.Kind != bot.Message {
		r = say("So.")
	}
	return r, f.err
}

func say(text string) bot.Reply {
	return bot.Reply{Parts: []bot.Part{{Kind: bot.Say, Text: text}}}
}

func run(t *testing.T, f *fake, in io.Reader, screen console.Screen) string {
	t.Helper()
	var out strings.Builder
	if err := console.Open(console.Config{Bot: f, In: in, Out: &out, Screen: screen}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPipe(t *testing.T) {
	f := &fake{}
	got := run(t, f, strings.NewReader("one\n\n  \ntwo"), console.Screen{})
	if want := "So.\n\nSo.\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(f.events) != 2 || f.events[0].Kind != bot.Message || f.events[1].Text != "two" {
		t.Errorf("events %+v", f.events)
	}
	for _, ev := range f.events {
		if !ev.Terminal || ev.Level != bot.Owner || ev.Conversation == "" {
			t.Errorf("event %+v", ev)
		}
	}
}

func TestPrompts(t *testing.T) {
	got := run(t, &fake{}, strings.NewReader("one\n"), console.Screen{Interactive: true})
	if want := "Welcome.\n\n> So.\n\n> \n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestQuitEnds(t *testing.T) {
	bye := say("Goodbye.")
	bye.Quit = true
	f := &fake{replies: map[string]bot.Reply{"/quit": bye}}
	if got := run(t, f, strings.NewReader("/quit\nmore\n"), console.Screen{}); got != "Goodbye.\n\n" || len(f.events) != 1 {
		t.Errorf("%q after %d events", got, len(f.events))
	}
}

func TestNumberChooses(t *testing.T) {
	ask := say("Which?")
	ask.Input = &bot.Input{Shape: bot.ChoiceInput, Options: []bot.Option{{Label: "One", Data: "fact:1:one"}, {Label: "Two", Paragraph: 4, Data: "fact:1:two"}}}
	f := &fake{replies: map[string]bot.Reply{"which": ask}}
	got := run(t, f, strings.NewReader("which\n2\n2\nwhich\n3\n"), console.Screen{})
	if !strings.HasPrefix(got, "Which?\n1. One\n2. Two (¶ 4)\n\n") {
		t.Errorf("%q", got)
	}
	if ev := f.events[1]; ev.Kind != bot.Pressed || ev.Data != "fact:1:two" || ev.Text != "which" {
		t.Errorf("2 gives %+v", ev)
	}
	for _, i := range []int{2, 4} { // no longer offered, and never offered
		if ev := f.events[i]; ev.Kind != bot.Message {
			t.Errorf("event %d is %+v, want a message", i, ev)
		}
	}
}

func TestFieldsAreFilledIn(t *testing.T) {
	panel := say("Edit.")
	panel.Input = &bot.Input{Shape: bot.PanelInput, Title: "Edit", Data: "draft", Fields: []bot.Field{
		{Name: "statement", Label: "Statement", Value: "old"}, {Name: "note", Label: "Note"},
	}}
	replies := map[string]bot.Reply{"/edit": panel}

	f := &fake{replies: replies}
	got := run(t, f, strings.NewReader("/edit\n\nnew note\nafter\n"), console.Screen{Interactive: true})
	want := map[string]string{"statement": "old", "note": "new note"}
	if len(f.events) != 3 {
		t.Fatalf("events %+v", f.events)
	}
	if ev := f.events[1]; ev.Kind != bot.Submitted || ev.Data != "draft" || !cmp.Equal(ev.Values, want) {
		t.Errorf("submitted %+v, want %v", ev, want)
	}
	if !strings.Contains(got, "Statement [old] > Note > ") {
		t.Errorf("prompts %q", got)
	}

	f = &fake{replies: replies}
	run(t, f, strings.NewReader("/edit\nnew\n/help\nquestion\n"), console.Screen{})
	for i, ev := range f.events {
		if ev.Kind != bot.Message {
			t.Errorf("event %d of an abandoned form is %+v", i, ev)
		}
	}
}

func TestHostileLines(t *testing.T) {
	f := &fake{}
	long := strings.Repeat("x", 3<<20)
	run(t, f, strings.NewReader(long+"\n\xff\xfe\x00\n\u202eabc\n"+long), console.Screen{Interactive: true, Colour: true, Width: func() int { return 1 }})
	if len(f.events) != 4 {
		t.Fatalf("%d events, want 4", len(f.events))
	}
	for _, i := range []int{0, 3} {
		if n := len(f.events[i].Text); n < 2001 || n > 64<<10 {
			t.Errorf("%d bytes of a long line were kept", n)
		}
	}
}

func TestInterruptLeavesCleanly(t *testing.T) {
	in, never := io.Pipe()
	defer never.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	var out strings.Builder
	err := console.Open(console.Config{Bot: &fake{}, In: in, Out: &out, Screen: console.Screen{Interactive: true}}).Run(ctx)
	if err != nil || !strings.HasSuffix(out.String(), "> \n") {
		t.Errorf("%v, %q", err, out.String())
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	for _, tt := range []struct {
		name string
		c    console.Config
	}{
		{"read", console.Config{Bot: &fake{}, In: iotest.ErrReader(broken), Out: io.Discard}},
		{"bot", console.Config{Bot: &fake{err: broken}, In: strings.NewReader("x\n"), Out: io.Discard}},
		{"write", console.Config{Bot: &fake{}, In: strings.NewReader("x\n"), Out: brokenWriter{broken}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := console.Open(tt.c).Run(t.Context()); !errors.Is(err, broken) {
				t.Errorf("%v, want %v", err, broken)
			}
		})
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }
