package bot

import "reviewbot/knowledge"

// A Reply is what the bot says and offers. An adapter shows the parts in
// order, then the input or the buttons. It has at least one part.
type Reply struct {
	Lang      Lang
	Parts     []Part
	Citations []knowledge.Citation // those of the quotes, each once
	Buttons   []Button
	Input     *Input // nil where nothing is asked for
	Quit      bool   // the conversation is over
}

// PartKind says how a part is meant, so that it can be set apart.
type PartKind uint8

// The kinds of part.
const (
	Say       PartKind = iota // the bot's own words
	Heading                   // a title over what follows
	Statement                 // what the review says, reported
	Quote                     // the review's own words, with Section and Paragraph
	Note                      // the moderators' words, marked as theirs; to be set apart
	List                      // Items
)

// A Part is one paragraph of a reply.
type Part struct {
	Kind      PartKind
	Text      string
	Section   string // of a Quote
	Paragraph int    // of a Quote, counted from 1
	Items     []Item // of a List
}

// An Item is one line of a list.
type Item struct {
	Text      string
	Paragraph int // where it stands in the review, or 0
}

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
	PanelInput                // several fields
)

// An Input asks the user for something. What has Fields comes back as
// Submitted with Data, what has Options as Pressed with the option's data.
type Input struct {
	Shape   Shape
	Title   string // empty where the parts have asked
	Data    string
	Fields  []Field
	Options []Option
}

// A Field is one value to fill in.
type Field struct {
	Name  string // of the value in Event.Values
	Label string
	Value string // what stands there already
	Long  bool   // may hold several lines
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
	for _, known := range r.Citations {
		if known == c {
			return
		}
	}
	r.Citations = append(r.Citations, c)
}
