package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// A snapshot is an edition with what is made from it once.
type snapshot struct {
	bot.Edition
	tag   string   // names the edition and the program, for ETag
	pages sync.Map // by address and language: *content

	mu      sync.Mutex
	known   bool
	changes []change
}

// current is the snapshot of what the Bot answers from now.
func (s *Site) current() *snapshot {
	e := s.Bot.Edition()
	if now := s.now.Load(); now != nil && now.Book == e.Book && now.Revision == e.Revision {
		return now
	}
	made := &snapshot{Edition: e, tag: s.tagOf(e)}
	s.now.Store(made)
	return made
}

// tagOf is the same wherever the same program serves the same facts.
func (s *Site) tagOf(e bot.Edition) string {
	h := sha256.New()
	fmt.Fprintln(h, s.Build, fingerprint(), e.Book.Review().SHA256(), e.Revision, e.Publisher)
	for f := range e.Book.All() {
		fmt.Fprintf(h, "%+v\n", f)
	}
	return fmt.Sprintf("r%d-%s", e.Revision, hex.EncodeToString(h.Sum(nil)[:8]))
}

// A change is something that moderators did lately.
type change struct {
	At        time.Time
	Action    store.Action
	Fact      string
	Paragraph int
	Live      bool // the fact is there now
	statement func(bot.Lang) string
}

// How many changes are looked through and shown, and how long the database
// may take.
const (
	lookedThrough = 60
	shownChanges  = 8
	changesWithin = time.Second
)

// lately is what changed, read once for each edition. It is false if it cannot
// be told now: the page goes without.
func (s *Site) lately(ctx context.Context, at *snapshot) ([]change, bool) {
	if s.History == nil || at.Revision == 0 {
		return nil, true
	}
	at.mu.Lock()
	defer at.mu.Unlock()
	if at.known {
		return at.changes, true
	}
	ctx, stop := context.WithTimeout(ctx, changesWithin)
	defer stop()
	revisions, err := s.History.Revisions(ctx, store.RevisionQuery{Newest: true, Most: lookedThrough})
	if err != nil {
		if ctx.Err() == nil {
			s.log.Warn("what changed lately is not known", "error", err)
		}
		return nil, false
	}
	at.changes, at.known = at.changesIn(revisions), true
	return at.changes, true
}

// changesIn are those of facts that people made, up to this edition.
func (at *snapshot) changesIn(revisions []store.Revision) []change {
	var out []change
	for _, r := range revisions {
		if r.Subject.Kind != store.Fact || r.Action == store.Pack || r.Number > at.Revision {
			continue
		}
		body := r.After
		if body == nil {
			body = r.Before
		}
		f, err := body.Fact()
		if err != nil {
			continue // made by a later version of the program
		}
		_, _, live := at.Book.Fact(f.ID)
		out = append(out, change{r.At, r.Action, f.ID, f.Evidence.Paragraph, live, f.Statement.In})
		if len(out) == shownChanges {
			break
		}
	}
	return out
}
