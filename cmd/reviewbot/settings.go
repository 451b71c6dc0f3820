package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"

	"reviewbot/bot"
)

// settings is all that the environment sets; .env.example documents it.
type settings struct {
	Pack          string `env:"REVIEWBOT_PACK"`
	Database      secret `env:"DATABASE_URL" envDefault:"sqlite:reviewbot.db"`
	DatabaseFile  string `env:"DATABASE_URL_FILE"`
	SecretKey     secret `env:"SECRET_KEY"`
	SecretKeyFile string `env:"SECRET_KEY_FILE"`
	RetentionDays string `env:"QUESTION_RETENTION_DAYS" envDefault:"30"`
	Owners        string `env:"OWNERS"`
	Moderators    string `env:"MODERATORS"`
	Approvals     string `env:"MODERATION_APPROVALS"`
	AskerLimit    string `env:"ASKER_LIMIT" envDefault:"20"`
	ChatLimit     string `env:"CHAT_LIMIT" envDefault:"60"`
	EditLimit     string `env:"EDIT_LIMIT" envDefault:"60"`
	Cooldown      string `env:"ANSWER_COOLDOWN" envDefault:"1m"`

	DiscordToken     secret `env:"DISCORD_TOKEN"`
	DiscordTokenFile string `env:"DISCORD_TOKEN_FILE"`
	DiscordApp       string `env:"DISCORD_APP_ID"`
	DiscordGuild     string `env:"DISCORD_GUILD_ID"`
	DiscordKey       string `env:"DISCORD_PUBLIC_KEY"`
	DiscordGateway   string `env:"DISCORD_GATEWAY"`
	DiscordAPI       string `env:"DISCORD_API_URL"`
	DiscordLog       string `env:"DISCORD_LOG_CHANNEL_ID"`

	TelegramToken      secret `env:"TELEGRAM_TOKEN"`
	TelegramTokenFile  string `env:"TELEGRAM_TOKEN_FILE"`
	TelegramSecret     secret `env:"TELEGRAM_WEBHOOK_SECRET"`
	TelegramSecretFile string `env:"TELEGRAM_WEBHOOK_SECRET_FILE"`
	TelegramAPI        string `env:"TELEGRAM_API_URL"`
	TelegramLog        string `env:"TELEGRAM_LOG_CHAT_ID"`
	PublicURL          string `env:"PUBLIC_URL"`
	Listen             string `env:"LISTEN_ADDR" envDefault:"127.0.0.1:8080"`

	NoColour   string `env:"NO_COLOR"`
	LCAll      string `env:"LC_ALL"`
	LCMessages string `env:"LC_MESSAGES"`
	Lang       string `env:"LANG"`

	values map[string]string // what was set, by name
}

// secret is a setting that is never printed.
type secret string

// String hides the value.
func (secret) String() string { return "(secret)" }

// GoString hides the value.
func (secret) GoString() string { return "(secret)" }

// readSettings reads the environment, and a file of settings if there is one.
// What the environment sets wins.
func readSettings(environ []string, file string) (settings, error) {
	values, err := godotenv.Read(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return settings{}, fmt.Errorf("%s: %w: write one NAME=value a line", file, err)
	}
	if values == nil {
		values = map[string]string{}
	}
	maps.Copy(values, env.ToMap(environ))
	s, err := env.ParseAsWithOptions[settings](env.Options{Environment: values})
	if err != nil {
		return settings{}, fmt.Errorf("settings: %w", err)
	}
	s.values = values
	return s, nil
}

// locale is the language of the terminal, as POSIX ranks the settings.
func (s settings) locale() bot.Lang {
	for _, set := range []string{s.LCAll, s.LCMessages, s.Lang} {
		if set != "" {
			if strings.HasPrefix(strings.ToLower(set), "ru") {
				return bot.Russian
			}
			return bot.English
		}
	}
	return bot.English
}

// listens tells whether an address to listen on was set: then it is needed.
func (s settings) listens() bool { return s.values["LISTEN_ADDR"] != "" }

// database is where the store is, from DATABASE_URL or the file that
// DATABASE_URL_FILE names: the URL may hold a password.
func (s settings) database() (string, error) {
	switch {
	case s.DatabaseFile == "":
		return string(s.Database), nil
	case s.values["DATABASE_URL"] != "":
		return "", errors.New("DATABASE_URL and DATABASE_URL_FILE are both set: keep one")
	}
	url, err := readSecret("DATABASE_URL_FILE", s.DatabaseFile)
	return string(url), err
}

// maxRetention is the most days that question texts may be kept.
const maxRetention = 3650

// retention is how long the texts of questions are kept.
func (s settings) retention() (time.Duration, error) {
	days, err := strconv.Atoi(s.RetentionDays)
	if err != nil || days < 1 || days > maxRetention {
		return 0, fmt.Errorf("QUESTION_RETENTION_DAYS: write a whole number of days from 1 to %d", maxRetention)
	}
	return time.Duration(days) * 24 * time.Hour, nil
}

// state tells of each setting whether it is set, in the order of the
// declaration. Values are not shown: some settings are secrets.
func (s settings) state() ([]string, error) {
	names, err := settingNames()
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		state := "not set"
		if s.values[name] != "" {
			state = "set"
		}
		names[i] = fmt.Sprintf("%-28s %s", name, state)
	}
	return names, nil
}

// settingNames are the names of all settings.
func settingNames() ([]string, error) {
	fields, err := env.GetFieldParams(&settings{})
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	var names []string
	for _, f := range fields {
		if f.Key != "" {
			names = append(names, f.Key)
		}
	}
	return names, nil
}
