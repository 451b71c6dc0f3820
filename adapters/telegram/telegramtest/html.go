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

// entityTypes are what tags become.
var entityTypes = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "a": "text_link", "code": "code",
	"pre": "pre", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler",
}

var href = regexp.MustCompile(`href="([^"]*)"`)

// parse reads a text with HTML as the server does and returns what is shown,
// and the entities in it.
func parse(markup string) (string, []Object, error) {
	var b strings.Builder
	var open []string
	var begun, done []Object
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
			return "", nil, refuse("can't parse entities: Unexpected character at byte offset %d", at)
		case !supported[m[2]]:
			return "", nil, refuse("can't parse entities: Unsupported start tag %q at byte offset %d", m[2], at)
		case m[1] == "" && m[2] == "blockquote" && contains(open, "blockquote"):
			return "", nil, refuse("can't parse entities: Blockquote entities can't be nested at byte offset %d", at)
		case m[1] == "":
			open = append(open, m[2])
			e := Object{"type": entityTypes[m[2]], "offset": units(b.String())}
			if to := href.FindStringSubmatch(m[3]); m[2] == "a" && to != nil {
				e["url"] = html.UnescapeString(to[1])
			}
			begun = append(begun, e)
		case len(open) == 0 || open[len(open)-1] != m[2]:
			return "", nil, refuse("can't parse entities: Unmatched end tag at byte offset %d, found %q", at, m[2])
		default:
			open = open[:len(open)-1]
			e := begun[len(begun)-1]
			begun = begun[:len(begun)-1]
			if e["length"] = units(b.String()) - e["offset"].(int); e["length"] != 0 {
				done = append(done, e)
			}
		}
		at += len(m[0])
	}
	if len(open) > 0 {
		return "", nil, refuse("can't parse entities: Can't find end tag corresponding to start tag %q", open[len(open)-1])
	}
	return b.String(), done, nil
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

// shown is the text that a message has, with its entities, or why it cannot
// be sent. Space around the text goes; the entities of a text that begins with
// space are then a little off, as nobody sends one.
func shown(text, mode string, most int) (string, []Object, error) {
	var entities []Object
	switch mode {
	case "":
	case "HTML":
		parsed, found, err := parse(text)
		if err != nil {
			return "", nil, err
		}
		text, entities = parsed, found
	default:
		return "", nil, refuse("unsupported parse_mode")
	}
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", nil, refuse("message text is empty")
	case units(text) > most:
		return "", nil, refuse("message is too long")
	}
	return text, entities, nil
}
