package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"reviewbot/adapters/console"
	"reviewbot/bot"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

// askCommand answers one question, or those of the standard input.
type askCommand struct {
	JSON     bool     `name:"json" xor:"form" help:"Write the answer as JSON."`
	JSONL    bool     `name:"jsonl" xor:"form" help:"Read {\"id\",\"question\"} a line, write an answer a line."`
	Explain  bool     `xor:"form" help:"Show how the answer comes about."`
	Question []string `arg:"" optional:"" help:"The question; several words are joined."`
}

// Run answers.
func (c *askCommand) Run(a *app) error {
	switch {
	case c.JSONL && len(c.Question) > 0:
		return usageError{errors.New("ask: --jsonl reads the questions from the standard input: leave out the words, or the flag")}
	case !c.JSONL && len(c.Question) == 0:
		return usageError{errors.New("ask: there is no question: write it after the command, or give --jsonl and questions on the standard input")}
	}
	f, err := a.facts()
	switch {
	case err == nil:
	case f != nil && !errors.As(err, new(usageError)):
		fmt.Fprintf(a.stderr, "reviewbot: %s\nreviewbot: answering from the pack\n", bot.Plain(err.Error()))
	default:
		return err
	}
	book, err := f.book()
	if err != nil {
		return err
	}
	if c.JSONL {
		return answerLines(a.ctx, book, a.stdin, a.stdout)
	}
	q := knowledge.Question{Text: bot.Question(strings.Join(c.Question, " ")), Locale: a.settings.locale()}
	answer := book.Ask(q)
	if err := c.write(a, book, q, answer); err != nil {
		return err
	}
	if answer.Outcome() != knowledge.Answered {
		return errNoAnswer
	}
	return nil
}

func (c *askCommand) write(a *app, book *knowledge.Book, q knowledge.Question, answer knowledge.Answer) error {
	if c.JSON {
		return jsonWriter(a.stdout).Encode(evaluate.Record(answer))
	}
	screen := console.Detect(nil, a.stdout, a.settings.NoColour != "")
	out := screen.Render(bot.Show(answer))
	if c.Explain {
		out += "\n" + screen.Render(bot.Explain(book, q))
	}
	_, err := io.WriteString(a.stdout, out)
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	return nil
}

// jsonWriter writes a value a line, and the review's words as they stand.
func jsonWriter(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}
