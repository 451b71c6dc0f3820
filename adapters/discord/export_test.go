package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"time"

	"reviewbot/bot"
)

// Hasten makes the gateway's steps as quick as the loopback Discord is.
func (a *Adapter) Hasten() {
	a.times = times{
		identify: 60 * time.Millisecond, ready: 5 * time.Second, watch: 20 * time.Millisecond, slack: 300 * time.Millisecond,
		leave: 5 * time.Second, pause: 10 * time.Millisecond, maxPause: 100 * time.Millisecond,
	}
}

// SetPatience sets how long an answer may take before it is deferred.
func (a *Adapter) SetPatience(d time.Duration) { a.patience = d }

// SetNow sets the clock.
func (a *Adapter) SetNow(now func() time.Time) { a.now = now }

// The pure functions, for their tests.
var (
	Escape   = escape
	Unescape = unescape
	Split    = split
	Cut      = cut
)

// Register puts the commands in place.
func (a *Adapter) Register(ctx context.Context) error { return a.register(ctx) }

// Compose sets a reply as it would be sent.
func Compose(r bot.Reply, question string, page int) map[string]any {
	return object(renderer{"https://review.example"}.compose(r, layout{
		question: question, page: page, source: source{kind: sourceQuestion}, share: true, again: true, to: "123456789012345678",
	}))
}

// Form makes the form of a reply.
func Form(r bot.Reply) map[string]any { return object(renderer{}.formOf(r, nil)) }

func object(v any) map[string]any {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		panic(err)
	}
	return out
}

// SetKey sets the key that interactions are signed with.
func (a *Adapter) SetKey(key ed25519.PublicKey) { a.key = key }
