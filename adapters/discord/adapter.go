package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"reviewbot/bot"
)

// Bot is what the adapter talks to. Package bot has it.
type Bot interface {
	Handle(context.Context, bot.Event) (bot.Reply, error)
	Suggest(context.Context, string, bot.Lang) []bot.Suggestion
	SuggestFacts(context.Context, string, bot.Lang) []bot.Suggestion
	Commands() []bot.Command
	Posted(bot.Event, bot.Reply, string)
}

// Config is what an Adapter is made from.
type Config struct {
	Bot       Bot
	Token     string // of the bot, without "Bot "; "" for HTTP interactions alone
	AppID     string // needed with Token
	GuildID   string // where commands are registered; "" is everywhere
	PublicKey string // hexadecimal; "" for no HTTP interactions
	LogID     string // the channel of the moderators' log, or ""
	APIURL    string // DefaultURL if ""
	Gateway   bool   // keep the gateway open; needs Token
	PublicURL string // of the reader page, or ""
	Log       *slog.Logger
}

// An Adapter is one Discord application. It is safe for concurrent use.
type Adapter struct {
	Config
	bot      Bot
	rest     *rest
	key      ed25519.PublicKey
	table    []bot.Command
	view     renderer
	log      *slog.Logger
	now      func() time.Time
	patience time.Duration
	self     atomic.Pointer[string] // the bot's user id
	seen     seen
	shards   shards
	times    times
	pool     pool
	// following counts what goes on after a response was sent
	following sync.WaitGroup
}

var snowflake = regexp.MustCompile(`^[0-9]{15,20}$`)

// Check tells what is wrong with a Config, each fault by the name of its
// setting; nil if nothing.
func (c Config) Check() []error {
	var out []error
	wrong := func(format string, args ...any) { out = append(out, fmt.Errorf(format, args...)) }
	for _, id := range []struct{ name, value string }{
		{"DISCORD_APP_ID", c.AppID}, {"DISCORD_GUILD_ID", c.GuildID}, {"DISCORD_LOG_CHANNEL_ID", c.LogID},
	} {
		if id.value != "" && !snowflake.MatchString(id.value) {
			wrong("%s: %q is no id: it has 15 to 20 digits (Discord shows it with developer mode on)", id.name, id.value)
		}
	}
	if c.Token != "" && c.AppID == "" {
		wrong("DISCORD_APP_ID: needed with DISCORD_TOKEN: the application's page shows it")
	}
	if strings.HasPrefix(c.Token, "Bot ") || strings.ContainsAny(c.Token, " \t\r\n") {
		wrong("DISCORD_TOKEN: write the token alone, without \"Bot\" and spaces")
	}
	if _, err := publicKey(c.PublicKey); c.PublicKey != "" && err != nil {
		wrong("DISCORD_PUBLIC_KEY: %w", err)
	}
	if c.LogID != "" && c.Token == "" {
		wrong("DISCORD_LOG_CHANNEL_ID: needs DISCORD_TOKEN")
	}
	if c.APIURL != "" && !strings.HasPrefix(c.APIURL, "http://") && !strings.HasPrefix(c.APIURL, "https://") {
		wrong("DISCORD_API_URL: %q does not begin with http:// or https://", c.APIURL)
	}
	return out
}

func publicKey(s string) (ed25519.PublicKey, error) {
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("it is no key: the application's page shows one of 64 hexadecimal digits")
	}
	return raw, nil
}

// Open makes an Adapter. Nothing is sent before Run.
func Open(c Config) (*Adapter, error) {
	if faults := c.Check(); len(faults) > 0 {
		return nil, faults[0]
	}
	if c.APIURL == "" {
		c.APIURL = DefaultURL
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	log := c.Log.With("platform", Platform)
	r, err := newRest(c.APIURL, c.Token, log)
	if err != nil {
		return nil, err
	}
	a := &Adapter{
		Config: c, bot: c.Bot, rest: r, log: log, now: time.Now, patience: patience,
		view: renderer{strings.TrimRight(c.PublicURL, "/")}, times: discordTimes,
		pool: pool{queue: make(chan event, maxQueue)},
	}
	if c.Bot != nil {
		a.table = c.Bot.Commands()
	}
	if c.PublicKey != "" {
		if a.key, err = publicKey(c.PublicKey); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// me is the bot's user id: the application's, but for old applications.
func (a *Adapter) me() string {
	if id := a.self.Load(); id != nil {
		return *id
	}
	return a.AppID
}
