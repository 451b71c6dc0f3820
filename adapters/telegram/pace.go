package telegram

import (
	"maps"
	"sync"
	"time"
)

// Telegram's limits: about a message a second in a chat, 20 a minute in a
// group, 30 a second in all (core.telegram.org/bots/faq). A rate with a burst
// keeps within them over any window: 17 a minute and 3 at once are 20.
var (
	inPrivate = rate{every: time.Second, burst: 3}
	inGroup   = rate{every: 60 * time.Second / 17, burst: 3}
	inAll     = rate{every: time.Second / 25, burst: 5}
)

// rate is a limit: one every so often, and so many at once.
type rate struct {
	every time.Duration
	burst int
}

// reserve takes the next turn after what was promised so far, and says when
// it is and what is promised then.
func (r rate) reserve(promised, now time.Time) (turn, next time.Time) {
	if promised.Before(now) {
		promised = now
	}
	turn = promised.Add(-time.Duration(r.burst-1) * r.every)
	if turn.Before(now) {
		turn = now
	}
	return turn, promised.Add(r.every)
}

// pace keeps what is sent under the limits. It is safe for concurrent use and
// holds only chats that would have to wait.
type pace struct {
	off bool

	mu    sync.Mutex
	all   time.Time
	chats map[int64]time.Time // what is promised; before now means nothing
	floor map[int64]time.Time // the end of a flood wait
}

func newPace(off bool) *pace {
	return &pace{off: off, chats: map[int64]time.Time{}, floor: map[int64]time.Time{}}
}

// wait takes a turn to send to a chat and says how long it is off.
func (p *pace) wait(chat int64, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	turn := now
	if until, ok := p.floor[chat]; ok {
		if until.After(now) {
			turn = until
		} else {
			delete(p.floor, chat)
		}
	}
	if p.off {
		return turn.Sub(now)
	}
	limit := inPrivate
	if chat < 0 {
		limit = inGroup
	}
	mine, next := limit.reserve(p.chats[chat], now)
	p.forget(now)
	p.chats[chat] = next
	any, all := inAll.reserve(p.all, now)
	p.all = all
	for _, t := range []time.Time{mine, any} {
		if t.After(turn) {
			turn = t
		}
	}
	return turn.Sub(now)
}

// forget drops the chats that need not wait, now and then.
func (p *pace) forget(now time.Time) {
	if len(p.chats)%256 != 255 {
		return
	}
	for chat, promised := range p.chats {
		if promised.Before(now) {
			delete(p.chats, chat)
		}
	}
}

// hold lets nothing go to a chat for a while, as Telegram told.
func (p *pace) hold(chat int64, wait time.Duration, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.floor, func(_ int64, until time.Time) bool { return until.Before(now) })
	if until := now.Add(wait); until.After(p.floor[chat]) {
		p.floor[chat] = until
	}
}
