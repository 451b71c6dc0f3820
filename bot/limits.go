package bot

import (
	"math"
	"sync"
	"time"
)

// Limits say how much one may ask. Zero means no limit.
type Limits struct {
	Asker    int           // events a minute of one user
	Chat     int           // events a minute in one chat that others read
	Edits    int           // moderators' actions a minute of one user
	Cooldown time.Duration // how long the same answer is not repeated in a chat
}

// verdict is what a limit says of an event.
type verdict uint8

const (
	withinLimit verdict = iota
	overLimit           // for the first time: say so
	stillOverLimit
)

// maxBuckets bounds the memory of a limit: beyond it the bucket that was used
// longest ago is forgotten.
const maxBuckets = 20_000

// limiter holds the limits. It is safe for concurrent use.
type limiter struct{ asker, chat, edits *rate }

func newLimiter(l Limits, now func() time.Time) *limiter {
	return &limiter{newRate(l.Asker, now), newRate(l.Chat, now), newRate(l.Edits, now)}
}

// check counts an event. The terminal has no limits; a pressed button counts
// for who pressed it, not for the chat.
func (l *limiter) check(ev Event) verdict {
	if ev.Terminal {
		return withinLimit
	}
	who := "user\x00" + ev.Who.User
	if ev.Who.User == "" { // an anonymous administrator, a channel
		who = "chat\x00" + ev.Chat
	}
	if v := l.asker.take(ev.Who.Platform + "\x00" + who); v != withinLimit {
		return v
	}
	if ev.Private || ev.Again || ev.Chat == "" || ev.Kind == Pressed || ev.Kind == Submitted {
		return withinLimit
	}
	return l.chat.take(ev.Who.Platform + "\x00" + ev.Chat)
}

// WithinEdits counts a moderator's action and tells whether it is within the
// limit.
func (r Request) WithinEdits() bool {
	return r.Event.Terminal || r.bot.limits.edits.take(r.Event.Who.String()) == withinLimit
}

// rate is token buckets by key. A bucket holds as many tokens as come in a
// minute. One that ran dry stays shut until it is half full again: then it
// took one polite line, and silence.
type rate struct {
	perMinute float64
	now       func() time.Time
	mu        sync.Mutex
	buckets   *recent[string, bucket]
}

type bucket struct {
	tokens float64
	at     time.Time
	shut   bool
}

func newRate(perMinute int, now func() time.Time) *rate {
	return &rate{perMinute: float64(perMinute), now: now, buckets: newRecent[string, bucket](maxBuckets)}
}

func (l *rate) take(key string) verdict {
	if l.perMinute <= 0 {
		return withinLimit
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b, ok := l.buckets.get(key)
	if !ok {
		b = bucket{tokens: l.perMinute, at: now}
	}
	b.tokens = math.Min(l.perMinute, b.tokens+now.Sub(b.at).Minutes()*l.perMinute)
	b.at = now
	v := withinLimit
	switch {
	case b.shut && b.tokens < l.perMinute/2:
		v = stillOverLimit
	case b.tokens < 1:
		v, b.shut = overLimit, true
	default:
		b.shut = false
		b.tokens--
	}
	l.buckets.put(key, b)
	return v
}
