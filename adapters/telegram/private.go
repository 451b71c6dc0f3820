package telegram

import (
	"slices"
	"strings"

	"reviewbot/bot"
)

// handover is what a deep link has to carry for a command that needs a right,
// called by somebody who posts as the group; "" for any other. What others may
// read along of is handed over by the bot itself.
func handover(commands []bot.Command, ev bot.Event) string {
	line, ok := strings.CutPrefix(ev.Text, "/")
	if !ok || ev.Private || ev.Kind != bot.Message || ev.Who.User != "" {
		return ""
	}
	c, argument, ok := find(commands, line)
	if !ok || c.Level < bot.Moderator {
		return ""
	}
	if payload, ok := bot.StartCommand(c.Name, argument); ok {
		return payload
	}
	payload, _ := bot.StartCommand(c.Name, "")
	return payload
}

// find finds the command that a line begins with: the longest name that fits,
// with "_" for its spaces.
func find(commands []bot.Command, line string) (found bot.Command, argument string, ok bool) {
	words := strings.Fields(strings.ReplaceAll(line, "_", " "))
	longest := 0
	for _, c := range commands {
		for _, name := range append([]string{c.Name}, c.Also...) {
			parts := strings.Fields(name)
			n := len(parts)
			if n > longest && n <= len(words) && slices.EqualFunc(parts, words[:n], strings.EqualFold) {
				found, longest, ok = c, n, true
			}
		}
	}
	if ok {
		rest := strings.Fields(line)
		used := longest - strings.Count(strings.Join(rest[:1], ""), "_")
		argument = strings.Join(rest[min(max(used, 1), len(rest)):], " ")
	}
	return found, argument, ok
}
