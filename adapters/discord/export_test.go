package discord

import "time"

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
