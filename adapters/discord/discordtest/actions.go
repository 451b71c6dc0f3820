package discordtest

import (
	"context"
	"fmt"
	"strings"
)

// OnMessage calls a message command on a message.
func (u *User) OnMessage(ctx context.Context, name string, target Message) (*Exchange, error) {
	command := u.server.command(name, 3)
	if command == nil {
		return nil, fmt.Errorf("discordtest: no message command %q is registered", name)
	}
	return u.send(ctx, kindCommand, object{
		"id": command["id"], "name": name, "type": 3, "target_id": target.ID(),
		"resolved": object{"messages": object{target.ID(): object(target)}},
	}, nil)
}

// Press presses the button with a label, or the first whose label begins with
// it.
func (u *User) Press(ctx context.Context, m Message, label string) (*Exchange, error) {
	for have, id := range m.Buttons() {
		if strings.HasPrefix(have, label) {
			return u.PressID(ctx, m, id)
		}
	}
	return nil, fmt.Errorf("discordtest: no button %q under: %s", label, m.Text())
}

// PressID presses a button by its custom id, whether it is there or not.
func (u *User) PressID(ctx context.Context, m Message, id string) (*Exchange, error) {
	return u.component(ctx, m, object{"custom_id": id, "component_type": 2})
}

// Choose takes an option of the message's menu by its label.
func (u *User) Choose(ctx context.Context, m Message, label string) (*Exchange, error) {
	menu, options := m.Options()
	for _, o := range options {
		if strings.HasPrefix(o[0], label) {
			return u.component(ctx, m, object{"custom_id": menu, "component_type": 3, "values": []any{o[1]}})
		}
	}
	return nil, fmt.Errorf("discordtest: no option %q in %v", label, options)
}

func (u *User) component(ctx context.Context, m Message, data object) (*Exchange, error) {
	if m == nil {
		return nil, fmt.Errorf("discordtest: there is no message")
	}
	channel := text(m["channel_id"])
	return u.send(ctx, kindComponent, data, object{"message": object(m), "channel_id": channel})
}

// Fill submits the form that an exchange opened; values are by label. Fields
// that are not given keep what stands in them.
func (u *User) Fill(ctx context.Context, form *Exchange, values map[string]string) (*Exchange, error) {
	if form.Type != respondModal {
		return nil, fmt.Errorf("discordtest: a response of type %d is no form", form.Type)
	}
	var rows []any
	left := clone(values)
	for _, row := range list(form.Data["components"]) {
		filled, _ := clone(row).(object)
		for field := range walk([]any{filled}) {
			if number(field["type"]) != 4 {
				continue
			}
			label := text(field["label"])
			if label == "" {
				label = text(filled["label"])
			}
			value, ok := left[label]
			if !ok {
				value = text(field["value"])
			}
			delete(left, label)
			for k := range field {
				if k != "type" && k != "custom_id" {
					delete(field, k)
				}
			}
			field["value"] = value
		}
		delete(filled, "label")
		delete(filled, "description")
		rows = append(rows, filled)
	}
	for label := range left {
		return nil, fmt.Errorf("discordtest: the form has no field %q: %s", label, compact(form.Data))
	}
	more := object{}
	if m, ok := form.sent["message"].(object); ok {
		more["message"], more["channel_id"] = m, m["channel_id"]
	}
	return u.send(ctx, kindModal, object{"custom_id": form.Data["custom_id"], "components": rows}, more)
}

// Post makes a message of the user. In a server its content reaches the bot
// only if it mentions it or replies to a message of its own, as there is no
// privileged intent; replying to the response of a slash command does not.
func (u *User) Post(content string, replyTo Message) Message {
	s := u.server
	m := object{
		"id": s.id(), "channel_id": u.channel(), "author": u.account(), "content": content, "type": 0.0,
		"mentions": []any{}, "mention_roles": []any{}, "mention_everyone": false, "tts": false, "pinned": false,
		"timestamp": "2026-01-01T00:00:00Z", "attachments": []any{}, "embeds": []any{}, "components": []any{},
	}
	mentioned := strings.Contains(content, "<@"+s.AppID+">") || strings.Contains(content, "<@!"+s.AppID+">")
	if replyTo != nil {
		m["type"], m["referenced_message"] = 19.0, object(replyTo)
		m["message_reference"] = object{"message_id": replyTo.ID(), "channel_id": u.channel()}
		author, _ := replyTo["author"].(object)
		mentioned = mentioned || text(author["id"]) == s.AppID && replyTo["interaction_metadata"] == nil
	}
	if mentioned {
		m["mentions"] = []any{s.me()}
	}
	guild := ""
	event := clone(m)
	if u.Where == InGuild {
		guild = s.GuildID
		event["guild_id"] = guild
		member := u.member()
		delete(member, "user")
		event["member"] = member
		if !mentioned {
			event["content"] = ""
		}
	}
	s.mu.Lock()
	s.messages[text(m["id"])] = clone(m)
	s.mu.Unlock()
	if u.Where != InPrivate {
		s.Dispatch(guild, "MESSAGE_CREATE", event)
	}
	return Message(m)
}
