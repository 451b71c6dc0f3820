package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"reviewbot/knowledge"
)

// A Command is something a user can call by name. Help and every platform's
// list of commands are made from the table of them.
type Command struct {
	Name     string // one or two words of lower-case Latin letters, at most 32
	Also     []string
	Argument knowledge.Text // what follows the name, or empty
	Help     knowledge.Text // one line, at most 100 characters
	Level    Level          // who may call it
	Terminal bool           // only where a conversation can be quit: elsewhere buttons do it
	Hidden   bool           // not shown in help and lists
	Private  bool           // to be done where nobody reads along
	Run      func(context.Context, Request) Reply
}

// Commands returns the table of the asker's commands, in the order of help.
func Commands() []Command {
	return []Command{
		{Name: "ask", Also: []string{"вопрос"}, Argument: words.ArgQuestion, Help: words.HelpAsk, Level: Reader, Run: asking},
		{Name: "para", Also: []string{"абзац"}, Argument: words.ArgNumber, Help: words.HelpPara, Level: Reader, Run: plain((*Bot).paragraph)},
		{Name: "topics", Also: []string{"темы"}, Argument: words.ArgTopic, Help: words.HelpTopics, Level: Reader, Run: plain((*Bot).topics)},
		{Name: "fact", Also: []string{"факт"}, Argument: words.ArgFact, Help: words.HelpFact, Level: Reader, Run: plain((*Bot).fact)},
		{Name: "related", Also: []string{"рядом"}, Argument: words.ArgMaybeFact, Help: words.HelpRelated, Level: Reader, Run: plain((*Bot).relatedCommand)},
		{Name: "why", Also: []string{"почему"}, Help: words.HelpWhy, Level: Reader, Run: plain((*Bot).why)},
		{Name: "timeline", Also: []string{"хронология"}, Help: words.HelpTimeline, Level: Reader, Run: plain((*Bot).timeline)},
		{Name: "good", Also: []string{"хорошо"}, Help: words.HelpGood, Level: Reader, Terminal: true, Run: lastly(pressGood, onFact((*Bot).rate))},
		{Name: "bad", Also: []string{"плохо"}, Help: words.HelpBad, Level: Reader, Terminal: true, Run: lastly(pressBad, onFact((*Bot).rate))},
		{Name: "tell", Also: []string{"сообщи"}, Help: words.HelpTell, Level: Reader, Terminal: true, Run: lastly(pressTell, (*Bot).tell)},
		{Name: "suggest", Also: []string{"поправка"}, Help: words.HelpSuggest, Level: Reader, Terminal: true, Run: lastly(pressSuggest, onFact((*Bot).pressSuggest))},
		{Name: "settings", Also: []string{"настройки"}, Help: words.HelpSettings, Level: Reader, Run: running((*Bot).settings)},
		{Name: "privacy", Also: []string{"приватность"}, Help: words.HelpPrivacy, Level: Reader, Run: running((*Bot).privacy)},
		{Name: "forgetme", Also: []string{"забудь"}, Help: words.HelpForgetMe, Level: Reader, Run: running((*Bot).forgetMe)},
		{Name: "about", Also: []string{"справка"}, Help: words.HelpAbout, Level: Reader, Run: plain((*Bot).about)},
		{Name: "help", Also: []string{"помощь"}, Help: words.HelpHelp, Level: Reader, Run: running((*Bot).help)},
		{Name: "start", Also: []string{"начать"}, Help: words.HelpStart, Level: Reader, Hidden: true, Run: running((*Bot).start)},
		{Name: "quit", Also: []string{"exit", "выход"}, Help: words.HelpQuit, Level: Reader, Terminal: true, Run: plain((*Bot).quit)},
	}
}

// plain runs what needs no context.
func plain(f func(*Bot, Request) Reply) func(context.Context, Request) Reply {
	return func(_ context.Context, r Request) Reply { return f(r.bot, r) }
}

func running(f func(*Bot, context.Context, Request) Reply) func(context.Context, Request) Reply {
	return func(ctx context.Context, r Request) Reply { return f(r.bot, ctx, r) }
}

// Commands returns the table of all commands, those of modules included, in
// the order of help. Its handlers check no right: call Handle.
func (b *Bot) Commands() []Command { return slices.Clone(b.commands) }

// command finds the command that a line begins with, by one of its names, the
// longest that fits, and what follows it. "_" stands for a space in a name.
func (b *Bot) command(line string, terminal bool) (c Command, argument string, ok bool) {
	first, rest, _ := strings.Cut(line, " ")
	first = strings.ToLower(strings.ReplaceAll(first, "_", " "))
	second, after, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if c, ok := b.named(first+" "+strings.ToLower(second), terminal); ok && second != "" {
		return c, strings.TrimSpace(after), true
	}
	c, ok = b.named(first, terminal)
	return c, strings.TrimSpace(rest), ok
}

func (b *Bot) named(name string, terminal bool) (Command, bool) {
	for _, c := range b.commands {
		if (c.Name == name || slices.Contains(c.Also, name)) && (terminal || !c.Terminal) {
			return c, true
		}
	}
	return Command{}, false
}

// offered tells whether somebody of a level is shown a command.
func (c Command) offered(level Level, terminal bool) bool {
	return level >= c.Level && (terminal || !c.Terminal) && !c.Hidden
}

// unknownCommand says so, and which one may have been meant. It does not
// repeat what was typed.
func (b *Bot) unknownCommand(_ context.Context, line string, r Request) Reply {
	typed, _, _ := strings.Cut(line, " ")
	var names []string
	for _, c := range b.commands {
		if c.offered(r.Event.Level, r.Event.Terminal) {
			names = append(append(names, c.Name), c.Also...)
		}
	}
	reply := say(r.Lang, words.NoCommand.In(r.Lang))
	if near := nearest(typed, names, 1); len(near) > 0 {
		reply.add(Say, words.DidYouMean.In(r.Lang)+" /"+near[0])
	}
	reply.add(Say, words.SeeHelp.In(r.Lang))
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
func (b *Bot) help(ctx context.Context, r Request) Reply {
	reply := say(r.Lang, words.HelpIntro.In(r.Lang))
	level := b.rights.of(ctx, r.Event, Owner, b.log)
	var asking, keeping []Item
	for _, c := range b.commands {
		if !c.offered(level, r.Event.Terminal) {
			continue
		}
		item := Item{Text: c.usage(r.Lang) + " – " + c.Help.In(r.Lang)}
		if c.Level > Reader {
			keeping = append(keeping, item)
		} else {
			asking = append(asking, item)
		}
	}
	reply.list(asking)
	if len(keeping) > 0 {
		reply.add(Heading, words.HelpKeeping.In(r.Lang))
		reply.list(keeping)
	}
	return reply
}

// asking serves /ask.
func asking(ctx context.Context, r Request) Reply {
	if r.Text == "" {
		return say(r.Lang, words.AskWhat.In(r.Lang))
	}
	return r.bot.ask(ctx, r)
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

func (b *Bot) quit(r Request) Reply {
	reply := say(r.Lang, words.Goodbye.In(r.Lang))
	reply.Quit = true
	return reply
}
