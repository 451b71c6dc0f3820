package telegramtest

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf16"
)

var (
	tag       = regexp.MustCompile(`^<(/?)([a-zA-Z0-9-]+)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*>`)
	supported = map[string]bool{
		"b": true, "strong": true, "i": true, "em": true, "u": true, "ins": true, "s": true, "strike": true,
		"del": true, "a": true, "code": true, "pre": true, "blockquote": true, "tg-spoiler": true, "span": true,
	}
)

// parse reads a text with HTML as the server does and returns what is shown.
func parse(markup string) (string, error) {
	var b strings.Builder
	var open []string
	for at := 0; at < len(markup); {
		if markup[at] != '<' {
			next := strings.IndexByte(markup[at:], '<')
			if next < 0 {
				next = len(markup) - at
			}
			b.WriteString(html.UnescapeString(markup[at : at+next]))
			at += next
			continue
		}
		m := tag.FindStringSubmatch(markup[at:])
		switch {
		case m == nil:
			return "", refuse("can't parse entities: Unexpected character at byte offset %d", at)
		case !supported[m[2]]:
			return "", refuse("can't parse entities: Unsupported start tag %q at byte offset %d", m[2], at)
		case m[1] == "" && m[2] == "blockquote" && contains(open, "blockquote"):
			return "", refuse("can't parse entities: Blockquote entities can't be nested at byte offset %d", at)
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			return "", refuse("can't parse entities: Unmatched end tag at byte offset %d, found %q", at, m[2])
		default:
			open = open[:len(open)-1]
		}
		at += len(m[0])
	}
	if len(open) > 0 {
		return "", refuse("can't parse entities: Can't find end tag corresponding to start tag %q", open[len(open)-1])
	}
	return b.String(), nil
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// units is the length of a text as Telegram counts it, in UTF-16 code units.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// shown is the text that a message has, or why it cannot be sent.
func shown(text, mode string, most int) (string, error) {
	switch mode {
	case "":
	case "HTML":
		parsed, err := parse(text)
		if err != nil {
			return "", err
		}
		text = parsed
	default:
		return "", refuse("unsupported parse_mode")
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", refuse("message text is empty")
	case units(text) > most:
		return "", refuse("message is too long")
	}
	return text, nil
}
