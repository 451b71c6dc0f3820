package telegram

import (
	"encoding/base64"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// reader tells what a message says to the bot.
type reader struct {
	id   int64  // of the bot
	name string // its user name
}

// said is a message that is meant for the bot.
type said struct {
	text  string // the question; or a command with its argument, without the bot's name
	to    int    // the message to reply to
	named bool   // the bot was named, or it is a private chat: it has to reply
	form  *form  // the input that this fills in
	lean  int    // the bot's message that this replies to, or 0
}

// form is what a prompt asked for: a field of an input.
type form struct{ field, data string }

// anonymous are the accounts that stand for who posts as a chat.
var anonymous = map[int64]bool{1087968824: true, 136817688: true}

// said tells what a message says to the bot, and whether it is meant for it.
func (r reader) said(m *message) (said, bool) {
	text, entities := m.words()
	text = strings.TrimSpace(text)
	if text == "" || r.ignored(m) {
		return said{}, false
	}
	s := said{text: text, to: m.ID, named: m.Chat.private()}
	replied := m.replied()
	if replied != nil && r.own(replied) {
		s.lean, s.form = replied.ID, promptOf(replied)
	}
	switch {
	case strings.HasPrefix(text, "/"):
		s.form = nil
		return r.command(s, text, replied)
	case r.mentioned(text, entities):
		s.text, s.named = r.unmention(text), true
		if s.text == "" {
			return s.about(replied)
		}
		return s, true
	}
	return s, m.Chat.private() || s.lean != 0
}

// ignored tells whether a message is of no concern: of another bot, a post of
// the channel that a group discusses, or sent by way of the bot itself.
func (r reader) ignored(m *message) bool {
	switch {
	case m.Forwarded, m.Via != nil && m.Via.ID == r.id:
		return true
	case m.Sender != nil:
		return false
	}
	return m.From == nil || m.From.IsBot && !anonymous[m.From.ID]
}

// own tells whether the bot sent a message.
func (r reader) own(m *message) bool {
	return m.From != nil && m.From.ID == r.id && m.Via == nil
}

// replied is the message that one replies to. In a forum, what is said to the
// topic as a whole comes as a reply to the topic's beginning: that is none.
func (m *message) replied() *message {
	if m.Reply == nil || m.InTopic && m.Reply.ID == m.Thread {
		return nil
	}
	return m.Reply
}

// command reads a command; one for another bot is not ours. An "/ask" alone
// asks what the message says that it replies to.
func (r reader) command(s said, text string, replied *message) (said, bool) {
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	name, whom, at := strings.Cut(text[:end], "@")
	if at {
		if !strings.EqualFold(whom, r.name) {
			return said{}, false
		}
		s.named = true
	}
	argument := strings.TrimSpace(text[end:])
	if argument == "" && asks(name) && replied != nil && !r.own(replied) {
		if about, ok := s.about(replied); ok {
			return about, true
		}
	}
	if argument == "" && takesText(name) && replied != nil && !r.own(replied) {
		argument, _ = replied.words()
	}
	s.text = strings.TrimSpace(name + " " + argument)
	return s, true
}

// takesText tells whether a command may be given what another message says:
// a fact or a phrasing is made from it.
func takesText(command string) bool {
	switch strings.ToLower(command) {
	case "/fact_add", "/fact_phrasing":
		return true
	}
	return false
}

// about makes what another message says the question, and its author the one
// to reply to.
func (s said) about(replied *message) (said, bool) {
	if replied == nil {
		s.text = "/help"
		return s, true
	}
	text, _ := replied.words()
	s.text, s.to, s.lean, s.form = question(text), replied.ID, 0, nil
	return s, s.text != ""
}

// asks tells whether a command asks a question.
func asks(command string) bool {
	switch strings.ToLower(command) {
	case "/ask", "/вопрос":
		return true
	}
	return false
}

// question is the question in what was typed: all of it, or what follows
// "/ask"; other commands hold none.
func question(typed string) string {
	typed = strings.TrimSpace(typed)
	if !strings.HasPrefix(typed, "/") {
		return typed
	}
	end := strings.IndexFunc(typed, unicode.IsSpace)
	if end < 0 {
		return ""
	}
	name, _, _ := strings.Cut(typed[:end], "@")
	if !asks(name) {
		return ""
	}
	return strings.TrimSpace(typed[end:])
}

// mentioned tells whether the text names the bot.
func (r reader) mentioned(text string, entities []tgbotapi.MessageEntity) bool {
	for _, e := range entities {
		if e.Type == "mention" && strings.EqualFold(slice16(text, e.Offset, e.Length), "@"+r.name) {
			return true
		}
	}
	return false
}

// unmention takes the bot's name out of a text.
func (r reader) unmention(text string) string {
	at := strings.Index(strings.ToLower(text), "@"+strings.ToLower(r.name))
	if at < 0 || at+1+len(r.name) > len(text) {
		return text
	}
	rest := strings.TrimLeft(text[at+1+len(r.name):], " ,:;")
	return strings.TrimSpace(text[:at] + rest)
}

// slice16 is a part of a text, counted in UTF-16 units as entities are; empty
// if there is no such part.
func slice16(s string, offset, length int) string {
	all := utf16.Encode([]rune(s))
	if offset < 0 || length < 0 || offset > len(all) || length > len(all)-offset {
		return ""
	}
	return string(utf16.Decode(all[offset : offset+length]))
}

// promptURL is a link that carries what a prompt asks for: a message that
// replies to the prompt brings it back, also after a restart.
func (r reader) promptURL(f form) string {
	return "https://t.me/" + r.name + "?form=" + base64.RawURLEncoding.EncodeToString([]byte(f.field+"|"+f.data))
}

// promptOf reads what a message of the bot asks for, or nil.
func promptOf(m *message) *form {
	for _, e := range m.Entities {
		if e.Type != "text_link" {
			continue
		}
		u, err := url.Parse(e.URL)
		if err != nil {
			continue
		}
		raw, err := base64.RawURLEncoding.DecodeString(u.Query().Get("form"))
		field, data, ok := strings.Cut(string(raw), "|")
		if err == nil && ok && u.Host == "t.me" {
			return &form{field, data}
		}
	}
	return nil
}
