package store

import "time"

// A Notice is a message that has no reply to ride on: a line for the
// moderators' log, an approval, "your question now has an answer".
type Notice struct {
	Platform string // whose notifier sends it
	Kind     string // what Payload is, for its owner package
	Target   []byte // where to; sealed by Keys.Seal if it is a person
	Asker    Asker  // whose address Target is, so that Forget finds it; "" for nobody's
	Payload  []byte // at most MaxPayload bytes
}

// An OutboxRow is a notice that waits to be sent.
type OutboxRow struct {
	ID string
	Notice
	Made     time.Time
	Attempts int // that failed
}
