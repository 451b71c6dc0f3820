package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"reviewbot/adapters/console"
	"reviewbot/bot"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

// evalCommand answers a question file and counts what is right.
type evalCommand struct {
	File string `arg:"" help:"Questions with known answers, a JSON object a line."`
	Show int    `help:"Show the first N wrong answers." placeholder:"N"`
	JSON bool   `name:"json" help:"Write the table as JSON."`
}

// Run answers, judges and prints the table.
func (c *evalCommand) Run(a *app) error {
	questions, err := readQuestions(c.File)
	if err != nil {
		return usageError{err}
	}
	f, err := a.facts()
	if err != nil {
		return err
	}
	book, err := f.book()
	if err != nil {
		return err
	}
	report, err := c.judge(a, book, questions)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if c.JSON {
		err = report.WriteJSON(&out)
	} else {
		err = errors.Join(report.WriteTable(&out), report.WriteWrong(&out, c.Show))
	}
	if err == nil {
		_, err = io.WriteString(a.stdout, bot.Plain(out.String()))
	}
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}

// judge asks every question, with the count so far on a terminal.
func (c *evalCommand) judge(a *app, book *knowledge.Book, questions []evaluate.Question) (*evaluate.Report, error) {
	var paragraphs []string
	for n := 1; n <= book.Review().Paragraphs(); n++ {
		text, _ := book.Review().Paragraph(n)
		paragraphs = append(paragraphs, text)
	}
	var report evaluate.Report
	progress := console.IsTerminal(a.stderr)
	for i, q := range questions {
		if err := a.ctx.Err(); err != nil {
			return nil, fmt.Errorf("eval: %w", err)
		}
		answer := book.Ask(knowledge.Question{Text: bot.Question(q.Question)})
		report.Add(q, evaluate.Record(answer), paragraphs)
		if progress {
			fmt.Fprintf(a.stderr, "\r%d/%d", i+1, len(questions))
		}
	}
	if progress {
		fmt.Fprint(a.stderr, "\r\x1b[K")
	}
	return &report, nil
}

func readQuestions(name string) ([]evaluate.Question, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("eval: there is no file %q: give a file of questions, a JSON object a line", name)
	}
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	defer file.Close()
	questions, err := evaluate.ReadQuestions(file)
	if err != nil {
		return nil, fmt.Errorf("eval: %s: %w", name, err)
	}
	return questions, nil
}
