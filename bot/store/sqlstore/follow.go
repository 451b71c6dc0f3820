package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"

	"reviewbot/bot/store"
)

// Follow fills an empty store from a pack, or upgrades one that follows a
// lower version of it.
func (s *Store) Follow(ctx context.Context, p store.PackContents) (store.Plan, error) {
	h, err := s.Head(ctx)
	if err == nil {
		err = bound(h, p)
	}
	if err != nil || !follows(h, p) {
		return store.Plan{}, err
	}
	var plan store.Plan
	err = s.change(ctx, "follow", func(t *tx) error {
		plan = store.Plan{}
		h, err := t.lockHead()
		if err == nil {
			err = bound(h.Head, p)
		}
		if err != nil || !follows(h.Head, p) {
			return err
		}
		items, err := t.items()
		if err != nil {
			return err
		}
		plan = store.PlanFollow(store.Contents{Head: h.Head, Items: items}, p)
		return t.follow(h, plan, p)
	})
	return plan, err
}

// bound refuses a pack of another review.
func bound(h store.Head, p store.PackContents) error {
	if h.Revision > 0 && h.Review != p.Review {
		return &store.OtherReviewError{Stored: h.Review, Given: p.Review, Pack: h.Pack}
	}
	return nil
}

// follows tells whether a pack is news to a store.
func follows(h store.Head, p store.PackContents) bool {
	return h.Revision == 0 || h.Pack == p.ID && h.Version < p.Version
}

func (t *tx) follow(h headRow, plan store.Plan, p store.PackContents) error {
	c := store.Change{By: store.Program, Why: fmt.Sprintf("pack %s, version %d", p.ID, p.Version), Edits: plan.Edits}
	if _, err := t.edit(&h, c); err != nil {
		return err
	}
	for _, b := range plan.Rebases {
		if _, err := t.exec("UPDATE items SET base = ? WHERE kind = ? AND id = ?", body(b.Body), string(b.Subject.Kind), b.Subject.ID); err != nil {
			return err
		}
	}
	for _, d := range plan.Differences {
		if err := t.differ(d); err != nil {
			return err
		}
	}
	h.Review, h.Pack, h.Version = p.Review, p.ID, p.Version
	return t.saveHead(h)
}

// differ puts a difference into the inbox, in place of an older one of the
// same subject.
func (t *tx) differ(d store.Difference) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = t.exec("DELETE FROM inbox WHERE kind = ? AND alike = ? AND how IN ('', 'dismissed')", string(store.PackDiffers), d.Subject.String())
	if err == nil {
		_, err = t.exec("INSERT INTO inbox (id, kind, alike, made, difference, how, by_platform, by_user, resolved) VALUES (?, ?, ?, ?, ?, '', '', '', 0)",
			store.NewID(), string(store.PackDiffers), d.Subject.String(), t.millis(), string(text))
	}
	return err
}
