package evaluate

import (
	"cmp"
	"strconv"
	"strings"
)

// The functions below write values as score.py prints them, in Python's
// notation, so that the two outputs can be compared byte by byte.

// literal quotes a string, in single quotes if it can be.
func literal(s string) string {
	quote := "'"
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = `"`
	}
	escape := strings.NewReplacer(`\`, `\\`, quote, `\`+quote, "\n", `\n`, "\t", `\t`, "\r", `\r`)
	return quote + escape.Replace(s) + quote
}

func bracket[T any](in []T, write func(T) string) string {
	out := make([]string, len(in))
	for i, x := range in {
		out[i] = write(x)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func numbers(in []int) string { return bracket(in, strconv.Itoa) }

func groups(in [][]string) string {
	return bracket(in, func(g []string) string { return bracket(g, literal) })
}

// cut keeps the first 160 characters.
func cut(s string) string {
	const most = 160
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}

// outcome is the outcome, or None of no answer.
func (a Answer) outcome() string { return cmp.Or(a.Outcome, "None") }

// start is the beginning of the text, or None of no answer.
func (a Answer) start() string {
	if a.Outcome == "" {
		return "None"
	}
	return cut(a.Text)
}
