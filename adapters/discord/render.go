package discord

import (
	"fmt"
	"strconv"
	"strings"

	"reviewbot/bot"
)

// Limits of a message of components v2, with room left for what stands around
// a reply: 4000 characters of text and 40 components at Discord.
const (
	maxText     = 3500 // of the question and of a reply's parts on one page
	maxBlocks   = 14   // of texts and lines between them on one page
	maxQuestion = 1000 // of the question that is shown with the answer
	maxPiece    = 1500 // of one part; a longer one is split
)

// questionID marks the text that carries the question. fieldID marks the
// first of those that carry what was typed into a form.
const (
	questionID = 1000
	fieldID    = 2000
)

// block is a piece of a reply as markdown. A page ends between blocks.
type block struct {
	text  string
	apart bool // a line stands before it
}

// renderer turns replies into messages.
type renderer struct {
	reader string // the address of the reader page, or ""
}

// blocks sets the parts of a reply.
func (v renderer) blocks(r bot.Reply) []block {
	var out []block
	for _, p := range r.Parts {
		switch p.Kind {
		case bot.Quote:
			out = v.quote(out, p, r.Facts)
		case bot.List:
			for _, item := range p.Items {
				out = pieces(out, "- ", escape(item.Text)+v.place(item.Paragraph), "")
			}
		case bot.Compare:
			out = pieces(out, "", compare(p), "")
		case bot.Heading:
			out = append(out, block{text: "### " + cut(escape(p.Text), maxPiece)})
		case bot.Note:
			first := len(out)
			if out = pieces(out, "", escape(p.Text), ""); first < len(out) {
				out[first].apart = first > 0
			}
		default:
			out = pieces(out, "", escape(p.Text)+v.place(p.Paragraph), "")
		}
	}
	return out
}

// pieces adds a text, in as many blocks as it needs.
func pieces(out []block, before, text, after string) []block {
	if strings.TrimSpace(text) == "" {
		return out
	}
	for _, piece := range split(text, maxPiece) {
		out = append(out, block{text: before + piece + after})
	}
	return out
}

// quote sets the review's own words, and where they stand. The place stays
// with the last piece.
func (v renderer) quote(out []block, p bot.Part, facts []string) []block {
	for _, piece := range split("“"+escape(p.Text)+"”", maxPiece) {
		out = append(out, block{text: "> " + strings.ReplaceAll(piece, "\n", "\n> ")})
	}
	where := fmt.Sprintf("§ %s, ¶ %d", escape(cut(p.Section, 200)), p.Paragraph)
	if v.reader != "" {
		link := v.reader + "/p/" + strconv.Itoa(p.Paragraph)
		if len(facts) == 1 {
			link += "?fact=" + facts[0]
		}
		where = "[" + where + "](" + link + ")"
	}
	out[len(out)-1].text += "\n-# " + where
	return out
}

// place adds where something stands in the review.
func (v renderer) place(paragraph int) string {
	switch {
	case paragraph == 0:
		return ""
	case v.reader != "":
		return fmt.Sprintf(" [¶ %d](%s/p/%d)", paragraph, v.reader, paragraph)
	}
	return fmt.Sprintf(" (¶ %d)", paragraph)
}

// compare shows a text as it was and as it is to be.
func compare(p bot.Part) string {
	var b strings.Builder
	if p.Text != "" {
		b.WriteString("**" + escape(p.Text) + "**\n")
	}
	for i, s := range p.Spans {
		if i > 0 && !strings.HasSuffix(p.Spans[i-1].Text, " ") && !strings.HasPrefix(s.Text, " ") {
			b.WriteByte(' ')
		}
		b.WriteString(marked(escape(s.Text), s.Change))
	}
	return b.String()
}

// marked strikes out what goes and underlines what comes. The marks touch the
// words, as they must to count.
func marked(s string, c bot.Change) string {
	mark := map[bot.Change]string{bot.Dropped: "~~", bot.Added: "__"}[c]
	inner := strings.TrimSpace(s)
	if mark == "" || inner == "" {
		return s
	}
	start := strings.Index(s, inner)
	return s[:start] + mark + inner + mark + s[start+len(inner):]
}

// pages puts blocks on pages, each within the limits and so many characters.
func pages(blocks []block, room int) [][]block {
	var out [][]block
	var page []block
	letters, texts := 0, 0
	for _, b := range blocks {
		n := length(b.text) + 1
		if len(page) > 0 && (letters+n > room || texts >= maxBlocks && b.apart) {
			out = append(out, page)
			page, letters, texts = nil, 0, 0
		}
		if b.apart || len(page) == 0 {
			texts++
		}
		page = append(page, b)
		letters += n
	}
	return append(out, page)
}

// components makes texts and lines of a page: blocks that stand together are
// one text.
func components(page []block) []part {
	var out []part
	var text []string
	flush := func() {
		if len(text) > 0 {
			out = append(out, part{Type: typeText, Content: join(text)})
		}
		text = nil
	}
	for _, b := range page {
		if b.apart && len(text)+len(out) > 0 {
			flush()
			out = append(out, part{Type: typeSeparator})
		}
		text = append(text, b.text)
	}
	flush()
	return out
}

// join puts blocks under each other: items close, others with the air that
// Discord gives paragraphs.
func join(texts []string) string {
	var b strings.Builder
	for i, t := range texts {
		switch {
		case i == 0:
		case strings.HasPrefix(t, "- ") && strings.HasPrefix(texts[i-1], "- "):
			b.WriteString("\n")
		case strings.HasPrefix(t, "> "), strings.HasPrefix(t, "- "), strings.HasPrefix(texts[i-1], "### "):
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(t)
	}
	return b.String()
}
