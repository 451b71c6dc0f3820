package bot

import (
	"strings"

	"reviewbot/knowledge"
)

// ask answers a question. The text may be a fact's id, as autocomplete
// submits it.
func (b *Bot) ask(r request) Reply {
	if _, _, ok := r.Book.Fact(r.text); ok {
		return b.fact(r)
	}
	q := knowledge.Question{Text: r.text, Locale: r.lang}
	if last, ok := b.memory.last(r.event.Conversation); ok {
		q.Previous = &last.answer
	}
	a := r.Book.Ask(q)
	b.memory.keep(r.event.Conversation, turn{q, a})
	return Show(a, r.Revision)
}

// why explains the answer to a question given, or the last answer.
func (b *Bot) why(r request) Reply {
	q := knowledge.Question{Text: r.text, Locale: r.lang}
	if last, ok := b.memory.last(r.event.Conversation); ok && (r.text == "" || r.text == last.question.Text) {
		q = last.question
	}
	if q.Text == "" {
		return say(r.lang, words.NothingAsked.In(r.lang))
	}
	return Explain(r.Book, q)
}

// Explain says how the answer to a question comes about. The steps are in
// English: they are for those who keep the facts.
func Explain(book *knowledge.Book, q knowledge.Question) Reply {
	a, e := book.Explain(q)
	reply := Reply{Lang: a.Lang()}
	reply.add(Heading, words.WhyHeading.In(reply.Lang))
	reply.add(Say, q.Text)
	steps := make([]Item, len(e.Steps))
	for i, s := range e.Steps {
		steps[i].Text = s
	}
	reply.list(steps)
	return reply
}

// Show turns an answer into a reply. Lines that rest on the same quote stand
// together over it; where there is a choice, it stands in their place.
func Show(a knowledge.Answer, revision int) Reply {
	r := Reply{Lang: a.Lang()}
	if a.Intro() != "" {
		r.add(Say, a.Intro())
	}
	r.Input = choose(a.Choices(), revision)
	lines := a.Lines()
	for r.Input == nil && len(lines) > 0 {
		same := 1
		for same < len(lines) && lines[same].Citation == lines[0].Citation {
			same++
		}
		r.evidence(lines[:same])
		lines = lines[same:]
	}
	r.Buttons = buttonsFor(r.Citations, revision, r.Lang)
	return r
}

// evidence adds statements, the quote that bears them all out, and notes.
func (r *Reply) evidence(lines []knowledge.Line) {
	for _, l := range lines {
		r.add(Statement, l.Statement)
	}
	r.cite(lines[0].Citation)
	for _, l := range lines {
		if l.Note != "" {
			r.add(Note, marked(l.Note, r.Lang))
		}
	}
}

// marked makes sure that a note says whose it is.
func marked(note string, lang Lang) string {
	mark := words.NoteMark.In(lang)
	if strings.HasPrefix(note, mark) {
		return note
	}
	return mark + " " + note
}

// choose offers what the user may have meant, or nil.
func choose(choices []knowledge.Choice, revision int) *Input {
	if len(choices) == 0 {
		return nil
	}
	in := &Input{Shape: ChoiceInput}
	for _, c := range choices {
		in.Options = append(in.Options, Option{c.Text, c.Paragraph, press{pressFact, revision, c.Fact}.data()})
	}
	return in
}
