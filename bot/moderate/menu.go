package moderate

import (
	"context"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// showMenu shows the fields of a draft.
func (k *Desk) showMenu(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	d, err := k.openOwn(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if !d.formed() {
		return k.preview(ctx, r, st, d, "")
	}
	reply := k.menu(r, st, d)
	reply.Manner = bot.Replacing
	return reply, nil
}

// menu shows what a draft changes so far, and the panels to go on with.
func (k *Desk) menu(r bot.Request, st *state, d *draft) bot.Reply {
	reply := bot.Reply{Lang: r.Lang, Manner: bot.Aside}
	heading(&reply, d.name(r.Lang))
	parts := d.differences(r.Lang)
	if len(parts) == 0 {
		tell(&reply, words.NoChangeYet.In(r.Lang))
		d.present(&reply, st)
	}
	reply.Parts = append(reply.Parts, parts...)
	in := &bot.Input{Shape: bot.ChoiceInput}
	for n := range d.pages() {
		o := option(r.Lang, text{}, pressPage, strconv.Itoa(n)+d.ID)
		o.Label = d.titleOf(n).In(r.Lang)
		in.Options = append(in.Options, o)
	}
	if len(parts) > 0 {
		in.Options = append(in.Options, option(r.Lang, words.Preview, pressPreview, d.ID))
	}
	in.Options = append(in.Options, option(r.Lang, words.Discard, pressDiscard, d.ID))
	reply.Input = in
	return reply
}

// present shows the statement and the quote as they stand.
func (d *draft) present(reply *bot.Reply, st *state) {
	if d.Subject.Kind != store.Fact {
		return
	}
	if f, c, ok := st.book.Fact(d.Subject.ID); ok {
		reply.Parts = append(reply.Parts,
			bot.Part{Kind: bot.Statement, Text: f.Statement.In(reply.Lang)},
			bot.Part{Kind: bot.Quote, Text: c.Quote(), Section: c.Section().In(reply.Lang), Paragraph: c.Paragraph()})
	}
}

// name says what a draft does to what.
func (d *draft) name(lang bot.Lang) string {
	subject := d.Subject
	if subject.ID == "" {
		subject.ID = d.Typed["id"]
	}
	return actionName(d.Action, lang) + ": " + strings.TrimSuffix(subject.String(), ":")
}

// differences are the fields that a draft changes, with the change marked.
func (d *draft) differences(lang bot.Lang) []bot.Part {
	if d.Subject.Kind == store.Entity {
		before, after, _ := d.entity()
		return compared(entityForm(), &before, &after, lang)
	}
	before, after, _ := d.fact()
	return compared(factForm(), &before, &after, lang)
}

func compared[T any](f form[T], before, after *T, lang bot.Lang) []bot.Part {
	var out []bot.Part
	for _, x := range f.changed(before, after) {
		out = append(out, bot.Part{Kind: bot.Compare, Text: x.label.In(lang), Spans: compare(x.get(before), x.get(after))})
	}
	return out
}

// comparedBodies compares two states of a subject; nil is none.
func comparedBodies(kind store.SubjectKind, before, after store.Body, lang bot.Lang) []bot.Part {
	switch kind {
	case store.Fact:
		a, b := decoded(before, store.Body.Fact), decoded(after, store.Body.Fact)
		return compared(factForm(), &a, &b, lang)
	case store.Entity:
		a, b := decoded(before, store.Body.Entity), decoded(after, store.Body.Entity)
		return compared(entityForm(), &a, &b, lang)
	case store.Silence, store.Misconception:
		a, b := decoded(before, store.Body.Silence), decoded(after, store.Body.Silence)
		return []bot.Part{{Kind: bot.Compare, Text: words.FieldSilence.In(lang), Spans: compare(listed(a.Asks), listed(b.Asks))}}
	}
	return []bot.Part{{Kind: bot.Compare, Text: string(kind), Spans: compare(string(before), string(after))}}
}

// statementOf is a line that names what a subject says.
func statementOf(s store.Subject, b store.Body, lang bot.Lang) string {
	switch s.Kind {
	case store.Fact:
		return decoded(b, store.Body.Fact).Statement.In(lang)
	case store.Entity:
		return decoded(b, store.Body.Entity).Name.In(lang)
	case store.Silence, store.Misconception:
		return listed(decoded(b, store.Body.Silence).Asks)
	}
	return ""
}
