package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"reviewbot/knowledge"
)

// An Edition is one state of the facts, and what is known of the review
// beside them.
type Edition struct {
	Book      *knowledge.Book
	Revision  int    // grows with every edition; not negative
	Publisher string // of the review, or ""
}

// Config is what a Bot is made from.
type Config struct {
	Edition Edition
	// Conversations is how many last answers are remembered; 4096 if 0.
	Conversations int
	// Forget is how long a last answer is remembered; half an hour if 0.
	Forget time.Duration
	// Now is the clock; time.Now if nil.
	Now func() time.Time
}

// A Bot holds conversations about one review. It is safe for concurrent use.
type Bot struct {
	edition  atomic.Pointer[edition]
	commands []Command
	memory   *memory
}

// edition is an Edition with what is worked out from it once.
type edition struct {
	Edition
	suggester func() *suggester
}

// New makes a Bot.
func New(c Config) *Bot {
	if c.Conversations == 0 {
		c.Conversations = 4096
	}
	if c.Forget == 0 {
		c.Forget = 30 * time.Minute
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	b := &Bot{commands: Commands(), memory: newMemory(c.Conversations, c.Forget, c.Now)}
	b.Publish(c.Edition)
	return b
}

// Publish makes the Bot answer from another edition, from the next event on.
func (b *Bot) Publish(e Edition) {
	b.edition.Store(&edition{e, sync.OnceValue(func() *suggester { return newSuggester(e.Book) })})
}

// request is an event with what is needed to serve it.
type request struct {
	*edition
	event Event
	text  string // the message, or what follows the command's name; cleaned
	lang  Lang
}

// Handle replies to an event. Whatever users send gets a reply; the error is
// the context's.
func (b *Bot) Handle(ctx context.Context, ev Event) (Reply, error) {
	if err := ctx.Err(); err != nil {
		return Reply{}, fmt.Errorf("bot: handle: %w", err)
	}
	r := request{edition: b.edition.Load(), event: ev, lang: ev.Locale}
	switch {
	case ev.Level < Reader:
		return say(r.lang, words.NotAllowed.In(r.lang)), nil
	case tooLong(ev.Text) || tooLong(ev.Data):
		return say(r.lang, fmt.Sprintf(words.TooLong.In(r.lang), maxQuestion)), nil
	}
	r.text = Clean(ev.Text)
	switch ev.Kind {
	case Called:
		return b.call(ev.Command, r), nil
	case Pressed:
		return b.press(r), nil
	case Submitted:
		return say(r.lang, words.Outdated.In(r.lang)), nil
	}
	if rest, ok := strings.CutPrefix(r.text, "/"); ok {
		name, argument, _ := strings.Cut(rest, " ")
		r.text = strings.TrimSpace(argument)
		return b.call(name, r), nil
	}
	return b.ask(r), nil
}

// call runs a command by its name.
func (b *Bot) call(name string, r request) Reply {
	if isCyrillic(name) {
		r.lang = Russian
	}
	c, ok := b.command(name, r.event.Terminal)
	switch {
	case !ok:
		return b.unknownCommand(name, r)
	case r.event.Level < c.Level:
		return say(r.lang, words.NotAllowed.In(r.lang))
	}
	return c.run(b, r)
}

// press does what a button is for.
func (b *Bot) press(r request) Reply {
	p, ok := parsePress(r.event.Data)
	if ok {
		switch p.action {
		case pressWhy:
			return b.why(r)
		case pressTopics:
			r.text = ""
			return b.topics(r)
		case pressParagraph:
			r.text = p.on
			return b.paragraph(r)
		case pressFact:
			if _, _, known := r.Book.Fact(p.on); known {
				r.text = p.on
				return b.fact(r)
			}
		}
	}
	return say(r.lang, words.Outdated.In(r.lang))
}

func isCyrillic(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Cyrillic, c) })
}
