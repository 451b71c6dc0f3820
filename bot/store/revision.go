package store

import "time"

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
