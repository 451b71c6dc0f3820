// Package console is the conversation in a terminal: a prompt, answers set
// for reading, numbers to choose by. With input from a pipe it answers line by
// line, without prompts, and ends with the input. It only turns lines into
// events and replies into lines; what is said is package bot's.
package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"reviewbot/bot"
)

// Bot is what the console talks to. Package bot has it.
type Bot interface {
	Handle(context.Context, bot.Event) (bot.Reply, error)
	Welcome(bot.Lang) bot.Reply
}

// Config is what a Console is made from.
type Config struct {
	Bot    Bot
	In     io.Reader
	Out    io.Writer
	Locale bot.Lang
	User   string // who sits there, for the history of edits
	Screen Screen // see Detect
}

// A Console is one conversation.
type Console struct {
	Config
	options []bot.Option // what a number chooses
	asked   string       // the last question, which buttons are about
	form    *form        // what is being filled in
}

// Open makes a Console. Nothing is read or written before Run.
func Open(c Config) *Console { return &Console{Config: c} }

// Platform is the terminal's name among platforms.
const Platform = "terminal"

// prompt stands before what the user types.
const prompt = "> "

// Run talks until the user quits, the input ends or the context is done; all
// three are a clean end. The error is of reading or writing. A read that is
// under way when the context is done is left behind: it ends with the input.
func (c *Console) Run(ctx context.Context) error {
	if c.Screen.Interactive {
		if err := c.show(c.Bot.Welcome(c.Locale)); err != nil {
			return err
		}
	}
	lines := readLines(ctx, c.In)
	for {
		if err := c.ask(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return c.leave()
		case l := <-lines:
			if l.err != nil {
				return errors.Join(notEOF(l.err), c.leave())
			}
			quit, err := c.serve(ctx, l.text)
			if err != nil || quit {
				return err
			}
		}
	}
}

// serve answers one line. Blank ones are skipped.
func (c *Console) serve(ctx context.Context, line string) (quit bool, err error) {
	ev, ok := c.event(line)
	if !ok {
		return false, nil
	}
	reply, err := c.Bot.Handle(ctx, ev)
	if err != nil {
		if ctx.Err() != nil {
			return true, c.leave()
		}
		return true, err
	}
	c.expect(reply)
	c.Locale = reply.Lang
	return reply.Quit, c.show(reply)
}

// event turns a line into an event, or into a field's value that is no event
// yet.
func (c *Console) event(line string) (bot.Event, bool) {
	ev := bot.Event{
		Kind: bot.Message, Who: bot.Who{Platform: Platform, User: c.User}, Private: true, Conversation: "console",
		Level: bot.Owner, Locale: c.Locale, Text: line, Terminal: true,
	}
	typed := strings.TrimSpace(line)
	if c.form != nil && !strings.HasPrefix(typed, "/") {
		if !c.form.fill(typed) {
			return bot.Event{}, false
		}
		ev.Kind, ev.Text, ev.Data, ev.Values = bot.Submitted, "", c.form.data, c.form.values
		return ev, true
	}
	number := typed
	if c.form != nil {
		number = typed[1:]
	}
	if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= len(c.options) {
		ev.Kind, ev.Text, ev.Data = bot.Pressed, c.asked, c.options[n-1].Data
		return ev, true
	}
	if !strings.HasPrefix(typed, "/") {
		c.asked = typed
	}
	return ev, typed != ""
}

// expect remembers what the next line may choose or fill in.
func (c *Console) expect(r bot.Reply) {
	c.options, c.form = choices(r), nil
	if r.Input != nil && len(r.Input.Fields) > 0 {
		c.form = newForm(r.Input)
	}
}

// choices are what a number chooses: the options of a reply, then its buttons
// that no command stands for.
func choices(r bot.Reply) []bot.Option {
	var out []bot.Option
	if r.Input != nil {
		out = append(out, r.Input.Options...)
	}
	for _, b := range r.Buttons {
		if b.Typed == "" {
			out = append(out, bot.Option{Label: b.Label, Data: b.Data})
		}
	}
	return out
}

func (c *Console) show(r bot.Reply) error {
	if r.Manner == bot.Silence {
		return nil
	}
	_, err := fmt.Fprintln(c.Out, c.Screen.Render(r))
	return err
}

// ask writes the prompt, or the label of the field to fill in.
func (c *Console) ask() error {
	if !c.Screen.Interactive {
		return nil
	}
	text := prompt
	if c.form != nil {
		text = c.form.label() + prompt
	}
	_, err := io.WriteString(c.Out, text)
	return err
}

// leave ends the line that the prompt stands on.
func (c *Console) leave() error {
	if !c.Screen.Interactive {
		return nil
	}
	_, err := fmt.Fprintln(c.Out)
	return err
}

func notEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return fmt.Errorf("console: read: %w", err)
}
