package discord

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"reviewbot/bot"
)

// patience is how long an answer may take before the interaction is deferred.
// Discord gives up after 3 s, the way there and back included.
const patience = 1800 * time.Millisecond

// tokenLife is how long an interaction's token can be used.
const tokenLife = 15 * time.Minute

// serve gives the first response to an interaction, in time, its outcome if it
// was a message, and what is to be done once it is sent: nil if nothing.
func (a *Adapter) serve(ctx context.Context, i *interaction) (response, *outcome, func(context.Context)) {
	switch i.Type {
	case interactionPing:
		return response{Type: respondPong}, nil, nil
	case interactionAutocomplete:
		return response{respondChoices, a.complete(ctx, i)}, nil, nil
	}
	done := make(chan outcome, 1)
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), tokenLife/3)
	go func() {
		defer cancel()
		done <- a.safely(work, i)
	}()
	slow := time.NewTimer(a.patience)
	defer slow.Stop()
	select {
	case out := <-done:
		return a.first(i, out)
	case <-slow.C:
		return deferred(i), nil, func(ctx context.Context) { a.follow(ctx, i, <-done) }
	}
}

// safely answers, and makes a panic one answer's alone.
func (a *Adapter) safely(ctx context.Context, i *interaction) (out outcome) {
	defer func() {
		if p := recover(); p != nil {
			a.log.ErrorContext(ctx, "an interaction failed", slog.String("panic", fmt.Sprint(p)), slog.String("stack", string(debug.Stack())))
			out = a.failed(i)
		}
	}()
	return a.answer(ctx, i)
}

// first is the response of an outcome that came in time.
func (a *Adapter) first(i *interaction, out outcome) (response, *outcome, func(context.Context)) {
	if out.ephemeral {
		out.message.Flags |= flagEphemeral
	}
	switch out.deed {
	case editing:
		out.message.Flags &^= flagEphemeral
		return response{respondEdit, out.message}, nil, nil
	case removing:
		return response{Type: respondWait}, nil, func(ctx context.Context) { a.remove(ctx, i, out) }
	case opening:
		return response{respondModal, out.form}, nil, nil
	case nothing:
		return response{Type: respondWait}, nil, nil
	}
	return response{respondMessage, out.message}, &out, nil
}

// deferred says that the answer takes longer. Of a message that will come it
// can be said now alone whether only the user sees it.
func deferred(i *interaction) response {
	if i.Message != nil {
		return response{Type: respondWait}
	}
	var flags flagsOnly
	if i.Type == interactionModal || i.Data.Type == messageCommand || i.Data.Name == moderateName {
		flags.Flags = flagEphemeral
	}
	for _, o := range i.Data.Options {
		if o.Name == optionPrivate && o.is() {
			flags.Flags = flagEphemeral
		}
	}
	return response{respondDeferred, flags}
}

// follow gives the outcome of an interaction that was deferred. No form can be
// opened then: the message has a button for it.
func (a *Adapter) follow(ctx context.Context, i *interaction, out outcome) {
	ctx, cancel := context.WithTimeout(ctx, tokenLife/3)
	defer cancel()
	var err error
	switch {
	case out.deed == nothing && i.Message != nil:
	case out.deed == nothing:
		err = a.rest.deleteOriginal(ctx, i)
	case out.deed == removing:
		a.remove(ctx, i, out)
	case i.Message == nil || out.deed == editing:
		err = a.rest.editOriginal(ctx, i, out.message)
	default:
		out.message.Flags |= flagEphemeral
		err = a.rest.followUp(ctx, i, out.message)
	}
	if err != nil {
		a.log.WarnContext(ctx, "a deferred answer is lost", "err", err)
	}
}

// remove deletes the message that a button hangs on; where that fails its text
// goes.
func (a *Adapter) remove(ctx context.Context, i *interaction, out outcome) {
	ctx, cancel := context.WithTimeout(ctx, tokenLife/3)
	defer cancel()
	err := a.rest.deleteOriginal(ctx, i)
	if err != nil {
		out.message.Flags &^= flagEphemeral
		err = a.rest.editOriginal(ctx, i, out.message)
	}
	if err != nil {
		a.log.WarnContext(ctx, "an answer cannot be removed", "err", err)
	}
}

// complete offers what may be meant while something is typed. What is typed
// is free text in the end, and some clients send the name of a choice: ids,
// names and words are all understood when they come back.
func (a *Adapter) complete(ctx context.Context, i *interaction) choices {
	out := choices{Choices: []choice{}}
	focused, ok := focusedOption(i.Data.Options)
	if !ok {
		return out
	}
	const most = 25
	typed := focused.text()
	if i.Data.Name == askName {
		for _, s := range a.bot.Suggest(ctx, typed, i.language()) {
			out.Choices = append(out.Choices, choice{s.Text, s.Text})
		}
	} else {
		for _, s := range a.bot.SuggestFacts(ctx, typed, i.language()) {
			out.Choices = append(out.Choices, choice{cut(s.Text, maxID), s.Fact})
		}
	}
	out.Choices = out.Choices[:min(len(out.Choices), most)]
	return out
}

func focusedOption(options []option) (option, bool) {
	for _, o := range options {
		if o.Focused {
			return o, true
		}
		if inner, ok := focusedOption(o.Options); ok {
			return inner, true
		}
	}
	return option{}, false
}

// withoutMention takes the mention of the bot out of a text.
func (a *Adapter) withoutMention(s string) string {
	id := a.me()
	if id == "" {
		return s
	}
	return strings.NewReplacer("<@"+id+">", " ", "<@!"+id+">", " ").Replace(s)
}

var _ bot.Administrators = administrators{}
