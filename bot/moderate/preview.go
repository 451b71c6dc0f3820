package moderate

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// edits are what a draft saves.
func (d *draft) edits() ([]store.Edit, error) {
	if !d.formed() {
		out := make([]store.Edit, len(d.Edits))
		for i, e := range d.Edits {
			out[i] = store.Edit(e)
		}
		return out, nil
	}
	e := store.Edit{Subject: d.Subject, Action: d.Action, Replaces: d.Replaces}
	var err error
	if d.Subject.Kind == store.Entity {
		_, v, _ := d.entity()
		e.Subject.ID = v.ID
		e.After, err = store.EntityBody(v)
	} else {
		_, v, _ := d.fact()
		e.Subject.ID = v.ID
		e.After, err = store.FactBody(v)
	}
	if err != nil {
		return nil, fmt.Errorf("draft: %w", err)
	}
	return []store.Edit{e}, nil
}

// showPreview shows what a draft changes and what the gate finds: to its
// owner, and to every moderator while it waits for approval.
func (k *Desk) showPreview(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	d, err := k.openShared(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	return k.preview(ctx, r, st, d, "")
}

// openShared reads a draft that who sent a request may look at.
func (k *Desk) openShared(ctx context.Context, r bot.Request, id string) (*draft, error) {
	d, err := k.load(ctx, id)
	if errors.Is(err, store.ErrExpired) && d.Draft.Owner == r.Event.Who {
		return k.openOwn(ctx, r, id)
	}
	switch {
	case err != nil:
		return nil, err
	case d.State != store.Waiting && d.Draft.Owner != r.Event.Who:
		return nil, errOthers
	}
	return d, nil
}

// preview runs the gate and shows all that it found, after a line that leads
// to it, if any. Where the form has faults it shows the first page with one.
func (k *Desk) preview(ctx context.Context, r bot.Request, st *state, d *draft, lead string) (bot.Reply, error) {
	moved, err := k.rebase(ctx, r, st, d)
	if err != nil {
		return bot.Reply{}, err
	}
	if d.formed() {
		if reply, ok := k.faulty(r, st, d); ok {
			reply.Parts = append(moved, reply.Parts...)
			return reply, k.keep(ctx, d)
		}
	}
	edits, err := d.edits()
	if err != nil {
		return bot.Reply{}, err
	}
	if len(edits) == 0 || d.formed() && st.items[edits[0].Subject].Body.Is(edits[0].After) {
		reply := say(r.Lang, words.NothingToSave.In(r.Lang))
		reply.Parts = append(moved, reply.Parts...)
		list(&reply, d.Skipped...)
		return reply, nil
	}
	_, found, err := k.gate(ctx, st, edits)
	if err != nil {
		return bot.Reply{}, err
	}
	d.Seen, d.Book = found.sum(), st.revision()
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	k.previews.put(preview{d.ID, d.Turn, found})
	reply := bot.Reply{Lang: r.Lang, Manner: bot.Aside}
	heading(&reply, d.name(r.Lang))
	if lead != "" {
		tell(&reply, lead)
	}
	reply.Parts = append(reply.Parts, moved...)
	k.showEdits(&reply, st, d, edits)
	found.show(&reply)
	k.offerConfirm(&reply, r, d)
	return reply, nil
}

// faulty is the first page with a fault.
func (k *Desk) faulty(r bot.Request, st *state, d *draft) (bot.Reply, bool) {
	all, _ := k.check(st, d)
	n, ok := 0, false
	if d.Subject.Kind == store.Entity {
		n, ok = entityForm().faulty(all)
	} else {
		n, ok = factForm().faulty(all)
	}
	if !ok {
		return bot.Reply{}, false
	}
	return k.panel(r, st, d, n, all), true
}

// rebase brings a draft in step with its subject, if somebody changed that
// meanwhile: their change is shown, and what was typed stays on top of it.
func (k *Desk) rebase(ctx context.Context, r bot.Request, st *state, d *draft) ([]bot.Part, error) {
	if !d.formed() || d.adding() {
		return nil, nil
	}
	it, ok := st.items[d.Subject]
	if !ok || it.Revision == d.Replaces {
		return nil, nil
	}
	last, err := k.Store.Revisions(ctx, store.RevisionQuery{Subject: d.Subject, Newest: true, Most: 1})
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	by := ""
	if len(last) > 0 {
		by = last[0].By.String()
	}
	parts := []bot.Part{{Kind: bot.Say, Text: sprintf(words.ChangedBy, r.Lang, by)}}
	if it.Body == nil {
		parts = append(parts, bot.Part{Kind: bot.Say, Text: words.RetiredMeanwhile.In(r.Lang)})
	} else {
		parts = append(parts, comparedBodies(d.Subject.Kind, d.Before, it.Body, r.Lang)...)
		parts = append(parts, bot.Part{Kind: bot.Say, Text: words.YoursOnTop.In(r.Lang)})
		d.Before = it.Body
	}
	d.Replaces = it.Revision
	return parts, nil
}

// maxShown is how many edits, changes or collisions a preview lists.
const maxShown = 10

// showEdits shows what edits change.
func (k *Desk) showEdits(reply *bot.Reply, st *state, d *draft, edits []store.Edit) {
	for _, e := range edits[:min(len(edits), maxShown)] {
		before := st.items[e.Subject].Body
		if len(edits) > 1 {
			tell(reply, actionName(e.Action, reply.Lang)+": "+e.Subject.String())
		}
		switch {
		case e.After == nil:
			reply.Parts = append(reply.Parts, bot.Part{Kind: bot.Compare, Text: words.WillRetire.In(reply.Lang), Spans: []bot.Span{{Text: statementOf(e.Subject, before, reply.Lang), Change: bot.Dropped}}})
		default:
			reply.Parts = append(reply.Parts, comparedBodies(e.Subject.Kind, before, e.After, reply.Lang)...)
		}
	}
	if more := len(edits) - maxShown; more > 0 {
		tell(reply, sprintf(words.AndMore, reply.Lang, more))
	}
	if len(d.Skipped) > 0 {
		tell(reply, words.Skipped.In(reply.Lang))
		list(reply, d.Skipped...)
	}
	if d.Why != "" {
		tell(reply, words.WhyIs.In(reply.Lang)+": "+d.Why)
	}
}

// show adds the findings to a preview.
func (f findings) show(reply *bot.Reply) {
	lang := reply.Lang
	heading(reply, words.Checked.In(lang))
	breaks := 0
	for _, c := range f.changes {
		if c.breaks {
			breaks++
		}
	}
	switch {
	case len(f.changes) == 0:
		tell(reply, sprintf(words.NoneChange, lang, f.asked))
	case breaks > 0:
		tell(reply, sprintf(words.SomeBreak, lang, len(f.changes), f.asked, breaks))
	default:
		tell(reply, sprintf(words.SomeChange, lang, len(f.changes), f.asked))
	}
	var lines []string
	for _, c := range f.changes[:min(len(f.changes), maxShown)] {
		mark := ""
		if c.breaks {
			mark = words.Breaks.In(lang) + " "
		}
		lines = append(lines, mark+"“"+c.text+"”: "+c.old.shown(lang)+" → "+c.new.shown(lang))
	}
	list(reply, lines...)
	if len(f.collisions) == 0 {
		return
	}
	tell(reply, words.Collide.In(lang))
	lines = nil
	for _, c := range f.collisions[:min(len(f.collisions), maxShown)] {
		lines = append(lines, "“"+c.phrasing+"” – "+c.fact)
	}
	list(reply, lines...)
}

// shown is what was said to a question, in short.
func (g given) shown(lang bot.Lang) string {
	switch g.outcome {
	case "answer":
		if len(g.facts) > 0 {
			return strings.Join(g.facts[:min(len(g.facts), 3)], ", ") + ": " + g.says
		}
		return g.says
	case "clarify":
		return words.OutcomeClarify.In(lang)
	}
	return words.OutcomeAbstain.In(lang)
}

// offerConfirm asks to save a draft: its owner, or the second moderator.
func (k *Desk) offerConfirm(reply *bot.Reply, r bot.Request, d *draft) {
	in := &bot.Input{Shape: bot.ConfirmInput}
	label := words.Confirm
	if k.needsApproval(d) {
		label = words.SendForApproval
	}
	mine := d.Draft.Owner == r.Event.Who
	switch {
	case d.State == store.Waiting && mine:
		tell(reply, words.WaitsForOther.In(r.Lang))
		in.Shape = bot.ChoiceInput
	case d.State == store.Waiting:
		tell(reply, sprintf(words.AskedBy, r.Lang, d.Draft.Owner))
		in.Options = append(in.Options, option(r.Lang, words.Approve, pressConfirm, d.ID), option(r.Lang, words.Reject, pressReject, d.ID))
	default:
		in.Options = append(in.Options, option(r.Lang, label, pressConfirm, d.ID))
	}
	if mine {
		if d.formed() {
			in.Options = append(in.Options, option(r.Lang, words.ChangeIt, pressMenu, d.ID))
		}
		in.Options = append(in.Options, option(r.Lang, words.Discard, pressDiscard, d.ID))
	}
	reply.Input = in
}

// undoData is what a button carries that takes back revisions from first on.
func undoData(first int64, count int) string {
	return bot.ModuleData(pressUndo + strconv.FormatInt(first, 36) + "." + strconv.Itoa(count))
}
