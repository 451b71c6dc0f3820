package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// times are how long the gateway's steps may take.
type times struct {
	identify time.Duration // between identifies of one bucket
	ready    time.Duration // for opening, and again until it is ready
	watch    time.Duration // between looks at a connection
	slack    time.Duration // beyond two heartbeats
	leave    time.Duration // for discordgo to let go of a connection, which takes it 1 s
	pause    time.Duration // before the first reconnect; doubled by each
	maxPause time.Duration
}

// discordTimes are for Discord: it lets one identify in 5 s into each bucket.
// Turns are given out before connecting, which takes one shard longer than
// another, so they are a second further apart.
var discordTimes = times{
	identify: 6 * time.Second, ready: 20 * time.Second, watch: time.Second, slack: 5 * time.Second,
	leave: 5 * time.Second, pause: 200 * time.Millisecond, maxPause: time.Minute,
}

// turns lets shards identify one after the other, as many at once as Discord
// allows: one of each bucket in a time.
type turns struct {
	url   string
	every time.Duration
	mu    sync.Mutex
	next  []time.Time // by bucket
}

// take waits for a shard's turn.
func (t *turns) take(ctx context.Context, shard int) error {
	t.mu.Lock()
	bucket := shard % len(t.next)
	at := t.next[bucket]
	if now := time.Now(); at.Before(now) {
		at = now
	}
	t.next[bucket] = at.Add(t.every)
	t.mu.Unlock()
	return sleep(ctx, time.Until(at))
}

var errSharding = errors.New("discord: gateway: more shards are needed")

// closeWords are for close codes that trying again does not mend.
var closeWords = map[int]string{
	4004: "Discord refuses the token: copy it anew from the application's page (Bot) into DISCORD_TOKEN",
	4010: "Discord refuses the shard's number: this program and Discord disagree; update it",
	4012: "Discord no longer has this version of its gateway: update this program",
	4013: "Discord does not know the intents asked for: update this program",
	4014: "Discord does not let this application have the intents for messages: look at its page (Bot), or set DISCORD_GATEWAY=off with an interactions endpoint",
}

// fatal is the error of a close code that trying again does not mend, or nil.
func fatal(code int) error {
	if code == 4011 {
		return errSharding
	}
	if why, ok := closeWords[code]; ok {
		return fmt.Errorf("discord: gateway closed with %d: %s", code, why)
	}
	return nil
}

// over tells whether a close code ends the session.
func over(code int) bool {
	switch code {
	case 1000, 1001, 4003, 4007, 4009:
		return true
	}
	return false
}

// shards are those of this process, for Connected.
type shards struct {
	mu  sync.Mutex
	all []*shard
}

// Connected tells how many shards there are, and how many of them are ready.
func (a *Adapter) Connected() (ready, of int) {
	a.shards.mu.Lock()
	defer a.shards.mu.Unlock()
	for _, s := range a.shards.all {
		if s.up.Load() {
			ready++
		}
	}
	return ready, len(a.shards.all)
}

// gateway keeps all shards connected, as many as Discord recommends, until the
// context is done or trying again does not help.
func (a *Adapter) gateway(ctx context.Context) error {
	had := 0
	for {
		info, err := a.discover(ctx)
		if err != nil {
			return err
		}
		err = a.shard(ctx, info)
		if !errors.Is(err, errSharding) || info.Shards <= had {
			return err
		}
		had = info.Shards
	}
}

// discover asks where the gateway is, and waits until a session may start.
func (a *Adapter) discover(ctx context.Context) (gatewayInfo, error) {
	for pause := a.times.pause; ; pause = min(2*pause, a.times.maxPause) {
		info, err := a.rest.gateway(ctx)
		wait := pause
		switch {
		case err == nil && info.Start.Remaining < max(info.Shards, 1):
			wait = time.Duration(info.Start.ResetAfter) * time.Millisecond
			a.log.WarnContext(ctx, "Discord lets no more sessions start for now", "again_in", wait)
		case err == nil:
			return info, nil
		case refused(err):
			return info, fmt.Errorf("discord: %s: %w", closeWords[4004], err)
		default:
			a.log.WarnContext(ctx, "the gateway's address cannot be had", "err", err, "again_in", wait)
		}
		if err := sleep(ctx, wait); err != nil {
			return info, err
		}
	}
}

// refused tells whether a request was refused for its token.
func refused(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.status == http.StatusUnauthorized
}

// shard runs the shards until the first ends.
func (a *Adapter) shard(ctx context.Context, info gatewayInfo) error {
	of := max(info.Shards, 1)
	turn := &turns{url: info.URL, every: a.times.identify, next: make([]time.Time, max(info.Start.MaxConcurrency, 1))}
	group, ctx := errgroup.WithContext(ctx)
	all := make([]*shard, of)
	for n := range all {
		all[n] = &shard{
			adapter: a, number: n, of: of, turn: turn, address: info.URL,
			left: make(chan struct{}, 4), log: a.log.With("shard", n),
		}
	}
	a.shards.mu.Lock()
	a.shards.all = all
	a.shards.mu.Unlock()
	for _, s := range all {
		group.Go(func() error { return s.run(ctx) })
	}
	return group.Wait()
}
