package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"reviewbot/adapters/console"
	"reviewbot/adapters/telegram"
	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

// TestParity plays one transcript in the terminal, on Telegram and on Discord:
// the same answers, citations, choices and offered actions, moderation
// included.
func TestParity(t *testing.T) {
	terminal, chat, dm := inTerminal(t), onTelegram(t), inDiscord(t)
	for i, s := range []step{
		{"type", "when was a stop added at the museum"},
		{"type", "how many fish were sold at the auction"},
		{"type", "and in May?"},
		{"type", "hello"},
		{"type", "when did the museum open"},
		{"type", "what was built"},
		{"type", "сколько остановок добавили"},
		{"type", "when did the museum open"}, // the terminal goes on in the language of the last question
		{"type", "/para 3"},
		{"type", "/para 99"},
		{"type", "/topics"},
		{"type", "/timeline"},
		{"type", "/about"},
		{"type", "/fact museum-stop"},
		{"type", "/fact nothing"},
		{"type", "/start p2"},
		{"type", "/start f_museum-stop"},
		{"type", "/tpoics"},
		{"type", "/privacy"},
		{"type", "/fact edit museum-stop"},
		{"press", "Words"},
		{"fill statement_en", "The museum has a stop."},
		{"done statement_en", "The review says a stop at the Maritime Museum was added to the Market Line in August."},
		{"press", "Check and preview"},
		{"press", "Save"},
		{"type", "/fact museum-stop"},
		{"type", "/fact edit museum-stop"},
		{"press", "Time and numbers"},
		{"fill when", "whenever"},
		{"done when", "2023"},
		{"press", "Discard"},
		{"type", "/inbox"},
		{"type", "/fact retire museum-stop no reason at all"},
		{"type", "/freeze"},
	} {
		want := terminal.play(t, s)
		for _, side := range []*side{chat, dm} {
			if diff := cmp.Diff(sameness(want), sameness(side.play(t, s))); diff != "" {
				t.Errorf("step %d, %v: terminal-, %s+\n%s", i, s, side.name, diff)
			}
		}
		for _, side := range []*side{terminal, chat, dm} {
			for _, said := range content(side.at(want)) {
				if !strings.Contains(squash(side.shown()), squash(said)) {
					t.Errorf("step %d, %v: %q is not in what %s shows:\n%s", i, s, said, side.name, side.shown())
				}
			}
		}
	}
}

// step is what somebody does: type a text, press what has a label, fill in a
// field wrongly, or fill one in and be done with the panel. In the terminal and
// on Discord a panel is filled in as a whole; on Telegram field by field, until
// it is left.
type step [2]string

// side is one of the places.
type side struct {
	*recorder
	name  string
	do    func(t *testing.T, s step)
	shown func() string
}

// play does a step and returns the bot's reply to it.
func (s *side) play(t *testing.T, st step) bot.Reply {
	t.Helper()
	s.do(t, st)
	return s.last()
}

// at is what a place shows of a reply. On Discord a panel is a form, and what
// else may be done shows once that is sent.
func (s *side) at(r bot.Reply) bot.Reply {
	if in := r.Input; s.name == "Discord" && in != nil && len(in.Fields) > 0 {
		fields := *in
		fields.Options = nil
		r.Input = &fields
	}
	return r
}

// recorder is a bot that keeps its last reply.
type recorder struct {
	*bot.Bot
	mu      sync.Mutex
	replies []bot.Reply
}

func (r *recorder) Handle(ctx context.Context, ev bot.Event) (bot.Reply, error) {
	reply, err := r.Bot.Handle(ctx, ev)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.replies = append(r.replies, reply)
	return reply, err
}

func (r *recorder) last() bot.Reply {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.replies) == 0 {
		return bot.Reply{}
	}
	return r.replies[len(r.replies)-1]
}

func (r *recorder) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.replies)
}

// sameness is what has to be the same: not the data of buttons, which hold
// who may press them and which draft they are about, nor the button that
// deletes a message, of which the terminal has none. Where a reply is put depends
// on what it replies to.
func sameness(r bot.Reply) any {
	var offers []string
	for _, b := range r.Buttons {
		if b.Label != "Delete" && b.Label != "Удалить" {
			offers = append(offers, b.Label)
		}
	}
	var in bot.Input
	if r.Input != nil {
		in = *r.Input
		in.Data = ""
		in.Options = slices.Clone(in.Options)
		for i := range in.Options {
			in.Options[i].Data = ""
		}
	}
	var cited []string
	for _, c := range r.Citations {
		cited = append(cited, fmt.Sprint(c.Paragraph(), c.Quote()))
	}
	return []any{r.Parts, cited, r.Facts, offers, in}
}

// content is all that has to be seen of a reply.
func content(r bot.Reply) []string {
	var out []string
	for _, p := range r.Parts {
		if p.Kind != bot.Compare {
			out = append(out, p.Text)
		}
		if p.Kind == bot.Quote {
			out = append(out, p.Section, fmt.Sprint("¶ ", p.Paragraph))
		}
		for _, item := range p.Items {
			out = append(out, item.Text)
		}
	}
	if r.Input != nil {
		for _, o := range r.Input.Options {
			out = append(out, o.Label)
		}
		for _, f := range r.Input.Fields {
			out = append(out, f.Fault)
		}
	}
	return out
}

// squash leaves letters and digits: space and decoration are each place's own.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// parityBot is a bot with a store of its own, answering from the tramways.
func parityBot(t *testing.T) *recorder {
	t.Helper()
	dir := t.TempDir()
	a := &app{ctx: t.Context(), stderr: io.Discard, pack: filepath.Join("..", "..", "knowledge", "pack", "testdata", "tramways")}
	a.settings.Database, a.settings.RetentionDays = secret("sqlite:"+filepath.Join(dir, "db")), "30"
	a.settings.Owners = "telegram:user:1,discord:user:" + parityUser
	a.settings.AskerLimit, a.settings.ChatLimit, a.settings.EditLimit, a.settings.Cooldown = "0", "0", "0", "0s"
	s, err := a.serve(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return &recorder{Bot: s.bot}
}

// inTerminal is the terminal, fed line by line.
func inTerminal(t *testing.T) *side {
	t.Helper()
	in, lines := io.Pipe()
	out := &buffer{}
	r := parityBot(t)
	done := make(chan error, 1)
	go func() { done <- console.Open(console.Config{Bot: r, In: in, Out: out, User: "1"}).Run(t.Context()) }()
	t.Cleanup(func() {
		lines.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	s := &side{recorder: r, name: "the terminal", shown: out.String}
	s.do = func(t *testing.T, st step) {
		t.Helper()
		before := r.count()
		fmt.Fprint(lines, typed(t, r.last(), st))
		for wait := time.Now().Add(time.Minute); r.count() == before || !strings.HasSuffix(out.String(), "\n\n"); {
			if time.Now().After(wait) {
				t.Fatalf("%v is not answered", st)
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(20 * time.Millisecond) // the reply is written after it was given
	}
	return s
}

// typed is what is typed in the terminal to do a step.
func typed(t *testing.T, now bot.Reply, st step) string {
	t.Helper()
	kind, name, _ := strings.Cut(st[0], " ")
	switch kind {
	case "type":
		return st[1] + "\n"
	case "press":
		slash := ""
		if now.Input != nil && len(now.Input.Fields) > 0 {
			slash = "/"
		}
		return fmt.Sprintf("%s%d\n", slash, 1+slices.IndexFunc(offered(now), func(o bot.Option) bool { return strings.Contains(o.Label, st[1]) }))
	}
	var out strings.Builder
	for _, f := range now.Input.Fields {
		if f.Name == name {
			out.WriteString(st[1])
		}
		out.WriteString("\n")
	}
	return out.String()
}

// offered is what a number chooses in the terminal.
func offered(r bot.Reply) []bot.Option {
	var out []bot.Option
	if r.Input != nil {
		out = append(out, r.Input.Options...)
	}
	for _, b := range r.Buttons {
		if b.Typed == "" {
			out = append(out, bot.Option{Label: b.Label, Data: b.Data})
		}
	}
	return out
}

// buffer is what the terminal shows.
type buffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// onTelegram is a private chat.
func onTelegram(t *testing.T) *side {
	t.Helper()
	tg := telegramtest.Start(telegramtest.Config{})
	t.Cleanup(tg.Close)
	ada := tg.User(1, "Ada", "en")
	r := parityBot(t)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	a := telegram.Open(telegram.Config{Bot: r, Token: telegramtest.Token, APIURL: tg.URL(), Log: slog.New(slog.DiscardHandler), Unpaced: true})
	go func() { done <- a.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	var pages strings.Builder
	last := func() telegramtest.Message {
		sent := tg.Sent(1)
		return sent[len(sent)-1]
	}
	settle := func() {
		if !tg.Wait(time.Minute, func() bool { return tg.Pending() == 0 }) {
			t.Fatal("the bot is not done")
		}
		pages.WriteString(written(last()))
	}
	press := func(data string) {
		q := tg.Press(ada, last(), data)
		settle()
		if toast, ok := tg.Answered(q); ok {
			pages.WriteString(toast["text"] + "\n")
		}
	}
	s := &side{recorder: r, name: "Telegram", shown: pages.String}
	s.do = func(t *testing.T, st step) {
		t.Helper()
		kind, name, _ := strings.Cut(st[0], " ")
		switch now := r.last(); kind {
		case "type":
			tg.Say(ada, 1, st[1], telegramtest.Said{})
			settle()
			for { // the pages of a long reply
				more, ok := last().Button("▸")
				if !ok {
					return
				}
				tg.Press(ada, last(), more.Data)
				settle()
			}
		case "press":
			n := slices.IndexFunc(offered(now), func(o bot.Option) bool { return strings.Contains(o.Label, st[1]) })
			if n < 0 {
				t.Fatalf("%q is not offered: %+v", st[1], offered(now))
			}
			press(offered(now)[n].Data)
		case "fill", "done":
			f := now.Input.Fields[slices.IndexFunc(now.Input.Fields, func(f bot.Field) bool { return f.Name == name })]
			b, ok := last().Button("✎ " + f.Label)
			if !ok {
				t.Fatalf("no button for %s: %+v", name, last())
			}
			press(b.Data)
			tg.Say(ada, 1, st[1], telegramtest.Said{Reply: last().ID})
			settle()
			if all, ok := last().Button("All fields"); ok && kind == "done" {
				press(all.Data)
			}
		}
	}
	return s
}
