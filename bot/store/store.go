package store

import (
	"context"
	"time"
)

// Facts reads what a Book is made from.
type Facts interface {
	// Head is one cheap look-up.
	Head(ctx context.Context) (Head, error)
	// Contents reads all items, retired ones too, at one revision.
	Contents(ctx context.Context) (Contents, error)
}

// Watcher tells when the facts changed.
type Watcher interface {
	// Watch returns the head once its revision, or whether it is frozen,
	// differs from what last says, or the context's error. It may return late
	// (an implementation may look only every few seconds), never too early.
	Watch(ctx context.Context, last Head) (Head, error)
}

// History reads revisions.
type History interface {
	Revisions(ctx context.Context, q RevisionQuery) ([]Revision, error)
	// Verify checks the whole log: numbers without a gap, each revision the
	// one that follows from its predecessor, the sums, and the items as the
	// last revisions leave them. progress, if not nil, hears how far it is.
	Verify(ctx context.Context, progress func(done, of int64)) (Audit, error)
}

// Writer changes subjects.
type Writer interface {
	// Apply saves all of a change or nothing. Errors, looked for in this
	// order: ErrNotFound, ErrConsumed, ErrExpired of the draft, ErrFrozen,
	// ErrMoved, ErrConflict, ErrNotFound or ErrResolved of an inbox item.
	// A change without edits is not stopped by a freeze. When it returns nil
	// the change outlives a crash of program and machine. After
	// ErrUnavailable it may have been saved or not: apply the same draft
	// again, and ErrConsumed says that it was.
	Apply(ctx context.Context, c Change) (Applied, error)
	// Freeze stops editing for all but owners. The zero Freeze lets it go on.
	// At is filled in. A repeated call changes who and why.
	Freeze(ctx context.Context, f Freeze) error
}

// Follower brings the store in step with packs.
type Follower interface {
	// Follow fills an empty store from a pack, binds it to the pack's review,
	// and upgrades a store that follows a lower version: untouched items
	// change with it, of touched ones each difference becomes an inbox item.
	// An equal or lower version, or a pack with another id, changes nothing.
	// ErrOther if the review is another. Calls from several programs at once
	// do it once.
	Follow(ctx context.Context, p PackContents) (Plan, error)
}

// Drafts keeps drafts. They expire by the store's clock.
type Drafts interface {
	// SaveDraft keeps a draft as new, or in place of the one with its id, and
	// returns it with the next Turn. ErrConflict if Turn is not the stored
	// one, ErrConsumed, ErrExpired.
	SaveDraft(ctx context.Context, d Draft) (Draft, error)
	// Draft returns a draft. With ErrExpired and ErrConsumed it comes too.
	Draft(ctx context.Context, id string) (Draft, error)
	// DropDraft discards a draft. A repeated call gives ErrConsumed, an
	// unknown id ErrNotFound.
	DropDraft(ctx context.Context, id string) error
}

// Queue lists drafts that wait for approval.
type Queue interface {
	// WaitingDrafts returns those that have not expired, oldest first.
	WaitingDrafts(ctx context.Context) ([]Draft, error)
}

// Inbox keeps what waits for a moderator. Items are resolved by Apply.
type Inbox interface {
	// Report adds to the inbox. A repeated report of one asker only counts.
	Report(ctx context.Context, reports ...Report) error
	// Inbox lists items, those with the most askers first, then the latest.
	Inbox(ctx context.Context, q InboxQuery) ([]InboxItem, error)
	// Askings lists the reports of an item, the latest first.
	Askings(ctx context.Context, item string) ([]Asking, error)
}

// Teller keeps who wants to be told.
type Teller interface {
	// Tell keeps the address of an asker, sealed by Keys.Seal, until an item
	// with that group that they reported is resolved, forgotten or past its
	// retention. ErrNotFound if they reported none that is open.
	Tell(ctx context.Context, group string, asker Asker, platform string, address []byte) error
}

// Questions keeps the gate's questions. Test questions are added by Apply.
type Questions interface {
	Questions(ctx context.Context) ([]Question, error)
	// Answered keeps questions that were answered, for the gate.
	Answered(ctx context.Context, asked ...Asked) error
	// Recent returns the latest answered questions, each text once, newest first.
	Recent(ctx context.Context, most int) ([]Asked, error)
}

// Ratings counts what readers think of answers.
type Ratings interface {
	Rate(ctx context.Context, r Rating) error
	// Rates counts by revision, newest first; "" for all facts.
	Rates(ctx context.Context, fact string) ([]Rate, error)
}

// Settings keeps what users and chats chose.
type Settings interface {
	// Setting returns the zero choice for an owner who made none.
	Setting(ctx context.Context, owner Asker) (Setting, error)
	SaveSetting(ctx context.Context, s Setting) error
}

// Outbox hands out notices to send. Each is sent at least once.
type Outbox interface {
	// Claim takes up to most notices of a platform that are due, for nobody
	// else to claim until the lease ends.
	Claim(ctx context.Context, platform string, most int, lease time.Duration) ([]OutboxRow, error)
	// Sent removes a notice. A repeated call does nothing.
	Sent(ctx context.Context, id string) error
	// Failed makes a notice due again after a while; a negative one gives it
	// up and removes it.
	Failed(ctx context.Context, id string, after time.Duration) error
}

// Privacy removes what is somebody's.
type Privacy interface {
	// Forget removes questions, ratings, settings and addresses of an asker.
	// Edits of facts stay: they are the history of the facts.
	Forget(ctx context.Context, asker Asker) (Forgotten, error)
}

// Janitor removes what has had its time.
type Janitor interface {
	// Sweep removes question texts past their retention, inbox items that
	// hold none any more, and drafts and notices long past their expiry.
	Sweep(ctx context.Context) (Swept, error)
}

// Store is everything a database keeps. It is for who opens one and for the
// conformance suite; take the interface you need instead.
type Store interface {
	Facts
	Watcher
	History
	Writer
	Follower
	Drafts
	Queue
	Inbox
	Teller
	Questions
	Ratings
	Settings
	Outbox
	Privacy
	Janitor
	Close() error
}
