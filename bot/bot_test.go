package bot_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"reviewbot/bot"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// book is the built-in pack's.
var book = sync.OnceValue(func() *knowledge.Book {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		panic(err)
	}
	b, err := knowledge.NewBook(p.Source)
	if err != nil {
		panic(err)
	}
	return b
})

func newBot() *bot.Bot {
	return bot.New(bot.Config{Edition: bot.Edition{Book: book(), Revision: 1, Publisher: "A publisher"}})
}

func handle(t *testing.T, b *bot.Bot, ev bot.Event) bot.Reply {
	t.Helper()
	r, err := b.Handle(t.Context(), ev)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// typed is a message of a reader.
func typed(text string) bot.Event {
	return bot.Event{Conversation: "c", Level: bot.Reader, Text: text}
}

// written is all the text of a reply, a line a part or item.
func written(r bot.Reply) string {
	var b strings.Builder
	for _, p := range r.Parts {
		b.WriteString(p.Text + "\n")
		for _, i := range p.Items {
			b.WriteString(i.Text + "\n")
		}
	}
	return b.String()
}

func TestCommands(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        []string
	}{
		{"paragraph", "/para 9", []string{"The Kazan BRICS summit in July", "[brics-kazan-summit]"}},
		{"paragraph with its sign", "/para ¶ 9", []string{"The Kazan BRICS summit in July"}},
		{"paragraph in Russian", "/абзац 9", []string{"The Kazan BRICS summit in July", "Факты", "саммит БРИКС"}},
		{"no paragraph", "/para 99", []string{"from 1 to 17"}},
		{"paragraph of words", "/para nine", []string{"from 1 to 17"}},
		{"paragraph left out", "/para", []string{"from 1 to 17"}},
		{"topics", "/topics", []string{"Looking Ahead · ¶ 16–17", "[brics]"}},
		{"a topic by id", "/topics brics", []string{"BRICS", "[brics-kazan-summit]"}},
		{"a topic by its Russian name", "/темы внешняя политика России", []string{"В обзоре"}},
		{"a section", "/topics §2", []string{"Key Achievements in Eurasian Security", "One of the central themes"}},
		{"no section", "/topics §99", []string{"from 1 to"}},
		{"no topic", "/topics brcs", []string{"no such topic", "/topics brics"}},
		{"fact", "/fact brics-kazan-summit", []string{"Kazan BRICS summit in July", "Kind: event", "Time: July 2024"}},
		{"no fact", "/fact kazan-sumit", []string{"no fact with that id", "/fact brics-kazan-summit"}},
		{"timeline", "/timeline", []string{"March 2023", "June – September 2024", "November 2024"}},
		{"about", "/about", []string{"Review of Russia’s foreign policy in 2024", "A publisher", "Paragraphs: 17", "SHA-256"}},
		{"help", "/help", []string{"/para NUMBER", "/timeline"}},
		{"help in Russian", "/помощь", []string{"/para НОМЕР"}},
		{"why without an answer", "/why", []string{"no last answer"}},
		{"why of a question", "/why when was the kazan summit", []string{"when was the kazan summit", "decision"}},
		{"ask", "/ask when was the kazan summit", []string{"The Kazan BRICS summit in July"}},
		{"ask nothing", "/ask", []string{"Write the question"}},
		{"ask by a fact's id", "/ask brics-kazan-summit", []string{"The Kazan BRICS summit in July"}},
		{"upper case", "/HELP", []string{"/para NUMBER"}},
		{"unknown", "/frobnicate", []string{"no such command", "/help"}},
		{"swapped letters", "/tpoics", []string{"/topics"}},
		{"a wrong letter", "/halp", []string{"/help"}},
		{"missing letters", "/tmln", []string{"/timeline"}},
		{"a slash alone", "/", []string{"no such command"}},
		{"quit where there is nothing to quit", "/quit", []string{"no such command"}},
		{"a question", "when was the kazan summit", []string{"The Kazan BRICS summit in July", "Moderators' note:"}},
		{"a question in Russian", "когда был саммит в Казани", []string{"The Kazan BRICS summit in July", "Примечание модераторов:"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := written(handle(t, newBot(), typed(tt.typed)))
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in\n%s", want, got)
				}
			}
		})
	}
}

func TestAnswerCites(t *testing.T) {
	r := handle(t, newBot(), typed("when was the kazan summit"))
	if len(r.Citations) != 1 || r.Citations[0].Paragraph() != 9 {
		t.Errorf("cites %v, want paragraph 9", r.Citations)
	}
	kinds := []bot.PartKind{bot.Statement, bot.Quote, bot.Note}
	if len(r.Parts) != len(kinds) {
		t.Fatalf("%d parts, want %d: %+v", len(r.Parts), len(kinds), r.Parts)
	}
	for i, p := range r.Parts {
		if p.Kind != kinds[i] {
			t.Errorf("part %d is %d, want %d", i, p.Kind, kinds[i])
		}
	}
	if q := r.Parts[1]; q.Paragraph != 9 || q.Section == "" {
		t.Errorf("the quote stands in %q, %d", q.Section, q.Paragraph)
	}
}

func TestQuitIsTheTerminals(t *testing.T) {
	ev := typed("/quit")
	ev.Terminal = true
	if !handle(t, newBot(), ev).Quit {
		t.Error("/quit does not end the conversation")
	}
	if help := written(handle(t, newBot(), bot.Event{Level: bot.Reader, Text: "/help", Terminal: true})); !strings.Contains(help, "/quit") {
		t.Error("help does not show /quit")
	}
	if help := written(handle(t, newBot(), typed("/help"))); strings.Contains(help, "/quit") {
		t.Error("help shows /quit where there is nothing to quit")
	}
}

func TestRights(t *testing.T) {
	for _, text := range []string{"when was the kazan summit", "/help", "/para 9"} {
		r := handle(t, newBot(), bot.Event{Text: text})
		if len(r.Citations) > 0 || !strings.Contains(written(r), "may not") {
			t.Errorf("%q of nobody: %q", text, written(r))
		}
	}
}

func TestCalledCommand(t *testing.T) {
	r := handle(t, newBot(), bot.Event{Kind: bot.Called, Level: bot.Reader, Command: "para", Text: "9", Locale: bot.Russian})
	if r.Lang != bot.Russian || r.Parts[0].Paragraph != 9 {
		t.Errorf("lang %v, paragraph %d", r.Lang, r.Parts[0].Paragraph)
	}
}

func TestButtons(t *testing.T) {
	b := newBot()
	r := handle(t, b, typed("when was the kazan summit"))
	byLabel := map[string]bot.Button{}
	for _, button := range r.Buttons {
		byLabel[button.Label] = button
	}
	for label, want := range map[string]string{
		"¶ 9": "convening leaders", "Why?": "when was the kazan summit", "Related": "[brics-",
		"👍 Good": "Nothing about you is kept", "Suggest a correction": "Nothing about you is kept",
	} {
		button, ok := byLabel[label]
		if !ok {
			t.Errorf("there is no button %q", label)
			continue
		}
		got := written(handle(t, b, bot.Event{Kind: bot.Pressed, Conversation: "c", Level: bot.Reader, Data: button.Data}))
		if !strings.Contains(got, want) {
			t.Errorf("button %q gives %q", label, got)
		}
	}
	if _, ok := byLabel["Delete"]; ok {
		t.Error("who is not known may delete")
	}
}

func TestPressedData(t *testing.T) {
	b := newBot()
	for _, tt := range []struct{ data, want string }{
		{"1f1..brics-kazan-summit", "convening leaders"},
		{"1c1..brics-kazan-summit", "convening leaders"},
		{"1f1..gone", "taken out since"},
		{"1t1..", "Sections"},
		{"1p1..9", "convening leaders"},
		{"1w1..", "how"},
		{"1d1..", "may not"},
		{"", "no longer here"},
		{"1", "no longer here"},
		{"1f-1..brics-kazan-summit", "no longer here"},
		{"1f9..brics-kazan-summit", "convening leaders"}, // made by a replica that is ahead
		{"1f1.aaaaaa.brics-kazan-summit", "Only who asked"},
		{"1?1..table", "no longer here"},
		{"1m", "no longer here"},
		{"1mxyz", "no longer here"},
		{"0f1..brics-kazan-summit", "another version"},
		{"fact:1:brics-kazan-summit", "another version"},
		{"1f1.." + strings.Repeat("x", 99), "no longer here"},
	} {
		got := written(handle(t, b, bot.Event{Kind: bot.Pressed, Level: bot.Reader, Data: tt.data, Text: "how many came to the summit"}))
		if !strings.Contains(got, tt.want) {
			t.Errorf("button %q gives %q, want %q", tt.data, got, tt.want)
		}
	}
}

// TestDelete holds that an answer is deleted by who asked and by moderators.
func TestDelete(t *testing.T) {
	rights, err := bot.ParseRights("", "discord:role:77")
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(bot.Config{Edition: bot.Edition{Book: book()}, Rights: rights, Key: []byte("k")})
	ask := typed("when was the kazan summit")
	ask.Who = bot.Who{Platform: "discord", User: "1"}
	r := handle(t, b, ask)
	last := r.Buttons[len(r.Buttons)-1]
	for _, tt := range []struct {
		name string
		ev   bot.Event
		want bot.Manner
	}{
		{"asker", bot.Event{Who: ask.Who}, bot.Removing},
		{"stranger", bot.Event{Who: bot.Who{Platform: "discord", User: "2"}}, bot.Notice},
		{"same id elsewhere", bot.Event{Who: bot.Who{Platform: "telegram", User: "1"}}, bot.Notice},
		{"nobody", bot.Event{}, bot.Notice},
		{"moderator", bot.Event{Who: bot.Who{Platform: "discord", User: "3"}, Roles: []string{"77"}}, bot.Removing},
		{"anonymous with the role", bot.Event{Who: bot.Who{Platform: "discord"}, Roles: []string{"77"}}, bot.Notice},
	} {
		ev := tt.ev
		ev.Kind, ev.Level, ev.Data = bot.Pressed, bot.Reader, last.Data
		if got := handle(t, b, ev).Manner; got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestSubmittedFormIsUnknown(t *testing.T) {
	for data, want := range map[string]string{"x": "another version", "1mx": "no longer here", "1f1..brics-kazan-summit": "no longer here"} {
		r := handle(t, newBot(), bot.Event{Kind: bot.Submitted, Level: bot.Reader, Data: data, Values: map[string]string{"a": "b"}})
		if !strings.Contains(written(r), want) {
			t.Errorf("%q", written(r))
		}
	}
}

func TestWhyRemembersPerConversation(t *testing.T) {
	now := time.Now()
	b := bot.New(bot.Config{
		Edition: bot.Edition{Book: book()}, Conversations: 2, Forget: time.Hour, Now: func() time.Time { return now },
	})
	in := func(conversation, text string) string {
		return written(handle(t, b, bot.Event{Conversation: conversation, Level: bot.Reader, Text: text}))
	}
	in("a", "when was the kazan summit")
	in("b", "what is the nstc")
	if got := in("a", "/why"); !strings.Contains(got, "kazan summit") {
		t.Errorf("a is told %q", got)
	}
	if got := in("nobody", "/why"); !strings.Contains(got, "no last answer") {
		t.Errorf("a stranger is told %q", got)
	}
	in("c", "hello there")
	if got := in("a", "/why"); !strings.Contains(got, "no last answer") {
		t.Errorf("the third conversation did not push out the first: %q", got)
	}
	now = now.Add(2 * time.Hour)
	if got := in("c", "/why"); !strings.Contains(got, "no last answer") {
		t.Errorf("after two hours c is told %q", got)
	}
	in("", "when was the kazan summit")
	if got := in("", "/why"); !strings.Contains(got, "no last answer") {
		t.Errorf("no conversation is remembered as one: %q", got)
	}
}

func TestPublish(t *testing.T) {
	b := newBot()
	b.Publish(bot.Edition{Book: book(), Revision: 2, Publisher: "Another"})
	if got := written(handle(t, b, typed("/about"))); !strings.Contains(got, "Another") {
		t.Errorf("still the old edition: %q", got)
	}
}

func TestConcurrent(t *testing.T) {
	b := newBot()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, text := range []string{"when was the kazan summit", "/why", "and in September?"} {
				if _, err := b.Handle(t.Context(), typed(text)); err != nil {
					t.Error(err)
				}
			}
			b.Suggest(t.Context(), "kaz", bot.English)
			b.Publish(bot.Edition{Book: book(), Revision: 2})
		})
	}
	wg.Wait()
}

func TestHandleStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newBot().Handle(ctx, typed("/help")); err == nil {
		t.Error("no error")
	}
	if got := newBot().Suggest(ctx, "kaz", bot.English); got != nil {
		t.Errorf("suggests %v", got)
	}
}
