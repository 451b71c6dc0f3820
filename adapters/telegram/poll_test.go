package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

func TestChatsInOrderSideBySide(t *testing.T) {
	s := server(t)
	ada, bob := s.User(1, "Ada", "en"), s.User(2, "Bob", "en")
	a, _ := open(t, s, Config{})
	gate := make(chan struct{})
	r := run(t, a, func(ctx context.Context, u update) error {
		if u.Message.Text == "a0" {
			<-gate
		}
		return echo(a)(ctx, u)
	})
	_, first := s.Say(ada, 1, "a0", telegramtest.Said{})
	for i := 1; i < 5; i++ {
		s.Say(ada, 1, fmt.Sprint("a", i), telegramtest.Said{})
	}
	for i := range 200 { // more than a poll gets: they come once the first is done
		s.Say(bob, 2, fmt.Sprint("b", i), telegramtest.Said{})
	}
	if !s.Wait(most, func() bool { return len(s.Sent(2)) >= 90 }) {
		t.Fatalf("the one chat waits for the other: %d answers", len(s.Sent(2)))
	}
	for _, c := range s.Calls("getUpdates") {
		if c.Integer("offset") > int64(first) {
			t.Errorf("an update under way was acknowledged: offset %d, it is %d", c.Integer("offset"), first)
		}
	}
	if len(s.Sent(1)) > 0 {
		t.Error("the chat is out of order")
	}
	close(gate)
	settle(t, s)
	if got := texts(s, 1); !slices.Equal(got, []string{"a0", "a1", "a2", "a3", "a4"}) {
		t.Errorf("%v", got)
	}
	if got := texts(s, 2); len(got) != 200 || got[199] != "b199" {
		t.Errorf("%d answers", len(got))
	}
	if err := r.end(t); err != nil {
		t.Error(err)
	}
}

func TestFloodWaitHoldsOneChat(t *testing.T) {
	s := server(t)
	ada, bob := s.User(1, "Ada", "en"), s.User(2, "Bob", "en")
	a, _ := open(t, s, Config{})
	s.Flood(1, 2*time.Second)
	run(t, a, echo(a))
	s.Say(ada, 1, "slow", telegramtest.Said{})
	time.Sleep(20 * time.Millisecond)
	s.Say(bob, 2, "quick", telegramtest.Said{})
	if !s.Wait(most, func() bool { return len(s.Sent(2)) == 1 }) || len(s.Sent(1)) > 0 {
		t.Error("the flood wait of one chat held up another")
	}
	settle(t, s)
	if got := texts(s, 1); len(got) != 1 || s.Hasty() > 0 {
		t.Errorf("%v, %d requests during the wait", got, s.Hasty())
	}
}

func TestShutdownFinishesAndAcknowledges(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	a, _ := open(t, s, Config{})
	begun, gate := make(chan struct{}), make(chan struct{})
	r := run(t, a, func(ctx context.Context, u update) error {
		close(begun)
		<-gate
		return echo(a)(ctx, u)
	})
	s.Say(ada, 1, "last", telegramtest.Said{})
	<-begun
	r.stop()
	s.Say(ada, 1, "after", telegramtest.Said{})
	close(gate)
	if err := r.wait(t); err != nil {
		t.Error(err)
	}
	if got := texts(s, 1); !slices.Equal(got, []string{"last"}) || s.Pending() != 1 {
		t.Errorf("%v answered, %d updates left; want the last answered and acknowledged, and the one after it left", got, s.Pending())
	}
}

func TestPoisonIsSkipped(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	a, l := open(t, s, Config{})
	s.PushRaw("message", func(n int) string { return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":"x"}}`, n) })
	s.PushRaw("message", func(n int) string { return fmt.Sprintf(`{"update_id":%d,"message":[]}`, n) })
	s.Say(ada, 1, "panic", telegramtest.Said{})
	s.PushRaw("message", func(int) string { return `{"update_id":"none"}` })
	s.Say(ada, 1, "fine", telegramtest.Said{})
	run(t, a, func(ctx context.Context, u update) error {
		if u.Message.Text == "panic" {
			panic("poison")
		}
		return echo(a)(ctx, u)
	})
	settle(t, s)
	if got := texts(s, 1); !slices.Equal(got, []string{"fine"}) {
		t.Errorf("%v", got)
	}
	// One without a number may be fetched, and skipped, more than once.
	if n := strings.Count(l.String(), "update skipped"); n < 3 || !strings.Contains(l.String(), "poison") {
		t.Errorf("%d skipped in\n%s", n, l)
	}
}

func TestRefusedTokenStops(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	for _, when := range []string{"getMe", "getUpdates", "sendMessage"} {
		t.Run(when, func(t *testing.T) {
			a, _ := open(t, s, Config{})
			s.Fault(func(c telegramtest.Call) telegramtest.Fault {
				if c.Method == when {
					return telegramtest.Fault{Status: http.StatusUnauthorized}
				}
				return telegramtest.Fault{}
			})
			defer s.Fault(nil)
			if when == "sendMessage" {
				s.Say(ada, 1, "kept", telegramtest.Said{})
			}
			err := run(t, a, echo(a)).wait(t)
			if err == nil || !strings.Contains(err.Error(), "@BotFather") || strings.Contains(err.Error(), telegramtest.Token) {
				t.Errorf("%v", err)
			}
		})
	}
	if s.Pending() != 1 {
		t.Error("the update whose answer was refused is lost")
	}
}

func TestConflictNamesTheRival(t *testing.T) {
	s := server(t)
	a, l := open(t, s, Config{Backoff: 20 * time.Millisecond})
	run(t, a, echo(a))
	if !s.Wait(most, s.Polling) {
		t.Fatal("no poll")
	}
	stranger := newClient(telegramtest.Token, s.URL(), time.Second)
	if err := stranger.call(t.Context(), "getUpdates", nil, nil, 0); err != nil {
		t.Fatal(err)
	}
	waitLog(t, l, "another program polls with this token")
	if err := stranger.call(t.Context(), "setWebhook", map[string]string{"url": "https://elsewhere.example/secret-path"}, nil, 0); err != nil {
		t.Fatal(err)
	}
	waitLog(t, l, "a webhook takes the updates: elsewhere.example")
	if strings.Contains(l.String(), "secret-path") {
		t.Error("the webhook's path is told")
	}
	if err := stranger.call(t.Context(), "deleteWebhook", nil, nil, 0); err != nil {
		t.Fatal(err)
	}
	if !s.Wait(most, s.Polling) {
		t.Error("it does not poll again")
	}
}

func waitLog(t *testing.T, l *logs, want string) {
	t.Helper()
	for range 3000 {
		if strings.Contains(l.String(), want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q is not in\n%s", want, l)
}

// TestJournalKeepsFromRepeating stands for a process that is killed between
// an answer and its acknowledgement.
func TestJournalKeepsFromRepeating(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	file := filepath.Join(t.TempDir(), "journal")
	a, _ := open(t, s, Config{Journal: file})
	s.Say(ada, 1, "one", telegramtest.Said{})
	s.Fault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "getUpdates" && c.Integer("offset") > 0 {
			return telegramtest.Fault{Cut: true}
		}
		return telegramtest.Fault{}
	})
	r := run(t, a, echo(a))
	if !s.Wait(most, func() bool { return len(s.Sent(1)) == 1 }) {
		t.Fatal("no answer")
	}
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
	if s.Pending() != 1 {
		t.Fatalf("%d pending: the acknowledgement was to fail", s.Pending())
	}
	s.Fault(nil)
	b, _ := open(t, s, Config{Journal: file})
	s.Say(ada, 1, "two", telegramtest.Said{})
	r = run(t, b, echo(b))
	settle(t, s)
	if got := texts(s, 1); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("%v", got)
	}
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
}

func TestUpgradedGroup(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	s.Group(-5, "Group", 1)
	f := &fake{}
	a, _ := open(t, s, Config{Bot: f})
	s.Say(ada, -5, "before", telegramtest.Said{})
	s.Migrate(-5, -1000000000005)
	run(t, a, func(ctx context.Context, u update) error {
		if u.Message.Text == "" {
			return nil
		}
		u.Message.ID = 1
		return echo(a)(ctx, u)
	})
	settle(t, s)
	if got := texts(s, -1000000000005); !slices.Equal(got, []string{"before"}) {
		t.Errorf("%v", got)
	}
	for range 2 { // MODERATORS names the group as it was
		if yes, err := a.Administers(t.Context(), bot.Who{Platform: Platform, User: "1"}, "-5"); !yes || err != nil {
			t.Errorf("%v, %v", yes, err)
		}
	}
	if len(f.moved) != 1 || f.moved[0] != "telegram -5 -1000000000005" {
		t.Errorf("moved %v", f.moved)
	}
}

func TestWhatHoldsUpAllIsGivenUp(t *testing.T) {
	s := server(t)
	ada, bob := s.User(1, "Ada", "en"), s.User(2, "Bob", "en")
	a, l := open(t, s, Config{})
	a.holdUp = 50 * time.Millisecond
	run(t, a, func(ctx context.Context, u update) error {
		if u.Message.Text == "stuck" {
			<-ctx.Done()
			return ctx.Err()
		}
		return echo(a)(ctx, u)
	})
	s.Say(ada, 1, "stuck", telegramtest.Said{})
	for i := range 150 {
		s.Say(bob, 2, fmt.Sprint(i), telegramtest.Said{})
	}
	settle(t, s)
	if got := texts(s, 2); len(got) != 150 || !strings.Contains(l.String(), "held up") {
		t.Errorf("%d answers, log\n%s", len(got), l)
	}
}

func TestUnreachable(t *testing.T) {
	s := server(t)
	a, l := open(t, s, Config{})
	s.Close()
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	if err := a.Run(ctx); err != nil {
		if !errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), telegramtest.Token) {
			t.Errorf("%v", err)
		}
	}
	if !strings.Contains(l.String(), "will try again") {
		t.Errorf("%s", l)
	}
	if _, err := a.Check(ctx); err == nil || strings.Contains(err.Error(), telegramtest.Token) {
		t.Errorf("%v", err)
	}
}
