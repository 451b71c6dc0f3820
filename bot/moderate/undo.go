package moderate

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// retire begins to take a fact out: its id, and why.
func (k *Desk) retire(ctx context.Context, r bot.Request, st *state, argument string) (bot.Reply, error) {
	id, why := firstWord(argument)
	it, ok := st.items[store.Subject{Kind: store.Fact, ID: strings.ToLower(id)}]
	if !ok || it.Body == nil {
		return say(r.Lang, words.NoFact.In(r.Lang)), nil
	}
	d := k.newDraft(r, store.Retire, it.Subject)
	d.Why = why
	d.Edits = []edit{{it.Subject, store.Retire, it.Revision, nil}}
	return k.preview(ctx, r, st, d, "")
}

// restore begins to bring a fact back, as it last was.
func (k *Desk) restore(ctx context.Context, r bot.Request, st *state, argument string) (bot.Reply, error) {
	id, why := firstWord(argument)
	s := store.Subject{Kind: store.Fact, ID: strings.ToLower(id)}
	it, ok := st.items[s]
	switch {
	case !ok:
		return say(r.Lang, words.NoFact.In(r.Lang)), nil
	case it.Body != nil:
		return say(r.Lang, words.NotRetired.In(r.Lang)), nil
	}
	revisions, err := k.Store.Revisions(ctx, store.RevisionQuery{Subject: s, Newest: true, Most: 1})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("history: %w", err)
	}
	if len(revisions) == 0 || revisions[0].Before == nil {
		return say(r.Lang, words.NoFact.In(r.Lang)), nil
	}
	d := k.newDraft(r, store.Restore, s)
	d.Why = why
	d.Edits = []edit{{s, store.Restore, it.Revision, revisions[0].Before}}
	return k.preview(ctx, r, st, d, "")
}

// maxHistory is how many revisions a history shows.
const maxHistory = 10

// history shows the last revisions of a subject, with a way back to each.
func (k *Desk) history(ctx context.Context, r bot.Request, st *state, argument string) (bot.Reply, error) {
	s, err := store.ParseSubject(strings.TrimSpace(argument))
	if err != nil {
		return say(r.Lang, words.NoSubject.In(r.Lang)), nil
	}
	revisions, err := k.Store.Revisions(ctx, store.RevisionQuery{Subject: s, Newest: true, Most: maxHistory})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("history: %w", err)
	}
	if len(revisions) == 0 {
		return say(r.Lang, words.NoSubject.In(r.Lang)), nil
	}
	reply := bot.Reply{Lang: r.Lang}
	heading(&reply, sprintf(words.HistoryOf, r.Lang, s))
	in := &bot.Input{Shape: bot.ChoiceInput}
	for i, v := range revisions {
		tell(&reply, revisionLine(v, r.Lang))
		if v.Action != store.Pack {
			reply.Parts = append(reply.Parts, comparedBodies(s.Kind, v.Before, v.After, r.Lang)...)
		}
		if i > 0 && v.After != nil && !v.After.Is(st.items[s].Body) {
			o := option(r.Lang, text{}, pressState, strconv.FormatInt(v.Number, 36))
			o.Label = sprintf(words.BackToState, r.Lang, v.Number)
			in.Options = append(in.Options, o)
		}
	}
	if last := revisions[0]; last.Action != store.Pack {
		in.Options = append([]bot.Option{{Label: sprintf(words.UndoNumber, r.Lang, last.Number), Data: undoData(last.Number, 1)}}, in.Options...)
	}
	if len(in.Options) > 0 {
		reply.Input = in
	}
	return reply, nil
}

// revisionLine says who did what when, and why.
func revisionLine(v store.Revision, lang bot.Lang) string {
	s := fmt.Sprintf("%d · %s · %s · %s", v.Number, v.At.UTC().Format("2006-01-02 15:04"), actionName(v.Action, lang), v.By)
	if !v.Approved.IsZero() {
		s += " + " + v.Approved.String()
	}
	if v.Why != "" {
		s += " · " + v.Why
	}
	return s
}

// undoLast begins to take back the last edit of a subject.
func (k *Desk) undoLast(ctx context.Context, r bot.Request, st *state, argument string) (bot.Reply, error) {
	s, err := store.ParseSubject(strings.TrimSpace(argument))
	it, ok := st.items[s]
	if err != nil || !ok {
		return say(r.Lang, words.NoSubject.In(r.Lang)), nil
	}
	return k.takeBackRevisions(ctx, r, st, it.Revision, 1)
}

// undoSaved begins to take back what a button names: revisions from the
// first on.
func (k *Desk) undoSaved(ctx context.Context, r bot.Request, st *state, data string) (bot.Reply, error) {
	from, n, _ := strings.Cut(data, ".")
	first, err1 := strconv.ParseInt(from, 36, 64)
	count, err2 := strconv.Atoi(n)
	if err1 != nil || err2 != nil || first < 1 || count < 1 || count > 10_000 {
		return notice(r.Lang, words.NotFound), nil
	}
	return k.takeBackRevisions(ctx, r, st, first, count)
}

// takeBackRevisions goes back to what was before some revisions, if no later
// edit touched their subjects.
func (k *Desk) takeBackRevisions(ctx context.Context, r bot.Request, st *state, first int64, count int) (bot.Reply, error) {
	revisions, err := k.Store.Revisions(ctx, store.RevisionQuery{After: first - 1, Most: count})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("history: %w", err)
	}
	if len(revisions) < count {
		return notice(r.Lang, words.NotFound), nil
	}
	d := k.newDraft(r, store.Undo, revisions[0].Subject)
	for _, v := range revisions {
		switch {
		case v.Action == store.Pack:
			return notice(r.Lang, words.PackIsFirst), nil
		case st.items[v.Subject].Revision != v.Number:
			return k.touched(ctx, r, st, v)
		}
		d.Edits = append(d.Edits, edit{v.Subject, store.Undo, v.Number, v.Before})
	}
	d.Why = sprintf(words.UndoWhy, bot.English, first)
	return k.preview(ctx, r, st, d, "")
}

// touched says why an edit cannot be undone any more.
func (k *Desk) touched(ctx context.Context, r bot.Request, st *state, v store.Revision) (bot.Reply, error) {
	last, err := k.Store.Revisions(ctx, store.RevisionQuery{Subject: v.Subject, Newest: true, Most: 1})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("history: %w", err)
	}
	reply := say(r.Lang, words.LaterEdit.In(r.Lang))
	if len(last) > 0 {
		list(&reply, revisionLine(last[0], r.Lang))
	}
	reply.Buttons = []bot.Button{{
		Label: words.History.In(r.Lang), Data: bot.ModuleData(pressHistory + subjectName(v.Subject)), Typed: "/fact history " + subjectName(v.Subject),
	}}
	return reply, nil
}

// backTo begins to bring a subject to the state that a revision made.
func (k *Desk) backTo(ctx context.Context, r bot.Request, st *state, data string) (bot.Reply, error) {
	n, err := strconv.ParseInt(data, 36, 64)
	if err != nil || n < 1 {
		return notice(r.Lang, words.NotFound), nil
	}
	revisions, err := k.Store.Revisions(ctx, store.RevisionQuery{After: n - 1, Most: 1})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("history: %w", err)
	}
	if len(revisions) == 0 {
		return notice(r.Lang, words.NotFound), nil
	}
	v := revisions[0]
	d := k.newDraft(r, store.Restore, v.Subject)
	d.Why = sprintf(words.RestoreWhy, bot.English, n)
	d.Edits = []edit{{v.Subject, store.Restore, st.items[v.Subject].Revision, v.After}}
	return k.preview(ctx, r, st, d, "")
}
