package telegram

import (
	"bytes"
	"context"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/adapters/telegram/telegramtest"
)

// most is how long a test waits for what must happen.
const most = 30 * time.Second

// quiet is no log.
var quiet = slog.New(slog.DiscardHandler)

// logs is a log that a test can read.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// server starts a Bot API whose requests are checked to the end.
func server(t *testing.T) *telegramtest.Server {
	t.Helper()
	spec, err := telegramtest.LoadSpec()
	if err != nil {
		t.Fatal(err)
	}
	s := telegramtest.Start(telegramtest.Config{Spec: spec})
	t.Cleanup(func() {
		s.Close()
		n, faults := s.Checked()
		t.Logf("requests held against the specification: %d", n)
		if len(faults) > 0 {
			t.Errorf("%d of them are not as Telegram wants them: %q", len(faults), faults)
		}
	})
	return s
}

// open makes an adapter of a test. Its log must never have the token.
func open(t *testing.T, s *telegramtest.Server, c Config) (*Adapter, *logs) {
	t.Helper()
	l := &logs{}
	if c.Bot == nil {
		c.Bot = &fake{}
	}
	c.Token, c.APIURL, c.Log = telegramtest.Token, s.URL(), slog.New(slog.NewTextHandler(l, nil))
	if c.Backoff == 0 {
		c.Backoff = time.Millisecond
	}
	c.Unpaced = true
	t.Cleanup(func() {
		if strings.Contains(l.String(), telegramtest.Token) {
			t.Errorf("the token is in the log:\n%s", l)
		}
	})
	return Open(c), l
}

// running is an adapter at work.
type running struct {
	a    *Adapter
	stop context.CancelFunc
	done chan error
}

// run runs an adapter with a handler of the test's.
func run(t *testing.T, a *Adapter, handle func(context.Context, update) error) *running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r := &running{a, stop, make(chan error, 1)}
	go func() { r.done <- a.run(ctx, handle) }()
	t.Cleanup(stop)
	return r
}

// end stops the adapter and returns what Run did.
func (r *running) end(t *testing.T) error {
	t.Helper()
	r.stop()
	return r.wait(t)
}

func (r *running) wait(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.done:
		return err
	case <-time.After(most):
		t.Fatal("the adapter does not end")
		return nil
	}
}

// echo answers a message with its text.
func echo(a *Adapter) func(context.Context, update) error {
	return func(ctx context.Context, u update) error {
		return a.send.call(ctx, "sendMessage", tgbotapi.Params{
			"chat_id": strconv.FormatInt(u.Message.Chat.ID, 10), "text": u.Message.Text,
			"reply_parameters": `{"message_id":` + strconv.Itoa(u.Message.ID) + `}`,
		}, nil)
	}
}

// texts are the texts of the bot's messages in a chat.
func texts(s *telegramtest.Server, chat int64) []string {
	var out []string
	for _, m := range s.Sent(chat) {
		out = append(out, m.Text)
	}
	return out
}

// settle waits until every update is acknowledged.
func settle(t *testing.T, s *telegramtest.Server) {
	t.Helper()
	if !s.Wait(most, func() bool { return s.Pending() == 0 }) {
		t.Fatalf("%d updates are not acknowledged", s.Pending())
	}
}
