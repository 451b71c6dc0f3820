package bot

import (
	"fmt"

	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// A Consultation is an answer to somebody who is in no conversation, as on a
// page: nothing is remembered, and nobody is known.
type Consultation struct {
	Edition Edition
	Answer  knowledge.Answer
	Reply   Reply    // the answer without buttons; where Refused, why there is none
	Why     []string // how it came about, step by step, in English
	Refused bool     // the question is too long to be read
}

// Consult answers a question of a place that serves everybody, in the name of
// a platform. It is always answered; so that strangers cannot fill the inbox,
// it is recorded only within Limits.Chat for the whole platform.
func (b *Bot) Consult(platform, question string, lang Lang) Consultation {
	c := Consultation{Edition: b.Edition()}
	if tooLong(question) {
		c.Refused, c.Reply = true, notice(lang, fmt.Sprintf(words.TooLong.In(lang), maxQuestion))
		return c
	}
	q := knowledge.Question{Text: Clean(question), Locale: lang}
	answer, explained := c.Edition.Book.Explain(q)
	c.Answer, c.Why = answer, explained.Steps
	c.Reply = Show(c.Answer)
	if b.limits.chat.take(platform) == withinLimit {
		ev := Event{Who: store.Who{Platform: platform}, Text: q.Text}
		b.recorder.asked(Request{edition: &edition{Edition: c.Edition}, Event: ev, Text: q.Text, Lang: c.Reply.Lang, bot: b}, q, c.Answer)
	}
	return c
}

// Edition is what the Bot answers from now.
func (b *Bot) Edition() Edition { return b.edition.Load().Edition }

// Labels are the words that a page has in common with conversations.
type Labels struct {
	About, Holds, Publisher, FactsHere, FactGone string
}

// LabelsOf are the labels in a language for an edition.
func LabelsOf(e Edition, lang Lang) Labels {
	review := e.Book.Review()
	return Labels{
		About:     words.About.In(lang),
		Holds:     fmt.Sprintf(words.Holds.In(lang), review.Paragraphs(), len(review.Sections()), e.Book.Facts()),
		Publisher: words.Publisher.In(lang),
		FactsHere: words.FactsHere.In(lang),
		FactGone:  words.FactGone.In(lang),
	}
}

// KindName names a kind of fact.
func KindName(k knowledge.Kind, lang Lang) string { return words.Kinds[k].In(lang) }

// PeriodName names a time: "July 2024", "June – September 2024", "2023".
func PeriodName(p knowledge.Period, lang Lang) string { return period(p, lang) }

// MarkedNote is a moderators' note that says whose it is.
func MarkedNote(note string, lang Lang) string { return marked(note, lang) }

// PageAt says where the review is served as a page.
func PageAt(address string, lang Lang) Part {
	return Part{Kind: Say, Text: sprintf(words.PageAt, lang, address)}
}

// NoPageAt says that it is not, as something else has the address.
func NoPageAt(address string, lang Lang) Part {
	return Part{Kind: Say, Text: sprintf(words.NoPageAt, lang, address)}
}
