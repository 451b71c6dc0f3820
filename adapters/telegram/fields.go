package telegram

import (
	"context"

	"reviewbot/bot"
)

// askField asks for one field of a panel: its present text, ready to be
// copied, and to be answered by a reply.
func (a *Adapter) askField(ctx context.Context, p pressed, o own) error {
	in, r, err := a.panel(ctx, p.event, o.on)
	if err != nil {
		return err
	}
	if in == nil || o.number >= len(in.Fields) {
		return a.respond(ctx, p, r, navigation{on: o.on})
	}
	if err := a.toast(ctx, p.callback, "", false); err != nil {
		return err
	}
	ask := bot.Reply{Lang: r.Lang, Input: &bot.Input{Shape: bot.TextInput, Data: o.on, Fields: in.Fields[o.number : o.number+1]}}
	at := spot{chat: p.target.chat, topic: p.Message.topic(), reply: p.target.id}
	_, err = a.post(ctx, at, a.forWhom(p, a.show(ask, style{}, navigation{})))
	return err
}

// panel is the panel that data stands for, as it is now. Submitted without
// values the bot shows it and changes nothing.
func (a *Adapter) panel(ctx context.Context, ev bot.Event, data string) (*bot.Input, bot.Reply, error) {
	ev.Kind, ev.Data, ev.Text, ev.Values = bot.Submitted, data, "", nil
	r, err := a.Bot.Handle(ctx, ev)
	if err != nil || r.Input == nil || r.Input.Shape != bot.PanelInput {
		return nil, r, err
	}
	return r.Input, r, nil
}
