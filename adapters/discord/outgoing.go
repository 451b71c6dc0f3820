package discord

// The types of component that go out.
const (
	typeRow       = 1
	typeButton    = 2
	typeMenu      = 3
	typeField     = 4
	typeText      = 10
	typeSeparator = 14
	typeContainer = 17
	typeLabel     = 18
)

// The styles of a button.
const (
	stylePrimary   = 1
	styleSecondary = 2
	styleDanger    = 4
	styleLink      = 5
)

// The flags of a message.
const (
	flagEphemeral  = 1 << 6
	flagComponents = 1 << 15 // components v2: text stands in components alone
)

// part is a component of any type that goes out. discordgo has no label, and
// none of its types sends a form without fields that Discord does not know.
type part struct {
	Type        int          `json:"type"`
	ID          int          `json:"id,omitempty"`
	Content     string       `json:"content,omitempty"`
	Components  []part       `json:"components,omitempty"`
	Accent      int          `json:"accent_color,omitempty"`
	Style       int          `json:"style,omitempty"`
	Label       string       `json:"label,omitempty"`
	Description string       `json:"description,omitempty"`
	CustomID    string       `json:"custom_id,omitempty"`
	URL         string       `json:"url,omitempty"`
	Disabled    bool         `json:"disabled,omitempty"`
	Placeholder string       `json:"placeholder,omitempty"`
	Options     []menuOption `json:"options,omitempty"`
	Component   *part        `json:"component,omitempty"`
	Value       string       `json:"value,omitempty"`
	Required    *bool        `json:"required,omitempty"`
	MaxLength   int          `json:"max_length,omitempty"`
}

type menuOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
}

// response is the first response to an interaction. Data is nil, a post, a
// form or choices.
type response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// post is a message that goes out.
type post struct {
	Flags      int        `json:"flags,omitempty"`
	Components []part     `json:"components,omitempty"`
	Mentions   mentions   `json:"allowed_mentions"`
	Reference  *reference `json:"message_reference,omitempty"`
}

// mentions says who may be pinged: nobody that the text names, whatever it
// says, and of users only those listed.
type mentions struct {
	Parse   []string `json:"parse"`
	Users   []string `json:"users,omitempty"`
	Replied bool     `json:"replied_user"`
}

// noMentions lets nobody be pinged. The list is there and empty: one that is
// left out lets everybody.
func noMentions() mentions { return mentions{Parse: []string{}} }

// reference is the message that a message replies to. Where that is gone the
// reply is sent all the same.
type reference struct {
	MessageID string `json:"message_id"`
	Fail      bool   `json:"fail_if_not_exists"`
}

// flagsOnly is the data of a deferred response, which can set nothing else.
type flagsOnly struct {
	Flags int `json:"flags,omitempty"`
}

type form struct {
	CustomID   string `json:"custom_id"`
	Title      string `json:"title"`
	Components []part `json:"components"`
}

type choices struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}
