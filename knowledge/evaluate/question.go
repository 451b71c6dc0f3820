// Package evaluate judges answers against a file of questions with known
// answers, and counts them by kind and language. It is the Go twin of
// score.py: same judgement, same table, same JSON; a test holds one against
// the other.
package evaluate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A Question is a line of a question file.
type Question struct {
	ID         string     `json:"id"`
	Question   string     `json:"question"`
	Lang       string     `json:"lang"`
	Kind       string     `json:"kind"`
	Answerable bool       `json:"answerable"`
	Paragraphs []int      `json:"paragraphs"` // those that a right answer may cite
	Must       [][]string `json:"must"`       // of each list, the answer has one
	Polarity   string     `json:"polarity"`   // the verdict wanted, or ""
}

// The kinds of question that are judged in their own way.
const (
	kindList         = "list"
	kindOverview     = "overview"
	kindYesNo        = "yesno"
	kindFalsePremise = "false_premise"
)

// maxLine is the longest line of a question file, in bytes.
const maxLine = 1 << 20

// ReadQuestions reads a question file: a JSON object a line, blank lines
// aside. The error joins one message per bad line, with its number.
func ReadQuestions(r io.Reader) ([]Question, error) {
	var out []Question
	var faults []error
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var q Question
		err := json.Unmarshal(line, &q)
		switch {
		case err != nil:
			err = fmt.Errorf("not a question: %w", err)
		case q.ID == "" || q.Question == "" || q.Kind == "" || q.Lang == "":
			err = errors.New(`id, question, kind and lang must not be empty`)
		default:
			out = append(out, q)
			continue
		}
		faults = append(faults, fmt.Errorf("line %d: %w", n, err))
	}
	if err := lines.Err(); err != nil {
		faults = append(faults, err)
	}
	if len(faults) == 0 && len(out) == 0 {
		faults = append(faults, errors.New("there are no questions: write one JSON object a line"))
	}
	return out, errors.Join(faults...)
}
