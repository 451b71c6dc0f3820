package telegram

import (
	"context"
	"encoding/json"
	"reflect"
	"regexp"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// languages are those of menus and profiles: of everybody else, and Russian.
var languages = []struct {
	code string
	lang bot.Lang
}{{"", bot.English}, {"ru", bot.Russian}}

// Limits of menus and profiles (core.telegram.org/bots/api#setmyname).
const (
	maxName        = 64
	maxCommands    = 100
	maxCommandHelp = 256
)

// entries of a menu, by the Bot API's names.
type menuEntry struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

var commandForm = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

// menu lists the commands up to a level.
func menu(commands []bot.Command, level bot.Level, lang bot.Lang) []menuEntry {
	out := []menuEntry{}
	for _, c := range commands {
		name := strings.ReplaceAll(c.Name, " ", "_")
		if c.Hidden || c.Terminal || c.Level > level || !commandForm.MatchString(name) || len(out) == maxCommands {
			continue
		}
		out = append(out, menuEntry{name, shorten(c.Help.In(lang), maxCommandHelp)})
	}
	return out
}

// scopes are whom a menu is shown to. It only shows: rights are checked when
// a command is called.
var scopes = []struct {
	name  string
	level bot.Level
}{
	{"default", bot.Reader},
	{"all_private_chats", bot.Reader},
	{"all_chat_administrators", bot.Moderator},
}

// introduce sets the menus, the name and the descriptions that are not as
// they shall be. What fails is logged: the bot serves without.
func (a *Adapter) introduce(ctx context.Context) {
	for _, l := range languages {
		for _, scope := range scopes {
			a.setMenu(ctx, scope.name, l.code, menu(a.Bot.Commands(), scope.level, l.lang))
		}
		for what, text := range a.profile(l.lang) {
			a.setProfile(ctx, what, l.code, text)
		}
	}
}

func (a *Adapter) setMenu(ctx context.Context, scope, language string, want []menuEntry) {
	p := tgbotapi.Params{"scope": `{"type":"` + scope + `"}`}
	p.AddNonEmpty("language_code", language)
	var now []menuEntry
	err := a.send.call(ctx, "getMyCommands", p, &now)
	if err == nil && !reflect.DeepEqual(now, want) {
		if err = jsonParam(p, "commands", want); err == nil {
			err = a.send.call(ctx, "setMyCommands", p, nil)
		}
	}
	a.introduced(ctx, "menu", err)
}

// profile is what Telegram shows of the bot, by the Bot API's names.
func (a *Adapter) profile(lang bot.Lang) map[string]string {
	out := map[string]string{"Description": profileLong.in(lang), "ShortDescription": profileShort.in(lang)}
	if parts := a.Bot.Welcome(lang).Parts; len(parts) > 0 {
		out["Name"] = shorten(parts[0].Text, maxName)
	}
	return out
}

func (a *Adapter) setProfile(ctx context.Context, what, language, want string) {
	name := strings.ToLower(what)
	if what == "ShortDescription" {
		name = "short_description"
	}
	p := tgbotapi.Params{}
	p.AddNonEmpty("language_code", language)
	var now map[string]json.RawMessage
	var text string
	err := a.send.call(ctx, "getMy"+what, p, &now)
	if err == nil {
		err = json.Unmarshal(now[name], &text)
	}
	if err == nil && text != want {
		p[name] = want
		err = a.send.call(ctx, "setMy"+what, p, nil)
	}
	a.introduced(ctx, name, err)
}

// introduced logs what could not be set.
func (a *Adapter) introduced(ctx context.Context, what string, err error) {
	if err != nil && ctx.Err() == nil {
		a.log.Warn("could not be set on Telegram; it serves without", "what", what, "error", err)
	}
}
