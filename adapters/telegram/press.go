package telegram

import (
	"context"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// maxToast is how long the answer to a pressed button may be, in characters.
const maxToast = 200

// onPress serves a pressed button. Telegram shows a clock on it until the
// query is answered, so it is answered whatever becomes of the rest.
func (a *Adapter) onPress(ctx context.Context, c *callback) error {
	p := a.pressed(c)
	if p.target == (target{}) {
		return a.toast(ctx, c, oldButton.in(locale(c.From)), true)
	}
	if o, ok := parseOwn(c.Data); ok {
		return a.onOwn(ctx, p, o)
	}
	reply, err := a.Bot.Handle(ctx, p.event)
	if err != nil {
		return err
	}
	return a.respond(ctx, p, reply, navigation{on: c.Data})
}

// pressed is a button that was pressed, on what.
type pressed struct {
	*callback
	event  bot.Event
	target target
	typed  string // what the message answers, as it was typed
}

// pressed reads a callback. The question comes from the message that the
// button's message replies to, so that it needs no memory of ours.
func (a *Adapter) pressed(c *callback) pressed {
	p := pressed{callback: c, target: target{inline: c.InlineID}}
	p.event = bot.Event{Kind: bot.Pressed, Data: c.Data, Chats: a}
	m := c.Message
	if m == nil {
		m = &message{Chat: chat{ID: c.From.ID, Type: "inline"}}
	}
	place(&p.event, c.From, &message{Chat: m.Chat, InTopic: m.InTopic, Thread: m.Thread})
	if c.InlineID != "" || c.Message == nil || m.Date == 0 {
		return p // a message that is too old to be shown is too old to be changed
	}
	p.target.post = post{m.Chat.ID, m.ID}
	if last, ok := a.recall.at(p.target.post); ok {
		p.event.Text = last.text
	}
	if m.Reply != nil && !a.reader.own(m.Reply) {
		typed, _ := m.Reply.words()
		if p.typed = typed; !strings.HasPrefix(typed, "/") {
			p.typed = a.reader.unmention(typed)
		}
		if p.event.Text == "" {
			p.event.Text = question(p.typed)
		}
	}
	return p
}

// respond shows the reply to a pressed button: in the message itself, but for
// a line that need not stay, or where an answer is asked for.
func (a *Adapter) respond(ctx context.Context, p pressed, r bot.Reply, about navigation) error {
	line, short := toastLine(r)
	switch {
	case r.Manner == bot.Silence:
		return a.toast(ctx, p.callback, "", false)
	case r.Elsewhere != "":
		return a.goElsewhere(ctx, p.callback, r.Elsewhere)
	case r.Manner == bot.Notice && short:
		return a.toast(ctx, p.callback, line, len(line) > 60)
	}
	toast := a.toast(ctx, p.callback, "", false)
	if toast != nil {
		return toast
	}
	switch {
	case r.Manner == bot.Removing:
		a.recall.gone(p.target.post)
		return a.remove(ctx, p.target, r)
	case p.target.inline == "" && (r.Manner == bot.Notice || prompts(r)):
		_, err := a.post(ctx, spot{chat: p.target.chat, topic: p.Message.topic(), reply: p.target.id}, a.forWhom(p, a.show(r, style{}, about)))
		return err
	}
	about.back = r.Manner != bot.Replacing && a.canGoBack(p)
	return gave(a.edit(ctx, p.target, a.show(r, style{}, about)))
}

// gave is nil where the message was deleted in the meantime.
func gave(err error) error {
	if err != nil && understand(err).kind == gone {
		return nil
	}
	return err
}

// prompts tells whether a reply asks for a text.
func prompts(r bot.Reply) bool { return r.Input != nil && r.Input.Shape == bot.TextInput }

// forWhom names who a prompt is for, so that their phone opens the reply.
func (a *Adapter) forWhom(p pressed, s screen) screen {
	if p.event.Private {
		return s
	}
	name := bot.Clean(p.From.FirstName)
	s.html = `<a href="tg://user?id=` + strconv.FormatInt(p.From.ID, 10) + `">` + escape(name) + "</a>: " + s.html
	s.plain = name + ": " + s.plain
	return s
}

// toastLine is a reply as one line, if it fits.
func toastLine(r bot.Reply) (string, bool) {
	if len(r.Parts) != 1 || r.Input != nil {
		return "", false
	}
	text := bot.Clean(r.Parts[0].Text)
	return text, len([]rune(text)) <= maxToast
}

// toast answers the query of a button. That it can no longer be answered is
// no fault, and no reason to leave the rest undone.
func (a *Adapter) toast(ctx context.Context, c *callback, text string, alert bool) error {
	p := tgbotapi.Params{}
	p.AddNonEmpty("text", text)
	p.AddBool("show_alert", alert && text != "")
	return a.answerQuery(ctx, c, p)
}

// goElsewhere opens the private chat in answer to a button.
func (a *Adapter) goElsewhere(ctx context.Context, c *callback, payload string) error {
	return a.answerQuery(ctx, c, tgbotapi.Params{"url": a.deepLink(payload)})
}

func (a *Adapter) answerQuery(ctx context.Context, c *callback, p tgbotapi.Params) error {
	p["callback_query_id"] = c.ID
	err := told(a.send.call(ctx, "answerCallbackQuery", p, nil))
	if err == nil {
		return nil
	}
	if k := understand(err).kind; k == refused || k == gone || k == broken {
		a.log.Warn("a button's query is not answered", "error", err)
		return nil
	}
	return err
}

// canGoBack tells whether the answer can be shown again.
func (a *Adapter) canGoBack(p pressed) bool {
	_, ok := a.recall.at(p.target.post)
	return p.target.inline == "" && (ok || p.typed != "")
}

// onOwn serves a button of the adapter's own.
func (a *Adapter) onOwn(ctx context.Context, p pressed, o own) error {
	switch {
	case o.action == fieldAction:
		return a.askField(ctx, p, o)
	case o.on == "":
		return a.again(ctx, p, o.number)
	}
	p.event.Data, p.event.Again = o.on, true
	r, err := a.Bot.Handle(ctx, p.event)
	if err != nil {
		return err
	}
	return a.respond(ctx, p, r, navigation{page: o.number, on: o.on})
}

// again shows a page of the answer that a message gave: the one that is
// recalled, else a new one to what was typed.
func (a *Adapter) again(ctx context.Context, p pressed, number int) error {
	last, ok := a.recall.at(p.target.post)
	if !ok {
		if p.typed == "" {
			return a.toast(ctx, p.callback, oldButton.in(p.event.Locale), true)
		}
		ev := p.event
		ev.Kind, ev.Data, ev.Text, ev.Again = bot.Message, "", p.typed, true
		if q := question(p.typed); q != "" {
			ev.Text = q
		}
		reply, err := a.Bot.Handle(ctx, ev)
		if err != nil {
			return err
		}
		last = answered{question: post{p.target.chat, p.Message.Reply.ID}, answer: p.target.post, text: asked(ev), reply: reply}
		if reply.Manner != bot.Silence && reply.Manner != bot.Notice {
			a.recall.keep(last)
		}
	}
	last.reply.Manner = bot.Replacing
	return a.respond(ctx, p, last.reply, navigation{page: number})
}
