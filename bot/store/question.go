package store

import "time"

// MaxText is how many bytes a question, a reason or a name may have; longer
// ones are refused with ErrTooLong.
const MaxText = 8 << 10

// A Question is a test question that the gate asks again before every save.
// Only what moderators wrote is kept so: it has no asker and no retention.
// Those of a pack come with the pack.
type Question struct {
	ID      string // made with NewID
	Text    string
	Lang    string
	Outcome string   // expected: answer, clarify, abstain
	Facts   []string // expected of an answer; empty for a negative
	By      Who
	At      time.Time
}

// Negative tells whether the question must not be answered.
func (q Question) Negative() bool { return q.Outcome == "abstain" }

// An Asked is a question that was answered, kept for the gate for as long as
// question texts are kept.
type Asked struct {
	Text    string
	Lang    string
	Asker   Asker
	At      time.Time
	Outcome string
	Facts   []string
}

// A Rating is one asker's word on an answer that rests on a fact. The last
// word counts.
type Rating struct {
	Fact     string
	Revision int64 // of the fact
	Good     bool
	Asker    Asker
}

// A Rate counts the ratings of one revision of a fact.
type Rate struct {
	Fact      string
	Revision  int64
	Good, Bad int
}

// A Setting is what a user or a chat chose.
type Setting struct {
	Owner Asker  // hash of the user or chat
	Lang  string // "en", "ru"; "" follows the platform
	Brief bool   // short answers
}

// Forgotten counts what Privacy.Forget removed.
type Forgotten struct {
	Questions int // texts in the inbox and among the answered
	Ratings   int
	Settings  int
	Addresses int // of who wanted to be told, among the questions and in the outbox
}

// Swept counts what Janitor.Sweep removed.
type Swept struct {
	Questions int
	Items     int // inbox items that had no report left
	Drafts    int
	Notices   int
}
