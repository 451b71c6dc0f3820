package telegram

import (
	"encoding/json"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// allowedUpdates are the kinds that are asked for.
const allowedUpdates = `["message","edited_message","callback_query","inline_query"]`

// The structs here hold what is used of what Telegram sends, by its names and
// in today's form: the library's are of 2021.

type update struct {
	ID       int                   `json:"update_id"`
	Message  *message              `json:"message"`
	Edited   *message              `json:"edited_message"`
	Callback *callback             `json:"callback_query"`
	Inline   *tgbotapi.InlineQuery `json:"inline_query"`
}

type message struct {
	ID          int                      `json:"message_id"`
	Thread      int                      `json:"message_thread_id"`
	InTopic     bool                     `json:"is_topic_message"`
	From        *tgbotapi.User           `json:"from"`
	Sender      *chat                    `json:"sender_chat"` // where it was posted as a chat
	Chat        chat                     `json:"chat"`
	Date        int64                    `json:"date"` // 0 where the message is not accessible
	Text        string                   `json:"text"`
	Entities    []tgbotapi.MessageEntity `json:"entities"`
	Caption     string                   `json:"caption"`
	CaptionEnts []tgbotapi.MessageEntity `json:"caption_entities"`
	Reply       *message                 `json:"reply_to_message"`
	Via         *tgbotapi.User           `json:"via_bot"`
	EditDate    int64                    `json:"edit_date"`
	Album       string                   `json:"media_group_id"`
	Photo       json.RawMessage          `json:"photo"`
	Voice       json.RawMessage          `json:"voice"`
	Sticker     json.RawMessage          `json:"sticker"`
	Video       json.RawMessage          `json:"video"`
	Document    json.RawMessage          `json:"document"`
	Audio       json.RawMessage          `json:"audio"`
	Forwarded   bool                     `json:"is_automatic_forward"`
	MigrateTo   int64                    `json:"migrate_to_chat_id"`
	MigrateFrom int64                    `json:"migrate_from_chat_id"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

func (c chat) private() bool { return c.Type == "private" }

type callback struct {
	ID       string         `json:"id"`
	From     *tgbotapi.User `json:"from"`
	Message  *message       `json:"message"`
	InlineID string         `json:"inline_message_id"`
	Data     string         `json:"data"`
}

// media tells whether a message holds something that cannot be read.
func (m *message) media() bool {
	return m.Photo != nil || m.Voice != nil || m.Sticker != nil || m.Video != nil || m.Document != nil || m.Audio != nil
}

// words is what a message says, be it a text or a picture's caption.
func (m *message) words() (string, []tgbotapi.MessageEntity) {
	if m.Text != "" {
		return m.Text, m.Entities
	}
	return m.Caption, m.CaptionEnts
}

// lane is what updates are handled in order for: a chat, and the inline
// queries of a user.
func (u update) lane() string {
	switch {
	case u.Message != nil:
		return strconv.FormatInt(u.Message.Chat.ID, 10)
	case u.Edited != nil:
		return strconv.FormatInt(u.Edited.Chat.ID, 10)
	case u.Callback != nil && u.Callback.Message != nil:
		return strconv.FormatInt(u.Callback.Message.Chat.ID, 10)
	case u.Callback != nil && u.Callback.From != nil:
		return "q" + strconv.FormatInt(u.Callback.From.ID, 10)
	case u.Inline != nil && u.Inline.From != nil:
		return "q" + strconv.FormatInt(u.Inline.From.ID, 10)
	}
	return ""
}
