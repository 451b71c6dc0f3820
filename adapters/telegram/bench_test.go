package telegram

import (
	"context"
	"slices"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// BenchmarkAnswered measures updates that are answered from the built-in pack,
// polled from and sent to the loopback server: how many a second when 50 chats
// write all the time, and how long from an update to the request that answers
// it, then and when one writes at a time.
func BenchmarkAnswered(b *testing.B) {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		b.Fatal(err)
	}
	book, err := knowledge.NewBook(p.Source)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("50-chats", func(b *testing.B) { benchmark(b, book, 50) })
	b.Run("1-chat", func(b *testing.B) { benchmark(b, book, 1) })
}

func benchmark(b *testing.B, book *knowledge.Book, chats int) {
	b.Helper()
	s := telegramtest.Start(telegramtest.Config{})
	defer s.Close()
	users := make([]*telegramtest.User, chats)
	for i := range users {
		users[i] = s.User(int64(i+1), "User", "en")
	}
	a := Open(Config{
		Bot:   bot.New(bot.Config{Edition: bot.Edition{Book: book, Revision: 1}}),
		Token: telegramtest.Token, APIURL: s.URL(), Unpaced: true, Log: quiet, Journal: b.TempDir() + "/journal",
	})
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	s.Wait(most, s.Polling)
	questions := []string{"when was the kazan summit", "what happened in June", "why did Putin visit Brazil", "Когда Путин был в Пекине?"}
	b.ResetTimer()
	begun := time.Now()
	for i := range b.N {
		u := users[i%chats]
		s.Say(u, u.ID, questions[i%len(questions)], telegramtest.Said{})
		if i%chats == chats-1 { // so many at a time: the fake is the limit, not the queue
			s.Wait(most, func() bool { return s.Pending() < 2*chats-1 })
		}
	}
	s.Wait(most, func() bool { return s.Pending() == 0 })
	took := time.Since(begun)
	b.StopTimer()
	stop()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	var waits []time.Duration
	for _, u := range users {
		asked := map[int]time.Time{}
		for _, m := range s.Messages(u.ID) {
			if m.From.ID != telegramtest.BotID {
				asked[m.ID] = m.Date
			} else {
				waits = append(waits, m.Date.Sub(asked[m.Reply]))
			}
		}
	}
	if len(waits) < b.N {
		b.Fatalf("%d answers to %d updates", len(waits), b.N)
	}
	slices.Sort(waits)
	b.ReportMetric(float64(b.N)/took.Seconds(), "updates/s")
	b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(waits[len(waits)*99/100].Microseconds())/1000, "p99-ms")
}
