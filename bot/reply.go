package bot

import "reviewbot/knowledge"

// A Reply is what the bot says and offers. An adapter shows the parts in
// order, then the input or the buttons. It has at least one part, unless its
// manner is Silence.
type Reply struct {
	Lang      Lang
	Manner    Manner
	Parts     []Part
	Citations []knowledge.Citation `json:"-"` // those of the quotes, each once
	Facts     []string             // ids of the facts that the reply rests on
	Revision  int64                // of the first of Facts; 0 if it is the pack's
	Buttons   []Button
	Input     *Input // nil where nothing is asked for
	// See is where the answer stands that this reply points to, as the
	// adapter gave it to Bot.Posted; empty if that is not known.
	See string
	// Elsewhere is the start parameter of a deep link to the private chat in
	// which this goes on; empty if it does not.
	Elsewhere string
	Quit      bool // the conversation is over
}

// Manner is how a reply is given.
type Manner uint8

// The manners of a reply.
const (
	Answering Manner = iota // a message of its own, under what it replies to
	Aside                   // for who did it alone, where the platform can; else a message of its own
	Notice                  // one line that need not stay: a toast, an ephemeral message
	Replacing               // in place of the message that the button hangs on
	Removing                // the message that the button hangs on is to be deleted; the parts say so where it cannot be
	Silence                 // nothing is said
)

// PartKind says how a part is meant, so that it can be set apart.
type PartKind uint8

// The kinds of part.
const (
	Say       PartKind = iota // the bot's own words
	Heading                   // a title over what follows
	Statement                 // what the review says, reported; with Paragraph where no quote follows
	Quote                     // the review's own words, with Section and Paragraph
	Note                      // the moderators' words, marked as theirs; to be set apart
	List                      // Items
	Compare                   // Text as it was and as it is to be: Spans
)

// A Part is one paragraph of a reply.
type Part struct {
	Kind      PartKind
	Text      string // of a Compare: what is compared
	Section   string // of a Quote
	Paragraph int    // of a Quote or Statement, counted from 1; 0 if it is shown elsewhere
	Items     []Item // of a List
	Spans     []Span // of a Compare
}

// An Item is one line of a list.
type Item struct {
	Text      string
	Paragraph int // where it stands in the review, or 0
}

// A Span is a piece of a compared text.
type Span struct {
	Text   string
	Change Change
}

// Change says what became of a piece of text.
type Change uint8

// The changes.
const (
	Kept Change = iota
	Dropped
	Added
)

// A Button is something to press. Data comes back in the event and is at
// most 64 bytes. Typed is what does the same where there is nothing to press.
type Button struct{ Label, Data, Typed string }

// Shape is one of the four forms of input that every adapter must render.
type Shape uint8

// The shapes.
const (
	TextInput    Shape = iota // one field
	ChoiceInput               // one of Options; comes back as Pressed
	ConfirmInput              // yes or no: the first of Options agrees; comes back as Pressed
	PanelInput                // several fields, at most MaxFields
)

// MaxFields is how many fields a panel has at most: Discord's limit.
const MaxFields = 5

// An Input asks the user for something. What has Fields comes back as
// Submitted with Data, what has Options as Pressed with the option's data. An
// input with fields may have Options beside them, for buttons that leave it.
//
// Of a panel, only some fields may come back: the others stay. Coming back
// with none shows it again as it stands.
type Input struct {
	Shape   Shape
	Title   string // empty where the parts have asked; at most 45 characters
	Data    string // at most MaxInputData bytes
	Fields  []Field
	Options []Option
}

// MaxInputData is how many bytes the data of an input has at most, so that an
// adapter can put which field or page before it.
const MaxInputData = 58

// A Field is one value to fill in.
type Field struct {
	Name  string // of the value in Event.Values
	Label string // at most 45 characters
	Value string // what stands there already
	Long  bool   // may hold several lines
	Fault string // what is wrong with Value, or ""
}

// An Option is one thing to choose.
type Option struct {
	Label     string
	Paragraph int // where it stands in the review, or 0
	Data      string
}

// say makes a reply of one plain part.
func say(lang Lang, text string) Reply {
	return Reply{Lang: lang, Parts: []Part{{Kind: Say, Text: text}}}
}

// notice is say for one line that need not stay.
func notice(lang Lang, text string) Reply {
	r := say(lang, text)
	r.Manner = Notice
	return r
}

func (r *Reply) add(kind PartKind, text string) {
	r.Parts = append(r.Parts, Part{Kind: kind, Text: text})
}

// list adds a list, unless it is empty.
func (r *Reply) list(items []Item) {
	if len(items) > 0 {
		r.Parts = append(r.Parts, Part{Kind: List, Items: items})
	}
}

// cite adds a quote and its citation.
func (r *Reply) cite(c knowledge.Citation) {
	r.Parts = append(r.Parts, Part{
		Kind: Quote, Text: c.Quote(), Section: c.Section().In(r.Lang), Paragraph: c.Paragraph(),
	})
	r.citation(c)
}

func (r *Reply) citation(c knowledge.Citation) {
	for _, known := range r.Citations {
		if known == c {
			return
		}
	}
	r.Citations = append(r.Citations, c)
}
