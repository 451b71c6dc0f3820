package moderate

import (
	"context"
	"errors"
	"maps"
	"slices"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// failed says what went wrong, in words that help; what is not foreseen is
// logged.
func (k *Desk) failed(ctx context.Context, r bot.Request, err error) bot.Reply {
	for _, known := range []struct {
		err error
		say text
	}{
		{store.ErrUnavailable, words.Unavailable},
		{store.ErrExpired, words.Expired},
		{store.ErrConsumed, words.Consumed},
		{store.ErrFrozen, words.Frozen},
		{store.ErrResolved, words.Resolved},
		{store.ErrConflict, words.OtherWindow},
		{store.ErrTooLong, words.TooLong},
		{store.ErrNotFound, words.NotFound},
		{errNotOurs, words.NotFound},
		{errOthers, words.NotYourDraft},
	} {
		if errors.Is(err, known.err) {
			if errors.Is(err, store.ErrUnavailable) {
				k.Log.ErrorContext(ctx, "moderation", "err", err)
			}
			reply := say(r.Lang, known.say.In(r.Lang))
			if e := (*savedError)(nil); errors.As(err, &e) {
				reply = say(r.Lang, sprintf(words.AlreadySaved, r.Lang, e.Saved))
			}
			if errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrFrozen) {
				tryAgain(&reply, r)
			}
			reply.Manner = bot.Aside
			k.again(&reply, err, r.Lang)
			return reply
		}
	}
	k.Log.ErrorContext(ctx, "moderation", "err", err)
	reply := say(r.Lang, words.Failed.In(r.Lang))
	tryAgain(&reply, r)
	return reply
}

// tryAgain offers what was just done, to do it again later: a button as it
// was, a form with all that was typed.
func tryAgain(reply *bot.Reply, r bot.Request) {
	reply.Manner = bot.Aside
	switch r.Event.Kind {
	case bot.Pressed:
		reply.Buttons = append(reply.Buttons, bot.Button{Label: words.TryAgain.In(r.Lang), Data: r.Event.Data})
	case bot.Submitted:
		in := &bot.Input{Shape: bot.PanelInput, Title: words.TryAgain.In(r.Lang), Data: r.Event.Data}
		for _, name := range slices.Sorted(maps.Keys(r.Event.Values)) {
			if label, ok := labelOf(name); ok && len(in.Fields) < bot.MaxFields {
				in.Fields = append(in.Fields, bot.Field{Name: name, Label: label.In(r.Lang), Value: tidy(r.Event.Values[name], true), Long: true})
			}
		}
		if len(in.Fields) > 0 {
			reply.Input = in
		}
	}
}

// labelOf is the label of a field of any form.
func labelOf(name string) (text, bool) {
	if x, _, ok := factForm().field(name); ok {
		return x.label, true
	}
	if x, _, ok := entityForm().field(name); ok {
		return x.label, true
	}
	other := map[string]text{"fact": words.FieldID, "ask": words.FieldAsk, "asks": words.FieldSilence}
	label, ok := other[name]
	return label, ok
}

// expiredError is ErrExpired with what to begin again with.
type expiredError struct{ again string }

func (e *expiredError) Error() string { return "the draft has expired" }

func (e *expiredError) Unwrap() error { return store.ErrExpired }

// again offers to begin anew what has expired.
func (k *Desk) again(reply *bot.Reply, err error, lang bot.Lang) {
	if e := (*expiredError)(nil); errors.As(err, &e) && e.again != "" {
		reply.Buttons = append(reply.Buttons, bot.Button{Label: words.StartAgain.In(lang), Data: bot.ModuleData(e.again)})
	}
	if e := (*store.FrozenError)(nil); errors.As(err, &e) && e.Why != "" {
		reply.Parts = append(reply.Parts, bot.Part{Kind: bot.Say, Text: e.Why})
	}
}
