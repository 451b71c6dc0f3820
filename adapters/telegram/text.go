package telegram

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// piece is text within one pair of tags.
type piece struct{ text, open, close string }

// block is a paragraph of a message: runs within one more pair of tags. A
// tight one stands on the next line, others after an empty one.
type block struct {
	open, close string
	runs        []piece
	tight       bool
}

func plain(text string) block { return block{runs: []piece{{text: text}}} }

func tagged(text, tag string) block {
	return block{open: "<" + tag + ">", close: "</" + tag + ">", runs: []piece{{text: text}}}
}

// units is the length of a text as Telegram counts it: in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// units is how long a block is when its tags have been taken for formatting.
func (b block) units() int {
	n := 0
	for _, r := range b.runs {
		n += units(r.text)
	}
	return n
}

func (b block) plain() string {
	var s strings.Builder
	for _, r := range b.runs {
		s.WriteString(r.text)
	}
	return s.String()
}

// html writes a block with every character of its text escaped.
func (b block) html() string {
	var s strings.Builder
	s.WriteString(b.open)
	for _, r := range b.runs {
		s.WriteString(r.open + escape(r.text) + r.close)
	}
	s.WriteString(b.close)
	return s.String()
}

// escape makes text safe to stand in HTML, in attributes too.
func escape(s string) string { return html.EscapeString(s) }

// gap is what stands between a block and the one before it.
func (b block) gap() string {
	if b.tight {
		return "\n"
	}
	return "\n\n"
}

// split cuts a block after at most so many units, at a sensible place. The
// head is empty if no place is.
func (b block) split(most int) (head, tail block) {
	head, tail = b, b
	head.runs, tail.runs = nil, nil
	tail.tight = false
	for i, r := range b.runs {
		if n := units(r.text); n <= most {
			head.runs = append(head.runs, r)
			most -= n
			continue
		}
		before, after := cut(r.text, most)
		if before != "" {
			head.runs = append(head.runs, piece{before, r.open, r.close})
		}
		tail.runs = append([]piece{{after, r.open, r.close}}, b.runs[i+1:]...)
		break
	}
	return head, tail
}

// cut cuts a text after at most so many UTF-16 units: after a sentence in the
// last half, else at a space, else between characters.
func cut(s string, most int) (head, tail string) {
	end, n := 0, 0
	for i, r := range s {
		size := max(utf16.RuneLen(r), 1)
		if n+size > most {
			end = i
			break
		}
		n += size
		end = i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = i + 1
		}
	}
	if end == len(s) {
		return s, ""
	}
	at := cutPlace(s, end)
	return strings.TrimRight(s[:at], " \n"), strings.TrimLeft(s[at:], " \n")
}

// cutPlace is where to cut a text that has to end before a byte.
func cutPlace(s string, end int) int {
	for _, mark := range []string{"\n", ". ", "! ", "? ", ".» ", "; ", " "} {
		if i := strings.LastIndex(s[:end], mark); i > end/2 {
			return i + len(mark)
		}
	}
	// Not before a mark that belongs to the character before it.
	for at := end; at > end/2; {
		r, _ := utf8.DecodeRuneInString(s[at:])
		last, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.Is(unicode.M, r) && r != joiner && last != joiner {
			return at
		}
		at -= size
	}
	return end
}

// joiner holds the parts of an emoji together.
const joiner = '\u200d'

// page is what one message says.
type page struct{ html, plain string }

// paginate sets blocks on pages of at most so many units. A block goes to the
// next page if it fits there; one longer than a page is cut.
func paginate(blocks []block, most int) []page {
	var pages []page
	var html, text strings.Builder
	left := most
	turn := func() {
		pages = append(pages, page{html.String(), text.String()})
		html.Reset()
		text.Reset()
		left = most
	}
	for _, b := range blocks {
		for b.units() > 0 {
			gap := ""
			if text.Len() > 0 {
				gap = b.gap()
			}
			n := b.units() + len(gap)
			if n > left && text.Len() > 0 && (n <= most || left < most/3) {
				turn()
				continue
			}
			head, tail := b, block{}
			if n > left {
				head, tail = b.split(left - len(gap))
			}
			html.WriteString(gap + head.html())
			text.WriteString(gap + head.plain())
			left -= head.units() + len(gap)
			if b = tail; b.units() > 0 {
				turn()
			}
		}
	}
	if text.Len() > 0 || len(pages) == 0 {
		turn()
	}
	return pages
}
