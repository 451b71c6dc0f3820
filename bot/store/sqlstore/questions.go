package sqlstore

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"reviewbot/bot/store"
)

// Questions lists the test questions, the oldest first.
func (s *Store) Questions(ctx context.Context) ([]store.Question, error) {
	out, err := list(s.peek(ctx), func(scan scanner) (store.Question, error) {
		var q store.Question
		var facts string
		var made int64
		if err := scan(&q.ID, &q.Text, &q.Lang, &q.Outcome, &facts, &q.By.Platform, &q.By.User, &made); err != nil {
			return q, err
		}
		q.At = moment(made)
		var err error
		q.Facts, err = idsOf(facts)
		return q, err
	}, "SELECT id, body, lang, outcome, facts, by_platform, by_user, made FROM questions ORDER BY made, id")
	return out, fault(ctx, "questions", err)
}

// keepQuestion adds a test question or replaces the one with its id.
func (t *tx) keepQuestion(q store.Question) error {
	_, err := t.exec(`INSERT INTO questions (id, body, lang, outcome, facts, by_platform, by_user, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET body = excluded.body, lang = excluded.lang, outcome = excluded.outcome, facts = excluded.facts`,
		q.ID, q.Text, q.Lang, q.Outcome, ids(q.Facts), q.By.Platform, q.By.User, t.millis())
	return err
}

// Answered keeps questions that were answered.
func (s *Store) Answered(ctx context.Context, asked ...store.Asked) error {
	return s.change(ctx, "answered", func(t *tx) error {
		for _, a := range asked {
			if len(a.Text) > store.MaxText {
				continue // no platform lets a question be that long
			}
			text := a.Text
			digest := sha256.Sum256([]byte(text))
			_, err := t.exec(`INSERT INTO answered (digest, asker, body, lang, outcome, facts, made) VALUES (?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (digest, asker) DO UPDATE SET outcome = excluded.outcome, facts = excluded.facts, made = excluded.made`,
				hex.EncodeToString(digest[:16]), string(a.Asker), text, a.Lang, a.Outcome, ids(a.Facts), t.millis())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Recent lists the latest answered questions.
func (s *Store) Recent(ctx context.Context, most int) ([]store.Asked, error) {
	out, err := list(s.peek(ctx), func(scan scanner) (store.Asked, error) {
		var a store.Asked
		var facts string
		var made int64
		if err := scan(&a.Text, &a.Lang, &a.Asker, &made, &a.Outcome, &facts); err != nil {
			return a, err
		}
		a.At = moment(made)
		var err error
		a.Facts, err = idsOf(facts)
		return a, err
	}, `SELECT body, lang, asker, made, outcome, facts FROM answered a
		WHERE asker = (SELECT l.asker FROM answered l WHERE l.digest = a.digest ORDER BY l.made DESC, l.asker LIMIT 1)
		ORDER BY made DESC, digest LIMIT ?`, most)
	return out, fault(ctx, "recent", err)
}
