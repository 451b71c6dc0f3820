package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"

	"reviewbot/adapters/telegram"
)

// telegram is the configuration of the Telegram adapter; false if it is not
// set. The error joins all faults of its settings.
func (s settings) telegram(log *slog.Logger) (telegram.Config, bool, error) {
	token, err1 := secretOf("TELEGRAM_TOKEN", s.TelegramToken, s.TelegramTokenFile)
	hook, err2 := secretOf("TELEGRAM_WEBHOOK_SECRET", s.TelegramSecret, s.TelegramSecretFile)
	if token == "" {
		return telegram.Config{}, false, errors.Join(err1, err2)
	}
	faults := []error{err1, err2}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if !telegram.ValidToken(token) {
		fault("TELEGRAM_TOKEN: that is no token: copy it from @BotFather (/mybots, API Token)")
	}
	if hook != "" && !telegram.ValidSecret(hook) {
		fault("TELEGRAM_WEBHOOK_SECRET: use 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	if hook != "" && s.PublicURL == "" {
		fault("TELEGRAM_WEBHOOK_SECRET: a webhook needs PUBLIC_URL too; without both, updates are polled")
	}
	if s.PublicURL != "" && !isURL(s.PublicURL) {
		fault("PUBLIC_URL: write an address such as https://bot.example.org")
	}
	if s.TelegramAPI != "" && !isURL(s.TelegramAPI) {
		fault("TELEGRAM_API_URL: write an address such as http://localhost:8081")
	}
	chat := int64(0)
	if s.TelegramLog != "" {
		var err error
		if chat, err = strconv.ParseInt(s.TelegramLog, 10, 64); err != nil || chat == 0 {
			fault("TELEGRAM_LOG_CHAT_ID: write the chat's number, such as -1001234567890")
		}
	}
	if _, _, err := net.SplitHostPort(s.Listen); hook != "" && err != nil {
		fault("LISTEN_ADDR: write HOST:PORT or :PORT, such as :8080")
	}
	return telegram.Config{
		Token: token, APIURL: s.TelegramAPI, PublicURL: s.PublicURL, WebhookSecret: hook, LogChat: chat, Log: log,
	}, true, errors.Join(faults...)
}

// secretOf is a secret that stands in the environment or in a file.
func secretOf(name string, value secret, file string) (string, error) {
	switch {
	case value != "" && file != "":
		return "", fmt.Errorf("%s and %s_FILE are both set: keep one", name, name)
	case file == "":
		return strings.TrimSpace(string(value)), nil
	}
	content, err := readSecret(name+"_FILE", file)
	return string(content), err
}

// isURL tells whether a setting is an address of the web.
func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
