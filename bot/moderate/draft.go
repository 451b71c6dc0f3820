package moderate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// draftKind is the kind of this package's drafts.
const draftKind = "edit/1"

// draft is what a moderator is about to save.
type draft struct {
	store.Draft `json:"-"`

	Action   store.Action  `json:"action"`
	Subject  store.Subject `json:"subject"`
	Replaces int64         `json:"replaces,omitempty"` // revision that the form began from
	Before   store.Body    `json:"before,omitempty"`   // of that revision
	Typed    typed         `json:"typed,omitempty"`    // by field, as it was typed
	Edits    []edit        `json:"edits,omitempty"`    // what is not made by a form
	Why      string        `json:"why,omitempty"`
	Skipped  []string      `json:"skipped,omitempty"` // what a take-back must leave, in words
	Item     string        `json:"item,omitempty"`    // inbox item that this resolves
	How      store.How     `json:"how,omitempty"`
	Test     string        `json:"test,omitempty"`  // a new phrasing or silence, to be kept as a test question
	Asked    string        `json:"asked,omitempty"` // somebody's message, to become a phrasing in other words
	Back     string        `json:"back,omitempty"`  // draft to go on with afterwards
	Seen     string        `json:"seen,omitempty"`  // what the last preview found, as a sum
	Owner    bool          `json:"owner,omitempty"` // for owners: goes through a freeze
}

type typed map[string]string

// edit is a store.Edit as a draft keeps it.
type edit struct {
	Subject  store.Subject `json:"subject"`
	Action   store.Action  `json:"action"`
	Replaces int64         `json:"replaces"`
	After    store.Body    `json:"after"`
}

// formed tells whether the draft is filled in by a form.
func (d *draft) formed() bool {
	return len(d.Edits) == 0 && d.Asked == "" && (d.Subject.Kind == store.Fact || d.Subject.Kind == store.Entity) &&
		(d.Action == store.Add || d.Action == store.Edited)
}

func (d *draft) adding() bool { return d.Action == store.Add }

// fact is the fact that the form makes, and what cannot be read of it.
func (d *draft) fact() (before, after knowledge.Fact, found faults) {
	before = decoded(d.Before, store.Body.Fact)
	after = decoded(d.Before, store.Body.Fact)
	if d.Before == nil {
		before.Kind, after.Kind = knowledge.Event, knowledge.Event
	}
	return before, after, factForm().fill(&after, d.Typed)
}

// entity is the same for entities.
func (d *draft) entity() (before, after knowledge.Entity, found faults) {
	before = decoded(d.Before, store.Body.Entity)
	after = decoded(d.Before, store.Body.Entity)
	return before, after, entityForm().fill(&after, d.Typed)
}

// decoded reads a body that the store made; nil is the zero value.
func decoded[T any](b store.Body, read func(store.Body) (T, error)) T {
	var none T
	if b == nil {
		return none
	}
	v, err := read(b)
	if err != nil {
		return none
	}
	return v
}

// newDraft begins a draft of who sent a request.
func (k *Desk) newDraft(r bot.Request, action store.Action, s store.Subject) *draft {
	return &draft{
		Draft:  store.Draft{ID: store.NewID(), Owner: r.Event.Who, Kind: draftKind, State: store.Open},
		Action: action, Subject: s, Typed: typed{},
	}
}

// keep saves a draft; its expiry begins anew.
func (k *Desk) keep(ctx context.Context, d *draft) error {
	payload, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	d.Payload, d.Expires = payload, k.Now().Add(k.Expiry)
	saved, err := k.Store.SaveDraft(ctx, d.Draft)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	d.Draft = saved
	return nil
}

// errNotOurs reports a draft of another kind.
var errNotOurs = errors.New("this draft is none of this program's")

// load reads a draft. With ErrExpired and ErrConsumed it comes too.
func (k *Desk) load(ctx context.Context, id string) (*draft, error) {
	kept, err := k.Store.Draft(ctx, id)
	if err != nil && !errors.Is(err, store.ErrExpired) && !errors.Is(err, store.ErrConsumed) {
		return nil, fmt.Errorf("draft: %w", err)
	}
	if errors.Is(err, store.ErrConsumed) { // its payload may be gone
		return &draft{Draft: kept}, err
	}
	d := &draft{}
	if kept.Kind != draftKind || json.Unmarshal(kept.Payload, d) != nil {
		return nil, errNotOurs
	}
	d.Draft = kept
	if d.Typed == nil {
		d.Typed = typed{}
	}
	return d, err
}

// defaultExpiry is how long a draft waits for its moderator, from the last
// time that it was worked on.
const defaultExpiry = 24 * time.Hour
