package main

import (
	"fmt"
	"strings"
	"time"

	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
)

// inboxCommand lists what waits for a moderator.
type inboxCommand struct {
	ID string `arg:"" optional:"" help:"Of an item: all of it."`
}

// Run prints items.
func (c *inboxCommand) Run(a *app) error {
	return a.withStore("inbox", func(s *sqlstore.Store) error {
		items, err := s.Inbox(a.ctx, store.InboxQuery{ID: c.ID, Resolved: c.ID != ""})
		if err != nil {
			return err
		}
		if len(items) == 0 && c.ID != "" {
			return usageError{fmt.Errorf("inbox: there is no item %q", c.ID)}
		}
		var out strings.Builder
		for _, it := range items {
			writeItem(&out, it)
			if c.ID != "" {
				if err := c.whole(a, s, &out, it); err != nil {
					return err
				}
			}
		}
		if len(items) == 0 {
			out.WriteString("the inbox is empty\n")
		}
		return a.print("inbox", out.String())
	})
}

// writeItem writes an item on one line.
func writeItem(out *strings.Builder, it store.InboxItem) {
	line := fmt.Sprintf("%s  %s  %s", it.ID, it.Kind, it.Last.Format(time.DateOnly))
	if d := it.Difference; d != nil {
		what := "has it otherwise"
		if d.Theirs == nil {
			what = "no longer has it"
		}
		line += fmt.Sprintf("  %s: version %d of the pack %s", d.Subject, d.Version, what)
	} else {
		line += fmt.Sprintf("  askers %d  %q", it.Askers, it.Text)
		if it.Fact != "" {
			line += "  on " + it.Fact
		}
	}
	if len(it.Nearest) > 0 {
		line += "  near " + strings.Join(it.Nearest, ", ")
	}
	fmt.Fprintln(out, oneLine(line))
}

// whole writes the rest of an item.
func (c *inboxCommand) whole(a *app, s *sqlstore.Store, out *strings.Builder, it store.InboxItem) error {
	if d := it.Difference; d != nil {
		contents, err := s.Contents(a.ctx)
		if err != nil {
			return err
		}
		ours, _ := contents.Item(d.Subject)
		writeDiff(out, ours.Body, d.Theirs)
	}
	askings, err := s.Askings(a.ctx, it.ID)
	if err != nil {
		return err
	}
	for _, q := range askings {
		fmt.Fprintln(out, oneLine(fmt.Sprintf("    %s  times %d  %q", q.Last.Format(time.DateOnly), q.Times, q.Text)))
	}
	for line := range strings.SplitSeq(it.Explanation, "\n") {
		if line != "" {
			fmt.Fprintln(out, "    "+oneLine(line))
		}
	}
	if it.Resolved.How != "" {
		fmt.Fprintln(out, oneLine(fmt.Sprintf("    resolved %s by %s: %s", it.Resolved.At.Format(time.DateOnly), it.Resolved.By, it.Resolved.How)))
	}
	return nil
}
