package telegram

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
)

// The process that is killed is this test binary, told by its environment.
const (
	childAPI     = "REVIEWBOT_TEST_CHILD_API"
	childJournal = "REVIEWBOT_TEST_CHILD_JOURNAL"
	killsSetting = "REVIEWBOT_TEST_KILLS"
)

func TestMain(m *testing.M) {
	if api := os.Getenv(childAPI); api != "" {
		os.Exit(child(api))
	}
	os.Exit(m.Run())
}

func child(api string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	a := Open(Config{Bot: &fake{}, Token: telegramtest.Token, APIURL: api, Journal: os.Getenv(childJournal), Log: log, Unpaced: true})
	if err := a.Run(ctx); err != nil {
		log.Error("ended", "error", err)
		return 1
	}
	return 0
}

// TestKilledInMidTraffic kills the process again and again while people write
// in several chats. No message may stay without an answer; answered twice may
// be only what was being sent in the moment of a kill: one message a chat.
func TestKilledInMidTraffic(t *testing.T) {
	kills := 5
	if n, err := strconv.Atoi(os.Getenv(killsSetting)); err == nil {
		kills = n
	}
	const chats = 6
	s := server(t)
	journal := filepath.Join(t.TempDir(), "journal")
	start := func() *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childAPI+"="+s.URL(), childJournal+"="+journal)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	traffic, end := context.WithCancel(t.Context())
	defer end()
	var talking sync.WaitGroup
	for chat := int64(1); chat <= chats; chat++ {
		u := s.User(chat, "User", "en")
		talking.Go(func() {
			for traffic.Err() == nil {
				s.Say(u, chat, "question", telegramtest.Said{})
				_ = sleep(traffic, rand.N(20*time.Millisecond))
			}
		})
	}
	for range kills {
		c, before := start(), s.Count("sendMessage")
		if !s.Wait(most, func() bool { return s.Count("sendMessage") > before }) {
			t.Fatal("a new process does not answer")
		}
		time.Sleep(rand.N(60 * time.Millisecond))
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait() // killed: it says so
	}
	end()
	talking.Wait()
	c := start()
	last, _ := s.Say(s.User(chats+1, "User", "en"), chats+1, "question", telegramtest.Said{})
	if !s.Wait(most, func() bool { _, ok := s.Answer(chats+1, last.ID); return ok }) {
		t.Fatal("the last process does not answer")
	}
	settle(t, s)
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("the last process: %v", err)
	}
	questions, lost, twice := tally(s, chats)
	t.Logf("kills %d, questions %d, lost %d, answered twice %d", kills, questions, lost, twice)
	if lost > 0 || twice > kills*chats {
		t.Errorf("lost %d, twice %d: at most what is in flight in a chat at a kill may come twice", lost, twice)
	}
}

// tally counts the messages in the chats 1 to chats, those without an answer,
// and the answers beyond the first.
func tally(s *telegramtest.Server, chats int64) (questions, lost, twice int) {
	for chat := int64(1); chat <= chats; chat++ {
		answers := map[int]int{}
		for _, m := range s.Sent(chat) {
			answers[m.Reply]++
		}
		for _, m := range s.Messages(chat) {
			if m.From.ID == telegramtest.BotID {
				continue
			}
			questions++
			switch n := answers[m.ID]; {
			case n == 0:
				lost++
			case n > 1:
				twice += n - 1
			}
		}
	}
	return questions, lost, twice
}
