package telegramtest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// call does what a method does.
func (s *Server) call(r *http.Request, method string, params map[string]string) (any, error) {
	switch method {
	case "getMe":
		return getMe(), nil
	case "getUpdates":
		return s.getUpdates(r, params)
	case "setWebhook":
		return s.setWebhook(params)
	case "deleteWebhook":
		return s.deleteWebhook(params)
	case "getWebhookInfo":
		return s.getWebhookInfo()
	case "sendMessage":
		return s.send(params)
	case "editMessageText":
		return s.edit(params, true)
	case "editMessageReplyMarkup":
		return s.edit(params, false)
	case "deleteMessage":
		return s.deleteMessage(params)
	case "answerCallbackQuery":
		return s.answerCallbackQuery(params)
	case "answerInlineQuery":
		return s.answerInlineQuery(params)
	case "getChatAdministrators":
		return s.getChatAdministrators(params)
	case "getChatMember":
		return s.getChatMember(params)
	case "getChat":
		return s.getChat(params)
	case "setMyCommands", "getMyCommands", "deleteMyCommands":
		return s.commands(method, params)
	}
	if what, set := strings.CutPrefix(method, "setMy"); set && textLimits[what] > 0 {
		return s.setText(what, params)
	}
	if what, get := strings.CutPrefix(method, "getMy"); get && textLimits[what] > 0 {
		return s.getText(what, params)
	}
	return nil, &refusal{Code: http.StatusNotFound, Text: "Not Found: method not found"}
}

func (s *Server) getChat(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.chat(params["chat_id"])
	if err != nil {
		return nil, err
	}
	return c.object(), nil
}

// textLimits are the longest names and descriptions, in characters.
var textLimits = map[string]int{"Name": 64, "Description": 512, "ShortDescription": 120}

// field is a name or description as parameters and results call it.
func field(what string) string {
	if what == "ShortDescription" {
		return "short_description"
	}
	return strings.ToLower(what)
}

func (s *Server) setText(what string, params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := params[field(what)]
	if len([]rune(text)) > textLimits[what] {
		return nil, refuse("bot %s is too long", strings.ToLower(what))
	}
	s.texts[what+":"+params["language_code"]] = text
	return true, nil
}

func (s *Server) getText(what string, params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Object{field(what): s.texts[what+":"+params["language_code"]]}, nil
}

// Text is the bot's Name, Description or ShortDescription for a language.
func (s *Server) Text(what, language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.texts[what+":"+language]
}

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

// commands sets, gets or deletes a menu of commands.
func (s *Server) commands(method string, params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	scope := params["scope"]
	if scope == "" {
		scope = `{"type":"default"}`
	}
	key := scope + params["language_code"]
	switch method {
	case "deleteMyCommands":
		delete(s.menus, key)
		return true, nil
	case "getMyCommands":
		if s.menus[key] == "" {
			return []any{}, nil
		}
		return json.RawMessage(s.menus[key]), nil
	}
	var list []struct{ Command, Description string }
	if err := json.Unmarshal([]byte(params["commands"]), &list); err != nil {
		return nil, refuse("can't parse commands JSON array")
	}
	if len(list) > 100 {
		return nil, refuse("BOT_COMMANDS_TOO_MUCH")
	}
	for _, c := range list {
		switch {
		case !commandName.MatchString(c.Command):
			return nil, refuse("BOT_COMMAND_INVALID")
		case c.Description == "" || len([]rune(c.Description)) > 256:
			return nil, refuse("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.menus[key] = params["commands"]
	return true, nil
}

// Menu is a menu of commands as JSON, by the type of its scope and language.
func (s *Server) Menu(scope, language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.menus[`{"type":"`+scope+`"}`+language]
}
