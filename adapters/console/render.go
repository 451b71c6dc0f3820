package console

import (
	"fmt"
	"strings"

	"reviewbot/bot"
)

// Escape sequences of the terminal.
const (
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	yellow = "\x1b[33m"
	reset  = "\x1b[0m"
)

// page is text being set.
type page struct {
	strings.Builder
	screen  Screen
	columns int
}

// Render sets a reply for reading. The last line has its line break.
func (s Screen) Render(r bot.Reply) string {
	p := &page{screen: s, columns: s.columns()}
	for i, part := range r.Parts {
		if i > 0 && apart(r.Parts[i-1].Kind, part.Kind) {
			p.WriteByte('\n')
		}
		p.part(part)
	}
	if r.Input != nil {
		p.input(r.Input, r.Lang)
	}
	if s.Interactive {
		p.hints(r.Buttons)
	}
	return p.String()
}

// apart tells whether an empty line stands between two parts.
func apart(before, after bot.PartKind) bool {
	switch after {
	case bot.Heading:
		return true
	case bot.Say, bot.Statement:
		return before == bot.Quote || before == bot.Note || before == bot.List
	}
	return false
}

func (p *page) part(part bot.Part) {
	switch part.Kind {
	case bot.Heading:
		p.text(part.Text, bold, "", "")
	case bot.Quote:
		p.text("“"+part.Text+"”", "", "  │ ", "  │ ")
		p.text(fmt.Sprintf("§ %s, ¶ %d", part.Section, part.Paragraph), dim, "  │ ", "  │ ")
	case bot.Note:
		p.text(part.Text, yellow, "  ", "  ")
	case bot.List:
		for _, item := range part.Items {
			p.text(placed(item.Text, item.Paragraph), "", "• ", "  ")
		}
	default:
		p.text(part.Text, "", "", "")
	}
}

// placed adds where a text stands in the review.
func placed(text string, paragraph int) string {
	if paragraph == 0 {
		return text
	}
	return fmt.Sprintf("%s (¶ %d)", text, paragraph)
}

// input numbers the options. Fields are asked for by the prompt.
func (p *page) input(in *bot.Input, lang bot.Lang) {
	if in.Title != "" {
		p.text(in.Title, bold, "", "")
	}
	for i, o := range in.Options {
		number := fmt.Sprintf("%d. ", i+1)
		p.text(placed(o.Label, o.Paragraph), "", number, strings.Repeat(" ", len(number)))
	}
	if p.screen.Interactive && len(in.Options) > 0 {
		p.text(bot.PickNumber(lang), dim, "", "")
	}
}

// hints says what to type in place of buttons.
func (p *page) hints(buttons []bot.Button) {
	var typed []string
	for _, b := range buttons {
		if b.Typed != "" {
			typed = append(typed, b.Typed)
		}
	}
	if len(typed) > 0 {
		p.WriteByte('\n')
		p.text(strings.Join(typed, " · "), dim, "", "")
	}
}

// text writes a text of one or more paragraphs, with what stands before its
// first and its other lines. What could drive the terminal is taken out.
func (p *page) text(s, style, first, rest string) {
	before := first
	for paragraph := range strings.SplitSeq(bot.Plain(s), "\n") {
		for _, line := range wrap(paragraph, p.columns-displayWidth(before), p.columns > 0) {
			p.WriteString(before)
			if p.screen.Colour && style != "" {
				line = style + line + reset
			}
			p.WriteString(line + "\n")
			before = rest
		}
	}
}
