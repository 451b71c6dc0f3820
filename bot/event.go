package bot

// EventKind says what a user did.
type EventKind uint8

// The kinds of event.
const (
	Message   EventKind = iota // typed something; a leading "/" makes it a command
	Called                     // chose a command from the platform's list
	Pressed                    // pressed a button or chose an option
	Submitted                  // filled in an input
)

// Level is what a user may do. The zero value may do nothing: an adapter
// that cannot tell leaves it.
type Level uint8

// The levels, each of which includes those before it.
const (
	Nobody Level = iota
	Reader
	Moderator
	Owner
)

// An Event is what a user did, in the bot's words.
type Event struct {
	Kind EventKind
	// Conversation says what a follow-up may lean on: one user in one place.
	// Empty means that nothing is remembered.
	Conversation string
	Level        Level
	Locale       Lang
	// Text is what was typed: the message, or what follows the command's
	// name. With a pressed button it is the question that the button's
	// message answered, if the platform can tell.
	Text    string
	Command string            // the command's name, for Called
	Data    string            // the button's or the input's data, for Pressed and Submitted
	Values  map[string]string // by field name, for Submitted
	// Terminal says that the conversation can be quit.
	Terminal bool
}
