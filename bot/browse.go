package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reviewbot/knowledge"
)

// paragraph shows a paragraph and the facts that rest on it.
func (b *Bot) paragraph(r Request) Reply {
	review := r.Book.Review()
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimLeft(r.Text, "¶§")))
	text, ok := review.Paragraph(n)
	if err != nil || !ok {
		return say(r.Lang, fmt.Sprintf(words.NoParagraph.In(r.Lang), review.Paragraphs()))
	}
	reply := Reply{Lang: r.Lang}
	reply.Parts = append(reply.Parts, Part{
		Kind: Quote, Text: text, Section: review.SectionOf(n).Title.In(r.Lang), Paragraph: n,
	})
	reply.facts(words.FactsHere.In(r.Lang), r.Book.FactsAt(n), false)
	if n > 1 {
		reply.Buttons = append(reply.Buttons, r.buttons().paragraph(n-1))
	}
	if n < review.Paragraphs() {
		reply.Buttons = append(reply.Buttons, r.buttons().paragraph(n+1))
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
func (b *Bot) topics(r Request) Reply {
	if n, ok := strings.CutPrefix(r.Text, "§"); ok {
		return b.section(r, n)
	}
	if r.Text != "" {
		return b.topic(r)
	}
	reply := Reply{Lang: r.Lang}
	reply.add(Heading, words.Sections.In(r.Lang))
	k := r.buttons()
	var items []Item
	for i, s := range r.Book.Review().Sections() {
		items = append(items, Item{Text: s.Title.In(r.Lang) + " · ¶ " + span(s.First, s.Last)})
		number := "§" + strconv.Itoa(i+1)
		reply.Buttons = append(reply.Buttons, Button{cutWord(s.Title.In(r.Lang), maxLabel), press{pressTopics, k.revision, "", number}.data(), "/topics " + number})
	}
	reply.list(items)
	items = nil
	for _, t := range r.Book.Topics() {
		if n := len(r.Book.FactsOn(t.ID)); n > 0 {
			items = append(items, Item{Text: t.Name.In(r.Lang) + " [" + t.ID + "] · " + strconv.Itoa(n)})
		}
	}
	if len(items) > 0 {
		reply.add(Heading, words.Topics.In(r.Lang))
		reply.list(items)
		reply.add(Say, words.TopicsHint.In(r.Lang))
	}
	return reply
}

// section shows how the paragraphs of a section begin.
func (b *Bot) section(r Request, number string) Reply {
	review := r.Book.Review()
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if sections := review.Sections(); err != nil || n < 1 || n > len(sections) {
		return say(r.Lang, fmt.Sprintf(words.NoSection.In(r.Lang), len(sections)))
	}
	s := review.Sections()[n-1]
	reply := Reply{Lang: r.Lang}
	reply.add(Heading, s.Title.In(r.Lang))
	k := r.buttons()
	var items []Item
	for p := s.First; p <= s.Last; p++ {
		text, _ := review.Paragraph(p)
		items = append(items, Item{cutWord(text, maxLine), p})
		reply.Buttons = append(reply.Buttons, k.paragraph(p))
	}
	reply.list(items)
	return reply
}

// topic shows the facts of the topic whose id or name was typed.
func (b *Bot) topic(r Request) Reply {
	var ids []string
	for _, t := range r.Book.Topics() {
		for _, name := range []string{t.ID, t.Name.EN, t.Name.RU} {
			if strings.EqualFold(name, r.Text) {
				reply := Reply{Lang: r.Lang}
				reply.facts(t.Name.In(r.Lang), r.Book.FactsOn(t.ID), true)
				return reply
			}
		}
		ids = append(ids, t.ID)
	}
	return r.notFound(words.NoTopic, "/topics ", ids)
}

// fact shows one fact with its evidence.
func (b *Bot) fact(r Request) Reply {
	f, c, ok := r.Book.Fact(strings.ToLower(r.Text))
	if !ok {
		var ids []string
		for f := range r.Book.All() {
			ids = append(ids, f.ID)
		}
		return r.notFound(words.NoFact, "/fact ", ids)
	}
	reply := Reply{Lang: r.Lang, Facts: []string{f.ID}, Revision: r.Revisions[f.ID]}
	reply.evidence([]knowledge.Line{{Statement: f.Statement.In(r.Lang), Citation: c, Note: f.Note.In(r.Lang)}})
	details := []Item{
		{Text: words.ID.In(r.Lang) + ": " + f.ID},
		{Text: words.Kind.In(r.Lang) + ": " + words.Kinds[f.Kind].In(r.Lang)},
	}
	if !f.Parts.When.IsZero() {
		details = append(details, Item{Text: words.Time.In(r.Lang) + ": " + period(f.Parts.When, r.Lang)})
	}
	if len(f.Topics) > 0 {
		details = append(details, Item{Text: words.Topics.In(r.Lang) + ": " + strings.Join(f.Topics, ", ")})
	}
	reply.list(details)
	k := r.buttons()
	reply.Buttons = []Button{
		k.paragraph(c.Paragraph()),
		k.button(words.Related, "/related "+f.ID, pressRelated, f.ID),
		k.button(words.SuggestButton, "/suggest "+f.ID, pressSuggest, f.ID),
	}
	return reply
}

// notFound says that nothing has that name, and which names are like it.
func (r Request) notFound(what knowledge.Text, command string, names []string) Reply {
	reply := say(r.Lang, what.In(r.Lang))
	var items []Item
	for _, name := range nearest(r.Text, names, 5) {
		items = append(items, Item{Text: command + name})
	}
	if len(items) > 0 {
		reply.add(Say, words.DidYouMean.In(r.Lang))
		reply.list(items)
	}
	return reply
}

// timeline lists the facts that have a time by that time. The year of the
// review itself tells nothing and is left out.
func (b *Bot) timeline(r Request) Reply {
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
		byTime[when] = append(byTime[when], Item{f.Statement.In(r.Lang), f.Evidence.Paragraph})
	}
	if len(times) == 0 {
		return say(r.Lang, words.NoTimes.In(r.Lang))
	}
	slices.SortFunc(times, knowledge.Period.Compare)
	reply := Reply{Lang: r.Lang}
	for _, t := range times {
		reply.add(Heading, period(t, r.Lang))
		reply.list(byTime[t])
	}
	return reply
}

// about says what the review and the bot are.
func (b *Bot) about(r Request) Reply {
	review := r.Book.Review()
	reply := Reply{Lang: r.Lang}
	reply.add(Heading, review.Title.In(r.Lang))
	if r.Publisher != "" {
		reply.add(Say, words.Publisher.In(r.Lang)+": "+r.Publisher)
	}
	reply.add(Say, fmt.Sprintf(words.Holds.In(r.Lang), review.Paragraphs(), len(review.Sections()), r.Book.Facts()))
	reply.add(Say, words.About.In(r.Lang))
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
