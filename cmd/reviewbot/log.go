package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
)

// logCommand shows revisions.
type logCommand struct {
	ID     string `arg:"" optional:"" help:"Of a fact, or KIND:ID: its revisions whole, the oldest first. If left out, the latest of all."`
	Most   int    `short:"n" default:"50" help:"How many at most; 0 for all." placeholder:"N"`
	Verify bool   `help:"Check that no revision is missing and each follows from the one before."`
}

// Run prints revisions, or what is wrong with them.
func (c *logCommand) Run(a *app) error {
	q := store.RevisionQuery{Newest: true, Most: max(c.Most, 0)}
	if c.ID != "" {
		s, err := store.ParseSubject(c.ID)
		if err != nil {
			return usageError{fmt.Errorf("facts log: %w", err)}
		}
		q.Subject = s
	}
	return a.withStore("facts log", func(s *sqlstore.Store) error {
		if c.Verify {
			if err := a.verify(s); err != nil || c.ID == "" {
				return err
			}
		}
		revisions, err := s.Revisions(a.ctx, q)
		if err != nil {
			return err
		}
		if len(revisions) == 0 && c.ID != "" {
			return usageError{fmt.Errorf("facts log: nothing is known of %s", q.Subject)}
		}
		var out strings.Builder
		for i := range revisions {
			r := revisions[i]
			if c.ID != "" {
				r = revisions[len(revisions)-1-i]
			}
			writeRevision(&out, r, c.ID != "")
		}
		return a.print("facts log", out.String())
	})
}

// withStore runs what needs a store that is there.
func (a *app) withStore(op string, do func(*sqlstore.Store) error) error {
	config, err := a.storeConfig()
	if err != nil {
		return err
	}
	s, err := sqlstore.OpenExisting(a.ctx, config)
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("%s: there is no store yet: reviewbot makes it when it starts", op)}
	}
	if err != nil {
		return storeFault(config.Place, err)
	}
	return storeFault(config.Place, errors.Join(do(s), s.Close()))
}

// verify checks the log.
func (a *app) verify(s *sqlstore.Store) error {
	step, done := a.progress("revisions")
	audit, err := s.Verify(a.ctx, step)
	done()
	if err != nil {
		return err
	}
	var out strings.Builder
	for _, f := range audit.Faults {
		fmt.Fprintln(&out, oneLine(f))
	}
	fmt.Fprintf(&out, "revisions %d of subjects %d, faults %d\n", audit.Revisions, audit.Subjects, len(audit.Faults))
	if err := a.print("facts log", out.String()); err != nil || len(audit.Faults) == 0 {
		return err
	}
	return fmt.Errorf("facts log: the log does not verify: restore the database from a backup")
}

// writeRevision writes a revision on one line, and whole with what it changed
// below it.
func writeRevision(out *strings.Builder, r store.Revision, whole bool) {
	line := fmt.Sprintf("%d  %s  %s  %s  by %s", r.Number, r.At.Format(time.RFC3339), r.Action, r.Subject, r.By)
	if !r.Approved.IsZero() {
		line += ", approved by " + r.Approved.String()
	}
	if r.Why != "" {
		line += ": " + r.Why
	}
	fmt.Fprintln(out, oneLine(line))
	if whole {
		writeDiff(out, r.Before, r.After)
	}
}

// oneLine makes text safe to print on one line.
func oneLine(s string) string { return strings.ReplaceAll(bot.Plain(s), "\n", " ") }
