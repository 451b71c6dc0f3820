package telegramtest

import (
	"net/http"
	"slices"
	"strconv"
)

// A User is a person or bot.
type User struct {
	ID       int64
	Name     string
	Username string
	Language string // IETF tag, or ""
	Blocked  bool   // has blocked the bot
	Started  bool   // the bot may write first
}

func (u *User) object() Object {
	o := Object{"id": u.ID, "is_bot": u.ID == BotID, "first_name": u.Name}
	if u.Username != "" {
		o["username"] = u.Username
	}
	if u.Language != "" {
		o["language_code"] = u.Language
	}
	return o
}

// A Chat is a private chat, group, supergroup or channel.
type Chat struct {
	ID       int64
	Type     string // private, group, supergroup, channel
	Title    string
	Forum    bool
	Admins   []int64
	Linked   int64 // the discussion group's channel
	NoRights bool  // the bot may not send
	Migrated int64 // the supergroup that it became
	Gone     bool  // the bot was removed
	last     int   // number of the last message
	messages map[int]*Message
}

func (c *Chat) object() Object {
	o := Object{"id": c.ID, "type": c.Type}
	if c.Type == "private" {
		o["first_name"] = c.Title
	} else {
		o["title"] = c.Title
	}
	if c.Forum {
		o["is_forum"] = true
	}
	return o
}

// User makes a person, who has started the bot.
func (s *Server) User(id int64, name, language string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := &User{ID: id, Name: name, Username: "user" + strconv.FormatInt(id, 10), Language: language, Started: true}
	s.users[id] = u
	s.chats[id] = &Chat{ID: id, Type: "private", Title: name, messages: map[int]*Message{}}
	return u
}

// Group makes a group (an id above -1e12) or a supergroup.
func (s *Server) Group(id int64, title string, admins ...int64) *Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Chat{ID: id, Type: "group", Title: title, Admins: admins, messages: map[int]*Message{}}
	if id < -1_000_000_000_000 {
		c.Type = "supergroup"
	}
	s.chats[id] = c
	return c
}

// Migrate makes a group a supergroup, as Telegram tells it: a last message in
// the one, a first in the other.
func (s *Server) Migrate(id, to int64) *Chat {
	s.mu.Lock()
	old := s.chats[id]
	s.mu.Unlock()
	c := s.Group(to, old.Title, old.Admins...)
	s.mu.Lock()
	defer s.mu.Unlock()
	old.Migrated = to
	from := &User{ID: old.Admins[0], Name: "Admin"}
	note := func(chat *Chat, key string, other int64) {
		m := s.add(chat, &Message{From: from})
		o := s.object(m, true)
		o[key] = other
		s.push("message", o)
	}
	note(old, "migrate_to_chat_id", to)
	note(c, "migrate_from_chat_id", id)
	return c
}

// chat finds where something is sent, or why it cannot be. The lock is held.
func (s *Server) chat(id string) (*Chat, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	c, ok := s.chats[n]
	if err != nil || !ok {
		return nil, refuse("chat not found")
	}
	u := s.users[n]
	switch {
	case u != nil && u.Blocked:
		return nil, forbid("bot was blocked by the user")
	case u != nil && !u.Started:
		return nil, forbid("bot can't initiate conversation with a user")
	case c.Gone:
		return nil, forbid("bot was kicked from the " + c.Type + " chat")
	case c.Migrated != 0:
		return nil, &refusal{Code: http.StatusBadRequest, Text: "Bad Request: group chat was upgraded to a supergroup chat", Parameters: Object{"migrate_to_chat_id": c.Migrated}}
	}
	return c, nil
}

func (s *Server) getChatAdministrators(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.chat(params["chat_id"])
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return nil, refuse("there are no administrators in the private chat")
	}
	out := []Object{}
	for _, id := range c.Admins {
		out = append(out, s.member(c, id))
	}
	return out, nil
}

func (s *Server) getChatMember(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.chat(params["chat_id"])
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(params["user_id"], 10, 64)
	if _, ok := s.users[id]; err != nil || !ok {
		return nil, refuse("user not found")
	}
	return s.member(c, id), nil
}

func (s *Server) member(c *Chat, id int64) Object {
	user := &User{ID: id, Name: "Somebody"}
	if u, ok := s.users[id]; ok {
		user = u
	}
	status := "member"
	if slices.Contains(c.Admins, id) {
		status = "administrator"
	}
	return Object{"user": user.object(), "status": status, "can_manage_chat": true, "is_anonymous": false}
}

// getMe is the bot itself.
func getMe() Object {
	return Object{
		"id": BotID, "is_bot": true, "first_name": "Review", "username": Username,
		"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": true,
	}
}
