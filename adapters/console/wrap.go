package console

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// minWidth is the narrowest that text is set, however narrow the terminal.
const minWidth = 16

// wrap breaks a text into lines of at most so many columns, at spaces where
// it can. It gives at least one line.
func wrap(s string, columns int, limited bool) []string {
	if !limited {
		return []string{s}
	}
	columns = max(columns, minWidth)
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, line.String())
		line.Reset()
		used = 0
	}
	for _, word := range unbroken(s) {
		for _, piece := range pieces(word, columns) {
			w := displayWidth(piece)
			switch {
			case used == 0:
			case used+1+w > columns:
				flush()
			default:
				line.WriteByte(' ')
				used++
			}
			line.WriteString(piece)
			used += w
		}
	}
	if used > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// unbroken splits a text into words, and keeps a paragraph sign with its
// number.
func unbroken(s string) []string {
	var out []string
	for word := range strings.FieldsSeq(s) {
		if last := len(out) - 1; last >= 0 && strings.HasSuffix(out[last], "¶") {
			out[last] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// pieces cuts a word that is wider than a line.
func pieces(word string, columns int) []string {
	if displayWidth(word) <= columns {
		return []string{word}
	}
	var out []string
	start, used := 0, 0
	for i, r := range word {
		w := cells(r)
		if used+w > columns {
			out = append(out, word[start:i])
			start, used = i, 0
		}
		used += w
	}
	return append(out, word[start:])
}

// displayWidth is how many columns a text takes.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

// cells is how many columns a character takes: none for what combines with
// the one before, two for what is wide in East Asian type.
func cells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
