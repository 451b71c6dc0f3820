package discord

import (
	"context"
	"strconv"
	"strings"

	"reviewbot/bot"
)

// Platform is Discord's name in the bot's words.
const Platform = "discord"

// who is the user that sent an interaction, or nil.
func (i *interaction) who() *user {
	if i.Member != nil && i.Member.User != nil {
		return i.Member.User
	}
	return i.User
}

// direct tells whether nobody else reads the channel.
func (i *interaction) direct() bool { return i.Context != nil && *i.Context == 1 }

// language is the interaction's.
func (i *interaction) language() bot.Lang { return languageOf(i.Locale) }

func languageOf(locale string) bot.Lang {
	if locale == "ru" || strings.HasPrefix(locale, "ru-") {
		return bot.Russian
	}
	return bot.English
}

// event is what an interaction has whatever its type. Who may do what is told
// by ids and roles from the interaction itself, which Discord signed or sent.
func (i *interaction) event() bot.Event {
	ev := bot.Event{
		Level: bot.Reader, Chat: i.ChannelID, Locale: i.language(), Private: i.direct() || i.hidden(),
	}
	if u := i.who(); u != nil && !u.Bot && u.ID != "" {
		ev.Who = bot.Who{Platform: Platform, User: u.ID}
		ev.Conversation = conversation(i.ChannelID, u.ID)
		ev.Address = u.ID
	}
	if i.Member != nil && i.GuildID != "" {
		ev.Roles = i.Member.Roles
		ev.Chats = administrators{ev.Who, i.ChannelID, i.Member.Permissions}
	}
	return ev
}

// hidden tells whether the message of a pressed button is the user's alone.
func (i *interaction) hidden() bool { return i.Message != nil && i.Message.Flags&flagEphemeral != 0 }

// conversation is one user in one place.
func conversation(channel, user string) string { return Platform + ":" + channel + ":" + user }

// administrators answers for one user in one channel, from the permissions
// that came with the event.
type administrators struct {
	who         bot.Who
	channel     string
	permissions string
}

// Permissions of a member.
const (
	mayAdminister   = 1 << 3
	mayManageServer = 1 << 5
	mayView         = 1 << 10
	maySend         = 1 << 11
	mayManage       = 1 << 13 // messages
)

// Administers tells whether the user may manage the server.
func (a administrators) Administers(_ context.Context, who bot.Who, chat string) (bool, error) {
	p, err := strconv.ParseUint(a.permissions, 10, 64)
	if err != nil || who != a.who || chat != a.channel {
		return false, nil
	}
	return p&(mayAdminister|mayManageServer) != 0, nil
}

// request is an interaction as it is to be served.
type request struct {
	event   bot.Event
	layout  layout
	private bool        // the answer is for the user alone, whatever the bot says
	manner  *bot.Manner // that of the answer, whatever the bot says; nil leaves it
	// moderates says that the reply is for those who keep the facts.
	moderates bool
	typed     map[string]string // what stands in a form that is opened, by label
}

// command reads a called command.
func (a *Adapter) command(i *interaction) request {
	r := request{event: i.event()}
	r.event.Kind = bot.Called
	name, options := i.Data.Name, i.Data.Options
	if name == moderateName && len(options) == 1 {
		name, options = a.commandOf(options[0].Name), options[0].Options
		r.private, r.moderates = true, true
	}
	r.event.Command = name
	var argument []string
	for _, o := range options {
		switch o.Name {
		case optionPrivate:
			r.private = r.private || o.is()
		case optionFor:
			if to := o.text(); snowflake.MatchString(to) {
				r.layout.to = to
			}
		default:
			argument = append(argument, o.text())
		}
	}
	r.event.Text = strings.Join(argument, " ")
	if r.private {
		r.layout.to, r.event.Private = "", true
	}
	r.layout.source = source{sourceCommand, name + "/" + r.event.Text}
	if name == askName {
		r.layout.question, r.layout.again = r.event.Text, true
		r.layout.source = source{kind: sourceQuestion}
	}
	return r
}

// ask makes a question out of a text.
func (i *interaction) ask(question string) request {
	r := request{event: i.event()}
	r.event.Kind, r.event.Command, r.event.Text = bot.Called, askName, question
	r.layout = layout{question: question, source: source{kind: sourceQuestion}}
	return r
}

// press reads a pressed button of the bot, or a chosen option. The question
// is read from the message that the button hangs on.
func (i *interaction) press(data string) request {
	r := request{event: i.event()}
	r.event.Kind, r.event.Data, r.event.Text = bot.Pressed, data, i.Message.carried()
	r.layout.question = r.event.Text
	r.layout.source = source{sourcePress, data}
	return r
}

// submit reads a filled form.
func (i *interaction) submit(data string) request {
	r := i.press(data)
	r.event.Kind, r.event.Values = bot.Submitted, i.values()
	r.layout.source = source{}
	return r
}

// values are those of a form's fields.
func (i *interaction) values() map[string]string {
	out := map[string]string{}
	each(i.Data.Components, func(c component) {
		if c.CustomID.v != "" && len(out) < bot.MaxFields {
			out[c.CustomID.v] = c.Value.v
		}
	})
	return out
}

// again makes the reply of a source anew.
func (i *interaction) again(s source) request {
	var r request
	switch s.kind {
	case sourceQuestion:
		r = i.ask(i.Message.carried())
	case sourceCommand:
		r = request{event: i.event()}
		r.event.Kind = bot.Called
		r.event.Command, r.event.Text, _ = strings.Cut(s.rest, "/")
	default:
		r = i.press(s.rest)
	}
	r.event.Again = true
	r.layout.source = s
	return r
}

// target is the message that a message command was called on, or nil.
func (i *interaction) target() *message { return i.Data.Resolved.Messages[i.Data.TargetID] }
