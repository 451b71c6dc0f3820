package discord_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/discord/discordtest"
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

// setup is a Discord and an adapter in it.
type setup struct {
	*discordtest.Server
	adapter *discord.Adapter
	stop    func() error
	done    chan error // what Run ended with
}

// options change a setup.
type options struct {
	discord discordtest.Config
	http    bool // interactions come over HTTP
	gateway bool
	bot     discord.Bot
	config  func(*discord.Config)
}

// start runs an adapter in a loopback Discord. What it did wrong there fails
// the test.
func start(t *testing.T, o options) *setup {
	t.Helper()
	o.discord.Specs = os.Getenv("REVIEWBOT_TEST_SPECS")
	server, err := discordtest.Open(o.discord)
	if err != nil {
		t.Fatal(err)
	}
	if o.bot == nil {
		o.bot = newBot()
	}
	c := discord.Config{
		Bot: o.bot, Token: server.Token, AppID: server.AppID, APIURL: server.URL, Gateway: o.gateway,
		PublicURL: "https://review.example", Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if o.http {
		c.PublicKey = server.PublicKey
	}
	if o.config != nil {
		o.config(&c)
	}
	a, err := discord.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	a.Hasten()
	if o.http {
		web := httptest.NewServer(a.Handler())
		t.Cleanup(web.Close)
		server.SetEndpoint(web.URL)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	var once sync.Once
	var runErr error
	stop := func() error {
		once.Do(func() {
			cancel()
			select {
			case runErr = <-done:
			case <-time.After(20 * time.Second):
				t.Error("the adapter does not stop")
			}
		})
		return runErr
	}
	t.Cleanup(func() {
		stop()
		server.Close()
		for _, f := range server.Faults() {
			t.Error("Discord: ", f)
		}
	})
	s := &setup{server, a, stop, done}
	if c.Token != "" && o.config == nil {
		eventually(t, "the commands are registered", func() bool { return server.CommandPuts() > 0 })
	}
	if o.gateway && o.config == nil {
		connected(t, server, max(o.discord.Shards, 1))
		eventually(t, "all shards are ready", func() bool {
			ready, of := a.Connected()
			return ready == of
		})
	}
	return s
}

// connected waits until so many shards are.
func connected(t *testing.T, server *discordtest.Server, shards int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := server.Connected(ctx, shards); err != nil {
		t.Fatal(err)
	}
}

// eventually waits for something.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); {
		if time.Now().After(deadline) {
			t.Fatal("never: ", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// must fails the test on an error.
func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func shows(t *testing.T, m discordtest.Message, want ...string) {
	t.Helper()
	if m == nil {
		t.Fatal("there is no message")
	}
	for _, w := range want {
		if !strings.Contains(m.Text(), w) {
			t.Errorf("%q is not in\n%s", w, m.Text())
		}
	}
}

// ways are the two ways that interactions come.
func ways(t *testing.T, f func(t *testing.T, s *setup)) {
	t.Run("http", func(t *testing.T) { f(t, start(t, options{http: true})) })
	t.Run("gateway", func(t *testing.T) { f(t, start(t, options{gateway: true})) })
}

// waitRun waits until Run ends by itself.
func (s *setup) waitRun() error {
	select {
	case err := <-s.done:
		s.done <- err
		return err
	case <-time.After(15 * time.Second):
		return errors.New("it goes on")
	}
}

func isGone(err error) bool { return errors.Is(err, bot.ErrGone) }
