package discord

import (
	"strconv"
	"strings"
)

// idVersion begins every custom id. It changes when their form does, so that
// old buttons can say what they are.
const idVersion = "1"

// The kinds of custom id.
const (
	idBot     = 'b' // the bot's own data
	idForm    = 'f' // opens the form that the bot's data asks for
	idMenu    = 'm' // a menu: the value is the bot's data
	idPage    = 'p' // another page of the reply that a source makes
	idShare   = 's' // the reply that a source makes, for all to see
	idAgain   = 'a' // asks for another question
	idPublish = 'u' // an answer to somebody's message, for all to see
)

// maxID is the most that a custom id may have, in characters.
const maxID = 100

// customID names what a button does.
func customID(kind byte, rest string) string { return idVersion + string(kind) + rest }

// parseID reads a custom id. Strangers send them too.
func parseID(id string) (kind byte, rest string, ok bool) {
	if len(id) < 2 || len(id) > 4*maxID || id[:1] != idVersion {
		return 0, "", false
	}
	return id[1], id[2:], true
}

// The sources: what made a reply, so that it can be made again.
const (
	sourceQuestion = 'q' // the question that the message carries
	sourceCommand  = 'c' // a command's name and argument
	sourcePress    = 'b' // a button's data, with the question of the message
)

// source is what made a reply. It is no use, and zero, if it does not fit on
// a button.
type source struct {
	kind byte
	rest string
}

// pageID is the custom id of a page of a source's reply.
func (s source) pageID(page int) string {
	return customID(idPage, strconv.Itoa(page)+"."+string(s.kind)+s.rest)
}

func (s source) shareID() string { return customID(idShare, string(s.kind)+s.rest) }

// fits tells whether a source can be carried by buttons.
func (s source) fits() bool { return s.kind != 0 && length(s.pageID(99)) <= maxID }

func parseSource(s string) (source, bool) {
	if s == "" || !strings.ContainsRune("qcb", rune(s[0])) {
		return source{}, false
	}
	return source{s[0], s[1:]}, true
}

// parsePage reads what stands behind the kind of a pageID.
func parsePage(rest string) (page int, s source, ok bool) {
	number, of, found := strings.Cut(rest, ".")
	page, err := strconv.Atoi(number)
	s, ok = parseSource(of)
	return page, s, found && err == nil && ok && page >= 0 && page < 1000
}
