package telegram

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// FuzzUpdate reads any update as far as the first request: nothing in it may
// stop the program, give a right, or be taken for another's.
func FuzzUpdate(f *testing.F) {
	for _, s := range []string{
		`{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":5},"chat":{"id":-7,"type":"group"},"text":"/ask@review_test_bot x","entities":[{"type":"bot_command","offset":0,"length":21}]}}`,
		`{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":-7,"type":"supergroup"},"sender_chat":{"id":-7},"text":"@review_test_bot x","entities":[{"type":"mention","offset":0,"length":999}]}}`,
		`{"update_id":1,"edited_message":{"message_id":1,"chat":{"id":5,"type":"private"},"caption":"😀@review_test_bot","caption_entities":[{"type":"mention","offset":2,"length":16}],"from":{"id":5}}}`,
		`{"update_id":1,"callback_query":{"id":"q","from":{"id":5},"message":{"message_id":2,"date":1,"chat":{"id":5,"type":"private"},"reply_to_message":{"text":"/ask"}},"data":"tp1|"}}`,
		`{"update_id":1,"callback_query":{"id":"q","from":{"id":5},"inline_message_id":"i","data":"1p0..9"}}`,
		`{"update_id":1,"inline_query":{"id":"q","from":{"id":5},"query":"x"}}`,
		`{"update_id":1,"message":{"message_id":1,"from":{"id":5},"chat":{"id":5,"type":"private"},"text":"x","reply_to_message":{"from":{"id":7000000001},"entities":[{"type":"text_link","url":"https://t.me/x?form=dGV4dHwx"}]}}}`,
		`{"update_id":-1}`, `[]`, `null`, `{"message":{}}`,
	} {
		f.Add([]byte(s))
	}
	a := Open(Config{Bot: &fake{}, Token: "1:x", Log: slog.New(slog.DiscardHandler)})
	a.self = tgbotapi.User{ID: 7000000001, UserName: "review_test_bot"}
	a.reader = reader{a.self.ID, a.self.UserName}
	f.Fuzz(func(t *testing.T, data []byte) {
		var u update
		if json.Unmarshal(data, &u) != nil {
			return
		}
		_ = u.lane()
		for _, m := range []*message{u.Message, u.Edited} {
			if m == nil {
				continue
			}
			s, ok := a.reader.said(m)
			if !ok {
				continue
			}
			ev := s.event(m)
			if s.text == "" || ev.Level != bot.Reader || m.Sender != nil && ev.Who.User != "" {
				t.Errorf("%s is read as %+v", data, ev)
			}
			if utf8.Valid(data) && !utf8.ValidString(ev.Text) {
				t.Errorf("%q is no UTF-8", ev.Text)
			}
		}
		if c := u.Callback; c != nil && c.From != nil {
			if p := a.pressed(c); p.event.Level != bot.Reader || p.event.Kind != bot.Pressed {
				t.Errorf("%s is read as %+v", data, p.event)
			}
		}
		// To the end, with no server there and no time: it must return.
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_ = a.handle(ctx, u)
	})
}
