package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"reviewbot/adapters/console"
	"reviewbot/bot"
)

// chatCommand serves the platforms that have settings; with none, it chats in
// the terminal.
type chatCommand struct{}

// Run serves until it is told to end, or talks until the input ends.
func (*chatCommand) Run(a *app) error {
	if set, err := a.runPlatforms(); set || err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler) // who chats reads what the bot says
	s, err := a.serve(log)
	if err != nil {
		return err
	}
	if health := s.keeper.Health(); health.Err != nil {
		fmt.Fprintf(a.stderr, "reviewbot: %s\n", bot.Plain(storeFault(s.place, health.Err).Error()))
		fmt.Fprintln(a.stderr, "reviewbot: until then answers come from the pack, and facts cannot be edited")
	}
	ctx, stop := context.WithCancel(a.ctx)
	var running sync.WaitGroup
	running.Go(func() { s.run(ctx, log) })
	err = console.Open(console.Config{
		Bot: s.bot, In: a.stdin, Out: a.stdout, Locale: a.settings.locale(), User: terminalUser().User,
		Screen: console.Detect(a.stdin, a.stdout, a.settings.NoColour != ""),
	}).Run(a.ctx)
	stop()
	running.Wait()
	return errors.Join(err, s.store.Close())
}
