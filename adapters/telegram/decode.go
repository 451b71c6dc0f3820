package telegram

import (
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// Platform is what users are called by: telegram:user:ID.
const Platform = "telegram"

// locale is the language of a user, English if Telegram does not tell or the
// bot has no other.
func locale(u *tgbotapi.User) bot.Lang {
	if u != nil && (u.LanguageCode == "ru" || strings.HasPrefix(u.LanguageCode, "ru-")) {
		return bot.Russian
	}
	return bot.English
}

// who is who did something. Who posts as a chat is not known: no right may be
// given to the wrong one.
func who(u *tgbotapi.User, as *chat) bot.Who {
	if u == nil || as != nil || anonymous[u.ID] {
		return bot.Who{Platform: Platform}
	}
	return bot.Who{Platform: Platform, User: strconv.FormatInt(u.ID, 10)}
}

// place fills in who did something where.
func place(ev *bot.Event, u *tgbotapi.User, m *message) {
	ev.Who, ev.Locale, ev.Level = who(u, m.Sender), locale(u), bot.Reader
	ev.Chat, ev.Private, ev.Open = strconv.FormatInt(m.Chat.ID, 10), m.Chat.private(), !m.Chat.private()
	if ev.Who.User == "" {
		return
	}
	ev.Conversation = ev.Chat + "/" + strconv.Itoa(m.topic()) + "/" + ev.Who.User
	ev.Address = address{m.Chat.ID, m.topic(), 0}.String()
	if !ev.Private {
		ev.Address = address{m.Chat.ID, m.topic(), u.ID}.String()
	}
}

// topic is the forum topic that a message stands in, or 0. Threads of
// comments need no naming: a reply stays in its thread.
func (m *message) topic() int {
	if m.InTopic {
		return m.Thread
	}
	return 0
}

// address is where a notice goes: a chat, its topic, and in a group who it is
// for. Its text form is what the bot keeps.
type address struct {
	chat  int64
	topic int
	user  int64
}

func (a address) String() string {
	return strconv.FormatInt(a.chat, 10) + "/" + strconv.Itoa(a.topic) + "/" + strconv.FormatInt(a.user, 10)
}

func parseAddress(s string) (address, bool) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return address{}, false
	}
	chat, err1 := strconv.ParseInt(parts[0], 10, 64)
	topic, err2 := strconv.Atoi(parts[1])
	user, err3 := strconv.ParseInt(parts[2], 10, 64)
	return address{chat, topic, user}, err1 == nil && err2 == nil && err3 == nil && chat != 0
}

// empties is what is answered to empty a field: Telegram sends no empty text.
const empties = "-"

// event is what a message means: a question, a command or a filled form.
func (s said) event(m *message) bot.Event {
	ev := bot.Event{Kind: bot.Message, Text: s.text}
	if s.form != nil {
		value := s.text
		if value == empties {
			value = ""
		}
		ev = bot.Event{Kind: bot.Submitted, Data: s.form.data, Values: map[string]string{s.form.field: value}}
	}
	place(&ev, m.From, m)
	return ev
}

// supergroups have ids from here down.
const supergroups = -1_000_000_000_000

// link is an address of a message in a supergroup, for its members; other
// chats have none.
func link(p post) string {
	if p.chat > supergroups {
		return ""
	}
	return "https://t.me/c/" + strconv.FormatInt(supergroups-p.chat, 10) + "/" + strconv.Itoa(p.id)
}
