package bot

import (
	"context"
	"errors"
	"strings"

	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// rate counts what a reader thinks of an answer. A bad one also goes to the
// inbox, with the question.
func (b *Bot) rate(ctx context.Context, r Request, p press) Reply {
	if b.kept == nil || r.Event.Who.User == "" {
		return notice(r.Lang, words.NothingKept.In(r.Lang))
	}
	if r.changed(p) {
		return notice(r.Lang, words.RateChanged.In(r.Lang))
	}
	good := p.action == pressGood
	b.recorder.rated(r, store.Rating{Fact: p.on, Revision: r.Revisions[p.on], Good: good, Asker: b.asker(r.Event)})
	if good {
		return notice(r.Lang, words.RatedGood.In(r.Lang))
	}
	if q := Question(r.Text); q != "" {
		b.recorder.reported(r, store.ThumbsDown, q, p.on)
	}
	reply := notice(r.Lang, words.RatedBad.In(r.Lang))
	reply.Buttons = []Button{r.buttons().button(words.SuggestButton, "/suggest", pressSuggest, p.on)}
	return reply
}

// none takes that none of the choices was meant: the question goes to the
// inbox, and the asker may want to be told.
func (b *Bot) none(ctx context.Context, r Request, p press) Reply {
	q := b.questionOf(r)
	if b.kept == nil || q == "" {
		return r.replace(words.NoneKept)
	}
	b.recorder.reported(r, store.NoneOfThese, q, "")
	reply := r.replace(words.NoneThanks)
	k := r.buttons()
	reply.Buttons = []Button{k.button(words.Topics, "/topics", pressTopics, "")}
	if r.Event.Address != "" && k.hand != "" {
		reply.Buttons = append(reply.Buttons, k.own(words.TellMe, "/tell", pressTell, ""))
	}
	return reply
}

// questionOf is the question that a button's message answered, else the
// conversation's last.
func (b *Bot) questionOf(r Request) string {
	if q := Question(r.Text); q != "" {
		return q
	}
	if last, ok := b.memory.last(r.Event.Conversation); ok {
		return Question(last.question.Text)
	}
	return ""
}

// tell keeps where the asker is to be told that there is an answer.
func (b *Bot) tell(ctx context.Context, r Request, p press) Reply {
	q := b.questionOf(r)
	switch {
	case b.kept == nil || r.Event.Who.User == "":
		return notice(r.Lang, words.NothingKept.In(r.Lang))
	case p.who != "" && !b.Holds(p.who, r.Event.Who):
		return notice(r.Lang, words.NotYours.In(r.Lang))
	case q == "":
		return r.outdated()
	case r.Event.Address == "":
		return notice(r.Lang, words.CannotTell.In(r.Lang))
	}
	group := r.Book.Alike(q)
	if group == "" {
		return notice(r.Lang, words.CannotTell.In(r.Lang))
	}
	ctx, cancel := context.WithTimeout(ctx, keepTimeout)
	defer cancel()
	asker := b.asker(r.Event)
	b.recorder.settle(ctx)
	address := b.keys.Seal(asker, []byte(r.Event.Address))
	err := b.kept.Tell(ctx, group, asker, r.Event.Who.Platform, address)
	if errors.Is(err, store.ErrNotFound) {
		if err = b.kept.Report(ctx, b.report(r, store.Missed, q, "")); err == nil {
			err = b.kept.Tell(ctx, group, asker, r.Event.Who.Platform, address)
		}
	}
	if err != nil {
		return b.cannotKeep(ctx, r, "tell", err)
	}
	return notice(r.Lang, words.WillTell.In(r.Lang))
}

// report is what goes to the inbox of a question.
func (b *Bot) report(r Request, kind store.InboxKind, question, fact string) store.Report {
	a, e := r.Book.Explain(knowledge.Question{Text: question, Locale: r.Lang})
	return store.Report{
		Kind: kind, Group: cutBytes(r.Book.Alike(question), store.MaxText), Text: question, Lang: a.Lang().String(),
		Fact: fact, Revision: r.Revision, Nearest: a.Facts(), Explanation: strings.Join(e.Steps, "\n"),
		Asker: b.asker(r.Event),
	}
}

// pressSuggest asks for a correction.
func (b *Bot) pressSuggest(_ context.Context, r Request, p press) Reply {
	if b.kept == nil || r.Event.Who.User == "" {
		return notice(r.Lang, words.NothingKept.In(r.Lang))
	}
	f, _, _ := r.Book.Fact(p.on)
	reply := say(r.Lang, words.SuggestAsk.In(r.Lang))
	reply.Manner = Aside
	reply.add(Statement, f.Statement.In(r.Lang))
	reply.Input = &Input{
		Shape: TextInput, Title: words.SuggestTitle.In(r.Lang), Data: press{pressSuggest, r.Revision, "", p.on}.data(),
		Fields: []Field{{Name: "text", Label: words.SuggestLabel.In(r.Lang), Long: true}},
	}
	return reply
}

// suggested puts a correction into the inbox.
func (b *Bot) suggested(ctx context.Context, r Request, p press) Reply {
	said := Clean(r.Event.Values["text"])
	_, _, known := r.Book.Fact(p.on)
	switch {
	case b.kept == nil || r.Event.Who.User == "":
		return notice(r.Lang, words.NothingKept.In(r.Lang))
	case !known:
		return notice(r.Lang, words.FactGone.In(r.Lang))
	case len(r.Event.Values) == 0:
		return b.pressSuggest(ctx, r, p)
	case said == "" || tooLong(said):
		reply := b.pressSuggest(ctx, r, p)
		reply.Input.Fields[0].Value = cutTo(said, maxQuestion)
		reply.Input.Fields[0].Fault = sprintf(words.SuggestFault, r.Lang, maxQuestion)
		return reply
	}
	ctx, cancel := context.WithTimeout(ctx, keepTimeout)
	defer cancel()
	err := b.kept.Report(ctx, store.Report{
		Kind: store.Suggestion, Group: p.on + " " + said, Text: said, Lang: r.Lang.String(),
		Fact: p.on, Revision: r.Revision, Nearest: []string{p.on}, Asker: b.asker(r.Event),
	})
	if err != nil {
		return b.cannotKeep(ctx, r, "suggestion", err)
	}
	return notice(r.Lang, words.SuggestThanks.In(r.Lang))
}

// lastly are commands that do what a button does, to a fact that is named or
// to the last answer, for where there is nothing to press.
func lastly(action byte, run pressRun) func(context.Context, Request) Reply {
	return func(ctx context.Context, r Request) Reply {
		if _, _, known := r.Book.Fact(r.Text); known {
			return run(r.bot, ctx, r, press{action: action, revision: r.Revision, on: r.Text})
		}
		last, ok := r.bot.memory.last(r.Event.Conversation)
		if !ok {
			return say(r.Lang, words.NothingAsked.In(r.Lang))
		}
		p := press{action: action, revision: last.revision, on: r.bot.lastFact(r), who: r.bot.Hand(r.Event.Who)}
		r.Text = last.question.Text
		return run(r.bot, ctx, r, p)
	}
}
