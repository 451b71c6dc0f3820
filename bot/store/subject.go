package store

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// SubjectKind says what a subject is.
type SubjectKind string

// The kinds of subject: everything of a Book that can be edited. Sections,
// title, year and text of the review come from the pack that the program
// runs with.
const (
	Fact          SubjectKind = "fact"
	Entity        SubjectKind = "entity"
	Topic         SubjectKind = "topic"
	Concept       SubjectKind = "concept"
	Gathering     SubjectKind = "gathering"
	Silence       SubjectKind = "silence"       // the review does not say
	Misconception SubjectKind = "misconception" // assumes what the review does not say
)

// SubjectKinds lists the kinds of subject.
var SubjectKinds = []SubjectKind{Fact, Entity, Topic, Concept, Gathering, Silence, Misconception}

// A Subject is what revisions are of.
type Subject struct {
	Kind SubjectKind
	ID   string
}

// String is kind:id, as ParseSubject reads it.
func (s Subject) String() string { return string(s.Kind) + ":" + s.ID }

// ParseSubject reads kind:id; an id alone is a fact's.
func ParseSubject(s string) (Subject, error) {
	kind, id, ok := strings.Cut(s, ":")
	if !ok {
		kind, id = string(Fact), s
	}
	for _, k := range SubjectKinds {
		if string(k) == kind && id != "" {
			return Subject{k, id}, nil
		}
	}
	return Subject{}, fmt.Errorf("%q names nothing that has revisions: write the id of a fact, or KIND:ID with one of %v", s, SubjectKinds)
}

// A Body is the canonical JSON of a subject as a whole, made by Encode; nil
// where there is none: before the first revision, and while retired. Two
// bodies are the same if their bytes are.
type Body []byte

// Is tells whether two bodies say the same.
func (b Body) Is(other Body) bool { return (b == nil) == (other == nil) && bytes.Equal(b, other) }

// An Item is a subject as it stands now.
type Item struct {
	Subject  Subject
	Revision int64 // number of its last revision
	First    int64 // number of its first revision: items are shown in this order
	Body     Body  // nil while retired
	Base     Body  // what the pack said when the store last followed it; nil if it said nothing
}

// Touched tells whether moderators made the item differ from the pack.
func (it Item) Touched() bool { return !it.Body.Is(it.Base) }

// Who did something: a platform and a user's id as the platform gives it.
type Who struct {
	Platform string // "discord", "telegram", "terminal", "program"
	User     string
}

// IsZero tells whether it is nobody.
func (w Who) IsZero() bool { return w == Who{} }

// String is platform:user.
func (w Who) String() string {
	if w.User == "" {
		return w.Platform
	}
	return w.Platform + ":" + w.User
}

// Program is the program itself: it fills an empty store and follows packs.
var Program = Who{Platform: "program"}

// Contents are all items of a store at one revision, and the state beside
// them, read in one transaction.
type Contents struct {
	Head  Head
	Items []Item // in order of First, retired ones too
}

// Item finds a subject.
func (c Contents) Item(s Subject) (Item, bool) {
	for _, it := range c.Items {
		if it.Subject == s {
			return it, true
		}
	}
	return Item{}, false
}

// A Head is the state of the store that is cheap to read.
type Head struct {
	// Revision is the Book revision: the number of the last revision of any
	// subject. It only grows; 0 is an empty store.
	Revision int64
	Review   string // SHA-256 of the review it is bound to; "" if empty
	Pack     string // id of the pack it follows
	Version  int    // of that pack, the highest seen
	Frozen   Freeze // zero unless editing is frozen
}

// A Freeze is editing stopped by an owner.
type Freeze struct {
	By  Who
	At  time.Time
	Why string
}

// IsZero tells whether editing goes on.
func (f Freeze) IsZero() bool { return f.By.IsZero() }
