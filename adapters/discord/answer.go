package discord

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"reviewbot/bot"
)

// deed is what is done about an interaction.
type deed uint8

const (
	telling  deed = iota // a new message
	editing              // the message that the button hangs on changes
	removing             // that message goes; its text is what stands there if it cannot
	opening              // a form; the message is for when none can be opened
	nothing
)

// outcome is what comes of an interaction.
type outcome struct {
	deed      deed
	message   post
	form      form
	ephemeral bool
	// public answers, to tell the bot where they stand
	event bot.Event
	reply bot.Reply
}

// answer serves an interaction that is not answered at once by the adapter
// itself.
func (a *Adapter) answer(ctx context.Context, i *interaction) outcome {
	switch i.Type {
	case interactionCommand:
		if i.Data.Type == messageCommand {
			return a.onMessage(ctx, i)
		}
		r := a.command(i)
		a.resolve(ctx, &r)
		return a.reply(ctx, i, r)
	case interactionComponent:
		return a.component(ctx, i)
	case interactionModal:
		switch kind, rest, _ := parseID(i.Data.CustomID); kind {
		case idBot:
			return a.reply(ctx, i, i.submit(rest))
		case idAgain:
			r := i.ask(i.values()[askName])
			r.layout.again = true
			return a.reply(ctx, i, r)
		}
	}
	return a.reply(ctx, i, i.press(""))
}

var factID = regexp.MustCompile(`^[a-z0-9-]{3,40}$`)

// resolve understands what was typed for a fact: its id, the words that were
// offered for it, which some clients send, or any words, which are asked.
func (a *Adapter) resolve(ctx context.Context, r *request) {
	if r.event.Command != "fact" && r.event.Command != "related" || r.event.Text == "" || factID.MatchString(r.event.Text) {
		return
	}
	for _, s := range a.bot.SuggestFacts(ctx, r.event.Text, r.event.Locale) {
		if s.Text == r.event.Text {
			r.event.Text = s.Fact
			return
		}
	}
	r.event.Command, r.layout.question, r.layout.source = askName, r.event.Text, source{kind: sourceQuestion}
}

// component serves a pressed button or a chosen option.
func (a *Adapter) component(ctx context.Context, i *interaction) outcome {
	kind, rest, ok := parseID(i.Data.CustomID)
	switch {
	case !ok:
		return a.reply(ctx, i, i.press(i.Data.CustomID))
	case kind == idBot:
		return a.reply(ctx, i, i.press(rest))
	case kind == idMenu && len(i.Data.Values) == 1:
		return a.reply(ctx, i, i.press(i.Data.Values[0]))
	case kind == idForm:
		r := i.press(rest)
		r.event.Kind, r.typed = bot.Submitted, i.Message.typedIn()
		return a.reply(ctx, i, r)
	case kind == idAgain:
		return outcome{deed: opening, form: askForm(i.language())}
	case kind == idPublish:
		return a.publish(ctx, i, rest)
	case kind == idShare:
		if s, ok := parseSource(rest); ok {
			r := i.again(s)
			return a.reply(ctx, i, r.in(bot.Answering))
		}
	case kind == idPage:
		if page, s, ok := parsePage(rest); ok {
			return a.turn(ctx, i, page, s)
		}
	}
	return a.reply(ctx, i, i.press(""))
}

// in sets the manner of the answer.
func (r request) in(m bot.Manner) request {
	r.manner = &m
	return r
}

// turn shows another page: in place for who asked, apart for others.
func (a *Adapter) turn(ctx context.Context, i *interaction, page int, s source) outcome {
	r := i.again(s)
	r.layout.page = page
	if made := i.Message.Interaction; made != nil && made.User != nil && made.User.ID != r.event.Who.User {
		return a.reply(ctx, i, r.in(bot.Aside))
	}
	return a.reply(ctx, i, r.in(bot.Replacing))
}

// askForm asks for a question.
func askForm(lang bot.Lang) form {
	required := true
	return form{CustomID: customID(idAgain, ""), Title: words.AskTitle.in(lang), Components: []part{{
		Type: typeLabel, Label: words.AskLabel.in(lang),
		Component: &part{Type: typeField, CustomID: askName, Style: 2, Required: &required, MaxLength: maxQuestion},
	}}}
}

// reply asks the bot and sets what it says.
func (a *Adapter) reply(ctx context.Context, i *interaction, r request) outcome {
	reply, err := a.bot.Handle(ctx, r.event)
	if err != nil {
		return a.failed(i)
	}
	return a.outcome(i, r, reply)
}

// outcome decides how a reply is given.
func (a *Adapter) outcome(i *interaction, r request, reply bot.Reply) outcome {
	manner := reply.Manner
	if r.manner != nil && manner != bot.Silence {
		manner = *r.manner
	}
	onButton := i.Message != nil
	if manner == bot.Aside && onButton && i.hidden() && strings.HasPrefix(r.event.Data, bot.ModuleData("")) {
		manner = bot.Replacing // one message for a moderators' flow, not one a step
	}
	out := outcome{event: r.event, reply: reply, ephemeral: r.private || manner == bot.Aside || manner == bot.Notice}
	switch {
	case manner == bot.Silence && onButton:
		out.deed = nothing
		return out
	case manner == bot.Silence:
		reply = bot.Reply{Lang: i.language(), Parts: []bot.Part{{Text: words.Wait.in(i.language())}}}
		out.ephemeral = true
	case manner == bot.Replacing && onButton:
		out.deed = editing
		out.ephemeral = i.hidden()
	case manner == bot.Removing && onButton:
		out.deed = removing
	}
	if manner == bot.Answering && onButton && i.hidden() && r.manner == nil {
		out.ephemeral = true // what goes on in private stays there
	}
	r.layout.share = out.ephemeral && !i.direct() && shareable(r, reply)
	out.message = a.view.compose(reply, r.layout)
	if in := reply.Input; in != nil && len(in.Fields) > 0 && i.Type != interactionModal {
		out.deed, out.form = opening, a.view.formOf(reply, r.typed)
	}
	return out
}

// shareable tells whether a private reply is one that others may want: what
// the review says, and not what somebody sets or keeps.
func shareable(r request, reply bot.Reply) bool {
	says := slices.ContainsFunc(reply.Parts, func(p bot.Part) bool { return p.Kind == bot.Quote || p.Kind == bot.Statement })
	return says && reply.Input == nil && r.layout.source.fits() && r.event.Kind != bot.Submitted && !r.moderates
}

// failed says that something is wrong on our side.
func (a *Adapter) failed(i *interaction) outcome {
	reply := bot.Reply{Lang: i.language(), Parts: []bot.Part{{Text: words.Failed.in(i.language())}}}
	return outcome{message: a.view.compose(reply, layout{}), ephemeral: true}
}

// link is the address of a message.
func link(guild, channel, id string) string {
	if guild == "" {
		guild = "@me"
	}
	return fmt.Sprintf("https://discord.com/channels/%s/%s/%s", guild, channel, id)
}
