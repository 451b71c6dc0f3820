package telegram

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reviewbot/bot"
)

func TestRender(t *testing.T) {
	quote := bot.Part{Kind: bot.Quote, Text: "Mills & wheels <1>.", Section: "The mill", Paragraph: 9}
	for _, tt := range []struct {
		name  string
		style style
		reply bot.Reply
		want  string
	}{
		{"an answer", style{}, bot.Reply{Parts: []bot.Part{
			{Kind: bot.Say, Text: "Yes."}, {Kind: bot.Statement, Text: "It says so."}, quote, {Kind: bot.Note, Text: "Moderators' note: no."},
		}}, "Yes.\n\nIt says so.\n\n<blockquote>“Mills &amp; wheels &lt;1&gt;.”\n§ The mill, ¶ 9</blockquote>\n\n<i>Moderators&#39; note: no.</i>"},
		{"a link to the reader page", style{public: "https://example.com/"}, bot.Reply{Parts: []bot.Part{quote}},
			`<blockquote>“Mills &amp; wheels &lt;1&gt;.”` + "\n" + `§ The mill, <a href="https://example.com/p/9">¶ 9</a></blockquote>`},
		{"a long quote", style{}, bot.Reply{Parts: []bot.Part{{Kind: bot.Quote, Text: strings.Repeat("x", 301), Section: "S", Paragraph: 1}}},
			"<blockquote expandable>“" + strings.Repeat("x", 301) + "”\n§ S, ¶ 1</blockquote>"},
		{"a brief answer", style{}, bot.Reply{Parts: []bot.Part{{Kind: bot.Statement, Text: "It says so.", Paragraph: 3}}}, "It says so. (¶ 3)"},
		{"a list", style{}, bot.Reply{Parts: []bot.Part{{Kind: bot.Heading, Text: "May"}, {Kind: bot.List, Items: []bot.Item{{Text: "one"}, {Text: "two", Paragraph: 4}}}}},
			"<b>May</b>\n\n• one\n• two (¶ 4)"},
		{"a difference", style{}, bot.Reply{Parts: []bot.Part{{Kind: bot.Compare, Text: "Note", Spans: []bot.Span{
			{Text: "in "}, {Text: "May", Change: bot.Dropped}, {Text: "June", Change: bot.Added}}}}}, "<b>Note\n</b>in <s>May</s><u>June</u>"},
		{"a panel", style{}, bot.Reply{Parts: []bot.Part{{Kind: bot.Say, Text: "Edit"}}, Input: &bot.Input{Shape: bot.PanelInput, Data: "1mx", Fields: []bot.Field{
			{Label: "Note", Value: "<old>"}, {Label: "Why", Fault: "is missing"}}}},
			"Edit\n\n<b>Note</b>\n<code>&lt;old&gt;</code>\n\n<b>Why</b>\n⚠ is missing"},
		{"a choice", style{}, bot.Reply{Parts: []bot.Part{{Kind: bot.Say, Text: "Which?"}}, Input: &bot.Input{Shape: bot.ChoiceInput, Options: []bot.Option{
			{Label: "The review says that one thing is so", Paragraph: 2}, {Label: "None of these"}}}},
			"Which?\n\n1. The review says that one thing is so (¶ 2)"},
		{"where it stands", style{where: "https://t.me/c/5/7"}, saying("Just answered."), "Just answered.\n\n" + `<a href="https://t.me/c/5/7">→ https://t.me/c/5/7</a>`},
		{"nothing that could turn the text round", style{}, saying("a\u202eb\x00c"), "abc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pages := paginate(tt.style.blocks(tt.reply), maxText)
			if diff := cmp.Diff(tt.want, pages[0].html); diff != "" || len(pages) != 1 {
				t.Errorf("%d pages; want-, got+\n%s", len(pages), diff)
			}
		})
	}
}

func TestKeyboard(t *testing.T) {
	r := saying("x")
	r.Input = &bot.Input{Shape: bot.ChoiceInput, Options: []bot.Option{
		{Label: "The review says that one thing is so", Data: "1a"}, {Label: "The review says that another is", Data: "1b"}, {Label: "None of these", Data: "1n"}}}
	r.Buttons = []bot.Button{
		{Label: "¶ 9", Data: "1p"}, {Label: "Why?", Data: "1w"}, {Label: "Related facts", Data: "1r"}, {Label: "Delete", Data: "1d"},
		{Label: strings.Repeat("long ", 40), Data: "1l"}, {Label: "too much", Data: strings.Repeat("x", 65)}, {Label: "nothing"},
	}
	got, err := json.Marshal(keys(r, navigation{pages: 2, back: true}))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"inline_keyboard":[[{"text":"1","callback_data":"1a"},{"text":"2","callback_data":"1b"}],[{"text":"None of these","callback_data":"1n"}],` +
		`[{"text":"¶ 9","callback_data":"1p"},{"text":"Why?","callback_data":"1w"},{"text":"Related facts","callback_data":"1r"},{"text":"Delete","callback_data":"1d"}],` +
		`[{"text":"long long long long long long long long long long long long…","callback_data":"1l"}],` +
		`[{"text":"« Back","callback_data":"tb0|"},{"text":"More 2/2 ▸","callback_data":"tp1|"}]]}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("want-, got+\n%s", diff)
	}
}

func TestPanelAndPages(t *testing.T) {
	panel := keys(bot.Reply{Input: &bot.Input{Shape: bot.PanelInput, Data: "1mq", Fields: []bot.Field{{Label: "Note"}}, Options: []bot.Option{{Label: "Discard", Data: "1mz"}}}}, navigation{pages: 1})
	if len(panel.Rows) != 2 || panel.Rows[0][0] != (button{Text: "✎ Note", Data: "tf0|1mq"}) || panel.Rows[1][0].Data != "1mz" {
		t.Errorf("%+v", panel)
	}
	middle := navigation{page: 1, pages: 3, on: "1p"}.buttons(bot.Russian)
	if len(middle) != 2 || middle[0] != (button{Text: "◂ 1/3", Data: "tp0|1p"}) || middle[1] != (button{Text: "Дальше 3/3 ▸", Data: "tp2|1p"}) {
		t.Errorf("%+v", middle)
	}
}
