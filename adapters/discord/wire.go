package discord

import "encoding/json"

// The types of interaction that come in.
const (
	interactionPing = iota + 1
	interactionCommand
	interactionComponent
	interactionAutocomplete
	interactionModal
)

// The types of response that go out.
const (
	respondPong     = 1
	respondMessage  = 4
	respondDeferred = 5 // a message will come
	respondWait     = 6 // the message that the button hangs on will change, or not
	respondEdit     = 7
	respondChoices  = 8
	respondModal    = 9
)

// The kinds of command.
const (
	slashCommand   = 1
	messageCommand = 3
)

// interaction is what Discord sends, as far as it is read. It is decoded by a
// type of ours because discordgo's fails as a whole on a component that it
// does not know, and panics later on the values.
type interaction struct {
	ID             string   `json:"id"`
	AppID          string   `json:"application_id"`
	Type           int      `json:"type"`
	Token          string   `json:"token"`
	Data           data     `json:"data"`
	GuildID        string   `json:"guild_id"`
	ChannelID      string   `json:"channel_id"`
	Context        *int     `json:"context"` // 0 server, 1 direct messages, 2 elsewhere
	Member         *member  `json:"member"`
	User           *user    `json:"user"`
	Message        *message `json:"message"`
	Locale         string   `json:"locale"`
	AppPermissions string   `json:"app_permissions"`
}

// data is the data of every type of interaction in one.
type data struct {
	Name       string      `json:"name"`
	Type       int         `json:"type"`
	TargetID   string      `json:"target_id"`
	Options    []option    `json:"options"`
	Resolved   resolved    `json:"resolved"`
	CustomID   string      `json:"custom_id"`
	Values     []string    `json:"values"`
	Components []component `json:"components"`
}

type resolved struct {
	Messages map[string]*message `json:"messages"`
}

type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []option        `json:"options"`
}

// text is a value as it was typed; numbers are written out.
func (o option) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value)
}

func (o option) is() bool { return string(o.Value) == "true" }

type member struct {
	User        *user    `json:"user"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"`
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// message is one that comes in: in an interaction or by the gateway.
type message struct {
	ID          string      `json:"id"`
	ChannelID   string      `json:"channel_id"`
	GuildID     string      `json:"guild_id"`
	Content     string      `json:"content"`
	Author      *user       `json:"author"`
	WebhookID   string      `json:"webhook_id"`
	Type        int         `json:"type"`
	Flags       int         `json:"flags"`
	Mentions    []user      `json:"mentions"`
	Member      *member     `json:"member"`
	Components  []component `json:"components"`
	Replied     *message    `json:"referenced_message"`
	Interaction *struct {
		User *user `json:"user"`
	} `json:"interaction_metadata"`
}

// component is a component of any type that comes in; what is of another type
// than the adapter's own is not looked at.
type component struct {
	ID         loose[int]         `json:"id"`
	CustomID   loose[string]      `json:"custom_id"`
	Value      loose[string]      `json:"value"`
	Content    loose[string]      `json:"content"`
	Components loose[[]component] `json:"components"`
	Component  *component         `json:"component"`
}

// loose is a value that may have any type: of another one it stays zero.
type loose[T any] struct{ v T }

// UnmarshalJSON never fails.
func (l *loose[T]) UnmarshalJSON(raw []byte) error {
	var v T
	if json.Unmarshal(raw, &v) == nil {
		l.v = v
	}
	return nil
}

// each visits components and what stands in them.
func each(components []component, visit func(component)) {
	for _, c := range components {
		visit(c)
		each(c.Components.v, visit)
		if c.Component != nil {
			each([]component{*c.Component}, visit)
		}
	}
}
