package bot

import (
	"strings"
	"sync"
	"time"
)

// maxAnswers bounds how many answers a cooldown remembers.
const maxAnswers = 10_000

// cooldown keeps the same answer from being repeated in the same chat. It is
// safe for concurrent use.
type cooldown struct {
	wait    time.Duration
	now     func() time.Time
	mu      sync.Mutex
	answers *recent[string, given]
}

// given is when an answer was given, and where it stands.
type given struct {
	at    time.Time
	where string
}

// standing is an answer that was given a moment ago.
type standing struct {
	ago   time.Duration
	where string // as the adapter said it, or ""
}

func newCooldown(wait time.Duration, now func() time.Time) *cooldown {
	return &cooldown{wait: wait, now: now, answers: newRecent[string, given](maxAnswers)}
}

func answerKey(ev Event, facts []string) string {
	return ev.Who.Platform + "\x00" + ev.Chat + "\x00" + strings.Join(facts, " ")
}

// check tells whether the chat got an answer by the same facts a moment ago;
// if not, it does now.
func (c *cooldown) check(ev Event, facts []string) (standing, bool) {
	if c.wait <= 0 {
		return standing{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key, now := answerKey(ev, facts), c.now()
	if g, ok := c.answers.get(key); ok && now.Sub(g.at) < c.wait {
		return standing{now.Sub(g.at), g.where}, true
	}
	c.answers.put(key, given{at: now})
	return standing{}, false
}

// posted keeps where an answer stands.
func (c *cooldown) posted(ev Event, facts []string, where string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := answerKey(ev, facts)
	if g, ok := c.answers.get(key); ok && g.where == "" {
		c.answers.put(key, given{g.at, where})
	}
}

// drop forgets where an answer stands: it was deleted.
func (c *cooldown) drop(ev Event, facts []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers.drop(answerKey(ev, facts))
}
