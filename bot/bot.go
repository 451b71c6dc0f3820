package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// An Edition is one state of the facts, and what is known of the review
// beside them.
type Edition struct {
	Book      *knowledge.Book
	Revision  int64            // grows with every edition; not negative
	Revisions map[string]int64 // of each fact, by id; those of the pack may be left out
	Publisher string           // of the review, or ""
}

// Keeper is what a Bot keeps of its users in. Package store has it.
type Keeper interface {
	store.Settings
	store.Privacy
	store.Inbox
	store.Teller
	store.Questions
	store.Ratings
}

// Config is what a Bot is made from.
type Config struct {
	Edition Edition
	Rights  Rights
	Limits  Limits
	// Kept is where settings, ratings and questions are kept; nil keeps
	// nothing.
	Kept Keeper
	// Keys hash and seal what is kept; needed with Kept.
	Keys store.Keys
	// Key makes the hashes on buttons, the same in every replica; random if
	// empty, so that buttons for one person alone end with the process.
	Key []byte
	// Retention is how long a question's text is kept, for /privacy.
	Retention time.Duration
	// Modules add commands.
	Modules []Module
	// Conversations is how many last answers are remembered; 4096 if 0.
	Conversations int
	// Forget is how long a last answer is remembered; half an hour if 0.
	Forget time.Duration
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	Log *slog.Logger // slog.Default if nil
}

// A Bot holds conversations about one review. It is safe for concurrent use.
type Bot struct {
	edition  atomic.Pointer[edition]
	commands []Command
	modules  []Module
	presses  map[byte]pressRun
	memory   *memory
	rights   Rights
	limits   *limiter
	cooldown *cooldown
	choices  *choices
	recorder *recorder
	kept     Keeper
	keys     store.Keys
	key      []byte
	keep     time.Duration
	now      func() time.Time
	log      *slog.Logger
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
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if len(c.Key) == 0 {
		c.Key = []byte(rand.Text())
	}
	b := &Bot{
		commands: Commands(), modules: c.Modules, presses: pressRuns(), memory: newMemory(c.Conversations, c.Forget, c.Now),
		rights: c.Rights, limits: newLimiter(c.Limits, c.Now), cooldown: newCooldown(c.Limits.Cooldown, c.Now),
		kept: c.Kept, keys: c.Keys, key: c.Key, keep: c.Retention, now: c.Now, log: c.Log,
	}
	b.choices = newChoices(b)
	b.recorder = newRecorder(b)
	for _, m := range c.Modules {
		b.commands = append(b.commands, m.Commands()...)
	}
	b.Publish(c.Edition)
	return b
}

// Publish makes the Bot answer from another edition, from the next event on.
func (b *Bot) Publish(e Edition) {
	b.edition.Store(&edition{e, sync.OnceValue(func() *suggester { return newSuggester(e.Book) })})
}

// A Request is an event with what is needed to serve it.
type Request struct {
	*edition
	Event Event
	Text  string // the message, or what follows the command's name; cleaned
	Lang  Lang
	bot   *Bot
}

// May tells whether who sent the event has a level, now.
func (r Request) May(ctx context.Context, need Level) bool {
	return r.bot.rights.of(ctx, r.Event, need, r.bot.log) >= need
}

// Handle replies to an event. Whatever users send gets a reply, unless it is
// over their limit and they were told; the error is the context's.
func (b *Bot) Handle(ctx context.Context, ev Event) (Reply, error) {
	if err := ctx.Err(); err != nil {
		return Reply{}, fmt.Errorf("bot: handle: %w", err)
	}
	r := Request{edition: b.edition.Load(), Event: ev, Lang: ev.Locale, bot: b}
	if ev.Level < Reader || ev.Level > Owner {
		return notice(r.Lang, words.NotAllowed.In(r.Lang)), nil
	}
	switch b.limits.check(ev) {
	case overLimit:
		return notice(r.Lang, words.TooMany.In(r.Lang)), nil
	case stillOverLimit:
		return Reply{Lang: r.Lang, Manner: Silence}, nil
	}
	r.Lang = b.choices.of(ctx, ev).lang(ev.Locale)
	if tooLong(ev.Text) || tooLong(ev.Data) || !formFits(ev.Values) {
		return notice(r.Lang, fmt.Sprintf(words.TooLong.In(r.Lang), maxQuestion)), nil
	}
	r.Text = Clean(ev.Text)
	reply := b.dispatch(ctx, r)
	if err := ctx.Err(); err != nil {
		return Reply{}, fmt.Errorf("bot: handle: %w", err)
	}
	return reply, nil
}

func (b *Bot) dispatch(ctx context.Context, r Request) Reply {
	switch r.Event.Kind {
	case Called:
		return b.call(ctx, r.Event.Command, r)
	case Pressed:
		return b.press(ctx, r)
	case Submitted:
		return b.submit(ctx, r)
	}
	if rest, ok := strings.CutPrefix(r.Text, "/"); ok {
		return b.call(ctx, rest, r)
	}
	return b.ask(ctx, r)
}

// call runs a command by its name. What follows the name of a message's
// command is its argument.
func (b *Bot) call(ctx context.Context, line string, r Request) Reply {
	c, argument, ok := b.command(line, r.Event.Terminal)
	if r.Event.Kind == Message {
		r.Text = argument
	}
	if isCyrillic(strings.TrimSuffix(line, argument)) {
		r.Lang = Russian
	}
	switch {
	case !ok:
		return b.unknownCommand(ctx, line, r)
	case !r.May(ctx, c.Level):
		return notice(r.Lang, words.NotAllowed.In(r.Lang))
	case c.Private && r.Event.Open:
		return r.elsewhere(c)
	}
	return c.Run(ctx, r)
}

func isCyrillic(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Cyrillic, c) })
}

// elsewhere hands a command over to the private chat.
func (r Request) elsewhere(c Command) Reply {
	reply := notice(r.Lang, words.InPrivate.In(r.Lang))
	start, ok := StartCommand(c.Name, r.Text)
	if !ok {
		start, _ = StartCommand(c.Name, "")
	}
	reply.Elsewhere = start
	return reply
}

// MoveChat makes what was set for a chat hold for another id of it: a group
// that became a supergroup. A repeated call does nothing more.
func (b *Bot) MoveChat(ctx context.Context, platform, from, to string) error {
	if b.kept == nil || from == "" || to == "" {
		return nil
	}
	old, now := b.keys.Asker(platform, "chat", from), b.keys.Asker(platform, "chat", to)
	s, err := b.kept.Setting(ctx, old)
	if err == nil && (s.Lang != "" || s.Brief) {
		if err = b.choices.save(ctx, now, choice{s.Lang, s.Brief}); err == nil {
			_, err = b.kept.Forget(ctx, old)
		}
	}
	if err != nil {
		return fmt.Errorf("bot: move chat: %w", err)
	}
	b.choices.forget(old)
	return nil
}
