package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reviewbot/knowledge"
)

// paragraph shows a paragraph and the facts that rest on it.
func (b *Bot) paragraph(r request) Reply {
	review := r.Book.Review()
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimLeft(r.text, "¶§")))
	text, ok := review.Paragraph(n)
	if err != nil || !ok {
		return say(r.lang, fmt.Sprintf(words.NoParagraph.In(r.lang), review.Paragraphs()))
	}
	reply := Reply{Lang: r.lang}
	reply.Parts = append(reply.Parts, Part{
		Kind: Quote, Text: text, Section: review.SectionOf(n).Title.In(r.lang), Paragraph: n,
	})
	reply.facts(words.FactsHere.In(r.lang), r.Book.FactsAt(n), false)
	if n > 1 {
		reply.Buttons = append(reply.Buttons, paragraphButton(n-1, r.Revision))
	}
	if n < review.Paragraphs() {
		reply.Buttons = append(reply.Buttons, paragraphButton(n+1, r.Revision))
	}
	return reply
}

// facts adds a heading and the statements of facts with their ids.
func (r *Reply) facts(heading string, facts []knowledge.Fact, numbered bool) {
	if len(facts) == 0 {
		return
	}
	r.add(Heading, heading)
	items := make([]Item, len(facts))
	for i, f := range facts {
		items[i].Text = f.Statement.In(r.Lang) + " [" + f.ID + "]"
		if numbered {
			items[i].Paragraph = f.Evidence.Paragraph
		}
	}
	r.list(items)
}

// topics lists sections and topics, or the facts of one topic.
func (b *Bot) topics(r request) Reply {
	if r.text != "" {
		return b.topic(r)
	}
	reply := Reply{Lang: r.lang}
	reply.add(Heading, words.Sections.In(r.lang))
	var items []Item
	for _, s := range r.Book.Review().Sections() {
		items = append(items, Item{Text: s.Title.In(r.lang) + " · ¶ " + span(s.First, s.Last)})
	}
	reply.list(items)
	items = nil
	for _, t := range r.Book.Topics() {
		if n := len(r.Book.FactsOn(t.ID)); n > 0 {
			items = append(items, Item{Text: t.Name.In(r.lang) + " [" + t.ID + "] · " + strconv.Itoa(n)})
		}
	}
	if len(items) > 0 {
		reply.add(Heading, words.Topics.In(r.lang))
		reply.list(items)
		reply.add(Say, words.TopicsHint.In(r.lang))
	}
	return reply
}

// topic shows the facts of the topic whose id or name was typed.
func (b *Bot) topic(r request) Reply {
	var ids []string
	for _, t := range r.Book.Topics() {
		for _, name := range []string{t.ID, t.Name.EN, t.Name.RU} {
			if strings.EqualFold(name, r.text) {
				reply := Reply{Lang: r.lang}
				reply.facts(t.Name.In(r.lang), r.Book.FactsOn(t.ID), true)
				return reply
			}
		}
		ids = append(ids, t.ID)
	}
	return r.notFound(words.NoTopic, "/topics ", ids)
}

// fact shows one fact with its evidence.
func (b *Bot) fact(r request) Reply {
	f, c, ok := r.Book.Fact(strings.ToLower(r.text))
	if !ok {
		var ids []string
		for f := range r.Book.All() {
			ids = append(ids, f.ID)
		}
		return r.notFound(words.NoFact, "/fact ", ids)
	}
	reply := Reply{Lang: r.lang}
	reply.evidence([]knowledge.Line{{Statement: f.Statement.In(r.lang), Citation: c, Note: f.Note.In(r.lang)}})
	details := []Item{
		{Text: words.ID.In(r.lang) + ": " + f.ID},
		{Text: words.Kind.In(r.lang) + ": " + words.Kinds[f.Kind].In(r.lang)},
	}
	if !f.Parts.When.IsZero() {
		details = append(details, Item{Text: words.Time.In(r.lang) + ": " + period(f.Parts.When, r.lang)})
	}
	if len(f.Topics) > 0 {
		details = append(details, Item{Text: words.Topics.In(r.lang) + ": " + strings.Join(f.Topics, ", ")})
	}
	reply.list(details)
	reply.Buttons = []Button{paragraphButton(c.Paragraph(), r.Revision)}
	return reply
}

// notFound says that nothing has that name, and which names are like it.
func (r request) notFound(what knowledge.Text, command string, names []string) Reply {
	reply := say(r.lang, what.In(r.lang))
	var items []Item
	for _, name := range nearest(r.text, names, 5) {
		items = append(items, Item{Text: command + name})
	}
	if len(items) > 0 {
		reply.add(Say, words.DidYouMean.In(r.lang))
		reply.list(items)
	}
	return reply
}

// timeline lists the facts that have a time by that time. The year of the
// review itself tells nothing and is left out.
func (b *Bot) timeline(r request) Reply {
	year := r.Book.Year()
	all := knowledge.Months(year, 1, year, 12)
	byTime := map[knowledge.Period][]Item{}
	var times []knowledge.Period
	for f := range r.Book.All() {
		when := f.Parts.When
		if when.IsZero() || when == all {
			continue
		}
		if byTime[when] == nil {
			times = append(times, when)
		}
		byTime[when] = append(byTime[when], Item{f.Statement.In(r.lang), f.Evidence.Paragraph})
	}
	if len(times) == 0 {
		return say(r.lang, words.NoTimes.In(r.lang))
	}
	slices.SortFunc(times, knowledge.Period.Compare)
	reply := Reply{Lang: r.lang}
	for _, t := range times {
		reply.add(Heading, period(t, r.lang))
		reply.list(byTime[t])
	}
	return reply
}

// about says what the review and the bot are.
func (b *Bot) about(r request) Reply {
	review := r.Book.Review()
	reply := Reply{Lang: r.lang}
	reply.add(Heading, review.Title.In(r.lang))
	if r.Publisher != "" {
		reply.add(Say, words.Publisher.In(r.lang)+": "+r.Publisher)
	}
	reply.add(Say, fmt.Sprintf(words.Holds.In(r.lang), review.Paragraphs(), len(review.Sections()), r.Book.Facts()))
	reply.add(Say, words.About.In(r.lang))
	reply.add(Say, "SHA-256 "+review.SHA256())
	return reply
}

// period names a time: "July 2024", "June – September 2024", "2023".
func period(p knowledge.Period, lang Lang) string {
	first, last := p.Ends()
	from := words.Months[first.Month-1].In(lang)
	to := words.Months[last.Month-1].In(lang) + " " + strconv.Itoa(last.Year)
	switch {
	case first.Month == 1 && last.Month == 12:
		return span(first.Year, last.Year)
	case first == last:
		return to
	case first.Year == last.Year:
		return from + " – " + to
	}
	return from + " " + strconv.Itoa(first.Year) + " – " + to
}

// span writes a range of numbers, or the number if it is one.
func span(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}
