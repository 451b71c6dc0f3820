package telegram

import (
	"strconv"

	"reviewbot/bot"
)

// button is one of an inline keyboard, by the Bot API's names.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"`
	URL  string `json:"url,omitempty"`
}

// keyboard is an inline keyboard: rows of buttons.
type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

// Limits of a keyboard: of a row what a phone shows without cutting, of a
// button's data what the Bot API takes, in bytes.
const (
	maxRow     = 4
	rowUnits   = 34
	maxData    = 64
	maxButtons = 96
)

// keys is the keyboard of a reply: what it asks for, what it offers, and how
// to get about its pages.
func keys(r bot.Reply, about navigation) keyboard {
	var k keyboard
	if r.Input != nil {
		k.input(r.Input)
	}
	offers := make([]button, 0, len(r.Buttons))
	for _, b := range r.Buttons {
		offers = append(offers, button{Text: b.Label, Data: b.Data})
	}
	k.add(offers...)
	k.add(about.buttons(r.Lang)...)
	return k
}

// add sets buttons in as few rows as can be read. A button that carries too
// much is left out: Telegram would refuse the whole message.
func (k *keyboard) add(buttons ...button) {
	room := 0
	for _, b := range buttons {
		if len(b.Data) > maxData || b.Data == "" && b.URL == "" || k.count() >= maxButtons {
			continue
		}
		if b.Text = shorten(b.Text, maxLabel); b.Text == "" {
			continue
		}
		last := len(k.Rows) - 1
		if need := units(b.Text) + 2; room >= need && len(k.Rows[last]) < maxRow {
			k.Rows[last] = append(k.Rows[last], b)
			room -= need
		} else {
			k.Rows = append(k.Rows, []button{b})
			room = rowUnits - need
		}
	}
}

func (k *keyboard) count() int {
	n := 0
	for _, row := range k.Rows {
		n += len(row)
	}
	return n
}

// shorten cuts a label.
func shorten(s string, most int) string {
	s = bot.Clean(s)
	if units(s) <= most {
		return s
	}
	head, _ := cut(s, most-1)
	return head + "…"
}

// input adds the buttons of an input: a number for a choice that is listed in
// the text, and one for each field of a panel.
func (k *keyboard) input(in *bot.Input) {
	var fields, numbers, others []button
	if in.Shape == bot.PanelInput {
		for i, f := range in.Fields {
			fields = append(fields, button{Text: "✎ " + f.Label, Data: own{fieldAction, i, in.Data}.data()})
		}
	}
	for i, o := range in.Options {
		if b := (button{Text: o.Label, Data: o.Data}); units(o.Label) <= shortLabel {
			others = append(others, b)
		} else {
			b.Text = strconv.Itoa(i + 1)
			numbers = append(numbers, b)
		}
	}
	k.add(fields...)
	k.add(numbers...)
	k.add(others...)
}

// empty tells whether there is nothing to press.
func (k keyboard) empty() bool { return len(k.Rows) == 0 }
