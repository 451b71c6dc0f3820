package bot

import (
	"context"
	"sync"
	"time"

	"reviewbot/bot/store"
)

// choice is what a user or a chat set.
type choice struct {
	language string // "en", "ru" or "", which follows the platform
	brief    bool
}

func (c choice) lang(otherwise Lang) Lang {
	switch c.language {
	case "ru":
		return Russian
	case "en":
		return English
	}
	return otherwise
}

const (
	maxChoices    = 20_000 // kept in memory
	choiceAge     = time.Minute
	choiceTimeout = 300 * time.Millisecond
	choiceRest    = 10 * time.Second // after a failure the store is left alone so long
)

// choices reads what users and chats set, and keeps it for a minute: an
// answer never waits long for the store, and does without it if it must. It
// is safe for concurrent use.
type choices struct {
	bot   *Bot
	mu    sync.Mutex
	known *recent[store.Asker, knownChoice]
	rest  time.Time
}

type knownChoice struct {
	choice
	until time.Time
}

func newChoices(b *Bot) *choices {
	return &choices{bot: b, known: newRecent[store.Asker, knownChoice](maxChoices)}
}

// of is what holds for an event: the language that the user set, else the
// chat; brief or whole as the chat set it, in private as the user did.
func (c *choices) of(ctx context.Context, ev Event) choice {
	user, chat := c.bot.asker(ev), c.bot.chat(ev)
	if ev.Private || chat == "" {
		return c.read(ctx, user)
	}
	in := c.read(ctx, chat)
	if own := c.read(ctx, user); own.language != "" {
		in.language = own.language
	}
	return in
}

func (c *choices) read(ctx context.Context, owner store.Asker) choice {
	if owner == "" || c.bot.kept == nil {
		return choice{}
	}
	now := c.bot.now()
	c.mu.Lock()
	known, ok := c.known.get(owner)
	resting := now.Before(c.rest)
	c.mu.Unlock()
	if ok && now.Before(known.until) || resting {
		return known.choice
	}
	ctx, cancel := context.WithTimeout(ctx, choiceTimeout)
	defer cancel()
	s, err := c.bot.kept.Setting(ctx, owner)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.rest = now.Add(choiceRest)
		return known.choice
	}
	known = knownChoice{choice{s.Lang, s.Brief}, now.Add(choiceAge)}
	c.known.put(owner, known)
	return known.choice
}

// save keeps a choice.
func (c *choices) save(ctx context.Context, owner store.Asker, v choice) error {
	if err := c.bot.kept.SaveSetting(ctx, store.Setting{Owner: owner, Lang: v.language, Brief: v.brief}); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known.put(owner, knownChoice{v, c.bot.now().Add(choiceAge)})
	return nil
}

// forget drops what is remembered of somebody.
func (c *choices) forget(owner store.Asker) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known.drop(owner)
}

// asker is the keyed hash of who sent an event; "" of nobody, and where
// nothing is kept.
func (b *Bot) asker(ev Event) store.Asker {
	if b.kept == nil || ev.Who.User == "" {
		return ""
	}
	return b.keys.Asker(ev.Who.Platform, "user", ev.Who.User)
}

func (b *Bot) chat(ev Event) store.Asker {
	if b.kept == nil || ev.Chat == "" {
		return ""
	}
	return b.keys.Asker(ev.Who.Platform, "chat", ev.Chat)
}
