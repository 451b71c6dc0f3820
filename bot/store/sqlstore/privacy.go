package sqlstore

import (
	"context"

	"reviewbot/bot/store"
)

// Forget removes what is an asker's.
func (s *Store) Forget(ctx context.Context, asker store.Asker) (store.Forgotten, error) {
	var out store.Forgotten
	if asker == "" {
		return out, nil
	}
	err := s.change(ctx, "forget", func(t *tx) error {
		out = store.Forgotten{}
		if _, err := t.lockHead(); err != nil { // no report comes in between
			return err
		}
		who := []any{string(asker)}
		if err := t.row("SELECT COUNT(*) FROM reports WHERE asker = ? AND address IS NOT NULL", who, &out.Addresses); err != nil {
			return err
		}
		return t.remove([]removal{
			{"DELETE FROM reports WHERE asker = ?", who, &out.Questions},
			{"DELETE FROM answered WHERE asker = ?", who, &out.Questions},
			{"DELETE FROM ratings WHERE asker = ?", who, &out.Ratings},
			{"DELETE FROM settings WHERE owner = ?", who, &out.Settings},
			{"DELETE FROM outbox WHERE asker = ?", who, &out.Addresses},
			{emptyItems, nil, new(int)},
		})
	})
	return out, err
}

// emptyItems removes inbox items whose reports are gone.
const emptyItems = "DELETE FROM inbox WHERE difference = '' AND NOT EXISTS (SELECT 1 FROM reports WHERE reports.item = inbox.id)"

// A removal is a statement and what the rows it removes are counted as.
type removal struct {
	query string
	args  []any
	count *int
}

func (t *tx) remove(removals []removal) error {
	for _, r := range removals {
		n, err := t.exec(r.query, r.args...)
		if err != nil {
			return err
		}
		*r.count += n
	}
	return nil
}

// Sweep removes what has had its time.
func (s *Store) Sweep(ctx context.Context) (store.Swept, error) {
	var out store.Swept
	err := s.change(ctx, "sweep", func(t *tx) error {
		out = store.Swept{}
		if _, err := t.lockHead(); err != nil {
			return err
		}
		texts := []any{t.now.Add(-s.Retention).UnixMilli()}
		drafts := []any{t.now.Add(-keepDrafts).UnixMilli()}
		notices := []any{t.now.Add(-keepNotices).UnixMilli()}
		return t.remove([]removal{
			{"DELETE FROM reports WHERE last_at < ?", texts, &out.Questions},
			{"DELETE FROM answered WHERE made < ?", texts, &out.Questions},
			{emptyItems, nil, &out.Items},
			{"DELETE FROM inbox WHERE how <> '' AND difference <> '' AND resolved < ?", texts, &out.Items},
			{"DELETE FROM drafts WHERE expires < ?", drafts, &out.Drafts},
			{"DELETE FROM outbox WHERE made < ?", notices, &out.Notices},
		})
	})
	return out, err
}
