package bot

import (
	"context"

	"reviewbot/bot/store"
)

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

// Who is a user of a platform: "discord", "telegram" or "terminal", and the
// id that the platform gives them. Adapters use this name and need not import
// package store.
type Who = store.Who

// An Event is what a user did, in the bot's words.
type Event struct {
	Kind EventKind
	// Who did it. User is empty where the platform does not tell, as of an
	// anonymous administrator: then nobody gets a right by it.
	Who Who
	// Chat is the platform's id of the chat or channel.
	Chat string
	// Private says that nobody but who did it reads along.
	Private bool
	// Roles are the ids of the roles that the platform itself says, with this
	// event, that the user has here.
	Roles []string
	// Chats asks the platform who administers a chat. nil denies.
	Chats Administrators
	// Address is where a later notice reaches the user, as the adapter's
	// Notifier takes it; empty if nothing does.
	Address string

	// Conversation says what a follow-up may lean on: one user in one place.
	// Empty means that nothing is remembered.
	Conversation string
	// Level is what the adapter vouches for: Reader for who may ask. The bot
	// raises it by OWNERS and MODERATORS.
	Level  Level
	Locale Lang // as the platform says; what the user set wins
	// Text is what was typed: the message, or what follows the command's
	// name. With a pressed button it is the question that the button's
	// message answered, if the platform can tell.
	Text string
	// Before is the question that the message replied to was an answer to, if
	// the platform can tell; a follow-up leans on it.
	Before  string
	Command string            // the command's name, for Called
	Data    string            // the button's or the input's data, for Pressed and Submitted
	Values  map[string]string // by field name, for Submitted
	// Again says that an answer is given anew: its question was edited, or
	// another page of it is looked at. That is not recorded, not a repetition
	// and nothing to lean on.
	Again bool
	// Open says that the platform cannot show a reply here to one user alone:
	// what is for moderators goes on in private, by Reply.Elsewhere.
	Open bool
	// Terminal says that the conversation can be quit and has no buttons.
	Terminal bool
}

// Administrators tells who administers a chat, as the platform says it now.
type Administrators interface {
	// Administers is asked at every action and its word is never kept. An
	// error denies.
	Administers(ctx context.Context, who Who, chat string) (bool, error)
}
