package discord

import (
	"cmp"
	"slices"
	"strings"

	"reviewbot/bot"
)

// actions are the buttons of a message: pages first, then what is asked for,
// then what the reply offers, then what Discord alone has.
func (v renderer) actions(r bot.Reply, l layout, page, of int) []part {
	var out []part
	if of > 1 && l.source.fits() {
		out = append(out, turn("◀", l.source, page-1, of), turn("▶", l.source, page+1, of))
	}
	out = append(out, menu(r)...)
	if in := r.Input; in != nil && len(in.Fields) > 0 {
		out = append(out, openForm(r))
	}
	out = append(out, optionButtons(r)...)
	for _, b := range r.Buttons {
		out = append(out, button(styleSecondary, b.Label, customID(idBot, b.Data)))
	}
	out = append(out, l.extra...)
	if l.share && l.source.fits() {
		out = append(out, button(styleSecondary, words.Share.in(r.Lang), l.source.shareID()))
	}
	if l.again {
		out = append(out, button(styleSecondary, words.AskAgain.in(r.Lang), customID(idAgain, "")))
	}
	return unique(out)
}

// turn is a button to another page; at an end it is there and does nothing.
func turn(label string, s source, page, of int) part {
	b := button(styleSecondary, label, s.pageID((page+of)%of))
	b.Disabled = page < 0 || page >= of
	return b
}

// openForm is the button that opens a form where none can be opened at once.
func openForm(r bot.Reply) part {
	label := words.FillIn
	if slices.ContainsFunc(r.Input.Fields, func(f bot.Field) bool { return f.Fault != "" }) {
		label = words.TryAgain
	}
	return button(stylePrimary, label.in(r.Lang), customID(idForm, r.Input.Data))
}

// unique drops buttons without a use: Discord refuses a message with two of
// the same id, or with a label of nothing.
func unique(buttons []part) []part {
	seen := map[string]bool{}
	return slices.DeleteFunc(buttons, func(b part) bool {
		bad := seen[b.CustomID] || b.Type == typeButton && strings.TrimSpace(b.Label) == "" || !fitsIn(b.CustomID, maxID)
		seen[b.CustomID] = true
		return bad
	})
}

// rows sets buttons in rows of five; a menu has a row of its own. More than
// Discord's five rows are not shown.
func rows(buttons []part) []part {
	const perRow, most = 5, 5
	var out []part
	full := true
	for _, b := range buttons {
		if b.Type == typeMenu {
			out = append(out, part{Type: typeRow, Components: []part{b}})
			full = true
			continue
		}
		if full {
			out = append(out, part{Type: typeRow})
		}
		row := &out[len(out)-1]
		row.Components = append(row.Components, b)
		full = len(row.Components) == perRow
	}
	return out[:min(len(out), most)]
}

// maxField is how many characters a field of a form may have.
const maxField = 4000

// maxFormTitle and maxFieldLabel are Discord's.
const (
	maxFormTitle  = 45
	maxFieldLabel = 45
	maxFieldHelp  = 100
)

// heading is the first of a reply, or "".
func heading(r bot.Reply) string {
	for _, p := range r.Parts {
		if p.Kind == bot.Heading {
			return bot.Clean(p.Text)
		}
	}
	return ""
}

// formOf makes the form of a reply that asks for fields. What the reply says
// stands above them where there is room: a form has five components at most.
// What was typed before wins over what the reply has.
func (v renderer) formOf(r bot.Reply, typed map[string]string) form {
	in := r.Input
	title := cmp.Or(bot.Clean(in.Title), heading(r), words.FillIn.in(r.Lang))
	f := form{CustomID: customID(idBot, in.Data), Title: cut(title, maxFormTitle)}
	if said := v.blocks(r); len(said) > 0 && len(in.Fields) < bot.MaxFields {
		f.Components = []part{{Type: typeText, Content: cut(components(pages(said, maxPiece)[0])[0].Content, maxPiece)}}
	}
	optional := false
	for _, field := range in.Fields[:min(len(in.Fields), bot.MaxFields)] {
		value := field.Value
		if v, ok := typed[field.Label]; ok {
			value = v
		}
		style := 1
		if field.Long || strings.Contains(value, "\n") || length(value) > 60 {
			style = 2
		}
		f.Components = append(f.Components, part{
			Type: typeLabel, Label: cut(cmp.Or(bot.Clean(field.Label), field.Name), maxFieldLabel), Description: cut(bot.Clean(field.Fault), maxFieldHelp),
			Component: &part{
				Type: typeField, CustomID: field.Name, Style: style, Value: prefix(bot.Plain(value), maxField),
				Required: &optional, MaxLength: maxField,
			},
		})
	}
	return f
}

// typedParts show what was typed into a form and what is wrong with it, so
// that it is kept in the message until the form is opened again; see typedIn.
// What is over the room is left out.
func typedParts(in *bot.Input, room int) []part {
	var out []part
	for i, f := range in.Fields {
		content := "**" + escape(f.Label) + "**"
		if f.Fault != "" {
			content += "\n-# ⚠ " + cut(escape(bot.Clean(f.Fault)), 300)
		}
		content += "\n" + escape(f.Value)
		if room -= length(content); room < 0 {
			break
		}
		out = append(out, part{Type: typeText, ID: fieldID + i, Content: content})
	}
	return out
}

// typedIn reads what typedParts wrote: values by label.
func (m *message) typedIn() map[string]string {
	out := map[string]string{}
	if m == nil {
		return out
	}
	each(m.Components, func(c component) {
		lines := strings.Split(c.Content.v, "\n")
		if c.ID.v < fieldID || c.ID.v >= fieldID+bot.MaxFields || len(lines) < 2 || len(lines[0]) < 4 {
			return
		}
		label, rest := unescape(strings.Trim(lines[0], "*")), lines[1:]
		if strings.HasPrefix(rest[0], "-# ⚠ ") {
			rest = rest[1:]
		}
		out[label] = unescape(strings.Join(rest, "\n"))
	})
	return out
}
