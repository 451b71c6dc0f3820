package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"reviewbot/bot/store"
)

// Apply saves all of a change or nothing.
func (s *Store) Apply(ctx context.Context, c store.Change) (store.Applied, error) {
	if err := checkChange(c); err != nil {
		return store.Applied{}, fault(ctx, "apply", err)
	}
	var out store.Applied
	err := s.change(ctx, "apply", func(t *tx) error {
		h, err := t.lockHead()
		if err != nil {
			return err
		}
		if err := t.admit(c, h); err != nil {
			return err
		}
		out.Revisions, err = t.edit(&h, c)
		if err != nil {
			return err
		}
		out.Head = h.Head
		return t.settle(c, h)
	})
	if err != nil {
		return store.Applied{}, err
	}
	return out, nil
}

// checkChange refuses what no database should be asked.
func checkChange(c store.Change) error {
	seen := map[store.Subject]bool{}
	for _, e := range c.Edits {
		switch {
		case seen[e.Subject]:
			return fmt.Errorf("%s stands twice in one change", e.Subject)
		case e.Subject.Kind == "" || e.Subject.ID == "":
			return fmt.Errorf("an edit of nothing: %q", e.Subject)
		case e.Subject.ID != clean(e.Subject.ID):
			return fmt.Errorf("an edit of %q: the id is not plain text", e.Subject)
		case e.After != nil && !(json.Valid(e.After) && utf8.Valid(e.After)):
			return fmt.Errorf("%s: what it becomes is not JSON", e.Subject)
		}
		seen[e.Subject] = true
		if err := fits(store.MaxPayload, string(e.After)); err != nil {
			return err
		}
	}
	for _, n := range c.Outbox {
		if err := fits(store.MaxPayload, string(n.Payload)); err != nil {
			return err
		}
	}
	for _, q := range c.Questions {
		if err := fits(store.MaxText, q.Text); err != nil {
			return err
		}
	}
	return fits(store.MaxText, c.Why)
}

// admit looks whether a change may be saved as things stand.
func (t *tx) admit(c store.Change, h headRow) error {
	if c.Draft != "" {
		d, err := t.draft(c.Draft)
		if err == nil {
			err = t.usable(d)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case len(c.Edits) > 0 && !c.ThroughFreeze && !h.Frozen.IsZero():
		return &store.FrozenError{Freeze: h.Frozen}
	case c.Seen != 0 && c.Seen != h.Revision:
		return &store.MovedError{Seen: c.Seen, Head: h.Revision}
	}
	return nil
}

// edit appends the revisions of a change.
func (t *tx) edit(h *headRow, c store.Change) ([]store.Revision, error) {
	var out []store.Revision
	for _, e := range c.Edits {
		it, err := t.item(e.Subject)
		if err != nil {
			return nil, err
		}
		if it.Revision != e.Replaces {
			return nil, t.conflict(it)
		}
		r, err := t.revise(h, it, e, c)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (t *tx) conflict(it store.Item) error {
	won, err := list(t, scanRevision, selectRevisions+" WHERE number = ?", it.Revision)
	if err != nil {
		return err
	}
	e := &store.ConflictError{Subject: it.Subject}
	if len(won) > 0 {
		e.Winner = won[0]
	}
	return e
}

// revise appends one revision and moves its item.
func (t *tx) revise(h *headRow, it store.Item, e store.Edit, c store.Change) (store.Revision, error) {
	h.Revision++
	r := store.Revision{
		Number: h.Revision, Subject: e.Subject, Replaces: it.Revision, Action: e.Action,
		By: cleanWho(c.By), Approved: cleanWho(c.Approved), At: t.now, Why: clean(c.Why),
		Before: it.Body, After: e.After,
	}
	r.Sum = r.Chain(h.sum)
	h.sum = r.Sum
	if err := t.append(r); err != nil {
		return r, err
	}
	if it.Revision == 0 {
		it.First = r.Number
	}
	if e.Action == store.Pack || e.Action == store.Upgrade {
		it.Base = e.After
	}
	_, err := t.exec(`INSERT INTO items (kind, id, revision, created, body, base) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, body = excluded.body, base = excluded.base`,
		string(it.Subject.Kind), it.Subject.ID, r.Number, it.First, body(e.After), body(it.Base))
	return r, err
}

func cleanWho(w store.Who) store.Who {
	return store.Who{Platform: clean(w.Platform), User: clean(w.User)}
}

// settle saves what goes with the revisions of a change.
func (t *tx) settle(c store.Change, h headRow) error {
	notices := c.Outbox
	for _, r := range c.Resolve {
		tell, err := t.resolve(r, c.By)
		if err != nil {
			return err
		}
		notices = append(notices[:len(notices):len(notices)], tell...)
	}
	for _, q := range c.Questions {
		if err := t.keepQuestion(q); err != nil {
			return err
		}
	}
	for i, n := range notices {
		if err := t.post(n, i); err != nil {
			return err
		}
	}
	if c.Draft != "" {
		if err := t.consume(c.Draft, h.Revision); err != nil {
			return err
		}
	}
	return t.saveHead(h)
}

// Freeze stops editing, or lets it go on.
func (s *Store) Freeze(ctx context.Context, f store.Freeze) error {
	return s.change(ctx, "freeze", func(t *tx) error {
		at := t.millis()
		if f.IsZero() {
			at = 0
		}
		_, err := t.exec("UPDATE head SET frozen_platform = ?, frozen_user = ?, frozen_at = ?, frozen_why = ?",
			f.By.Platform, f.By.User, at, f.Why)
		return err
	})
}
