// Package telegram is the conversation on Telegram. It polls for updates, or
// has them delivered by webhook, and acknowledges each when its reply was
// accepted: what a crash interrupts comes again. It only turns updates into
// events and replies into messages; what is said is package bot's.
package telegram

import (
	"context"
	"log/slog"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// Bot is what the adapter talks to. Package bot has it.
type Bot interface {
	Handle(context.Context, bot.Event) (bot.Reply, error)
	Inline(context.Context, bot.Event) []bot.Inline
	Posted(ev bot.Event, r bot.Reply, where string)
	Commands() []bot.Command
	Welcome(bot.Lang) bot.Reply
	MoveChat(ctx context.Context, platform, from, to string) error
}

// Config is what an Adapter is made from.
type Config struct {
	Bot   Bot
	Token string
	// APIURL is where the Bot API is served; Telegram's own if empty.
	APIURL string
	// PublicURL and WebhookSecret, both set, turn on the webhook; PublicURL
	// alone only makes links to the reader page.
	PublicURL     string
	WebhookSecret string
	// LogChat is the chat where moderators see what changed; none if 0.
	LogChat int64
	// Journal is a file that keeps a killed process from answering twice;
	// none if empty.
	Journal string
	Log     *slog.Logger
	// Backoff is the wait after a first failure; 500 ms if 0.
	Backoff time.Duration
	// Timeout is how long a call may take; 15 s if 0.
	Timeout time.Duration
	// Unpaced sends as fast as it can, for a server without limits.
	Unpaced bool
}

// Adapter serves one bot on Telegram.
type Adapter struct {
	Config
	log    *slog.Logger
	send   *sender
	recall *recall
	wait   time.Duration // of a long poll
	holdUp time.Duration // how long one update may hold up a full window
	self   tgbotapi.User // known when begun is closed
	reader reader        // the same
	begun  chan struct{}
	hook   atomic.Pointer[hook]
}

var tokenForm = regexp.MustCompile(`^[0-9]{1,20}:[A-Za-z0-9_-]{20,100}$`)

// ValidToken tells whether a token has the form that @BotFather gives them.
func ValidToken(token string) bool { return tokenForm.MatchString(token) }

// ValidSecret tells whether Telegram takes a webhook's secret.
func ValidSecret(secret string) bool { return secretForm.MatchString(secret) }

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// Open makes an Adapter. Nothing is sent before Run.
func Open(c Config) *Adapter {
	if c.Backoff == 0 {
		c.Backoff = 500 * time.Millisecond
	}
	if c.Timeout == 0 {
		c.Timeout = 15 * time.Second
	}
	a := &Adapter{Config: c, recall: newRecall(), begun: make(chan struct{}), wait: longPoll, holdUp: holdUp, log: c.Log.With("component", "telegram")}
	a.send = &sender{
		client: newClient(c.Token, c.APIURL, c.Timeout), pace: newPace(c.Unpaced),
		log: a.log, backoff: c.Backoff, moved: a.moved,
	}
	return a
}

// webhooks tells whether updates are delivered rather than polled.
func (a *Adapter) webhooks() bool { return a.PublicURL != "" && a.WebhookSecret != "" }

// Run serves until the context is done, which is a clean end, or until
// Telegram refuses the token. Call it once.
func (a *Adapter) Run(ctx context.Context) error { return a.run(ctx, a.handle) }

func (a *Adapter) run(ctx context.Context, handle func(context.Context, update) error) error {
	var introduced sync.WaitGroup
	defer introduced.Wait()
	ctx, fatal := context.WithCancelCause(ctx)
	defer fatal(nil)
	if err := a.begin(ctx); err != nil {
		return a.ended(ctx, err)
	}
	introduced.Go(func() { a.introduce(ctx) })
	j, err := openJournal(a.Journal)
	if err != nil {
		a.log.Warn("a process that is killed may answer again when it is started anew", "error", err)
	}
	defer j.close()
	in := newIntake(handle, a.log, j, func(err error) { fatal(errToken(err)) })
	if a.webhooks() {
		return a.serveWebhook(ctx, in)
	}
	return a.poll(ctx, in)
}

// begin asks who the bot is: with that, the token is known to be good.
func (a *Adapter) begin(ctx context.Context) error {
	if err := a.send.surely(ctx, "getMe", tgbotapi.Params{}, &a.self); err != nil {
		if k := understand(err).kind; k == denied || k == missing {
			return errToken(err)
		}
		return err
	}
	a.reader = reader{a.self.ID, a.self.UserName}
	close(a.begun)
	a.log.Info("serving Telegram", "bot", "@"+a.self.UserName, "webhook", a.webhooks())
	return nil
}
