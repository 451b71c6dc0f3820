package bot

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"reviewbot/knowledge"
)

// A Command is something a user can call by name. Help and every platform's
// list of commands are made from the table of them.
type Command struct {
	Name     string // lower-case Latin letters, at most 32
	Also     []string
	Argument knowledge.Text // what follows the name, or empty
	Help     knowledge.Text // one line, at most 100 characters
	Level    Level          // who may call it
	Terminal bool           // only where a conversation can be quit
	run      func(*Bot, request) Reply
}

// Commands returns the table of commands, in the order of help.
func Commands() []Command {
	return []Command{
		{Name: "ask", Also: []string{"вопрос"}, Argument: words.ArgQuestion, Help: words.HelpAsk, Level: Reader, run: (*Bot).askCommand},
		{Name: "para", Also: []string{"абзац"}, Argument: words.ArgNumber, Help: words.HelpPara, Level: Reader, run: (*Bot).paragraph},
		{Name: "topics", Also: []string{"темы"}, Argument: words.ArgTopic, Help: words.HelpTopics, Level: Reader, run: (*Bot).topics},
		{Name: "fact", Also: []string{"факт"}, Argument: words.ArgFact, Help: words.HelpFact, Level: Reader, run: (*Bot).fact},
		{Name: "why", Also: []string{"почему"}, Help: words.HelpWhy, Level: Reader, run: (*Bot).why},
		{Name: "timeline", Also: []string{"хронология"}, Help: words.HelpTimeline, Level: Reader, run: (*Bot).timeline},
		{Name: "about", Also: []string{"справка"}, Help: words.HelpAbout, Level: Reader, run: (*Bot).about},
		{Name: "help", Also: []string{"помощь"}, Help: words.HelpHelp, Level: Reader, run: (*Bot).help},
		{Name: "quit", Also: []string{"exit", "выход"}, Help: words.HelpQuit, Level: Reader, Terminal: true, run: (*Bot).quit},
	}
}

// command finds a command by one of its names.
func (b *Bot) command(name string, terminal bool) (Command, bool) {
	name = strings.ToLower(name)
	for _, c := range b.commands {
		if (c.Name == name || slices.Contains(c.Also, name)) && (terminal || !c.Terminal) {
			return c, true
		}
	}
	return Command{}, false
}

// unknownCommand says so, and which one may have been meant. It does not
// repeat what was typed.
func (b *Bot) unknownCommand(typed string, r request) Reply {
	var names []string
	for _, c := range b.commands {
		if r.event.Level >= c.Level && (r.event.Terminal || !c.Terminal) {
			names = append(append(names, c.Name), c.Also...)
		}
	}
	reply := say(r.lang, words.NoCommand.In(r.lang))
	if near := nearest(typed, names, 1); len(near) > 0 {
		reply.add(Say, words.DidYouMean.In(r.lang)+" /"+near[0])
	}
	reply.add(Say, words.SeeHelp.In(r.lang))
	return reply
}

// nearest returns the names that are most like what was typed: those that
// hold its letters in order, or its letters but one. Fuzzy matching forgives
// missing letters only; leaving one out forgives a wrong, a swapped or a
// superfluous one as well.
func nearest(typed string, names []string, most int) []string {
	letters := []rune(strings.ToLower(typed))
	if len(letters) < 2 || len(letters) > maxPattern {
		return nil
	}
	found := fuzzy.Find(string(letters), names)
	for i := 0; i < len(letters) && len(found) == 0 && len(letters) > 2; i++ {
		found = fuzzy.Find(string(slices.Delete(slices.Clone(letters), i, i+1)), names)
	}
	var out []string
	for _, m := range found[:min(most, len(found))] {
		out = append(out, m.Str)
	}
	return out
}

// usage shows how a command is written.
func (c Command) usage(lang Lang) string {
	return strings.TrimSpace("/" + c.Name + " " + c.Argument.In(lang))
}

// help lists the commands that the user may call here.
func (b *Bot) help(r request) Reply {
	reply := say(r.lang, words.HelpIntro.In(r.lang))
	var items []Item
	for _, c := range b.commands {
		if r.event.Level >= c.Level && (r.event.Terminal || !c.Terminal) {
			items = append(items, Item{Text: c.usage(r.lang) + " – " + c.Help.In(r.lang)})
		}
	}
	reply.list(items)
	return reply
}

func (b *Bot) askCommand(r request) Reply {
	if r.text == "" {
		return say(r.lang, words.AskWhat.In(r.lang))
	}
	return b.ask(r)
}

// Welcome is what stands at the start of a conversation that can be quit.
func (b *Bot) Welcome(lang Lang) Reply {
	reply := Reply{Lang: lang}
	reply.add(Heading, b.edition.Load().Book.Review().Title.In(lang))
	reply.add(Say, words.Welcome.In(lang))
	return reply
}

// PickNumber tells how to choose where there is nothing to press.
func PickNumber(lang Lang) string { return words.PickNumber.In(lang) }

func (b *Bot) quit(r request) Reply {
	reply := say(r.lang, words.Goodbye.In(r.lang))
	reply.Quit = true
	return reply
}
