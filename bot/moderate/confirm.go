package moderate

import (
	"context"
	"errors"
	"fmt"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// maxAttempts is how often a save is tried while others save too.
const maxAttempts = 5

// confirm saves a draft, or sends it to a second moderator. If the facts
// moved since its preview, the gate runs again; where it finds something
// else, or the draft's subject is another, the preview is shown anew.
func (k *Desk) confirm(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	d, err := k.openShared(ctx, r, id)
	if err != nil {
		return bot.Reply{}, k.consumed(err)
	}
	mine := d.Draft.Owner == r.Event.Who
	owner := r.May(ctx, bot.Owner)
	switch {
	case d.Owner && !owner:
		return notice(r.Lang, words.NotAllowed), nil
	case d.State == store.Waiting && mine:
		return notice(r.Lang, words.WaitsForOther), nil
	case d.Seen == "":
		return k.preview(ctx, r, st, d, "")
	case !st.contents.Head.Frozen.IsZero() && !owner:
		return bot.Reply{}, &store.FrozenError{Freeze: st.contents.Head.Frozen}
	}
	for range maxAttempts {
		reply, err := k.save(ctx, r, st, d)
		if !errors.Is(err, store.ErrMoved) && !errors.Is(err, store.ErrConflict) {
			return reply, err
		}
		if st, err = k.now(ctx); err != nil {
			return bot.Reply{}, err
		}
	}
	return k.preview(ctx, r, st, d, words.FactsMoved.In(r.Lang))
}

// consumed tells apart what was saved and what was discarded.
func (k *Desk) consumed(err error) error {
	if e := (*store.ConsumedError)(nil); errors.As(err, &e) && e.Saved > 0 {
		return &savedError{e}
	}
	return err
}

// savedError is ErrConsumed of a draft that was saved.
type savedError struct{ *store.ConsumedError }

// Unwrap is ErrConsumed.
func (e *savedError) Unwrap() error { return store.ErrConsumed }

// save tries once. ErrMoved and ErrConflict say that others were first.
func (k *Desk) save(ctx context.Context, r bot.Request, st *state, d *draft) (bot.Reply, error) {
	if d.formed() && !d.adding() && st.items[d.Subject].Revision != d.Replaces {
		return k.preview(ctx, r, st, d, "")
	}
	if d.formed() {
		if reply, ok := k.faulty(r, st, d); ok {
			return reply, nil
		}
	}
	edits, err := d.edits()
	if err != nil {
		return bot.Reply{}, err
	}
	next, found, err := k.checked(ctx, st, d, edits)
	if err != nil {
		return bot.Reply{}, err
	}
	if found.sum() != d.Seen {
		return k.preview(ctx, r, st, d, words.FactsMoved.In(r.Lang))
	}
	if k.needsApproval(d) {
		return k.sendForApproval(ctx, r, st, d, edits)
	}
	return k.apply(ctx, r, st, d, edits, next)
}

// needsApproval tells whether a draft goes to a second moderator. What an
// owner takes back does not wait.
func (k *Desk) needsApproval(d *draft) bool {
	return k.Approvals && d.State == store.Open && !d.Owner
}

// checked is what the gate finds: at the last preview, if nothing moved since.
func (k *Desk) checked(ctx context.Context, st *state, d *draft, edits []store.Edit) (*state, findings, error) {
	found, ok := k.previews.of(d, st.revision())
	if !ok {
		return k.gate(ctx, st, edits)
	}
	next, err := k.after(st, edits)
	return next, found, err
}

// apply saves a draft and publishes the new Book.
func (k *Desk) apply(ctx context.Context, r bot.Request, st *state, d *draft, edits []store.Edit, next *state) (bot.Reply, error) {
	c := store.Change{
		By: d.Draft.Owner, Why: d.Why, Draft: d.ID, Seen: st.revision(), Edits: edits, ThroughFreeze: r.May(ctx, bot.Owner),
	}
	if d.Draft.Owner != r.Event.Who {
		c.Approved = r.Event.Who
	}
	var err error
	if c.Outbox, err = k.logLines(st, d, edits, c); err != nil {
		return bot.Reply{}, err
	}
	if d.Item != "" {
		res := store.Resolution{Item: d.Item, How: d.How}
		if res.Tell, err = k.answerNotice(next, d, edits); err != nil {
			return bot.Reply{}, err
		}
		c.Resolve = []store.Resolution{res}
	}
	c.Questions = d.tests(edits, r.Event.Who)
	applied, err := k.Store.Apply(ctx, c)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("save: %w", err)
	}
	if _, err := k.now(ctx); err != nil {
		k.Log.WarnContext(ctx, "saved, and shown once the store can be read", "err", err)
	}
	return k.saved(r, d, applied), nil
}

// saved acknowledges, with an undo.
func (k *Desk) saved(r bot.Request, d *draft, applied store.Applied) bot.Reply {
	reply := say(r.Lang, sprintf(words.Saved, r.Lang, applied.Head.Revision))
	reply.Manner = bot.Replacing
	if n := len(applied.Revisions); n > 0 {
		first := applied.Revisions[0].Number
		reply.Buttons = append(reply.Buttons, bot.Button{
			Label: words.UndoIt.In(r.Lang), Data: undoData(first, n), Typed: "/fact undo " + subjectName(applied.Revisions[0].Subject),
		})
	}
	if d.Back != "" {
		reply.Buttons = append(reply.Buttons, bot.Button{Label: words.BackToFact.In(r.Lang), Data: bot.ModuleData(pressMenu + d.Back)})
	}
	return reply
}

// subjectName is a subject as commands take it: a fact by its id alone.
func subjectName(s store.Subject) string {
	if s.Kind == store.Fact {
		return s.ID
	}
	return s.String()
}

// tests are the test questions that a draft adds: what it now answers, or
// says the review is silent on, is asked again before every later edit.
func (d *draft) tests(edits []store.Edit, by store.Who) []store.Question {
	if d.Test == "" || len(edits) == 0 {
		return nil
	}
	lang := "en"
	if isCyrillic(d.Test) {
		lang = "ru"
	}
	q := store.Question{ID: store.NewID(), Text: d.Test, Lang: lang, Outcome: "answer", Facts: []string{edits[0].Subject.ID}, By: by}
	if edits[0].Subject.Kind == store.Silence {
		q.Outcome, q.Facts = "abstain", nil
	}
	return []store.Question{q}
}

// discard drops a draft.
func (k *Desk) discard(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	d, err := k.openOwn(ctx, r, id)
	if err != nil {
		return bot.Reply{}, k.consumed(err)
	}
	if err := k.Store.DropDraft(ctx, d.ID); err != nil {
		return bot.Reply{}, fmt.Errorf("draft: %w", err)
	}
	reply := say(r.Lang, words.Discarded.In(r.Lang))
	reply.Manner = bot.Replacing
	if d.Back != "" {
		reply.Buttons = append(reply.Buttons, bot.Button{Label: words.BackToFact.In(r.Lang), Data: bot.ModuleData(pressMenu + d.Back)})
	}
	return reply, nil
}
