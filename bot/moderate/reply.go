package moderate

import (
	"strings"

	"reviewbot/bot"
)

// say makes a reply of one plain part.
func say(lang bot.Lang, s string) bot.Reply {
	return bot.Reply{Lang: lang, Parts: []bot.Part{{Kind: bot.Say, Text: s}}}
}

func notice(lang bot.Lang, t text) bot.Reply {
	reply := say(lang, t.In(lang))
	reply.Manner = bot.Notice
	return reply
}

// option is a button among the options of a reply.
func option(lang bot.Lang, label text, action, on string) bot.Option {
	return bot.Option{Label: label.In(lang), Data: bot.ModuleData(action + on)}
}

func heading(r *bot.Reply, s string) {
	r.Parts = append(r.Parts, bot.Part{Kind: bot.Heading, Text: s})
}

func tell(r *bot.Reply, s string) {
	r.Parts = append(r.Parts, bot.Part{Kind: bot.Say, Text: s})
}

func list(r *bot.Reply, lines ...string) {
	var out []bot.Item
	for _, s := range lines {
		out = append(out, bot.Item{Text: s})
	}
	if len(out) > 0 {
		r.Parts = append(r.Parts, bot.Part{Kind: bot.List, Items: out})
	}
}

// firstWord parts an argument into its first word and the rest.
func firstWord(s string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimSpace(s), " ")
	return first, strings.TrimSpace(rest)
}
