package discord

import (
	"context"
	"fmt"
	"strconv"

	"reviewbot/bot"
)

// onMessage serves a message command: an answer to somebody's message, seen by
// who called it alone until they publish it, or a moderators' flow that begins
// with its text.
func (a *Adapter) onMessage(ctx context.Context, i *interaction) outcome {
	target := i.target()
	if target == nil || bot.Clean(a.withoutMention(target.Content)) == "" {
		reply := bot.Reply{Lang: i.language(), Parts: []bot.Part{{Text: words.NoText.in(i.language())}}}
		return outcome{message: a.view.compose(reply, layout{}), ephemeral: true}
	}
	r := i.ask(bot.Question(a.withoutMention(target.Content)))
	r.private, r.event.Private = true, true
	switch i.Data.Name {
	case words.MakeFact.en:
		r.event.Command, r.layout = "fact add", layout{}
	case words.AddPhrasing.en:
		r.event.Command, r.layout = "fact phrasing", layout{}
	default:
		r.layout.extra = []part{button(stylePrimary, words.Publish.in(i.language()), customID(idPublish, target.ID))}
		return a.preview(ctx, i, r)
	}
	return a.reply(ctx, i, r)
}

// preview is an answer that can be published. It is published as a whole, so
// it is not offered to all as well.
func (a *Adapter) preview(ctx context.Context, i *interaction, r request) outcome {
	out := a.reply(ctx, i, r)
	r.layout.share = false
	out.message = a.view.compose(out.reply, r.layout)
	return out
}

// publish shows an answer to somebody's message to all: as a reply to it where
// the bot may post, else as a message of this interaction that links to it.
func (a *Adapter) publish(ctx context.Context, i *interaction, target string) outcome {
	if _, err := strconv.ParseUint(target, 10, 64); err != nil {
		return a.reply(ctx, i, i.press(""))
	}
	r := i.ask(i.Message.carried())
	r.event.Again, r.event.Private = true, false
	reply, err := a.bot.Handle(ctx, r.event)
	if err != nil {
		return a.failed(i)
	}
	if a.mayPost(i) {
		m := a.view.compose(reply, r.layout)
		m.Reference = &reference{MessageID: target}
		if id, err := a.rest.send(ctx, i.ChannelID, m, swift); err == nil {
			where := link(i.GuildID, i.ChannelID, id)
			a.bot.Posted(r.event, reply, where)
			done := bot.Reply{Lang: i.language(), Parts: []bot.Part{}}
			out := outcome{deed: editing, ephemeral: true, message: a.view.compose(done, layout{})}
			out.message.Components = []part{{Type: typeText, Content: fmt.Sprintf(words.Published.in(i.language()), where)}}
			return out
		}
	}
	r.layout.link = link(i.GuildID, i.ChannelID, target)
	return outcome{message: a.view.compose(reply, r.layout), event: r.event, reply: reply}
}

// mayPost tells whether the bot can send a message of its own to the channel.
func (a *Adapter) mayPost(i *interaction) bool {
	p, err := strconv.ParseUint(i.AppPermissions, 10, 64)
	return err == nil && a.rest.token != "" && i.GuildID != "" && p&(mayView|maySend) == mayView|maySend
}
