package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"time"
)

// Action says how a revision came about.
type Action string

// The actions. Pack fills an empty store; Upgrade follows a newer pack, by
// the program or by a moderator who takes the pack's side.
const (
	Pack    Action = "pack"
	Add     Action = "add"
	Edited  Action = "edit"
	Retire  Action = "retire"
	Restore Action = "restore"
	Undo    Action = "undo"
	Import  Action = "import"
	Upgrade Action = "upgrade"
)

// A Revision is one saved state of a subject.
type Revision struct {
	Number   int64 // from 1, without a gap, over all subjects
	Subject  Subject
	Replaces int64 // number of the subject's revision before; 0 if it is the first
	Action   Action
	By       Who
	Approved Who // who looked at it as second pair of eyes; zero if nobody
	At       time.Time
	Why      string
	Before   Body   // what Replaces had as After
	After    Body   // nil if the subject is retired by it
	Sum      string // hex; over all of this and the Sum of revision Number-1
}

// RevisionQuery chooses revisions; zero fields choose all.
type RevisionQuery struct {
	Subject Subject
	By      Who
	Since   time.Time // not before
	After   int64     // numbers above
	Newest  bool      // newest first; oldest first otherwise
	Most    int       // how many at most; 0 for all
}

// An Audit is what a check of the log found.
type Audit struct {
	Revisions int64
	Subjects  int
	Faults    []string // in words, with numbers; none if the log verifies
}

// Chain is what Sum must be, after the Sum of the revision before.
func (r Revision) Chain(before string) string {
	h := sha256.New()
	field(h, "before", before)
	field(h, "revision", fmt.Sprint(r.Number, r.Replaces, r.At.UnixMilli()))
	field(h, "subject", r.Subject.String())
	field(h, "action", string(r.Action))
	field(h, "by", r.By.Platform)
	field(h, "user", r.By.User)
	field(h, "approved", r.Approved.Platform)
	field(h, "approver", r.Approved.User)
	field(h, "why", r.Why)
	for _, b := range []Body{r.Before, r.After} {
		field(h, fmt.Sprint("body ", b != nil), string(b))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// field adds a field with its length, so that no two lists of fields are one.
func field(h hash.Hash, name, value string) {
	fmt.Fprintf(h, "%s %d\n%s\n", name, len(value), value)
}
