package bot_test

import (
	"context"
	"strings"
	"testing"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// counting counts what is recorded.
type counting struct {
	bot.Keeper
	reports []store.Report
	asked   []store.Asked
}

func (c *counting) Report(_ context.Context, r ...store.Report) error {
	c.reports = append(c.reports, r...)
	return nil
}

func (c *counting) Answered(_ context.Context, a ...store.Asked) error {
	c.asked = append(c.asked, a...)
	return nil
}

// TestConsult holds that a page's questions are always answered, leave no
// trace of who asked, and are recorded only within the limit.
func TestConsult(t *testing.T) {
	kept := &counting{}
	b := bot.New(bot.Config{Edition: bot.Edition{Book: book()}, Kept: kept, Limits: bot.Limits{Asker: 1, Chat: 3}})
	for range 9 {
		c := b.Consult("web", "when was the kazan summit", bot.English)
		if c.Answer.Outcome() != knowledge.Answered || len(c.Reply.Citations) == 0 || len(c.Why) == 0 || len(c.Reply.Buttons) > 0 {
			t.Fatalf("%+v", c.Reply)
		}
	}
	if c := b.Consult("other", "why did putin visit brazil", bot.English); c.Answer.Outcome() != knowledge.Abstain || c.Refused {
		t.Errorf("%+v", c.Reply)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	b.Record(ctx) // keeps what waits, and ends
	if len(kept.asked) != 3 || len(kept.reports) != 1 {
		t.Errorf("recorded: answered %d, unanswered %d; want 3 and 1", len(kept.asked), len(kept.reports))
	}
	for _, a := range kept.asked {
		if a.Asker != "" {
			t.Errorf("recorded with the asker %q", a.Asker)
		}
	}
	long := b.Consult("web", strings.Repeat("слово ", 500), bot.Russian)
	if !long.Refused || !strings.Contains(long.Reply.Parts[0].Text, "2000") {
		t.Errorf("too long: %+v", long.Reply)
	}
}
