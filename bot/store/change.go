package store

// A Change is everything that one confirmed action saves, in one transaction.
type Change struct {
	By       Who
	Approved Who    // the second moderator, where approval is asked for
	Why      string // kept with every revision
	// Draft is the id of the draft to consume, "" for none.
	Draft string
	// Seen is the Book revision that the gate's findings are of. If the store
	// is at another, nothing is saved and the error is ErrMoved: look at the
	// new state and try again. 0 does not ask.
	Seen      int64
	Edits     []Edit // at most one a subject
	Resolve   []Resolution
	Outbox    []Notice
	Questions []Question // to add, or to replace by ID
	// ThroughFreeze saves even while editing is frozen: for owners.
	ThroughFreeze bool
}

// An Edit makes one revision.
type Edit struct {
	Subject Subject
	Action  Action
	// Replaces is the number of the subject's revision that the edit was made
	// on, 0 for a new subject. If it is no longer the last one, the error is
	// ErrConflict.
	Replaces int64
	// After is what the subject becomes; nil retires it. Make it with Encode.
	// The actions Pack and Upgrade make it the item's Base as well.
	After Body
}

// Applied is what Writer.Apply saved.
type Applied struct {
	Head      Head
	Revisions []Revision // one for each Edit, in order
}

// Plan is what would bring a store in step with something, and what a
// moderator must decide.
type Plan struct {
	Edits       []Edit
	Rebases     []PackItem // touched items whose Base moves on without a revision
	Differences []Difference
}

// Empty tells whether there is nothing to do.
func (plan Plan) Empty() bool {
	return len(plan.Edits)+len(plan.Rebases)+len(plan.Differences) == 0
}

// A Difference is a touched item that a newer pack has otherwise.
type Difference struct {
	Subject Subject `json:"subject"`
	Pack    string  `json:"pack"`
	Version int     `json:"version"` // of the pack
	Theirs  Body    `json:"theirs"`  // what the pack says; nil if it no longer has the item
}

// With returns the items as they would be with edits: what a preview is built
// from. Edits of a change are taken as they stand, whatever they replace.
func With(items []Item, edits []Edit) []Item {
	out := append([]Item(nil), items...)
	at := make(map[Subject]int, len(out))
	for i, it := range out {
		at[it.Subject] = i
	}
	for _, e := range edits {
		i, have := at[e.Subject]
		if !have {
			i = len(out)
			out = append(out, Item{Subject: e.Subject})
		}
		out[i].Body = e.After
	}
	return out
}
