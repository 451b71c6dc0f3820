package sqlstore

import (
	"context"

	"reviewbot/bot/store"
)

const selectDrafts = "SELECT id, owner_platform, owner_user, kind, payload, book, state, expires, turn, saved FROM drafts"

func scanDraft(scan scanner) (store.Draft, error) {
	var d store.Draft
	var expires int64
	err := scan(&d.ID, &d.Owner.Platform, &d.Owner.User, &d.Kind, &d.Payload, &d.Book, &d.State, &expires, &d.Turn, &d.Saved)
	d.Expires = moment(expires)
	return d, err
}

func (t *tx) draft(id string) (store.Draft, error) {
	found, err := list(t, scanDraft, selectDrafts+" WHERE id = ?"+t.forUpdate, id)
	if err == nil && len(found) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Draft{}, err
	}
	return found[0], nil
}

// usable tells whether a draft can still be worked on.
func (t *tx) usable(d store.Draft) error {
	switch {
	case d.State == store.Consumed:
		return &store.ConsumedError{Draft: d.ID, Saved: d.Saved}
	case !t.now.Before(d.Expires):
		return store.ErrExpired
	}
	return nil
}

// consume ends a draft that usable let through.
func (t *tx) consume(id string, saved int64) error {
	_, err := t.exec("UPDATE drafts SET state = ?, saved = ?, turn = turn + 1, payload = ? WHERE id = ?", string(store.Consumed), saved, []byte{}, id)
	return err
}

// SaveDraft keeps a draft.
func (s *Store) SaveDraft(ctx context.Context, d store.Draft) (store.Draft, error) {
	if d.Payload == nil {
		d.Payload = []byte{}
	}
	if err := fits(store.MaxPayload, string(d.Payload)); err != nil {
		return d, fault(ctx, "save draft", err)
	}
	err := s.change(ctx, "save draft", func(t *tx) error {
		if d.Turn == 0 {
			n, err := t.exec(`INSERT INTO drafts (id, owner_platform, owner_user, kind, payload, book, state, made, expires, turn, saved)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0) ON CONFLICT (id) DO NOTHING`,
				d.ID, d.Owner.Platform, d.Owner.User, d.Kind, d.Payload, d.Book, string(d.State), t.millis(), kept(d.Expires))
			if err == nil && n == 0 {
				err = store.ErrConflict
			}
			return err
		}
		old, err := t.draft(d.ID)
		if err == nil {
			err = t.usable(old)
		}
		if err == nil && old.Turn != d.Turn {
			err = store.ErrConflict
		}
		if err == nil {
			_, err = t.exec("UPDATE drafts SET kind = ?, payload = ?, book = ?, state = ?, expires = ?, turn = turn + 1 WHERE id = ?",
				d.Kind, d.Payload, d.Book, string(d.State), kept(d.Expires), d.ID)
		}
		return err
	})
	if err == nil {
		d.Turn++
	}
	return d, err
}

// Draft returns a draft.
func (s *Store) Draft(ctx context.Context, id string) (store.Draft, error) {
	t := s.peek(ctx)
	found, err := list(t, scanDraft, selectDrafts+" WHERE id = ?", id)
	switch {
	case err != nil:
		return store.Draft{}, fault(ctx, "draft", err)
	case len(found) == 0:
		return store.Draft{}, fault(ctx, "draft", store.ErrNotFound)
	}
	return found[0], fault(ctx, "draft", t.usable(found[0]))
}

// DropDraft discards a draft.
func (s *Store) DropDraft(ctx context.Context, id string) error {
	return s.change(ctx, "drop draft", func(t *tx) error {
		d, err := t.draft(id)
		switch {
		case err != nil:
			return err
		case d.State == store.Consumed:
			return &store.ConsumedError{Draft: d.ID, Saved: d.Saved}
		}
		return t.consume(id, 0)
	})
}

// WaitingDrafts lists drafts that wait for approval.
func (s *Store) WaitingDrafts(ctx context.Context) ([]store.Draft, error) {
	t := s.peek(ctx)
	out, err := list(t, scanDraft, selectDrafts+" WHERE state = ? AND expires > ? ORDER BY made, id", string(store.Waiting), t.millis())
	return out, fault(ctx, "waiting drafts", err)
}
