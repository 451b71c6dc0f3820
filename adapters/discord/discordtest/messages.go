package discordtest

import (
	"iter"
	"maps"
	"net/http"
	"strings"
	"time"
)

// A Message is one that stands in a channel, as the API gives it.
type Message map[string]any

// ID is the message's.
func (m Message) ID() string { return text(m["id"]) }

// Ephemeral tells whether only one user sees it.
func (m Message) Ephemeral() bool { return number(m["flags"])&flagEphemeral != 0 }

// Text is all that is written in it: content, embeds and text components.
func (m Message) Text() string {
	parts := []string{text(m["content"])}
	for _, e := range list(m["embeds"]) {
		embed, _ := e.(object)
		footer, _ := embed["footer"].(object)
		parts = append(parts, text(embed["title"]), text(embed["description"]), text(footer["text"]))
	}
	for c := range walk(list(m["components"])) {
		if number(c["type"]) == 10 {
			parts = append(parts, text(c["content"]))
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// Buttons are those that can be pressed: custom ids by label.
func (m Message) Buttons() iter.Seq2[string, string] {
	return func(yield func(label, id string) bool) {
		for c := range walk(list(m["components"])) {
			disabled, _ := c["disabled"].(bool)
			if number(c["type"]) == 2 && c["custom_id"] != nil && !disabled && !yield(text(c["label"]), text(c["custom_id"])) {
				return
			}
		}
	}
}

// Options are those of the first menu: labels and values.
func (m Message) Options() (menu string, options [][2]string) {
	for c := range walk(list(m["components"])) {
		if number(c["type"]) == 3 {
			for _, o := range list(c["options"]) {
				option, _ := o.(object)
				options = append(options, [2]string{text(option["label"]), text(option["value"])})
			}
			return text(c["custom_id"]), options
		}
	}
	return "", nil
}

// Messages are those that the bot posted in a channel, the oldest first;
// responses to interactions are not among them.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, id := range s.posted[channel] {
		if m := s.messages[id]; m != nil {
			out = append(out, Message(clone(m)))
		}
	}
	return out
}

// Message is one by its id, or nil if there is none any more.
func (s *Server) Message(id string) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.messages[id] == nil {
		return nil
	}
	return Message(clone(s.messages[id]))
}

// CloseChannel makes a channel one where the bot may not post.
func (s *Server) CloseChannel(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed[id] = true
}

func (s *Server) isClosed(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed[id]
}

// keep stores a message of the bot, with ids for its components as the API
// gives them, and more fields. It returns the message's id.
func (s *Server) keep(channel string, m, more object) string {
	m = clone(m)
	s.mu.Lock()
	defer s.mu.Unlock()
	m["id"], m["channel_id"], m["timestamp"] = s.idLocked(), channel, time.Now().UTC().Format(time.RFC3339)
	m["author"] = s.me()
	m["mentions"], m["mention_roles"], m["attachments"] = []any{}, []any{}, []any{}
	maps.Copy(m, more)
	number := 0.0
	for c := range walk(list(m["components"])) {
		if number++; c["id"] == nil {
			c["id"] = number
		}
	}
	s.messages[text(m["id"])] = m
	return text(m["id"])
}

func (s *Server) postMessage(r *http.Request, body any) (int, any) {
	channel := r.PathValue("channel")
	if s.isClosed(channel) {
		return refuse(http.StatusForbidden, 50013, "Missing Permissions")
	}
	o, _ := body.(object)
	for _, why := range checkMessage(o) {
		s.fault("message: %s: %s", why, compact(body))
	}
	more := object{"type": 0.0}
	if reference, ok := o["message_reference"].(object); ok {
		more["type"] = 19.0
		if to := s.Message(text(reference["message_id"])); to != nil {
			more["referenced_message"] = to
		}
	}
	id := s.keep(channel, o, more)
	s.mu.Lock()
	s.posted[channel] = append(s.posted[channel], id)
	s.mu.Unlock()
	return http.StatusOK, s.Message(id)
}

func (s *Server) getMessage(r *http.Request, _ any) (int, any) {
	if m := s.Message(r.PathValue("message")); m != nil {
		return http.StatusOK, m
	}
	return refuse(http.StatusNotFound, 10008, "Unknown Message")
}

func (s *Server) patchMessage(r *http.Request, body any) (int, any) {
	return s.edit(r.PathValue("message"), body)
}

// edit changes the fields of a message that are given.
func (s *Server) edit(id string, body any) (int, any) {
	o, _ := body.(object)
	s.mu.Lock()
	m := s.messages[id]
	if m == nil {
		s.mu.Unlock()
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	flags := number(m["flags"])
	maps.Copy(m, clone(o))
	m["flags"] = float64(number(m["flags"])&^flagEphemeral | flags&(flagEphemeral|flagComponents)) // these stay
	m = clone(m)
	s.mu.Unlock()
	m["allowed_mentions"] = o["allowed_mentions"]
	for _, why := range checkMessage(m) {
		s.fault("edited message: %s: %s", why, compact(body))
	}
	return http.StatusOK, m
}

func (s *Server) deleteMessage(r *http.Request, _ any) (int, any) {
	return s.remove(r.PathValue("message"))
}

func (s *Server) remove(id string) (int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.messages[id] == nil {
		return refuse(http.StatusNotFound, 10008, "Unknown Message")
	}
	delete(s.messages, id)
	return http.StatusNoContent, nil
}
