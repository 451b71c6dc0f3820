package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"reviewbot/bot"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

// maxLine is the longest line of --jsonl, in bytes without its line break.
const maxLine = 1 << 20

// answerLine is an answer to a line of --jsonl.
type answerLine struct {
	ID any `json:"id"` // the question's: a string or a number
	evaluate.Answer
}

// faultLine is what is written for a line that holds no question.
type faultLine struct {
	Line  int    `json:"line"`
	Error string `json:"error"`
}

// errLines reports that some lines held no question.
var errLines = errors.New("ask: some lines held no question: see the lines with \"error\"")

// answerLines answers the questions of in, a JSON object a line, in order. A
// line that holds no question is told with its number, and the rest goes on.
func answerLines(ctx context.Context, book *knowledge.Book, in io.Reader, out io.Writer) error {
	buffer := bufio.NewWriter(out)
	write := jsonWriter(buffer)
	faults := 0
	lines := inputLines(ctx, in)
	for {
		var l inputLine
		select {
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("ask: %w", ctx.Err()), buffer.Flush())
		case l = <-lines:
		}
		if errors.Is(l.err, io.EOF) {
			break
		}
		if l.err != nil && !errors.Is(l.err, errLongLine) {
			return errors.Join(fmt.Errorf("ask: standard input: %w", l.err), buffer.Flush())
		}
		answer, err := answerTo(book, l)
		if err != nil {
			faults++
			err = write.Encode(faultLine{l.number, err.Error()})
		} else {
			err = write.Encode(answer)
		}
		if err == nil && len(lines) == 0 {
			err = buffer.Flush()
		}
		if err != nil {
			return fmt.Errorf("ask: standard output: %w", err)
		}
	}
	if err := buffer.Flush(); err != nil {
		return fmt.Errorf("ask: standard output: %w", err)
	}
	if faults > 0 {
		return errLines
	}
	return nil
}

// answerTo answers the question of a line.
func answerTo(book *knowledge.Book, l inputLine) (answerLine, error) {
	if l.err != nil {
		return answerLine{}, l.err
	}
	id, question, err := parseQuestion(l.text)
	if err != nil {
		return answerLine{}, err
	}
	a := book.Ask(knowledge.Question{Text: bot.Question(question)})
	return answerLine{id, evaluate.Record(a)}, nil
}

// parseQuestion reads {"id","question"}. The id comes back as it was written,
// a string or a json.Number; other keys are ignored.
func parseQuestion(line []byte) (id any, question string, err error) {
	var asked struct {
		ID       any     `json:"id"`
		Question *string `json:"question"`
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&asked); err != nil {
		return nil, "", fmt.Errorf("not a JSON object with id and question: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, "", errors.New("more than one JSON value: write one object a line")
	}
	if asked.ID == nil || asked.ID == "" {
		return nil, "", errors.New(`"id" is missing`)
	}
	switch asked.ID.(type) {
	case string, json.Number:
	default:
		return nil, "", errors.New(`"id" must be a string or a number`)
	}
	if asked.Question == nil {
		return nil, "", errors.New(`"question" is missing`)
	}
	return asked.ID, *asked.Question, nil
}

// inputLine is a line with its number, or why there is none.
type inputLine struct {
	number int
	text   []byte
	err    error
}

var errLongLine = fmt.Errorf("longer than %d bytes", maxLine)

// inputLines reads lines in the background, some ahead, so that a signal ends
// the program while it waits for input. Blank lines are left out. The last has
// the error that ended the input.
func inputLines(ctx context.Context, in io.Reader) <-chan inputLine {
	out := make(chan inputLine, 16)
	go func() {
		r := bufio.NewReaderSize(in, maxLine+1)
		for n := 1; ; n++ {
			l := inputLine{number: n}
			l.text, l.err = readLine(r)
			if l.err == nil && len(bytes.TrimSpace(l.text)) == 0 {
				continue
			}
			select {
			case out <- l:
			case <-ctx.Done():
				return
			}
			if l.err != nil && !errors.Is(l.err, errLongLine) {
				return
			}
		}
	}()
	return out
}

// readLine reads a line, or errLongLine in place of one that is too long. The
// end of the input ends a line too.
func readLine(r *bufio.Reader) ([]byte, error) {
	start, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = r.ReadSlice('\n')
		}
		if err == nil || errors.Is(err, io.EOF) {
			return nil, errLongLine
		}
	}
	if len(start) > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return bytes.Clone(start), err
}
