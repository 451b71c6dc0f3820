package discord

import (
	"context"
	"slices"
	"strings"
	"sync"

	"reviewbot/bot"
)

// seen remembers the last messages, so that one that comes twice, as after a
// resume, is answered once. It is safe for concurrent use.
type seen struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring [512]string
	next int
}

// first tells whether a message is new.
func (s *seen) first(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids[id] {
		return false
	}
	if s.ids == nil {
		s.ids = make(map[string]bool, len(s.ring))
	}
	delete(s.ids, s.ring[s.next])
	s.ring[s.next], s.ids[id] = id, true
	s.next = (s.next + 1) % len(s.ring)
	return true
}

// The types of message that people write: plain ones and replies.
const (
	typePlain = 0
	typeReply = 19
)

// meant tells whether a message is for the bot: a direct one, one that
// mentions it, or a reply to a message of its own. Those of bots never are.
func (a *Adapter) meant(m *message) bool {
	me := a.me()
	switch {
	case m.Author == nil || m.Author.ID == "" || m.Author.Bot || m.WebhookID != "" || m.ID == "" || m.ChannelID == "":
		return false
	case m.Type != typePlain && m.Type != typeReply:
		return false
	case m.GuildID == "":
		return true
	case m.Replied != nil && m.Replied.Author != nil && m.Replied.Author.ID == me:
		return true
	}
	return strings.Contains(m.Content, "<@") && slices.ContainsFunc(m.Mentions, func(u user) bool { return u.ID == me })
}

// request reads a message that is meant for the bot. A reply to an answer
// leans on the question of that.
func (a *Adapter) request(m *message) request {
	r := request{event: bot.Event{
		Kind: bot.Message, Level: bot.Reader, Chat: m.ChannelID, Private: m.GuildID == "", Open: m.GuildID != "",
		Who:          bot.Who{Platform: Platform, User: m.Author.ID},
		Conversation: conversation(m.ChannelID, m.Author.ID), Address: m.Author.ID,
		Text: strings.TrimSpace(a.withoutMention(m.Content)), Before: m.Replied.carried(),
	}}
	if m.Member != nil {
		r.event.Roles = m.Member.Roles
	}
	if strings.HasPrefix(r.event.Text, "/") {
		name, argument, _ := strings.Cut(r.event.Text[1:], " ")
		r.layout.source = source{sourceCommand, name + "/" + argument}
		return r
	}
	r.layout.question, r.layout.source = r.event.Text, source{kind: sourceQuestion}
	return r
}

// onMessageCreate answers a message, as a reply to it that pings nobody.
func (a *Adapter) onMessageCreate(ctx context.Context, m *message) {
	if !a.meant(m) || !a.seen.first(m.ID) {
		return
	}
	r := a.request(m)
	if r.event.Text == "" {
		if m.Content == "" { // a picture, a sticker: nothing was asked
			return
		}
		r.event.Text, r.layout = "/help", layout{}
	}
	reply, err := a.bot.Handle(ctx, r.event)
	if err != nil || reply.Manner == bot.Silence {
		return
	}
	out := a.view.compose(reply, r.layout)
	out.Reference = &reference{MessageID: m.ID}
	id, err := a.rest.send(ctx, m.ChannelID, out, patient)
	switch {
	case is(err, codeMissingAccess, codeMissingPermission, codeUnknownChannel, codeCannotMessageUser):
		a.log.DebugContext(ctx, "a message cannot be answered there", "err", err)
	case err != nil:
		a.log.WarnContext(ctx, "a message was not answered", "err", err)
	default:
		a.bot.Posted(r.event, reply, link(m.GuildID, m.ChannelID, id))
	}
}
