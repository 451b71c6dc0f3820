package telegram

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// askWithin is how long the question may take who administers a chat.
const askWithin = 5 * time.Second

// Administers asks Telegram whether a user is an administrator of a chat, each
// time. An error denies.
func (a *Adapter) Administers(ctx context.Context, w bot.Who, chat string) (bool, error) {
	id, err := strconv.ParseInt(w.User, 10, 64)
	if w.Platform != Platform || err != nil {
		return false, nil
	}
	if n, err := strconv.ParseInt(chat, 10, 64); err != nil || n >= 0 {
		return false, nil // a private chat has no administrators
	}
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	var admins []tgbotapi.ChatMember
	if err := a.send.call(ctx, "getChatAdministrators", tgbotapi.Params{"chat_id": chat}, &admins); err != nil {
		return false, err
	}
	return slices.ContainsFunc(admins, func(m tgbotapi.ChatMember) bool {
		return m.User != nil && m.User.ID == id && (m.Status == "creator" || m.Status == "administrator")
	}), nil
}

// Platform is the name that the bot's users and notices have here.
func (a *Adapter) Platform() string { return Platform }

// Notify sends what has no reply to ride on: to an address that an event
// brought, or, if it is empty, to the moderators' log. It waits until Run has
// begun.
func (a *Adapter) Notify(ctx context.Context, to string, r bot.Reply) error {
	select {
	case <-a.begun:
	case <-ctx.Done():
		return fmt.Errorf("telegram: notify: %w", context.Cause(ctx))
	}
	at, user := spot{chat: a.LogChat}, int64(0)
	if to != "" {
		addr, ok := parseAddress(to)
		if !ok {
			return fmt.Errorf("telegram: notify: no address: %w", bot.ErrGone)
		}
		at, user = spot{chat: addr.chat, topic: addr.topic}, addr.user
	}
	if at.chat == 0 {
		return fmt.Errorf("telegram: notify: TELEGRAM_LOG_CHAT_ID is not set: %w", bot.ErrGone)
	}
	s := a.show(r, style{}, navigation{})
	if at.chat < 0 {
		s.keys = a.linked(s.keys)
	}
	if user != 0 {
		s.html = `<a href="tg://user?id=` + strconv.FormatInt(user, 10) + `">↩</a> ` + s.html
		s.plain = "↩ " + s.plain
	}
	_, err := a.post(ctx, at, s)
	if err != nil && understand(err).kind == gone {
		return fmt.Errorf("%w: %w", err, bot.ErrGone)
	}
	return err
}
