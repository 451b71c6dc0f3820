package bot

import (
	"context"
	"fmt"
	"strings"

	"reviewbot/knowledge"
)

// ask answers a question. The text may be a fact's id, as autocomplete
// submits it.
func (b *Bot) ask(ctx context.Context, r Request) Reply {
	if _, _, ok := r.Book.Fact(r.Text); ok {
		return b.fact(r)
	}
	q := knowledge.Question{Text: r.Text, Locale: r.Lang, Previous: b.before(r)}
	a := r.Book.Ask(q)
	if !r.Event.Again {
		b.memory.keep(r.Event.Conversation, turn{q, a, r.Revision})
		b.recorder.asked(r, q, a)
	}
	if reply, repeated := b.repeated(r, a); repeated {
		return reply
	}
	return r.show(a, b.choices.of(ctx, r.Event).brief)
}

// before is the answer that a question may lean on: of the message that it
// replies to, if the platform can tell, else the conversation's last.
func (b *Bot) before(r Request) *knowledge.Answer {
	if before := Question(r.Event.Before); before != "" {
		a := r.Book.Ask(knowledge.Question{Text: before, Locale: r.Lang})
		return &a
	}
	if last, ok := b.memory.last(r.Event.Conversation); ok {
		return &last.answer
	}
	return nil
}

// repeated points to the same answer, if the chat got it a moment ago.
func (b *Bot) repeated(r Request, a knowledge.Answer) (Reply, bool) {
	facts := a.Facts()
	if r.Event.Private || r.Event.Again || r.Event.Chat == "" || a.Outcome() != knowledge.Answered || len(facts) == 0 {
		return Reply{}, false
	}
	at, ok := b.cooldown.check(r.Event, facts)
	if !ok {
		return Reply{}, false
	}
	reply := say(a.Lang(), fmt.Sprintf(words.Repeated.In(a.Lang()), int(at.ago.Seconds())+1))
	reply.See = at.where
	r.Lang = a.Lang()
	reply.Buttons = []Button{r.buttons().button(words.ShowAgain, "", pressFact, facts[0])}
	return reply, true
}

// Posted tells where a reply stands, in the adapter's own terms: it comes
// back as Reply.See when the same is asked again in the chat soon after.
func (b *Bot) Posted(ev Event, r Reply, where string) {
	if len(r.Facts) > 0 {
		b.cooldown.posted(ev, r.Facts, where)
	}
}

// why explains the answer to a question given, or the last answer.
func (b *Bot) why(r Request) Reply {
	q := knowledge.Question{Text: r.Text, Locale: r.Lang}
	if last, ok := b.memory.last(r.Event.Conversation); ok && (r.Text == "" || r.Text == last.question.Text) {
		q = last.question
	}
	if q.Text == "" {
		return say(r.Lang, words.NothingAsked.In(r.Lang))
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

// Show turns an answer into a reply without buttons.
func Show(a knowledge.Answer) Reply {
	r := Reply{Lang: a.Lang(), Facts: a.Facts()}
	if a.Intro() != "" {
		r.add(Say, a.Intro())
	}
	if len(a.Choices()) > 0 {
		r.Input = buttons{lang: r.Lang}.choose(a.Choices())
		return r
	}
	r.evidenceOf(a.Lines())
	return r
}

// briefLines is how many statements a brief answer has.
const briefLines = 3

// show turns an answer into a reply: lines that rest on the same quote stand
// together over it; where there is a choice, it stands in their place. A
// brief one has the statements and their paragraphs, and keeps the notes.
func (r Request) show(a knowledge.Answer, brief bool) Reply {
	r.Lang = a.Lang()
	reply := Show(a)
	if len(reply.Facts) > 0 {
		reply.Revision = r.Revisions[reply.Facts[0]]
	}
	k := r.buttons()
	if reply.Input != nil {
		reply.Input = k.choose(a.Choices())
		reply.Buttons = k.answer(a, nil, false)
		return reply
	}
	cited := reply.Citations
	brief = brief && len(a.Lines()) > 0
	if brief {
		reply.Parts, reply.Citations = nil, nil
		reply.shorten(a)
	}
	reply.Buttons = k.answer(a, cited, brief)
	return reply
}

// shorten gives the first statements with their paragraphs.
func (r *Reply) shorten(a knowledge.Answer) {
	if a.Intro() != "" {
		r.add(Say, a.Intro())
	}
	lines := a.Lines()
	for _, l := range lines[:min(len(lines), briefLines)] {
		r.Parts = append(r.Parts, Part{Kind: Statement, Text: l.Statement, Paragraph: l.Citation.Paragraph()})
		r.citation(l.Citation)
		if l.Note != "" {
			r.add(Note, marked(l.Note, r.Lang))
		}
	}
	if more := len(lines) - briefLines; more > 0 {
		r.add(Say, fmt.Sprintf(words.MoreLines.In(r.Lang), more))
	}
}

// evidenceOf adds lines over the quotes that bear them out.
func (r *Reply) evidenceOf(lines []knowledge.Line) {
	for len(lines) > 0 {
		same := 1
		for same < len(lines) && lines[same].Citation == lines[0].Citation {
			same++
		}
		r.evidence(lines[:same])
		lines = lines[same:]
	}
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

// choose offers what the user may have meant, and that it was none of it.
func (k buttons) choose(choices []knowledge.Choice) *Input {
	in := &Input{Shape: ChoiceInput}
	for _, c := range choices {
		in.Options = append(in.Options, Option{c.Text, c.Paragraph, press{pressChoose, k.revision, k.hand, c.Fact}.data()})
	}
	in.Options = append(in.Options, Option{Label: words.NoneOfThese.In(k.lang), Data: press{pressNone, k.revision, k.hand, ""}.data()})
	return in
}
