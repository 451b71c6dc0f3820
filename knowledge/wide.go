package knowledge

import "slices"

// The features of the decision between a list and a single sentence.
const (
	wideLike      = iota // likeness to the best way of asking for the list
	wideBag              // share of the question that its ways of asking know
	wideAhead            // how much more alike than the next list
	wideEntities         // share of the question's names that the list's sentences name
	wideLead             // by how much more alike than the best phrasing of a fact
	wideSilence          // by how much more alike than the best unanswered question
	wideGathering        // it is a named list
	wideOverview         // it is a section
	wideTopic            // it is a topic
	wideNaming           // it is everything that names an entity
	wideMonths           // it is everything of some months
	wideCueList
	wideCueOverview
	wideOneThing // the question asks for one thing
	wideYesNo
	widePlural          // it asks for several ("which leaders")
	wideInside          // the best sentence is on the list
	wideSize            // sentences on the list, in tens
	wideLeftover        // share of the question that names and times do not explain
	wideNamed           // it names an entity that is not the subject
	wideShort           // few words
	wideLeaning         // how much the words speak for the list
	wideLeaningLead     // by how much more than for any other
	wideLeaningOver     // by how much more than for any sentence
	wideKnown           // share of the question that its sentences know, on average
	wideKnownLeast      // that the least knowing one knows
	wideDated           // the question names months
	wideInTime          // share of its facts that are of those months
	wideNarrowedTime    // it was narrowed to them
	wideNarrowedNames   // it was narrowed to what the question names
	wideSentenceAsk     // likeness of the best phrasing of a fact
	wideSentenceLeaning // how much the words speak for a sentence
	wideMiss            // likeness to the best question it does not answer
	wideSilentWords     // how much the words speak for such a question
	wideWrongWords      // and for a misconception
	wideOffTopic        // likeness to the best question about anything else
	wideOffTopicWords   // how much the words speak for such a question
	wideStrangers       // names that the review never names
	wideBestKnown       // share of the question that the sentence knows that knows most
	wideWhy
	wideWhen
	wideHowMany
	wideFeatures
)

var wideNames = [wideFeatures]string{
	"likeness to a list", "known to the list", "ahead of the next list", "names on the list", "lead over phrasings", "lead over unanswered questions", "a named list", "a section", "a topic", "all that names it", "all of that time",
	"says list", "says overview", "asks one thing", "yes or no", "plural", "best sentence on the list", "size", "left over", "names something", "short",
	"words speak for it", "lead of the words", "words over a sentence", "known to its sentences", "known to the least of them",
	"dated", "of that time", "narrowed to the time", "narrowed to the names", "likeness to a phrasing",
	"words speak for a sentence", "likeness to an unanswered question", "words of unanswered questions", "words of misconceptions", "likeness to a question off the topic", "words of such questions", "strangers", "known to a sentence", "why", "when", "how many",
}

type wideVector [wideFeatures]float32

// asksOneThing are the focuses that ask for a single thing rather than for a
// summary.
const asksOneThing = askWhen | askWhere | askWho | askHowMany | askHowMuch | askWhy | askPercent | askCity | askPerson

// describeWide makes the features of a list.
func (b *Book) describeWide(d *decision, w *wide) {
	q, v := d.q, &w.vector
	ask, leaning := d.found.top.ask.first, d.found.top.leaning.first
	v[wideLike], v[wideBag], v[wideAhead] = w.hit.like, w.hit.bag, w.ahead
	v[wideSentenceAsk] = ask
	v[wideLead] = v[wideLike] - ask
	v[wideSilence] = v[wideLike] - max(d.found.silence, d.found.misconception)
	v[wideLeaning] = w.hit.leaning
	v[wideLeaningLead] = w.hit.leaning - d.found.otherLeaning(w)
	v[wideLeaningOver] = w.hit.leaning - leaning
	v[wideEntities] = b.namesOn(q, w.facts)
	v[wideKnown], v[wideKnownLeast] = d.knownOn(b, w.facts)
	v[wideInTime] = b.timesOn(q, w.facts)
	v[wideSentenceLeaning] = leaning
	v[wideMiss] = max(d.found.silence, d.found.misconception)
	v[wideSilentWords], v[wideWrongWords] = d.odds.silent, d.odds.wrong
	v[wideOffTopic], v[wideOffTopicWords] = d.found.offTopic, d.odds.strange
	v[wideStrangers] = d.odds.strangers
	v[wideBestKnown] = d.found.top.known.first
	flag := func(at int, on bool) {
		if on {
			v[at] = 1
		}
	}
	flag(wideGathering+int(w.sort), true)
	flag(wideDated, len(q.times) > 0)
	flag(wideNarrowedTime, w.narrowed == sortInMonths)
	flag(wideNarrowedNames, w.narrowed == sortOfNames)
	flag(wideCueList, q.focus.has(askList))
	flag(wideCueOverview, q.focus.has(askOverview))
	flag(wideOneThing, q.focus.has(asksOneThing))
	flag(wideYesNo, q.yesNo)
	flag(wideWhy, q.focus.has(askWhy))
	flag(wideWhen, q.focus.has(askWhen))
	flag(wideHowMany, q.focus.has(askHowMany|askHowMuch))
	flag(widePlural, q.plural())
	if len(d.found.candidates) > 0 {
		top := d.found.candidates[0].sentence
		flag(wideInside, slices.ContainsFunc(w.facts, func(n int32) bool { return b.facts[n].sentence == top }))
	}
	v[wideSize] = float32(len(w.facts)) / 10
	v[wideLeftover] = q.leftover()
	flag(wideNamed, slices.ContainsFunc(q.mentions, func(m mention) bool { return !b.aboutSubject(m.entity) }))
	content := 0
	for i := range q.words {
		if w := &q.words[i]; w.weight > 0 && !w.cue {
			content++
		}
	}
	v[wideShort] = 1 / float32(1+content)
}

// otherLeaning is the most that the words speak for another list.
func (r *retrieval) otherLeaning(w *wide) float32 {
	if w.asks == nil {
		return r.listTop.first
	}
	return r.listTop.without(w.number)
}

// knownOn is the share of the question that the sentences of some facts know,
// on average and at the least.
func (d *decision) knownOn(b *Book, facts []int32) (average, least float32) {
	least = 1
	for _, n := range facts {
		known := d.memory.bySentence[b.facts[n].sentence].bag
		average += known
		least = min(least, known)
	}
	return average / float32(max(len(facts), 1)), least
}

// timesOn is the share of facts that are of the months the question names; 1
// where it names none.
func (b *Book) timesOn(q *reading, facts []int32) float32 {
	from, to, ok := q.months()
	if !ok {
		return 1
	}
	n := 0
	for _, f := range facts {
		if b.dated(f, from, to) {
			n++
		}
	}
	return float32(n) / float32(max(len(facts), 1))
}

// namesOn is the share of the question's names that the sentences of some
// facts name, each; 1 where the question names nothing.
func (b *Book) namesOn(q *reading, facts []int32) float32 {
	asked, there := 0, 0
	for _, m := range q.mentions {
		if b.aboutSubject(m.entity) {
			continue
		}
		for _, n := range facts {
			asked++
			if b.named(m.entity, b.sentences[b.facts[n].sentence].entities) {
				there++
			}
		}
	}
	if asked == 0 {
		return 1
	}
	return float32(there) / float32(asked)
}

// plural tells whether the question asks for several things.
func (q *reading) plural() bool {
	for i := range q.words {
		switch q.words[i].text {
		case "which", "what":
			for k := i + 1; k <= i+3 && k < len(q.words); k++ {
				if w := q.words[k].text; len(w) > 3 && w[len(w)-1] == 's' && !q.words[k].function {
					return true
				}
			}
		case "какие", "каких", "какими", "каким", "all", "every", "each", "everything", "все", "всех", "всё", "whose":
			return true
		}
	}
	return false
}

// leftover is the share of the question that neither names nor times nor
// words of asking explain.
func (q *reading) leftover() float32 {
	var left, total float32
	for i := range q.words {
		w := &q.words[i]
		total += w.weight
		if w.cue || len(w.entities) > 0 || q.isTime(i) {
			continue
		}
		left += w.weight
	}
	if total == 0 {
		return 1
	}
	return left / total
}

func (q *reading) isTime(i int) bool {
	for _, t := range q.times {
		if i >= t.at && i < t.end {
			return true
		}
	}
	return false
}
