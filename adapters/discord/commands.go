package discord

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"reviewbot/bot"
)

// The names of commands and options that the adapter itself knows.
const (
	askName       = "ask"
	moderateName  = "moderate"
	optionPrivate = "private"
	optionFor     = "for"
)

// The types of option.
const (
	optionSub     = 1
	optionString  = 3
	optionInteger = 4
	optionBool    = 5
	optionUser    = 6
)

// command is one as it is registered. discordgo's type would send the
// permissions as a string, and null for what is left out.
type command struct {
	Type             int               `json:"type"`
	Name             string            `json:"name"`
	Names            map[string]string `json:"name_localizations,omitempty"`
	Description      string            `json:"description,omitempty"`
	Descriptions     map[string]string `json:"description_localizations,omitempty"`
	Options          []commandOption   `json:"options,omitempty"`
	Permissions      int               `json:"default_member_permissions,omitempty"`
	Contexts         []int             `json:"contexts,omitempty"`
	IntegrationTypes []int             `json:"integration_types,omitempty"`
}

type commandOption struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	MinValue     int               `json:"min_value,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
	Options      []commandOption   `json:"options,omitempty"`
}

// commandsOf makes Discord's table of commands from the bot's. Those of
// moderators are subcommands of one, which is hidden from who may not manage
// messages; that only hides it.
func commandsOf(table []bot.Command, global bool) []command {
	var out []command
	moderate := command{
		Type: slashCommand, Name: moderateName, Names: russian(words.Moderate), Permissions: mayManage,
		Description: words.ModerateHelp.en, Descriptions: russian(words.ModerateHelp),
	}
	for _, c := range table {
		switch {
		case c.Terminal || c.Hidden:
		case c.Level > bot.Reader:
			moderate.Options = append(moderate.Options, subcommand(c))
		default:
			out = append(out, command{
				Type: slashCommand, Name: c.Name, Names: localName(c), Description: described(c.Help.EN),
				Descriptions: map[string]string{"ru": described(c.Help.RU)}, Options: optionsOf(c),
			})
		}
	}
	out = append(out, command{Type: messageCommand, Name: words.Answer.en, Names: russian(words.Answer)})
	if len(moderate.Options) > 0 {
		const most = 25
		moderate.Options = moderate.Options[:min(len(moderate.Options), most)]
		out = append(out, moderate)
		for _, t := range []text{words.MakeFact, words.AddPhrasing} {
			out = append(out, command{Type: messageCommand, Name: t.en, Names: russian(t), Permissions: mayManage})
		}
	}
	if global {
		for i := range out {
			out[i].place()
		}
	}
	return out
}

// place says where a global command can be used: readers' everywhere, by who
// installed the application for themselves as well; moderators' in servers and
// in direct messages. A server's commands take no such words.
func (c *command) place() {
	c.Contexts, c.IntegrationTypes = []int{0, 1, 2}, []int{0, 1}
	if c.Permissions != 0 {
		c.Contexts, c.IntegrationTypes = []int{0, 1}, []int{0}
	}
}

func russian(t text) map[string]string { return map[string]string{"ru": t.ru} }

// described is a description as Discord takes it.
func described(s string) string { return cut(s, maxID) }

// localName is the command's Russian name.
func localName(c bot.Command) map[string]string {
	i := slices.IndexFunc(c.Also, func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	})
	if i < 0 {
		return nil
	}
	return map[string]string{"ru": subName(c.Also[i])}
}

// subName is the name of a subcommand of /moderate: "fact add" is add,
// "entity add" is entity-add.
func subName(name string) string {
	for _, prefix := range []string{"fact ", "факт "} {
		name = strings.TrimPrefix(name, prefix)
	}
	return strings.ReplaceAll(name, " ", "-")
}

// subcommand is a moderators' command.
func subcommand(c bot.Command) commandOption {
	sub := commandOption{
		Type: optionSub, Name: subName(c.Name), Names: localName(c), Description: described(c.Help.EN),
		Descriptions: map[string]string{"ru": described(c.Help.RU)},
	}
	if c.Argument.EN == "" {
		return sub
	}
	words, fact := newOption(optionString, words.Text, words.TextHelp), newOption(optionString, words.Fact, words.FactHelp)
	fact.Autocomplete = true
	switch c.Name {
	case "fact edit", "fact restore", "fact history", "fact undo", "rates":
		sub.Options = []commandOption{fact}
	case "fact retire":
		sub.Options = []commandOption{fact, words}
	default:
		sub.Options = []commandOption{words}
	}
	return sub
}

func newOption(kind int, name, help text) commandOption {
	return commandOption{Type: kind, Name: name.en, Names: russian(name), Description: help.en, Descriptions: russian(help)}
}

// optionsOf are the options of a readers' command.
func optionsOf(c bot.Command) []commandOption {
	if c.Argument.EN == "" {
		return nil
	}
	switch c.Name {
	case askName:
		question := newOption(optionString, words.Question, words.QuestionHelp)
		question.Required, question.Autocomplete, question.MaxLength = true, true, maxQuestion
		return []commandOption{question, newOption(optionBool, words.Only, words.OnlyHelp), newOption(optionUser, words.For, words.ForHelp)}
	case "para":
		number := newOption(optionInteger, words.Number, words.NumberHelp)
		number.Required, number.MinValue = true, 1
		return []commandOption{number}
	case "fact", "related":
		fact := newOption(optionString, words.Fact, words.FactHelp)
		fact.Required, fact.Autocomplete = c.Name == "fact", true
		return []commandOption{fact}
	case "topics":
		return []commandOption{newOption(optionString, words.Topic, words.TopicHelp)}
	}
	return []commandOption{newOption(optionString, words.Text, words.TextHelp)}
}

// commandOf is the bot's name of a subcommand of /moderate.
func (a *Adapter) commandOf(sub string) string {
	for _, c := range a.table {
		if c.Level > bot.Reader && subName(c.Name) == sub {
			return c.Name
		}
	}
	return sub
}

// sorted orders commands, to compare tables.
func sorted(commands []command) []command {
	return slices.SortedFunc(slices.Values(commands), func(a, b command) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name))
	})
}
