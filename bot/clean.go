package bot

import (
	"strings"
	"unicode"
)

// maxQuestion is how many characters a question or an argument may have: the
// length of a Discord message.
const maxQuestion = 2000

// Clean makes text that a stranger typed safe to work with and to show:
// invalid UTF-8, control characters, bidirectional overrides and other
// invisible formatting are dropped, white space becomes single spaces. What a
// platform reads as markup stays; escaping is the adapter's.
func Clean(s string) string {
	return strings.Join(strings.Fields(strip(s, ' ')), " ")
}

// Plain is Clean for text that has lines: line breaks and spaces stay.
func Plain(s string) string { return strip(s, '\n') }

func strip(s string, lineBreak rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u2028', r == '\u2029', r == '\u0085':
			return lineBreak
		case r == '\t', r == '\v', r == '\f':
			return ' '
		case r == unicode.ReplacementChar, unicode.IsControl(r), hidden(r):
			return -1
		}
		return r
	}, s)
}

// hidden tells whether a character reorders the text around it or shows
// nothing: directional marks, embeddings, overrides and isolates, zero-width
// spaces, soft hyphens, byte order marks, tags, private use. The joiners that
// emoji and some scripts need stay.
func hidden(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Co)
}

// Question cleans a question and cuts it to the longest that is read, for
// callers that ask a Book directly.
func Question(s string) string {
	const enough = maxQuestion * 8 // in bytes; what is hidden may go
	return cutTo(Clean(s[:min(len(s), enough)]), maxQuestion)
}

// cutTo keeps the first characters of a text.
func cutTo(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}

// tooLong tells whether a text has more characters than a question may have.
func tooLong(s string) bool { return len(cutTo(s, maxQuestion)) < len(s) }

// cutBytes keeps at most so many bytes, and no half character.
func cutBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// maxForm bounds a filled form: bytes of all values.
const maxForm = 64 << 10

func formFits(values map[string]string) bool {
	n := 0
	for name, v := range values {
		n += len(name) + len(v)
	}
	return n <= maxForm
}
