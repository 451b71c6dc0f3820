package discord

import (
	"strings"
	"unicode/utf8"

	"reviewbot/bot"
)

// escape makes plain text stand in Discord's markdown as it is: no emphasis,
// link, mention, emoji or time, and at the start of a line no list, quote or
// heading. Discord takes a backslash before any punctuation as nothing else.
func escape(s string) string {
	if !simple(s) {
		s = bot.Plain(s)
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	begins := true // nothing but spaces and digits since the line began
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case '\\', '`', '*', '_', '~', '|', '<', '>', '[', ']', '(', ')', ':', '@', '#':
			b.WriteByte('\\')
		case '-', '+', '=', '.':
			if begins {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
		begins = c == '\n' || begins && (c == ' ' || c >= '0' && c <= '9')
	}
	return b.String()
}

// simple tells whether a text has nothing that would have to be cleaned: most
// have only what ASCII can print, and looking is cheaper than cleaning.
func simple(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// oneLine cleans a text that stands on one line.
func oneLine(s string) string {
	if simple(s) && !strings.Contains(s, "  ") && strings.TrimSpace(s) == s {
		return s
	}
	return bot.Clean(s)
}

// unescape is the reverse of escape.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isPunctuation(s[i+1]) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

// length counts a text as Discord does.
func length(s string) int { return utf8.RuneCountInString(s) }

// fitsIn tells whether a text has at most so many characters.
func fitsIn(s string, most int) bool { return len(s) <= most || length(s) <= most }

// cut keeps the first characters of a text; what was cut off shows as "…".
func cut(s string, most int) string {
	if fitsIn(s, most) {
		return s
	}
	n := 0
	for i := range s {
		if n == most-1 {
			return strings.TrimRight(s[:i], ` \`) + "…"
		}
		n++
	}
	return s
}

// split breaks a text into pieces of at most so many characters: after a
// line, a sentence or a word, where there is one in the last half.
func split(s string, most int) []string {
	var out []string
	for !fitsIn(s, most) {
		head := prefix(s, most)
		at := len(head)
		for _, mark := range []string{"\n", ". ", " "} {
			if i := strings.LastIndex(head, mark); i > len(head)/2 {
				at = i + len(mark)
				break
			}
		}
		for at > 1 && s[at-1] == '\\' { // never between a backslash and what it escapes
			at--
		}
		out = append(out, strings.TrimSpace(s[:at]))
		s = strings.TrimSpace(s[at:])
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

// prefix is the first characters of a text.
func prefix(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}
