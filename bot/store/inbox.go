package store

import "time"

// InboxKind says why something waits for a moderator.
type InboxKind string

// The kinds of inbox item.
const (
	Missed      InboxKind = "missed"        // a question that was refused
	NoneOfThese InboxKind = "none-of-these" // a choice that had not what was meant
	ThumbsDown  InboxKind = "thumbs-down"   // an answer called bad
	Suggestion  InboxKind = "suggestion"    // a correction that a reader proposes
	PackDiffers InboxKind = "pack"          // a newer pack has a touched item otherwise
)

// InboxKinds lists the kinds of inbox item.
var InboxKinds = []InboxKind{Missed, NoneOfThese, ThumbsDown, Suggestion, PackDiffers}

// A Report is one asking that goes to the inbox.
type Report struct {
	Kind        InboxKind
	Group       string // reports of one kind and group are one item; at most MaxText bytes
	Text        string // the question or suggestion
	Lang        string // "en" or "ru"
	Fact        string // the fact that a thumbs-down or a suggestion is about
	Revision    int64  // of the Book that answered
	Nearest     []string
	Explanation string
	Asker       Asker
}

// An InboxItem is reports of one kind and group, waiting for a moderator. It
// lives while one of its reports does; a pack difference until it is resolved.
type InboxItem struct {
	ID          string
	Kind        InboxKind
	Group       string
	Text        string // of its latest report; "" for a pack difference
	Lang        string
	Fact        string
	Revision    int64 // of the Book that answered last
	Nearest     []string
	Explanation string
	Askers      int // different ones
	Times       int // that it was asked, all askers together
	Waiting     int // askers who want to be told
	First, Last time.Time
	Difference  *Difference // of a pack difference
	Resolved    Resolution  // zero while it is open
}

// A Resolution ends an inbox item. Who resolved it and when is filled in.
type Resolution struct {
	Item string
	How  How
	By   Who
	At   time.Time
	// Tell goes to the outbox once for each asker who wants to be told, with
	// Platform, Target and Asker filled in; nil tells nobody. The inbox keeps
	// no address of a resolved item either way.
	Tell *Notice
}

// How an inbox item was resolved.
type How string

// The ways to resolve an inbox item. A dismissed group stays shut for as long
// as its reports are kept: the same again is counted and not shown. After any
// other, the same again opens a new item.
const (
	AsPhrasing How = "phrasing"
	AsFact     How = "fact"
	AsSilence  How = "silence"
	AsEdit     How = "edit" // a suggestion taken up
	Dismissed  How = "dismissed"
	KeptOurs   How = "ours"
	TookTheirs How = "theirs"
	Answered   How = "answered" // the facts answer it by now
)

// InboxQuery chooses items; zero fields choose all that are open.
type InboxQuery struct {
	ID       string
	Kind     InboxKind
	Resolved bool // resolved ones too
	Most     int  // how many at most; 0 for all
}

// An Asking is a report as it is kept.
type Asking struct {
	Text  string
	Asker Asker
	Times int
	Last  time.Time
	Tell  bool // the asker wants to be told
}
