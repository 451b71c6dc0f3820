package sqlstore

import (
	"cmp"
	"context"
	"slices"
	"time"

	"reviewbot/bot/store"
)

// post puts a notice into the outbox, the nth of its change.
func (t *tx) post(n store.Notice, place int) error {
	_, err := t.exec("INSERT INTO outbox (id, platform, kind, target, asker, payload, made, place, due, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
		store.NewID(), n.Platform, n.Kind, bytesOf(n.Target), string(n.Asker), bytesOf(n.Payload), t.millis(), place, t.millis())
	return err
}

// bytesOf makes nil empty: the columns hold no NULL.
func bytesOf(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

type claimed struct {
	store.OutboxRow
	place int
}

// Claim takes notices that are due.
func (s *Store) Claim(ctx context.Context, platform string, most int, lease time.Duration) ([]store.OutboxRow, error) {
	var rows []claimed
	err := s.change(ctx, "claim", func(t *tx) error {
		var err error
		rows, err = list(t, func(scan scanner) (claimed, error) {
			var r claimed
			var made int64
			err := scan(&r.ID, &r.Platform, &r.Kind, &r.Target, &r.Asker, &r.Payload, &made, &r.place, &r.Attempts)
			r.Made = moment(made)
			return r, err
		}, `UPDATE outbox SET due = ? WHERE id IN (
				SELECT id FROM outbox WHERE platform = ? AND due <= ? ORDER BY made, place, id LIMIT ?`+t.skipLocked+`)
			RETURNING id, platform, kind, target, asker, payload, made, place, attempts`,
			t.now.Add(lease).UnixMilli(), platform, t.millis(), most)
		return err
	})
	slices.SortFunc(rows, func(a, b claimed) int {
		return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(a.place, b.place), cmp.Compare(a.ID, b.ID))
	})
	out := make([]store.OutboxRow, len(rows))
	for i, r := range rows {
		out[i] = r.OutboxRow
	}
	return out, err
}

// Sent removes a notice.
func (s *Store) Sent(ctx context.Context, id string) error {
	return s.change(ctx, "sent", func(t *tx) error {
		_, err := t.exec("DELETE FROM outbox WHERE id = ?", id)
		return err
	})
}

// Failed makes a notice due again, or gives it up.
func (s *Store) Failed(ctx context.Context, id string, after time.Duration) error {
	if after < 0 {
		return s.Sent(ctx, id)
	}
	return s.change(ctx, "failed", func(t *tx) error {
		_, err := t.exec("UPDATE outbox SET due = ?, attempts = attempts + 1 WHERE id = ?", t.now.Add(after).UnixMilli(), id)
		return err
	})
}
