package bot

import (
	"context"

	"reviewbot/knowledge"
)

// outdated says that a button or form is of no use any more, and why.
func (r Request) outdated() Reply {
	what := words.Outdated
	if d := r.Event.Data; len(d) > 0 && d[0] != pressVersion {
		what = words.OldButton
	}
	return notice(r.Lang, what.In(r.Lang))
}

// press does what a button is for.
func (b *Bot) press(ctx context.Context, r Request) Reply {
	if m, data, ok := b.module(r); ok {
		return m.Press(ctx, r, data)
	}
	p, ok := parsePress(r.Event.Data)
	if !ok {
		return r.outdated()
	}
	if p.who != "" && !b.Holds(p.who, r.Event.Who) && !r.May(ctx, Moderator) {
		return notice(r.Lang, words.NotYours.In(r.Lang))
	}
	if run, ok := b.presses[p.action]; ok {
		return run(b, ctx, r, p)
	}
	return r.outdated()
}

type pressRun func(*Bot, context.Context, Request, press) Reply

// pressRuns says what each action does.
func pressRuns() map[byte]pressRun {
	return map[byte]pressRun{
		pressWhy:       (*Bot).pressWhy,
		pressTopics:    (*Bot).pressTopics,
		pressParagraph: (*Bot).pressParagraph,
		pressWhole:     (*Bot).pressWhole,
		pressFact:      onFact((*Bot).pressFact),
		pressChoose:    onFact((*Bot).pressChoose),
		pressRelated:   onFact((*Bot).pressRelated),
		pressGood:      onFact((*Bot).rate),
		pressBad:       onFact((*Bot).rate),
		pressSuggest:   onFact((*Bot).pressSuggest),
		pressNone:      (*Bot).none,
		pressTell:      (*Bot).tell,
		pressDelete:    (*Bot).remove,
		pressSet:       (*Bot).pressSet,
		pressForget:    (*Bot).forget,
	}
}

// onFact serves buttons that carry a fact, which may be gone by now.
func onFact(run pressRun) pressRun {
	return func(b *Bot, ctx context.Context, r Request, p press) Reply {
		if _, _, known := r.Book.Fact(p.on); !known {
			return notice(r.Lang, words.FactGone.In(r.Lang))
		}
		return run(b, ctx, r, p)
	}
}

// changed tells whether a fact was edited after a button was made.
func (r Request) changed(p press) bool { return r.Revisions[p.on] > p.revision }

// aside marks a reply as one for who pressed, and tells what has changed.
func (r Request) aside(reply Reply, p press) Reply {
	reply.Manner = Aside
	if r.changed(p) {
		reply.Parts = append([]Part{{Kind: Say, Text: words.FactChanged.In(r.Lang)}}, reply.Parts...)
	}
	return reply
}

func (b *Bot) pressWhy(_ context.Context, r Request, p press) Reply {
	return r.aside(b.why(r), p)
}

func (b *Bot) pressTopics(_ context.Context, r Request, p press) Reply {
	r.Text = p.on
	return r.aside(b.topics(r), p)
}

func (b *Bot) pressParagraph(_ context.Context, r Request, p press) Reply {
	r.Text = p.on
	return r.aside(b.paragraph(r), p)
}

func (b *Bot) pressFact(_ context.Context, r Request, p press) Reply {
	r.Text = p.on
	return r.aside(b.fact(r), p)
}

// pressChoose answers with what was meant, in place of the choice.
func (b *Bot) pressChoose(_ context.Context, r Request, p press) Reply {
	reply := r.aside(b.answerWith(r, p.on), p)
	reply.Manner = Replacing
	return reply
}

func (b *Bot) pressRelated(_ context.Context, r Request, p press) Reply {
	return r.aside(b.relatedTo(r, p.on), p)
}

// pressWhole gives the whole of an answer that was given in brief.
func (b *Bot) pressWhole(_ context.Context, r Request, p press) Reply {
	if r.Text == "" {
		return r.outdated()
	}
	a := r.Book.Ask(knowledge.Question{Text: r.Text, Locale: r.Lang})
	return r.aside(r.show(a, false), p)
}

// remove deletes an answer: the hash on the button has been checked.
func (b *Bot) remove(ctx context.Context, r Request, p press) Reply {
	if p.who == "" && !r.May(ctx, Moderator) {
		return notice(r.Lang, words.NotAllowed.In(r.Lang))
	}
	if p.on != "" {
		b.cooldown.drop(r.Event, []string{p.on})
	}
	reply := say(r.Lang, words.Removed.In(r.Lang))
	reply.Manner = Removing
	return reply
}

// submit takes a filled form.
func (b *Bot) submit(ctx context.Context, r Request) Reply {
	if m, data, ok := b.module(r); ok {
		return m.Submit(ctx, r, data)
	}
	p, ok := parsePress(r.Event.Data)
	if !ok || p.action != pressSuggest {
		return r.outdated()
	}
	return b.suggested(ctx, r, p)
}
