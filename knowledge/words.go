package knowledge

import (
	"fmt"
	"strings"
)

// catalogue is the words of answers in one language.
type catalogue struct {
	yes, no  string
	unclear  string
	offTopic string
	silent   string
	whichOne string
	quoted   string
	not      string // %s is what the review does not say
	notBut   string // the first %s is what it does not say, the second what it says
	notNear  string
	months   [12]string
	and      string
	talks    map[talk]string
	pointer  string // the talk of any other kind
	overview string // %s is the title
	listed   string
}

// notSaid says that the review does not say one thing, and what it says
// instead, if that can be named.
func (c *catalogue) notSaid(what, instead string) string {
	if instead == "" {
		return fmt.Sprintf(c.not, what)
	}
	return fmt.Sprintf(c.notBut, what, instead)
}

func (c *catalogue) notSaidNearest(what string) string { return fmt.Sprintf(c.notNear, what) }

func (c *catalogue) talk(t talk) string {
	if s, ok := c.talks[t]; ok {
		return s
	}
	return c.pointer
}

// words returns the catalogue of a language.
func words(l Lang) *catalogue {
	if l == Russian {
		return &russian
	}
	return &english
}

var english = catalogue{
	yes: "Yes.", no: "No.",
	unclear:  "I cannot tell what you are asking. Ask what the review says, in a few words.",
	offTopic: "That is not something this review is about. I only report what the review says.",
	silent:   "The review does not say. The nearest it says:",
	whichOne: "The review says several things near to that. Which one do you mean?",
	quoted:   "The review says:",
	not:      "The review does not say %s.",
	notBut:   "The review does not say %s: it says %s.",
	and:      " and ",
	notNear:  "The review does not say this of %s. The nearest it says:",
	months:   [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	talks: map[talk]string{
		talkGreeting: "Hello. Ask me what the review says, for example who visited whom, when something took place, or what a section is about.",
		talkThanks:   "You are welcome. Ask on.",
		talkBye:      "Goodbye.",
		talkAboutBot: "I am a program. I report what the review says, with the paragraph and the quote, and nothing else.",
	},
	pointer:  "I answer questions about the review, for example who visited whom, when something took place, or what a section is about.",
	overview: "What the review says under “%s”:",
	listed:   "The review says:",
}

var russian = catalogue{
	yes: "Да.", no: "Нет.",
	unclear:  "Не могу понять вопрос. Спросите в нескольких словах, что сказано в обзоре.",
	offTopic: "Этот обзор не об этом. Я сообщаю только то, что сказано в обзоре.",
	silent:   "В обзоре об этом не сказано. Ближе всего к вопросу:",
	whichOne: "В обзоре есть несколько близких мест. Что вы имеете в виду?",
	quoted:   "В обзоре сказано:",
	not:      "В обзоре не сказано «%s».",
	notBut:   "В обзоре не «%s», а «%s».",
	and:      " и ",
	notNear:  "О «%s» в обзоре этого не сказано. Ближе всего к вопросу:",
	months:   [12]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
	talks: map[talk]string{
		talkGreeting: "Здравствуйте. Спросите, что сказано в обзоре: например, кто кого посетил, когда что произошло или о чём раздел.",
		talkThanks:   "Пожалуйста. Спрашивайте ещё.",
		talkBye:      "До свидания.",
		talkAboutBot: "Я программа. Я сообщаю, что сказано в обзоре, с номером абзаца и цитатой, и ничего больше.",
	},
	pointer:  "Я отвечаю на вопросы об обзоре: например, кто кого посетил, когда что произошло или о чём раздел.",
	overview: "Что сказано в обзоре в разделе «%s»:",
	listed:   "В обзоре сказано:",
}

// saidName names what a question said, in the answer's language.
func (b *Book) saidName(q *reading, f *finding, lang Lang) string {
	switch f.on {
	case onTime:
		for _, t := range q.times {
			if t.at == f.at && t.from == t.to {
				if t.day != 0 {
					return fmt.Sprintf("%d %s", t.day, words(lang).months[t.from-1])
				}
				return words(lang).months[t.from-1]
			}
		}
	case onEntity, onDirection:
		for _, m := range q.mentions {
			if m.start == f.at {
				if n := b.entities[m.entity].name.In(lang); n != "" {
					return n
				}
			}
		}
	}
	return f.said
}

// saysInstead names what a fact says where the question says something else.
func (b *Book) saysInstead(f *finding, s *sentenceInfo, fact *factInfo, lang Lang) string {
	w := words(lang)
	var parts []string
	switch f.on {
	case onTime:
		return b.saysWhen(s, fact, lang)
	case onDirection:
		if fact == nil {
			return ""
		}
		for _, e := range fact.where {
			parts = append(parts, b.entities[e].name.In(lang))
		}
	}
	return strings.Join(parts, w.and)
}

// saysWhen names the days or months that a fact gives, if they are few.
func (b *Book) saysWhen(s *sentenceInfo, fact *factInfo, lang Lang) string {
	w := words(lang)
	when := s.when
	if fact != nil && !fact.Parts.When.IsZero() {
		when = []Period{fact.Parts.When}
	}
	if len(when) != 1 || when[0].to-when[0].from > 2 {
		return ""
	}
	for _, t := range s.read.times {
		if t.day != 0 && when[0].hasMonths(t.from, t.to) {
			return fmt.Sprintf("%d %s", t.day, w.months[t.from-1])
		}
	}
	var parts []string
	for m := when[0].from; m <= when[0].to; m++ {
		parts = append(parts, w.months[m%12])
	}
	return strings.Join(parts, w.and)
}
