package discord

import (
	"cmp"
	"fmt"
	"strconv"
	"unicode/utf8"

	"reviewbot/bot"
)

// accent is the colour beside an answer.
const accent = 0x4a6fa5

// layout is what stands in a message beside the reply's parts.
type layout struct {
	question string // that the reply answers, or ""
	to       string // id of the member it is for, or ""
	link     string // of the message that it answers, where it cannot reply to it
	page     int
	source   source
	share    bool // offers to show it to all
	again    bool // offers to ask again
	extra    []part
}

// compose sets a reply as a message.
func (v renderer) compose(r bot.Reply, l layout) post {
	p := post{Flags: flagComponents, Mentions: noMentions()}
	if l.to != "" {
		p.Mentions.Users = []string{l.to}
		p.Components = append(p.Components, part{Type: typeText, Content: "<@" + l.to + ">"})
	}
	if l.link != "" {
		p.Components = append(p.Components, part{Type: typeText, Content: "-# " + fmt.Sprintf(words.InReplyTo.in(r.Lang), l.link)})
	}
	question := carry(l.question)
	all := pages(append(v.blocks(r), v.offers(r)...), maxText-length(question))
	box := part{Type: typeContainer, Accent: accent}
	if question != "" {
		box.Components = append(box.Components, part{Type: typeText, ID: questionID, Content: "-# " + question})
	}
	page := min(max(l.page, 0), len(all)-1)
	box.Components = append(box.Components, components(all[page])...)
	if r.Input != nil && len(r.Input.Fields) > 0 {
		box.Components = append(box.Components, typedParts(r.Input, maxText-length(question)-letters(all[page]))...)
	}
	if foot := v.foot(r, page, len(all)); foot != "" {
		box.Components = append(box.Components, part{Type: typeText, Content: "-# " + foot})
	}
	box.Components = append(box.Components, rows(v.actions(r, l, page, len(all)))...)
	if len(box.Components) == 0 {
		box.Components = []part{{Type: typeText, Content: words.Wait.in(r.Lang)}}
	}
	p.Components = append(p.Components, box)
	return p
}

func letters(page []block) int {
	n := 0
	for _, b := range page {
		n += length(b.text) + 1
	}
	return n
}

// carry is a question as a message shows it, on one line; see carried.
func carry(question string) string {
	question = cut(oneLine(question), maxQuestion)
	for length(escape(question)) > maxQuestion*3/2 { // it is full of marks
		question = cut(question, length(question)*3/4)
	}
	return escape(question)
}

// carried is the question that a message shows, or "".
func (m *message) carried() string {
	if m == nil {
		return ""
	}
	question := ""
	each(m.Components, func(c component) {
		if c.ID.v == questionID && len(c.Content.v) > len("-# ") {
			question = unescape(c.Content.v[len("-# "):])
		}
	})
	return question
}

// foot tells which state of a fact the reply rests on, where the reply points
// to, and the page.
func (v renderer) foot(r bot.Reply, page, of int) string {
	foot := ""
	if len(r.Facts) > 0 && r.Revision > 0 {
		foot = fmt.Sprintf("%s · %s %d", r.Facts[0], words.Revision.in(r.Lang), r.Revision)
	}
	if r.See != "" {
		foot = fmt.Sprintf(words.SeeThere.in(r.Lang), r.See)
	}
	if of > 1 {
		if foot != "" {
			foot += " · "
		}
		foot += fmt.Sprintf(words.Page.in(r.Lang), page+1, of)
	}
	return foot
}

// maxLabel is how many characters a button's label may have.
const maxLabel = 80

// maxShort is the longest label of an option that reads well on a button; with
// longer ones the options stand in the text and the buttons are numbers.
const maxShort = 38

// numbered tells whether options are listed in the text.
func numbered(options []bot.Option) bool {
	for _, o := range options {
		if utf8.RuneCountInString(o.Label) > maxShort || o.Paragraph > 0 {
			return true
		}
	}
	return false
}

// maxButtons is how many options become buttons; more become a menu.
const maxButtons = 10

// offers lists the options that are too long for buttons, and the title of
// the input.
func (v renderer) offers(r bot.Reply) []block {
	if r.Input == nil {
		return nil
	}
	var out []block
	if r.Input.Title != "" && len(r.Input.Fields) == 0 {
		out = append(out, block{text: "### " + cut(escape(r.Input.Title), maxPiece)})
	}
	if !numbered(r.Input.Options) {
		return out
	}
	for i, o := range r.Input.Options {
		if utf8.RuneCountInString(o.Label) > maxShort || o.Paragraph > 0 {
			out = append(out, block{text: "**" + strconv.Itoa(i+1) + ".** " + cut(escape(o.Label), 400) + v.place(o.Paragraph)})
		}
	}
	return out
}

// optionButtons are the buttons of an input's options.
func optionButtons(r bot.Reply) []part {
	in := r.Input
	if in == nil || len(in.Options) > maxButtons {
		return nil
	}
	many := numbered(in.Options)
	var out []part
	for i, o := range in.Options {
		label := o.Label
		if many && (utf8.RuneCountInString(label) > maxShort || o.Paragraph > 0) {
			label = strconv.Itoa(i + 1)
		}
		style := styleSecondary
		if in.Shape == bot.ConfirmInput && i == 0 || many && label != o.Label {
			style = stylePrimary
		}
		out = append(out, button(style, label, customID(idBot, o.Data)))
	}
	return out
}

func button(style int, label, id string) part {
	return part{Type: typeButton, Style: style, Label: cut(oneLine(label), maxLabel), CustomID: id}
}

// menu offers more options than buttons should be.
func menu(r bot.Reply) []part {
	const most = 25
	in := r.Input
	if in == nil || len(in.Options) <= maxButtons {
		return nil
	}
	m := part{Type: typeMenu, CustomID: customID(idMenu, ""), Placeholder: words.Choose.in(r.Lang)}
	seen := map[string]bool{}
	for _, o := range in.Options {
		if !seen[o.Data] && len(m.Options) < most {
			seen[o.Data] = true
			m.Options = append(m.Options, menuOption{Label: cut(cmp.Or(bot.Clean(o.Label), o.Data), maxID), Value: o.Data})
		}
	}
	return []part{m}
}
