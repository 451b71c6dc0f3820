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
		p.fields(r.Input)
	}
	p.choices(r)
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
	case bot.Say, bot.Statement, bot.Compare:
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
	case bot.Statement:
		p.text(placed(part.Text, part.Paragraph), "", "", "")
	case bot.Compare:
		p.compare(part)
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

// compare writes a text with what was dropped and added: [-so-] {+and so+}.
func (p *page) compare(part bot.Part) {
	p.text(part.Text+":", dim, "", "")
	var b strings.Builder
	for i, span := range part.Spans {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch span.Change {
		case bot.Dropped:
			b.WriteString("[-" + span.Text + "-]")
		case bot.Added:
			b.WriteString("{+" + span.Text + "+}")
		default:
			b.WriteString(span.Text)
		}
	}
	p.text(strings.ReplaceAll(b.String(), "\n", "; "), "", "  ", "  ")
}

// fields shows what a form holds. Someone who types is asked field by field,
// so only faults are worth a line then.
func (p *page) fields(in *bot.Input) {
	if in.Title != "" {
		p.text(in.Title, bold, "", "")
	}
	for _, f := range in.Fields {
		if f.Fault != "" {
			p.text("! "+f.Label+": "+f.Fault, yellow, "", "  ")
		}
		if !p.screen.Interactive || f.Fault != "" {
			p.text(f.Label+" ["+oneLine(f.Value)+"]", dim, "  ", "  ")
		}
	}
}

// oneLine is a field's value as the prompt shows it, so that it can be typed
// again: lines apart by semicolons.
func oneLine(s string) string {
	return strings.Join(strings.Split(strings.TrimRight(s, "\n"), "\n"), "; ")
}

// choices numbers the options, and the buttons that no command stands for.
// Beside a form a number needs a stroke before it.
func (p *page) choices(r bot.Reply) {
	options := choices(r)
	before := ""
	if r.Input != nil && len(r.Input.Fields) > 0 {
		before = "/"
	}
	for i, o := range options {
		number := fmt.Sprintf("%s%d. ", before, i+1)
		p.text(placed(o.Label, o.Paragraph), "", number, strings.Repeat(" ", len(number)))
	}
	if p.screen.Interactive && len(options) > 0 && before == "" {
		p.text(bot.PickNumber(r.Lang), dim, "", "")
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
