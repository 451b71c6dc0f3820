package telegram

import (
	"encoding/base64"
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

// carriedMark begins what a deep link carries of a button.
const carriedMark = "k_"

// maxStart is how many characters a deep link may carry.
const maxStart = 64

// carried is what a deep link has to carry for a moderators' button, which
// does nothing where others read along; "" if it does not fit. The link only
// brings the button along: rights are checked when it arrives.
func carried(data string) string {
	payload := carriedMark + base64.RawURLEncoding.EncodeToString([]byte(data))
	if !strings.HasPrefix(data, bot.ModuleData("")) || len(payload) > maxStart {
		return ""
	}
	return payload
}

// arrived makes of a "/start" that carries a button the pressed button.
func arrived(ev bot.Event) bot.Event {
	payload, ok := strings.CutPrefix(ev.Text, "/start "+carriedMark)
	data, err := base64.RawURLEncoding.DecodeString(payload)
	if ok && err == nil && ev.Private && ev.Kind == bot.Message {
		ev.Kind, ev.Data, ev.Text = bot.Pressed, string(data), ""
	}
	return ev
}

// linked turns the moderators' buttons of a keyboard for a group into links to
// the private chat.
func (a *Adapter) linked(k keyboard) keyboard {
	for _, row := range k.Rows {
		for i, b := range row {
			if payload := carried(b.Data); payload != "" {
				row[i] = button{Text: b.Text, URL: a.deepLink(payload)}
			}
		}
	}
	return k
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
