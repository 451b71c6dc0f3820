package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"reviewbot/bot/store"
)

// Head is the state of the store.
func (s *Store) Head(ctx context.Context) (store.Head, error) {
	h, err := s.peek(ctx).head("")
	return h.Head, fault(ctx, "head", err)
}

// Writable tells whether the database can be written.
func (s *Store) Writable(ctx context.Context) error {
	return s.change(ctx, "probe", func(t *tx) error {
		_, err := t.exec("UPDATE head SET one = 1")
		return err
	})
}

// headRow is the head with the sum of the last revision.
type headRow struct {
	store.Head
	sum string
}

func (t *tx) head(lock string) (headRow, error) {
	var h headRow
	var frozen int64
	err := t.row("SELECT revision, sum, review, pack, version, frozen_platform, frozen_user, frozen_at, frozen_why FROM head"+lock, nil,
		&h.Revision, &h.sum, &h.Review, &h.Pack, &h.Version, &h.Frozen.By.Platform, &h.Frozen.By.User, &frozen, &h.Frozen.Why)
	h.Frozen.At = moment(frozen)
	return h, err
}

// lockHead holds the head until the transaction ends: changes of subjects
// come one after the other, so that revisions have no gap.
func (t *tx) lockHead() (headRow, error) { return t.head(t.forUpdate) }

func (t *tx) saveHead(h headRow) error {
	_, err := t.exec("UPDATE head SET revision = ?, sum = ?, review = ?, pack = ?, version = ?", h.Revision, h.sum, h.Review, h.Pack, h.Version)
	return err
}

// Contents reads all items at one revision.
func (s *Store) Contents(ctx context.Context) (store.Contents, error) {
	var c store.Contents
	err := s.look(ctx, "contents", func(t *tx) error {
		h, err := t.head("")
		if err == nil {
			c.Head = h.Head
			c.Items, err = t.items()
		}
		return err
	})
	return c, err
}

func (t *tx) items() ([]store.Item, error) {
	return list(t, scanItem, "SELECT kind, id, revision, created, body, base FROM items ORDER BY created")
}

func scanItem(scan scanner) (store.Item, error) {
	var it store.Item
	var b, base sql.NullString
	err := scan(&it.Subject.Kind, &it.Subject.ID, &it.Revision, &it.First, &b, &base)
	it.Body, it.Base = bodyOf(b), bodyOf(base)
	return it, err
}

// item reads one item; the zero Item of the subject if there is none.
func (t *tx) item(s store.Subject) (store.Item, error) {
	found, err := list(t, scanItem, "SELECT kind, id, revision, created, body, base FROM items WHERE kind = ? AND id = ?", s.Kind, s.ID)
	if err != nil || len(found) == 0 {
		return store.Item{Subject: s}, err
	}
	return found[0], nil
}

// Watch looks at the head every Config.Poll.
func (s *Store) Watch(ctx context.Context, last store.Head) (store.Head, error) {
	tick := time.NewTicker(s.Poll)
	defer tick.Stop()
	for {
		h, err := s.Head(ctx)
		if err != nil || h != last {
			return h, err
		}
		select {
		case <-ctx.Done():
			return last, fault(ctx, "watch", ctx.Err())
		case <-tick.C:
		}
	}
}
