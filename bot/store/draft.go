package store

import "time"

// DraftState says where a draft is.
type DraftState string

// The states of a draft.
const (
	Open     DraftState = "open"
	Waiting  DraftState = "waiting"  // for another moderator's approval
	Consumed DraftState = "consumed" // saved, or discarded if Saved is 0
)

// A Draft is an edit that is not saved yet.
type Draft struct {
	ID      string // made with NewID
	Owner   Who
	Kind    string // what Payload is, for its owner package
	Payload []byte // at most MaxPayload bytes
	Book    int64  // the Book revision that the preview was made from
	State   DraftState
	Expires time.Time
	// Turn grows with each save. SaveDraft wants the one it has stored, 0 for
	// a new draft, so that two copies of one draft cannot overwrite each other.
	Turn  int
	Saved int64 // the Book revision that it was saved as, once consumed
}

// MaxPayload is how many bytes a draft or a notice may carry.
const MaxPayload = 1 << 20
