package telegram

import (
	"context"
	"strconv"

	"reviewbot/bot"
)

// handle serves one update. An error is why there is no reply, and nobody can
// be told: the update is given up.
func (a *Adapter) handle(ctx context.Context, u update) error {
	switch {
	case u.Message != nil:
		return a.onMessage(ctx, u.Message)
	case u.Edited != nil:
		return a.onEdit(ctx, u.Edited)
	case u.Callback != nil && u.Callback.From != nil:
		return a.onPress(ctx, u.Callback)
	case u.Inline != nil && u.Inline.From != nil:
		return a.onInline(ctx, u.Inline)
	}
	return nil
}

// onMessage answers a message that is meant for the bot.
func (a *Adapter) onMessage(ctx context.Context, m *message) error {
	if m.MigrateTo != 0 {
		a.send.follow(ctx, m.Chat.ID, m.MigrateTo)
		return nil
	}
	s, ok := a.reader.said(m)
	if !ok {
		return a.unread(ctx, m)
	}
	ev := arrived(s.event(m))
	ev.Chats = a
	at := spot{chat: m.Chat.ID, topic: m.topic(), reply: s.to}
	if payload := handover(a.Bot.Commands(), ev); payload != "" {
		return a.tell(ctx, at, bot.Reply{Lang: ev.Locale, Parts: []bot.Part{{Text: asGroup.in(ev.Locale)}}, Elsewhere: payload})
	}
	if !s.named && len(ev.Text) > 1 && ev.Text[0] == '/' && !a.knows(ev.Text) {
		return nil // a command of some other bot, perhaps
	}
	if last, ok := a.recall.at(post{m.Chat.ID, s.lean}); ok {
		ev.Before = last.text
	}
	reply, err := a.Bot.Handle(ctx, ev)
	if err != nil {
		return err
	}
	return a.answer(ctx, at, ev, reply, post{m.Chat.ID, m.ID})
}

// knows tells whether a command is the bot's.
func (a *Adapter) knows(text string) bool {
	_, _, ok := find(a.Bot.Commands(), text[1:])
	return ok
}

// unread tells somebody in private who sent no text that there is nothing to
// read. Elsewhere, and of an album all but the first, nothing is said.
func (a *Adapter) unread(ctx context.Context, m *message) error {
	if !m.Chat.private() || m.From == nil || m.From.IsBot || m.Album != "" || !m.media() {
		return nil
	}
	lang := locale(m.From)
	return a.tell(ctx, spot{chat: m.Chat.ID, reply: m.ID}, bot.Reply{Lang: lang, Parts: []bot.Part{{Text: askInText.in(lang)}}})
}

// tell sends what is no answer.
func (a *Adapter) tell(ctx context.Context, at spot, r bot.Reply) error {
	_, err := a.post(ctx, at, a.show(r, style{}, navigation{}))
	return err
}

// answer sends a reply and recalls it.
func (a *Adapter) answer(ctx context.Context, at spot, ev bot.Event, r bot.Reply, question post) error {
	if r.Manner == bot.Silence {
		return nil
	}
	st := style{}
	if id, err := strconv.Atoi(r.See); err == nil {
		if st.where = link(post{at.chat, id}); st.where == "" {
			at.reply = id // no link leads there, a reply does
		}
	}
	sent, err := a.post(ctx, at, a.show(r, st, navigation{}))
	if err != nil {
		return err
	}
	a.recall.keep(answered{question: question, answer: sent, text: asked(ev), reply: r})
	a.Bot.Posted(ev, r, strconv.Itoa(sent.id))
	return nil
}

// asked is the question of an event, "" for a command or a form.
func asked(ev bot.Event) string {
	if ev.Kind != bot.Message {
		return ""
	}
	return question(ev.Text)
}

// onEdit corrects the answer to a message that was corrected. What became a
// question only now is answered as one.
func (a *Adapter) onEdit(ctx context.Context, m *message) error {
	last, ok := a.recall.to(post{m.Chat.ID, m.ID})
	if !ok {
		if _, meant := a.reader.said(m); !meant || !a.fresh(m) {
			return nil
		}
		return a.onMessage(ctx, m)
	}
	s, meant := a.reader.said(m)
	if !meant || s.form != nil {
		return nil
	}
	ev := s.event(m)
	if ev.Chats, ev.Again = a, true; asked(ev) != "" && asked(ev) == last.text {
		return nil
	}
	reply, err := a.Bot.Handle(ctx, ev)
	if err != nil || reply.Manner == bot.Silence {
		return err
	}
	err = a.edit(ctx, target{post: last.answer}, a.show(reply, style{}, navigation{}))
	if err != nil && understand(err).kind == gone {
		a.recall.gone(last.answer) // somebody deleted the answer: it stays so
		return nil
	}
	if err == nil {
		a.recall.keep(answered{question: last.question, answer: last.answer, text: asked(ev), reply: reply})
	}
	return err
}

// editable is how long after a message its correction is answered if the
// message itself was not, in seconds.
const editable = 600

// fresh tells whether an edited message is recent.
func (a *Adapter) fresh(m *message) bool { return m.Date > 0 && m.EditDate-m.Date <= editable }

// moved takes along what belongs to a group that became a supergroup.
func (a *Adapter) moved(ctx context.Context, from, to int64) {
	a.log.Info("a group became a supergroup", "from", from, "to", to)
	err := a.Bot.MoveChat(ctx, Platform, strconv.FormatInt(from, 10), strconv.FormatInt(to, 10))
	if err != nil {
		a.log.Warn("the group's settings stay behind", "from", from, "to", to, "error", err)
	}
}
