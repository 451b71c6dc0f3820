package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

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
	var platforms []platform
	mux := http.NewServeMux()
	listens := false
	if hasTelegram {
		onTelegram.Bot = s.bot
		if !s.place.Postgres {
			onTelegram.Journal = s.place.File + ".telegram"
		}
		t := telegram.Open(onTelegram)
		mux.Handle(telegram.WebhookPath, t.Handler())
		platforms, listens = append(platforms, t), onTelegram.WebhookSecret != ""
	}
	if hasDiscord {
		onDiscord.Bot = s.bot
		d, err := discord.Open(onDiscord)
		if err != nil {
			return true, errors.Join(err, s.store.Close())
		}
		if onDiscord.PublicKey != "" {
			mux.Handle(discord.Path, d.Handler())
			listens = true
		}
		platforms = append(platforms, d)
	}
	var web http.Handler
	if listens {
		web = mux
	}
	return true, errors.Join(a.runAll(s, log, web, platforms...), s.store.Close())
}

// runAll runs the service, the platforms and the web server until the context
// is done or one of them ends with an error, which ends the others too.
func (a *app) runAll(s *service, log *slog.Logger, web http.Handler, platforms ...platform) error {
	ctx, stop := context.WithCancelCause(a.ctx)
	defer stop(nil)
	var serving, helping sync.WaitGroup
	help, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	if web != nil {
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", a.settings.Listen)
		if err != nil {
			return fmt.Errorf("LISTEN_ADDR: %w", err)
		}
		helping.Go(func() { listen(help, listener, web, log) })
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

// Limits of the web server. A webhook may take 20 s to be answered.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 40 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 16 << 10 // bytes
	goodbye       = 5 * time.Second
)

// listen serves HTTP until the context is done.
func listen(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	log.Info("listening", "addr", l.Addr().String())
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
		defer cancel()
		if err := server.Shutdown(last); err != nil {
			log.Warn("connections were cut", "error", err)
		}
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		log.Error("HTTP ended", "error", err)
	}
	<-done
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
