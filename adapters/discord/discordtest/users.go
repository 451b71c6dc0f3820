package discordtest

import (
	"context"
	"fmt"
	"strings"
)

// Where a user acts.
type Where int

// The places.
const (
	InGuild   Where = iota // in the server's channel
	InDM                   // with the bot
	InPrivate              // in a group that the bot is not in: user install
)

// A User is somebody who uses the application. The fields may be changed
// between actions.
type User struct {
	ID, Name string
	Locale   string // "en-US" if ""
	Roles    []string
	Manager  bool // may manage messages and the server
	Where    Where
	Channel  string // the server's channel if ""

	server *Server
}

// User makes somebody with roles.
func (s *Server) User(name string, roles ...string) *User {
	return &User{ID: s.id(), Name: name, Roles: roles, server: s}
}

// Role makes a role's id.
func (s *Server) Role() string { return s.id() }

func (u *User) account() object {
	return object{"id": u.ID, "username": strings.ToLower(u.Name), "global_name": u.Name, "discriminator": "0", "avatar": nil}
}

func (u *User) member() object {
	permissions := "2248473465835073"
	if u.Manager {
		permissions = "2248473465843305"
	}
	roles := []any{}
	for _, r := range u.Roles {
		roles = append(roles, r)
	}
	return object{
		"user": u.account(), "roles": roles, "permissions": permissions, "joined_at": "2024-01-01T00:00:00Z",
		"deaf": false, "mute": false, "flags": 0,
	}
}

func (u *User) channel() string {
	switch {
	case u.Channel != "":
		return u.Channel
	case u.Where == InDM:
		return u.server.dm(u.ID)
	case u.Where == InPrivate:
		return "8" + u.ID
	}
	return u.server.ChannelID
}

// send delivers an interaction of the user.
func (u *User) send(ctx context.Context, kind int, data object, more object) (*Exchange, error) {
	i := object{"type": kind, "data": data, "channel_id": u.channel(), "context": int(u.Where)}
	i["authorizing_integration_owners"] = object{"1": u.ID}
	if u.Where == InGuild {
		i["guild_id"], i["member"], i["guild_locale"] = u.server.GuildID, u.member(), "en-US"
		i["authorizing_integration_owners"] = object{"0": u.server.GuildID}
	} else {
		i["user"] = u.account()
	}
	if u.Locale != "" {
		i["locale"] = u.Locale
	}
	for k, v := range more {
		i[k] = v
	}
	return u.server.Deliver(ctx, i)
}

// options fills in a command's options as the client does: with the types of
// the registered command. Values are strings, numbers and booleans.
func options(command object, values map[string]any) ([]any, error) {
	var out []any
	for _, o := range list(command["options"]) {
		option, _ := o.(object)
		name := text(option["name"])
		value, ok := values[name]
		if !ok {
			if required, _ := option["required"].(bool); required {
				return nil, fmt.Errorf("discordtest: /%s needs %s", command["name"], name)
			}
			continue
		}
		delete(values, name)
		out = append(out, object{"name": name, "type": option["type"], "value": value})
	}
	for name := range values {
		return nil, fmt.Errorf("discordtest: /%s has no option %s", command["name"], name)
	}
	return out, nil
}

// slash is a command's data. The name may have a subcommand: "moderate add".
func (u *User) slash(name string, values map[string]any) (object, error) {
	name, sub, _ := strings.Cut(name, " ")
	command := u.server.command(name, 1)
	if command == nil {
		return nil, fmt.Errorf("discordtest: no command /%s is registered", name)
	}
	data := object{"id": command["id"], "name": name, "type": 1}
	if sub == "" {
		filled, err := options(command, clone(values))
		data["options"] = filled
		return data, err
	}
	for _, o := range list(command["options"]) {
		if option, _ := o.(object); text(option["name"]) == sub {
			filled, err := options(option, clone(values))
			data["options"] = []any{object{"name": sub, "type": 1, "options": filled}}
			return data, err
		}
	}
	return nil, fmt.Errorf("discordtest: no command /%s %s is registered", name, sub)
}

// Slash calls a slash command.
func (u *User) Slash(ctx context.Context, name string, values map[string]any) (*Exchange, error) {
	data, err := u.slash(name, values)
	if err != nil {
		return nil, err
	}
	return u.send(ctx, kindCommand, data, nil)
}

// Type types into an option that completes itself; the choices come back.
func (u *User) Type(ctx context.Context, name, option, typed string) ([][2]string, error) {
	data, err := u.slash(name, map[string]any{option: typed})
	if err != nil {
		return nil, err
	}
	focus(data, option)
	e, err := u.send(ctx, kindAutocomplete, data, nil)
	if err != nil {
		return nil, err
	}
	var out [][2]string
	for _, c := range list(e.Data["choices"]) {
		choice, _ := c.(object)
		out = append(out, [2]string{text(choice["name"]), fmt.Sprint(choice["value"])})
	}
	return out, nil
}

func focus(data object, option string) {
	for _, o := range list(data["options"]) {
		v, _ := o.(object)
		if text(v["name"]) == option {
			v["focused"] = true
		}
		focus(v, option)
	}
}
