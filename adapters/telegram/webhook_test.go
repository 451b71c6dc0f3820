package telegram

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
)

const secret = "a_secret-word"

// hooked serves an adapter's webhook. The server for it must be there before
// the adapter, which tells Telegram its address.
func hooked(t *testing.T, s *telegramtest.Server, handle func(*Adapter) func(context.Context, update) error) (*running, string) {
	t.Helper()
	var handler atomic.Pointer[http.Handler]
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != WebhookPath {
			t.Errorf("delivered to %s", r.URL.Path)
		}
		(*handler.Load()).ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	a, _ := open(t, s, Config{PublicURL: web.URL + "/", WebhookSecret: secret})
	h := a.Handler()
	handler.Store(&h)
	return run(t, a, handle(a)), web.URL + WebhookPath
}

func deliver(t *testing.T, url, secret, body string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

func TestWebhookAnswersEachOnce(t *testing.T) {
	s := server(t)
	ada, bob := s.User(1, "Ada", "en"), s.User(2, "Bob", "en")
	var failed atomic.Bool
	r, url := hooked(t, s, func(a *Adapter) func(context.Context, update) error {
		return func(ctx context.Context, u update) error {
			if u.Message.Text == "two" && failed.CompareAndSwap(false, true) {
				panic("poison") // given up: answered 200, never repeated
			}
			return echo(a)(ctx, u)
		}
	})
	for _, text := range []string{"one", "two", "three"} {
		s.Say(ada, 1, text, telegramtest.Said{})
		s.Say(bob, 2, text+"!", telegramtest.Said{})
	}
	settle(t, s)
	if got := texts(s, 2); len(got) != 3 {
		t.Errorf("%v", got)
	}
	if got := texts(s, 1); slices.Contains(got, "two") || len(got) != 2 {
		t.Errorf("%v", got)
	}
	// A repeat, as after a response that was lost on the way.
	body := `{"update_id":100001,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"one"}}`
	if code := deliver(t, url, secret, body); code != http.StatusOK || len(s.Sent(1)) != 2 {
		t.Errorf("a repeat: %d, answers %v", code, texts(s, 1))
	}
	if err := r.end(t); err != nil {
		t.Error(err)
	}
	if code := deliver(t, url, secret, body); code != http.StatusServiceUnavailable {
		t.Errorf("after the end: %d, want 503", code)
	}
	if len(s.Calls("getUpdates")) > 0 {
		t.Error("it polls beside the webhook")
	}
}

func TestOneChatDoesNotCrowdTheWebhook(t *testing.T) {
	s := server(t)
	ada, bob := s.User(1, "Ada", "en"), s.User(2, "Bob", "en")
	gate := make(chan struct{})
	r, _ := hooked(t, s, func(a *Adapter) func(context.Context, update) error {
		return func(ctx context.Context, u update) error {
			if u.Message.Chat.ID == 1 {
				<-gate
			}
			return echo(a)(ctx, u)
		}
	})
	for range 150 { // more than there are connections
		s.Say(ada, 1, "slow", telegramtest.Said{})
	}
	s.Say(bob, 2, "quick", telegramtest.Said{})
	if !s.Wait(10*time.Second, func() bool { return len(s.Sent(2)) == 1 }) {
		t.Error("one chat holds up another")
	}
	close(gate)
	settle(t, s)
	if got := len(s.Sent(1)); got != 150 {
		t.Errorf("%d answers, want 150", got)
	}
	if err := r.end(t); err != nil {
		t.Error(err)
	}
}

func TestWebhookRefusesStrangers(t *testing.T) {
	s := server(t)
	r, url := hooked(t, s, echo)
	if !s.Wait(most, func() bool { return len(s.Calls("setWebhook")) == 1 }) {
		t.Fatal("no webhook")
	}
	for _, tt := range []struct {
		name, secret, body string
		want               int
	}{
		{"no secret", "", "{}", http.StatusUnauthorized},
		{"a wrong secret", secret + "x", "{}", http.StatusUnauthorized},
		{"a part of it", secret[:4], "{}", http.StatusUnauthorized},
		{"a body without end", secret, strings.Repeat(" ", maxUpdate+1), http.StatusRequestEntityTooLarge},
		{"no JSON", secret, "x", http.StatusOK},
		{"no number", secret, `{"message":{}}`, http.StatusOK},
		{"poison", secret, `{"update_id":7,"message":{"message_id":[]}}`, http.StatusOK},
	} {
		if got := deliver(t, url, tt.secret, tt.body); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("GET: %d", resp.StatusCode)
	}
	if err := r.end(t); err != nil {
		t.Error(err)
	}
}

// TestChangeOver goes from polling to the webhook and back with updates
// waiting all the time.
func TestChangeOver(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	poll := func() *running {
		a, _ := open(t, s, Config{})
		return run(t, a, echo(a))
	}
	s.Say(ada, 1, "1", telegramtest.Said{})
	r := poll()
	settle(t, s)
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
	s.Say(ada, 1, "2", telegramtest.Said{})
	r, _ = hooked(t, s, echo)
	settle(t, s)
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
	s.Say(ada, 1, "3", telegramtest.Said{})
	time.Sleep(50 * time.Millisecond) // delivered in vain: nobody serves it
	r = poll()
	settle(t, s)
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
	if got := texts(s, 1); !slices.Equal(got, []string{"1", "2", "3"}) {
		t.Errorf("%v", got)
	}
}
