package telegram

import (
	"fmt"
	"strconv"
	"strings"

	"reviewbot/bot"
)

// Limits of a message (core.telegram.org/bots/api): of its text in UTF-16
// units after parsing, and of what is still quickly read.
const (
	maxText    = 4096
	longQuote  = 300 // units; a longer quote is folded
	maxLabel   = 64  // units of a button's label: longer ones are cut by phones
	shortLabel = 28  // a longer choice is listed in the text, with a number to press
)

// style is what rendering needs to know beside the reply.
type style struct {
	public string // the reader page, or ""
	bot    string // the bot's user name
	where  string // a link to the answer that Reply.See means, or ""
}

// blocks sets a reply.
func (s style) blocks(r bot.Reply) []block {
	var out []block
	for _, part := range r.Parts {
		out = append(out, s.part(part, r)...)
	}
	if s.where != "" {
		out = append(out, block{runs: []piece{{text: "→ " + s.where, open: s.anchor(s.where), close: "</a>"}}})
	}
	if r.Input != nil {
		out = append(out, s.input(r.Input)...)
	}
	for i := range out {
		for j := range out[i].runs {
			out[i].runs[j].text = bot.Plain(out[i].runs[j].text)
		}
	}
	return out
}

func (s style) part(p bot.Part, r bot.Reply) []block {
	switch p.Kind {
	case bot.Heading:
		return []block{tagged(p.Text, "b")}
	case bot.Statement:
		b := plain(p.Text)
		if p.Paragraph > 0 {
			b.runs = append(b.runs, piece{text: " ("}, s.paragraph(p.Paragraph, ""), piece{text: ")"})
		}
		return []block{b}
	case bot.Quote:
		return []block{s.quote(p, r)}
	case bot.Note:
		return []block{tagged(p.Text, "i")}
	case bot.List:
		return s.list(p.Items)
	case bot.Compare:
		return []block{compare(p)}
	}
	return []block{plain(p.Text)}
}

// quote sets the review's words apart, and under them where they stand.
func (s style) quote(p bot.Part, r bot.Reply) block {
	b := block{open: "<blockquote>", close: "</blockquote>"}
	if units(p.Text) > longQuote {
		b.open = "<blockquote expandable>"
	}
	fact := ""
	if len(r.Facts) == 1 && len(r.Citations) == 1 {
		fact = r.Facts[0]
	}
	b.runs = []piece{{text: "“" + p.Text + "”\n"}, {text: "§ " + p.Section + ", "}, s.paragraph(p.Paragraph, fact)}
	return b
}

// paragraph names a paragraph; with a reader page it links to it, and to the
// quote of the fact in it.
func (s style) paragraph(n int, fact string) piece {
	text := "¶ " + strconv.Itoa(n)
	if s.public == "" {
		return piece{text: text}
	}
	return piece{text, s.anchor(paragraphURL(s.public, n, fact)), "</a>"}
}

// paragraphURL is where the reader page shows a paragraph, and in it the quote
// of a fact, if one is given.
func paragraphURL(public string, n int, fact string) string {
	to := strings.TrimRight(public, "/") + "/p/" + strconv.Itoa(n)
	if fact != "" {
		to += "?fact=" + fact
	}
	return to
}

func (style) anchor(to string) string { return `<a href="` + escape(to) + `">` }

func (s style) list(items []bot.Item) []block {
	var out []block
	for i, item := range items {
		b := plain("• " + item.Text)
		if item.Paragraph > 0 {
			b.runs = append(b.runs, piece{text: " ("}, s.paragraph(item.Paragraph, ""), piece{text: ")"})
		}
		b.tight = i > 0
		out = append(out, b)
	}
	return out
}

// compare strikes out what goes and underlines what comes.
func compare(p bot.Part) block {
	b := block{runs: []piece{{p.Text + "\n", "<b>", "</b>"}}}
	for _, span := range p.Spans {
		switch span.Change {
		case bot.Dropped:
			b.runs = append(b.runs, piece{span.Text, "<s>", "</s>"})
		case bot.Added:
			b.runs = append(b.runs, piece{span.Text, "<u>", "</u>"})
		default:
			b.runs = append(b.runs, piece{text: span.Text})
		}
	}
	return b
}

// input sets the title, the fields with what stands in them, ready to be
// copied, and the choices that are too long for a button.
func (s style) input(in *bot.Input) []block {
	var out []block
	if in.Title != "" {
		out = append(out, tagged(in.Title, "b"))
	}
	if in.Shape == bot.PanelInput {
		for _, f := range in.Fields {
			out = append(out, field(f)...)
		}
	}
	if numbered(in) {
		for i, o := range in.Options {
			if units(o.Label) <= shortLabel {
				continue
			}
			b := plain(fmt.Sprintf("%d. %s", i+1, o.Label))
			if o.Paragraph > 0 {
				b.runs = append(b.runs, piece{text: " ("}, s.paragraph(o.Paragraph, ""), piece{text: ")"})
			}
			b.tight = i > 0
			out = append(out, b)
		}
	}
	return out
}

// field shows a field: its label, its value in a form that a tap copies, and
// what is wrong with it.
func field(f bot.Field) []block {
	label := tagged(f.Label, "b")
	out := []block{label}
	if f.Value != "" {
		out = append(out, block{open: "<code>", close: "</code>", runs: []piece{{text: f.Value}}, tight: true})
	}
	if f.Fault != "" {
		out = append(out, block{runs: []piece{{text: "⚠ " + f.Fault}}, tight: true})
	}
	return out
}

// numbered tells whether the choices are listed in the text.
func numbered(in *bot.Input) bool {
	for _, o := range in.Options {
		if units(o.Label) > shortLabel {
			return true
		}
	}
	return false
}
