package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// event is one of the gateway, to be decoded and served.
type event struct {
	kind string
	data json.RawMessage
}

const (
	workers  = 32   // events served at once
	maxQueue = 1024 // events that wait; more are dropped
)

// pool serves the gateway's events. A shard never waits for it: what does not
// fit is dropped, and counted in the log.
type pool struct {
	queue   chan event
	mu      sync.Mutex
	dropped int
	told    time.Time
}

// take gives an event to the pool.
func (a *Adapter) take(e event) {
	select {
	case a.pool.queue <- e:
		return
	default:
	}
	p := &a.pool
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dropped++
	if time.Since(p.told) > time.Minute {
		a.log.Warn("there are more events than can be served", "dropped", p.dropped)
		p.told, p.dropped = time.Now(), 0
	}
}

// work serves events until the context is done, and then those that wait.
func (a *Adapter) work(ctx context.Context) {
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for {
				select {
				case e := <-a.pool.queue:
					a.handle(ctx, e)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	all.Wait()
	for {
		select {
		case e := <-a.pool.queue:
			a.handle(ctx, e)
		default:
			return
		}
	}
}

// handle serves one event. What is wrong with it is its own alone.
func (a *Adapter) handle(ctx context.Context, e event) {
	ctx = context.WithoutCancel(ctx)
	defer func() {
		if p := recover(); p != nil {
			a.log.ErrorContext(ctx, "an event failed", "kind", e.kind, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	var err error
	if e.kind == "MESSAGE_CREATE" {
		var m message
		if err = json.Unmarshal(e.data, &m); err == nil {
			a.onMessageCreate(ctx, &m)
		}
	} else {
		var i interaction
		if err = json.Unmarshal(e.data, &i); err == nil {
			a.onInteraction(ctx, &i)
		}
	}
	if err != nil {
		a.log.WarnContext(ctx, "an event cannot be read", "kind", e.kind, "err", err)
	}
}

// onInteraction answers an interaction that came by the gateway.
func (a *Adapter) onInteraction(ctx context.Context, i *interaction) {
	first, out, after := a.serve(ctx, i)
	id, err := a.rest.respond(ctx, i, first)
	if err != nil {
		a.log.WarnContext(ctx, "an interaction was not answered", "err", err)
		return
	}
	if id != "" && out != nil && !out.ephemeral {
		a.bot.Posted(out.event, out.reply, link(i.GuildID, i.ChannelID, id))
	}
	if after != nil {
		a.background(ctx, after)
	}
}
