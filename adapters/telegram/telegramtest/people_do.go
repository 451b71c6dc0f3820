package telegramtest

import (
	"fmt"
	"time"
)

// Said says how a message differs from a plain one.
type Said struct {
	Reply   int   // the message that it answers
	Thread  int   // the forum topic
	As      int64 // posted as this chat: an anonymous administrator or a channel
	Caption bool
}

// Say lets a user write, and returns the message and the update's number.
func (s *Server) Say(from *User, chat int64, text string, how Said) (Message, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{From: from, Text: text, Reply: how.Reply, Thread: how.Thread, Sender: how.As, Caption: how.Caption}
	if how.As != 0 {
		m.From = &User{ID: 1087968824, Name: "Group", Username: "GroupAnonymousBot"}
	}
	s.add(s.chats[chat], m)
	return *m, s.push("message", s.object(m, true))
}

// Edit lets a user correct a message.
func (s *Server) Edit(chat int64, id int, text string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.chats[chat].messages[id]
	m.Text = text
	m.Edits++
	return s.push("edited_message", s.object(m, true))
}

// Remove deletes a message as a user does: the bot is not told.
func (s *Server) Remove(chat int64, id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[chat].messages[id].Deleted = true
}

// query is a callback or inline query that waits for its answer.
type query struct {
	user     *User
	at       time.Time
	answered map[string]string // the parameters of the answer
}

func (s *Server) newQuery(from *User) string {
	s.serial++
	id := fmt.Sprintf("q%d", s.serial)
	s.queries[id] = &query{user: from, at: s.now()}
	return id
}

// Press lets a user press a button of a message and returns the query's id.
func (s *Server) Press(from *User, m Message, data string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newQuery(from)
	o := Object{"id": id, "from": from.object(), "chat_instance": "1", "data": data}
	switch now, ok := s.message(m); {
	case m.Inline != "":
		o["inline_message_id"] = m.Inline
	case !ok || now.Deleted:
		o["message"] = Object{"chat": s.chats[m.Chat].object(), "message_id": m.ID, "date": 0}
	default:
		o["message"] = s.object(now, true)
	}
	s.push("callback_query", o)
	return id
}

func (s *Server) message(m Message) (*Message, bool) {
	c, ok := s.chats[m.Chat]
	if !ok {
		return nil, false
	}
	now, ok := c.messages[m.ID]
	return now, ok
}

// Inline lets a user type after the bot's name and returns the query's id.
func (s *Server) Inline(from *User, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newQuery(from)
	s.push("inline_query", Object{"id": id, "from": from.object(), "query": text, "offset": "", "chat_type": "private"})
	return id
}

// Answered are the parameters that a query was answered with, if it was.
func (s *Server) Answered(id string) (map[string]string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, ok := s.queries[id]
	if !ok || q.answered == nil {
		return nil, false
	}
	return q.answered, true
}
