package sqlstore

import (
	"context"
	"errors"

	"reviewbot/bot/store"
)

// Rate keeps an asker's word on an answer.
func (s *Store) Rate(ctx context.Context, r store.Rating) error {
	return s.change(ctx, "rate", func(t *tx) error {
		_, err := t.exec(`INSERT INTO ratings (fact, revision, asker, good, made) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (fact, revision, asker) DO UPDATE SET good = excluded.good, made = excluded.made`,
			r.Fact, r.Revision, string(r.Asker), flag(r.Good), t.millis())
		return err
	})
}

// Rates counts ratings by fact and revision.
func (s *Store) Rates(ctx context.Context, fact string) ([]store.Rate, error) {
	query, args := "SELECT fact, revision, SUM(good), SUM(1 - good) FROM ratings", []any(nil)
	if fact != "" {
		query, args = query+" WHERE fact = ?", append(args, fact)
	}
	out, err := list(s.peek(ctx), func(scan scanner) (store.Rate, error) {
		var r store.Rate
		err := scan(&r.Fact, &r.Revision, &r.Good, &r.Bad)
		return r, err
	}, query+" GROUP BY fact, revision ORDER BY revision DESC, fact", args...)
	return out, fault(ctx, "rates", err)
}

// Setting returns what an owner chose.
func (s *Store) Setting(ctx context.Context, owner store.Asker) (store.Setting, error) {
	out := store.Setting{Owner: owner}
	var brief int64
	err := s.peek(ctx).row("SELECT lang, brief FROM settings WHERE owner = ?", []any{string(owner)}, &out.Lang, &brief)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	out.Brief = brief == 1
	return out, fault(ctx, "setting", err)
}

// SaveSetting keeps what an owner chose.
func (s *Store) SaveSetting(ctx context.Context, c store.Setting) error {
	return s.change(ctx, "save setting", func(t *tx) error {
		_, err := t.exec(`INSERT INTO settings (owner, lang, brief) VALUES (?, ?, ?)
			ON CONFLICT (owner) DO UPDATE SET lang = excluded.lang, brief = excluded.brief`,
			string(c.Owner), c.Lang, flag(c.Brief))
		return err
	})
}
