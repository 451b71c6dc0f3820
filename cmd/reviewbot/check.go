package main

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
	"reviewbot/knowledge/pack"
)

// checkCommand shows the settings and what they reach.
type checkCommand struct{}

// Run loads the pack and starts nothing.
func (c *checkCommand) Run(a *app) error {
	state, err := a.settings.state()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, strings.Join(state, "\n"))
	if _, err := a.settings.moderation(); err != nil {
		return err
	}
	_, dir, err := a.packFiles()
	if err != nil {
		return err
	}
	p, book, err := a.load()
	if err != nil {
		return err
	}
	review := book.Review()
	fmt.Fprintf(a.stdout, "pack %s: %s, version %d of %q, paragraphs %d, facts %d\n",
		packName(dir), p.ID, p.Version, review.Title.EN, review.Paragraphs(), book.Facts())
	return errors.Join(c.store(a, p), a.checkDiscord(), a.checkTelegram())
}

// store tells how the store does, without making one.
func (*checkCommand) store(a *app, p *pack.Pack) error {
	config, err := a.storeConfig()
	if err != nil {
		return err
	}
	if set := a.settings.SecretKey != "" || a.settings.SecretKeyFile != ""; set || config.Place.Postgres {
		if _, err := a.settings.keys(config.Place); err != nil {
			return usageError{err}
		}
	}
	s, err := sqlstore.OpenExisting(a.ctx, config)
	if errors.Is(err, store.ErrNotFound) {
		return a.print("check", fmt.Sprintf("store %s: not there yet: reviewbot makes it when it starts\n", config.Place))
	}
	if err != nil {
		return storeFault(config.Place, err)
	}
	contents, err := s.Contents(a.ctx)
	if err == nil && contents.Head.Revision > 0 && contents.Head.Review != p.Source.Review.SHA256() {
		err = &store.OtherReviewError{Stored: contents.Head.Review, Given: p.Source.Review.SHA256(), Pack: contents.Head.Pack}
	}
	inbox, err2 := s.Inbox(a.ctx, store.InboxQuery{})
	if err := errors.Join(err, err2, s.Close()); err != nil {
		return storeFault(config.Place, err)
	}
	return a.print("check", storeState(config.Place, contents, len(inbox), p))
}

// storeState describes a store on a line, and on another for each item that
// this program cannot use.
func storeState(place sqlstore.Place, c store.Contents, inbox int, p *pack.Pack) string {
	facts, touched := 0, 0
	for _, it := range c.Items {
		if it.Subject.Kind == store.Fact && it.Body != nil {
			facts++
		}
		if it.Touched() {
			touched++
		}
	}
	_, left := store.Assemble(p.Source, c.Items)
	out := fmt.Sprintf("store %s: revision %d, follows pack %s version %d, facts %d, items changed by moderators %d, left out %d, inbox %d\n",
		place, c.Head.Revision, c.Head.Pack, c.Head.Version, facts, touched, len(left), inbox)
	if !c.Head.Frozen.IsZero() {
		out += fmt.Sprintf("editing is frozen by %s since %s: %s\n", c.Head.Frozen.By, c.Head.Frozen.At.Format(time.RFC3339), c.Head.Frozen.Why)
	}
	for _, q := range left {
		out += fmt.Sprintf("left out: %v\n", q.Why)
	}
	return bot.Plain(out)
}

// versionCommand shows which build this is.
type versionCommand struct{}

// Run prints one line.
func (*versionCommand) Run(a *app) error {
	_, err := fmt.Fprintf(a.stdout, "reviewbot %s %s %s/%s\n", build(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// build names this build: the module's version and the commit, if known.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return info.Main.Version + " " + s.Value
		}
	}
	return info.Main.Version
}
