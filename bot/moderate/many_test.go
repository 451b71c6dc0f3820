package moderate_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// TestManyAtOnce has many moderators in two replicas edit a few facts at the
// same time, each adding a phrasing of their own. What was acknowledged is
// there in the end, whoever was first is shown to who came second, and the log
// verifies.
func TestManyAtOnce(t *testing.T) {
	for name, database := range databases {
		t.Run(name, func(t *testing.T) {
			const moderators, facts = 4, 2
			c := &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
			url := database(t)
			var worlds [2]*world
			for i := range worlds {
				w, err := open(t.Context(), url, c, options{})
				if err != nil {
					t.Fatal(err)
				}
				worlds[i] = w
				defer w.close()
			}
			ids := []string{"museum-stop", "market-line-stops"}
			var mu sync.Mutex
			told := 0
			var wg sync.WaitGroup
			for n := range moderators {
				wg.Go(func() {
					conflicts, err := worlds[n%2].addPhrasing(t.Context(), n, ids[n%facts])
					mu.Lock()
					defer mu.Unlock()
					told += conflicts
					if err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			checkPhrasings(t, worlds[0], ids, moderators)
			t.Logf("%d moderators on %d facts: %d saved, %d conflicts told", moderators, facts, moderators, told)
		})
	}
}

// phrasingOf is what a moderator adds.
func phrasingOf(n int) string { return fmt.Sprintf("which stop is the favourite of moderator%d", n) }

// addPhrasing edits a fact until it is saved, and counts how often somebody
// else was first.
func (w *world) addPhrasing(ctx context.Context, n int, fact string) (conflicts int, err error) {
	ev := people()["role"].event
	ev.Who.User = fmt.Sprint(1000 + n)
	p := &person{name: fmt.Sprintf("moderator %d", n), event: ev}
	if err := w.insist(ctx, p, func() error { return w.say(ctx, p, "/fact edit "+fact) }); err != nil {
		return 0, err
	}
	if err := w.insist(ctx, p, func() error { return w.press(ctx, p, "Phrasings") }); err != nil {
		return 0, err
	}
	if err := w.typePhrasing(ctx, p, p.reply.Input.Fields[0].Value, n); err != nil {
		return 0, err
	}
	for range 50 {
		if strings.Contains(seen(p.reply), "Saved as revision") {
			return conflicts, nil
		}
		if strings.Contains(seen(p.reply), "changed the same") {
			conflicts++ // theirs is shown; take it in, and add ours to it
			if err := w.mergePhrasing(ctx, p, n); err != nil {
				return conflicts, err
			}
			continue
		}
		if err := w.insist(ctx, p, func() error { return w.press(ctx, p, "Save") }); err != nil {
			return conflicts, err
		}
	}
	return conflicts, fmt.Errorf("%s was never saved: %s", p.name, seen(p.reply))
}

// mergePhrasing puts our phrasing beside those that were added meanwhile.
func (w *world) mergePhrasing(ctx context.Context, p *person, n int) error {
	theirs := ""
	for _, part := range p.reply.Parts {
		if part.Kind == bot.Compare && theirs == "" {
			for _, s := range part.Spans {
				if s.Change != bot.Dropped {
					theirs += " " + s.Text
				}
			}
		}
	}
	for _, label := range []string{"Change", "Phrasings"} {
		if err := w.insist(ctx, p, func() error { return w.press(ctx, p, label) }); err != nil {
			return err
		}
	}
	return w.typePhrasing(ctx, p, strings.TrimSpace(theirs), n)
}

// typePhrasing adds our phrasing to others, and looks at the preview.
func (w *world) typePhrasing(ctx context.Context, p *person, others string, n int) error {
	err := w.insist(ctx, p, func() error {
		return w.fill(ctx, p, map[string]string{"asks_en": others + "; " + phrasingOf(n)})
	})
	if err != nil {
		return err
	}
	return w.insist(ctx, p, func() error { return w.press(ctx, p, "Check and preview") })
}

// insist does something, and tries again as it is offered on a machine that
// is too slow for the store's patience.
func (w *world) insist(ctx context.Context, p *person, do func() error) error {
	err := do()
	for range 20 {
		_, button := find(p.reply, "Try again")
		form := p.reply.Input != nil && p.reply.Input.Title == "Try again"
		switch {
		case err != nil || !button && !form && !strings.Contains(seen(p.reply), "try again in a while"):
			return err
		case button:
			err = w.press(ctx, p, "Try again")
		case form:
			err = w.fill(ctx, p, nil)
		default:
			err = do()
		}
	}
	return err
}

// checkPhrasings holds that every phrasing is there and the log verifies.
func checkPhrasings(t *testing.T, w *world, ids []string, moderators int) {
	t.Helper()
	contents, err := w.store.Contents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := range moderators {
		it, _ := contents.Item(store.Subject{Kind: store.Fact, ID: ids[n%len(ids)]})
		if !strings.Contains(string(it.Body), phrasingOf(n)+`"`) {
			t.Errorf("what moderator %d added is lost", n)
		}
	}
	audit, err := w.store.Verify(t.Context(), nil)
	if err != nil || len(audit.Faults) > 0 {
		t.Errorf("the log: %v %v", audit.Faults, err)
	}
}
