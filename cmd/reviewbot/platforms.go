package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/telegram"
	"reviewbot/bot"
)

// A platform is served until its context is done, or it can be no longer.
type platform interface {
	bot.Notifier
	Run(ctx context.Context) error
}

// runPlatforms serves the platforms that have settings, if any has: set tells.
func (a *app) runPlatforms() (set bool, err error) {
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	onTelegram, hasTelegram, err1 := a.settings.telegram(log)
	onDiscord, hasDiscord, err2 := a.settings.discord(log)
	if err := errors.Join(err1, err2); err != nil {
		return true, usageError{err}
	}
	if !hasTelegram && !hasDiscord {
		return false, nil
	}
	s, err := a.serve(log)
	if err != nil {
		return true, err
	}
	needed := a.settings.listens() || onTelegram.WebhookSecret != "" || onDiscord.PublicKey != ""
	h, err := a.newServer(s, log)
	if err != nil && needed {
		return true, errors.Join(err, s.store.Close())
	}
	if err != nil {
		log.Warn("the page is not served", "error", err)
	}
	var platforms []platform
	if hasTelegram {
		onTelegram.Bot = s.bot
		if !s.place.Postgres {
			onTelegram.Journal = s.place.File + ".telegram"
		}
		t := telegram.Open(onTelegram)
		h.mount(telegram.WebhookPath, t.Handler(), telegram.Platform, t.Connected)
		platforms = append(platforms, t)
	}
	if hasDiscord {
		onDiscord.Bot = s.bot
		d, err := discord.Open(onDiscord)
		if err != nil {
			return true, errors.Join(err, h.close(), s.store.Close())
		}
		h.mount(discord.Path, d.Handler(), discord.Platform, func() bool {
			ready, of := d.Connected()
			return !onDiscord.Gateway || of > 0 && ready == of
		})
		platforms = append(platforms, d)
	}
	return true, errors.Join(a.runAll(s, log, h, platforms...), s.store.Close())
}

// runAll runs the service, the platforms and the server, if there is one, until
// the context is done or a platform ends with an error, which ends the others
// too.
func (a *app) runAll(s *service, log *slog.Logger, h *server, platforms ...platform) error {
	ctx, stop := context.WithCancelCause(a.ctx)
	defer stop(nil)
	var serving, helping sync.WaitGroup
	help, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	if h != nil {
		serving.Go(func() { h.drain(ctx) })
		helping.Go(func() { h.run(help) })
	}
	helping.Go(func() { s.run(help, log) })
	faults := make([]error, len(platforms))
	for i, p := range platforms {
		helping.Go(func() { s.bot.Deliver(help, s.store, p) })
		serving.Go(func() {
			faults[i] = p.Run(ctx)
			stop(faults[i])
		})
	}
	serving.Wait()
	end()
	helping.Wait()
	return errors.Join(faults...)
}

// checkTelegram asks Telegram whether its settings work, if there are any.
func (a *app) checkTelegram() error {
	config, set, err := a.settings.telegram(slog.New(slog.DiscardHandler))
	if err != nil {
		return usageError{err}
	}
	if !set {
		return nil
	}
	lines, err := telegram.Open(config).Check(a.ctx)
	if len(lines) > 0 {
		err = errors.Join(a.print("check", bot.Plain(strings.Join(lines, "\n")+"\n")), err)
	}
	return err
}
