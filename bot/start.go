package bot

import (
	"context"
	"regexp"
	"strconv"
	"strings"
)

// startPattern is what a deep link may carry: Telegram's limit.
var startPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// StartCommand is what a deep link carries to call a command: c_NAME or
// c_NAME_ARGUMENT, with hyphens for the spaces of the name. It is false if
// that does not fit.
func StartCommand(name, argument string) (string, bool) {
	s := "c_" + strings.ReplaceAll(name, " ", "-")
	if argument != "" {
		s += "_" + argument
	}
	return s, startPattern.MatchString(s)
}

// start serves /start with what a deep link carries: p7 a paragraph, f_ID a
// fact, c_NAME_ARGUMENT a command; anything else greets.
func (b *Bot) start(ctx context.Context, r Request) Reply {
	if !startPattern.MatchString(r.Text) {
		return b.greet(ctx, r)
	}
	if n, ok := strings.CutPrefix(r.Text, "p"); ok && isNumber(n) {
		r.Text = n
		return b.paragraph(r)
	}
	if id, ok := strings.CutPrefix(r.Text, "f_"); ok {
		r.Text = id
		return b.fact(r)
	}
	if call, ok := strings.CutPrefix(r.Text, "c_"); ok {
		name, argument, _ := strings.Cut(call, "_")
		if name != "start" {
			r.Event.Kind, r.Text = Called, argument
			return b.call(ctx, strings.ReplaceAll(name, "-", " "), r)
		}
	}
	return b.greet(ctx, r)
}

// greet says what this is, with questions to begin with.
func (b *Bot) greet(ctx context.Context, r Request) Reply {
	reply := Reply{Lang: r.Lang}
	reply.add(Heading, r.Book.Review().Title.In(r.Lang))
	reply.add(Say, words.Greeting.In(r.Lang))
	var items []Item
	for _, s := range b.Suggest(ctx, "", r.Lang) {
		if items = append(items, Item{Text: s.Text}); len(items) == 3 {
			break
		}
	}
	reply.list(items)
	reply.add(Say, words.SeeHelp.In(r.Lang))
	reply.Buttons = []Button{r.buttons().button(words.Topics, "/topics", pressTopics, "")}
	return reply
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}
