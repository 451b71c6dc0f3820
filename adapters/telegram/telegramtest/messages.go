package telegramtest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits of messages.
const (
	maxText      = 4096 // UTF-16 units
	maxData      = 64   // bytes of callback data
	maxButtons   = 100
	deleteWithin = 48 * time.Hour
)

// A Message is one in a chat.
type Message struct {
	ID       int
	Chat     int64
	Thread   int
	From     *User
	Sender   int64 // the chat that an anonymous administrator or a channel posts as
	Via      bool  // sent by way of the bot's inline mode
	Inline   string
	Text     string // as shown
	Caption  bool   // the text stands under a picture
	Markup   string // as sent
	Entities []Object
	Keyboard [][]Button
	Reply    int // the message that it answers, or 0
	Force    bool
	Date     time.Time
	Edits    int
	Deleted  bool
}

// A Button is one of an inline keyboard.
type Button struct {
	Text     string  `json:"text"`
	Data     string  `json:"callback_data,omitempty"`
	URL      string  `json:"url,omitempty"`
	Switch   *string `json:"switch_inline_query_current_chat,omitempty"`
	CopyText *struct {
		Text string `json:"text"`
	} `json:"copy_text,omitempty"`
}

// Button finds a button whose label contains a text.
func (m Message) Button(label string) (Button, bool) {
	for _, row := range m.Keyboard {
		for _, b := range row {
			if strings.Contains(b.Text, label) {
				return b, true
			}
		}
	}
	return Button{}, false
}

// add keeps a message. The lock is held.
func (s *Server) add(c *Chat, m *Message) *Message {
	c.last++
	m.ID, m.Chat, m.Date = c.last, c.ID, s.now()
	c.messages[m.ID] = m
	return m
}

// object is a message as the bot sees it, with the one that it answers.
func (s *Server) object(m *Message, withReply bool) Object {
	c := s.chats[m.Chat]
	o := Object{"message_id": m.ID, "date": m.Date.Unix(), "chat": c.object()}
	if m.From != nil {
		o["from"] = m.From.object()
	}
	if m.Sender != 0 {
		o["sender_chat"] = s.chats[m.Sender].object()
	}
	key := "text"
	if m.Caption {
		key = "caption"
		o["photo"] = []Object{{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}}
	}
	if m.Text != "" {
		o[key] = m.Text
		e := m.Entities
		if m.From == nil || m.From.ID != BotID {
			e = entities(m.Text)
		}
		if len(e) > 0 {
			o[strings.TrimPrefix(key+"_entities", "text_")] = e
		}
	}
	if m.Thread != 0 {
		o["message_thread_id"] = m.Thread
		o["is_topic_message"] = c.Forum
	}
	if m.Via {
		o["via_bot"] = getMe()
	}
	if m.Keyboard != nil {
		o["reply_markup"] = Object{"inline_keyboard": m.Keyboard}
	}
	if m.Edits > 0 {
		o["edit_date"] = s.now().Unix()
	}
	if r, ok := c.messages[m.Reply]; ok && withReply && !r.Deleted {
		o["reply_to_message"] = s.object(r, false)
	}
	return o
}

// entities finds commands and mentions as Telegram does.
func entities(text string) []Object {
	var out []Object
	at := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\u3000' }) {
		at += strings.Index(text[at:], word)
		kind := map[byte]string{'/': "bot_command", '@': "mention"}[word[0]]
		trimmed := strings.TrimRight(word, ".,:;!?")
		if kind != "" && len(trimmed) > 1 {
			out = append(out, Object{"type": kind, "offset": units(text[:at]), "length": units(trimmed)})
		}
		at += len(word)
	}
	return out
}

// send keeps a message of the bot.
func (s *Server) send(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.chat(params["chat_id"])
	if err != nil {
		return nil, err
	}
	if c.NoRights {
		return nil, refuse("not enough rights to send text messages to the chat")
	}
	if err := s.flooded(c.ID); err != nil {
		return nil, err
	}
	m := &Message{From: &User{ID: BotID, Name: "Review", Username: Username}, Markup: params["text"]}
	if m.Text, m.Entities, err = shown(params["text"], params["parse_mode"], maxText); err != nil {
		return nil, err
	}
	if err := m.keyboard(params["reply_markup"]); err != nil {
		return nil, err
	}
	if m.Thread, _ = strconv.Atoi(params["message_thread_id"]); m.Thread != 0 && !c.Forum && c.Type != "supergroup" {
		return nil, refuse("message thread not found")
	}
	if err := m.answers(c, params["reply_parameters"]); err != nil {
		return nil, err
	}
	s.add(c, m)
	s.change()
	return s.object(m, true), nil
}

// answers sets which message is replied to.
func (m *Message) answers(c *Chat, parameters string) error {
	var p struct {
		ID      int  `json:"message_id"`
		Without bool `json:"allow_sending_without_reply"`
	}
	if parameters == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(parameters), &p); err != nil {
		return refuse("can't parse reply parameters JSON object")
	}
	if r, ok := c.messages[p.ID]; ok && !r.Deleted {
		m.Reply = p.ID
		return nil
	}
	if p.Without {
		return nil
	}
	return refuse("message to be replied not found")
}

// keyboard sets the buttons.
func (m *Message) keyboard(markup string) error {
	var k struct {
		Inline [][]Button `json:"inline_keyboard"`
		Force  bool       `json:"force_reply"`
	}
	if markup == "" {
		m.Keyboard = nil
		return nil
	}
	if err := json.Unmarshal([]byte(markup), &k); err != nil {
		return refuse("can't parse reply keyboard markup JSON object")
	}
	n := 0
	for _, row := range k.Inline {
		for _, b := range row {
			n++
			switch {
			case b.Text == "":
				return refuse("text buttons are unallowed in the inline keyboard")
			case b.Data == "" && b.URL == "" && b.Switch == nil && b.CopyText == nil:
				return refuse("text buttons are unallowed in the inline keyboard")
			case len(b.Data) > maxData:
				return refuse("BUTTON_DATA_INVALID")
			}
		}
	}
	if n > maxButtons {
		return refuse("reply markup is too long")
	}
	m.Keyboard, m.Force = k.Inline, k.Force
	return nil
}

// find is the message that a request is about.
func (s *Server) find(params map[string]string, what string) (*Message, error) {
	if id := params["inline_message_id"]; id != "" {
		if m, ok := s.inline[id]; ok {
			return m, nil
		}
		return nil, refuse("MESSAGE_ID_INVALID")
	}
	c, err := s.chat(params["chat_id"])
	if err != nil {
		return nil, err
	}
	id, _ := strconv.Atoi(params["message_id"])
	m, ok := c.messages[id]
	if !ok || m.Deleted {
		return nil, refuse("message to %s not found", what)
	}
	return m, nil
}

// edit changes the text and the keyboard, or the keyboard alone.
func (s *Server) edit(params map[string]string, text bool) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(params, "edit")
	if err != nil {
		return nil, err
	}
	if m.From.ID != BotID && m.Inline == "" {
		return nil, refuse("message can't be edited")
	}
	if err := s.flooded(m.Chat); err != nil {
		return nil, err
	}
	changed := *m
	if text {
		changed.Markup = params["text"]
		if changed.Text, changed.Entities, err = shown(params["text"], params["parse_mode"], maxText); err != nil {
			return nil, err
		}
	}
	if err := changed.keyboard(params["reply_markup"]); err != nil {
		return nil, err
	}
	if changed.Markup == m.Markup && slices.EqualFunc(changed.Keyboard, m.Keyboard, slices.Equal[[]Button]) {
		return nil, refuse("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	changed.Edits++
	*m = changed
	s.change()
	if m.Inline != "" {
		return true, nil
	}
	return s.object(m, true), nil
}

func (s *Server) deleteMessage(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(params, "delete")
	if err != nil {
		return nil, err
	}
	if s.now().Sub(m.Date) > deleteWithin || m.From.ID != BotID {
		return nil, refuse("message can't be deleted for everyone")
	}
	m.Deleted = true
	s.change()
	return true, nil
}

// Messages are copies of those in a chat that were not deleted, in order.
func (s *Server) Messages(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.chats[chat]
	if !ok {
		return nil
	}
	var out []Message
	for _, id := range slices.Sorted(maps.Keys(c.messages)) {
		if m := c.messages[id]; !m.Deleted {
			out = append(out, *m)
		}
	}
	return out
}

// Sent are the bot's messages in a chat.
func (s *Server) Sent(chat int64) []Message {
	return slices.DeleteFunc(s.Messages(chat), func(m Message) bool { return m.From == nil || m.From.ID != BotID })
}

// Answer is the bot's message that answers another, the latest if there are
// several.
func (s *Server) Answer(chat int64, to int) (Message, bool) {
	sent := s.Sent(chat)
	for i := len(sent) - 1; i >= 0; i-- {
		if sent[i].Reply == to {
			return sent[i], true
		}
	}
	return Message{}, false
}
