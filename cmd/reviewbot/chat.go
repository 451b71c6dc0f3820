package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"

	"reviewbot/adapters/console"
	"reviewbot/bot"
)

// chatCommand serves the platforms that have settings; with none, it chats in
// the terminal and serves the page.
type chatCommand struct{}

// Run serves until it is told to end, or talks until the input ends.
func (*chatCommand) Run(a *app) error {
	if set, err := a.runPlatforms(); set || err != nil {
		return err
	}
	terminal := console.IsTerminal(a.stdin)
	if !terminal && (a.settings.listens() || !hasInput(a.stdin)) {
		return a.servePage()
	}
	log := slog.New(slog.DiscardHandler) // who chats reads what the bot says
	s, err := a.serve(log)
	if err != nil {
		return err
	}
	a.tellOfStore(s)
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { s.run(ctx, log) })
	host := hosted{Bot: s.bot}
	if terminal {
		h, err := a.newServer(s, log)
		switch {
		case errors.As(err, new(usageError)):
			return errors.Join(err, s.store.Close())
		case err != nil:
			host.busy = a.settings.Listen
		default:
			host.page = h.url()
			running.Go(func() { h.run(ctx) })
		}
	}
	err = console.Open(console.Config{
		Bot: host, In: a.stdin, Out: a.stdout, Locale: a.settings.locale(), User: terminalUser().User,
		Screen: console.Detect(a.stdin, a.stdout, a.settings.NoColour != ""),
	}).Run(a.ctx)
	stop()
	running.Wait()
	return errors.Join(err, s.store.Close())
}

// servePage serves the page alone, until the program is told to end.
func (a *app) servePage() error {
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	s, err := a.serve(log)
	if err != nil {
		return err
	}
	h, err := a.newServer(s, log)
	if err != nil {
		return errors.Join(err, s.store.Close())
	}
	log.Info("serving the page; no platform has settings", "url", h.url())
	return errors.Join(a.runAll(s, log, h), s.store.Close())
}

// tellOfStore says that the store cannot be used, if so.
func (a *app) tellOfStore(s *service) {
	if health := s.keeper.Health(); health.Err != nil {
		fmt.Fprintf(a.stderr, "reviewbot: %s\n", bot.Plain(storeFault(s.place, health.Err).Error()))
		fmt.Fprintln(a.stderr, "reviewbot: until then answers come from the pack, and facts cannot be edited")
	}
}

// hasInput tells whether questions may come through a pipe or a file. A
// service has neither, but a device such as /dev/null, or nothing.
func hasInput(in io.Reader) bool {
	file, ok := in.(*os.File)
	if !ok {
		return in != nil
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice == 0
}

// hosted is a bot whose welcome says where the page is.
type hosted struct {
	*bot.Bot
	page string // its address, or ""
	busy string // the address that is in use, or ""
}

// Welcome says what this is.
func (h hosted) Welcome(lang bot.Lang) bot.Reply {
	r := h.Bot.Welcome(lang)
	switch {
	case h.page != "":
		r.Parts = append(r.Parts, bot.PageAt(h.page, lang))
	case h.busy != "":
		r.Parts = append(r.Parts, bot.NoPageAt(h.busy, lang))
	}
	return r
}
