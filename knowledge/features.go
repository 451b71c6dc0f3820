package knowledge

import (
	"slices"
)

// The features a decision is made from, for one candidate sentence.
const (
	featAsk         = iota // likeness to the best phrasing
	featAskCover           // share of the question the best phrasing covers
	featBag                // share of the question the sentence and its facts know
	featStatement          // likeness to the statement or the quote
	featMargin             // how far ahead of the next sentence
	featSilence            // likeness to the best question known as unanswered
	featSilenceLead        // by how much that one is more like than the best phrasing
	featSilentWords        // how much the words speak for a question without answer
	featUnknown            // share of the question that nothing in the sentence matches
	featHeadMissing        // the thing asked for is not in the sentence
	featSlotMissing        // what the focus asks for is not in the sentence
	featSlotThere          // it is
	featBrokenTime
	featBrokenNumber
	featBrokenDirection
	featBrokenOpposite
	featBrokenName
	featMetName
	featYesNo
	featWhy
	featShort         // few words to go by
	featForeign       // of the words, those that no list knows
	featStrangers     // names of the question that the review never names
	featStrong        // ask squared
	featMisconception // likeness to the best misconception
	featMisconceptionLead
	featWrongWords // how much the words speak for a misconception
	featSwap       // the sentence has another name in the place of the question's
	featExact      // share of the question matched without guessing by vectors
	featBrokenYear
	featGist     // likeness in meaning to the nearest phrasing of the sentence
	featGistMiss // of the nearest question it does not answer, beyond that
	featNegated
	featBrokenOther   // a currency, office or region that the sentence does not name
	featMisses        // the best misconception is one about this sentence
	featBehind        // how far behind the nearest sentence
	featAskLead       // by how much more like a phrasing than any other sentence
	featOthers        // likeness to the second and third best phrasing
	featLeaning       // how much the words speak for the sentence
	featLeaningLead   // by how much more than for any other
	featMiss          // likeness to the best question near it that it does not answer
	featMissLead      // by how much more like that than the best phrasing
	featMissing       // how much the words speak for such questions
	featMissingLead   // by how much less than for the sentence
	featOffTopic      // likeness to the best question about anything else
	featOffTopicLead  // by how much more like that than the best phrasing
	featOffTopicWords // how much the words speak for such a question
	featHeadUnsaid    // the thing asked for is not in the sentence's own words
	featUnsaid        // share of the question that the sentence's own words do not match
	featWho
	featWhen
	featWhere
	featHowMany
	featWhich
	featHasPerson
	featHasPlace
	featHasTime
	featHasCount
	featGistLead // by how much nearer in meaning than the other candidates
	features
)

var featureNames = [features]string{
	"likeness to a phrasing", "covered by that phrasing", "known to the sentence", "likeness to the statement", "lead over the next",
	"likeness to an unanswered question", "lead of that one", "words of unanswered questions", "not matched", "asked thing missing",
	"slot missing", "slot there", "time broken", "number broken", "direction broken", "opposite said", "name broken", "names met",
	"yes or no", "why", "short", "unknown words", "strangers", "likeness squared",
	"likeness to a misconception", "lead of the misconception", "words of misconceptions",
	"another name in its place", "matched exactly", "year broken", "meaning like a phrasing", "meaning like an unanswered question", "negated", "other name broken", "misconception about it",
	"behind the nearest", "lead in likeness", "likeness to further phrasings", "words speak for it", "lead of the words", "likeness to what it does not answer", "lead of that likeness", "words of what it does not answer", "lead over those words",
	"likeness to a question off the topic", "lead of what is off the topic", "words of such questions",
	"asked thing unsaid", "unsaid", "who", "when", "where", "how many", "which", "has a person", "has a place", "has a time", "has a count", "lead in meaning",
}

// vector is the features of one decision.
type vector [features]float32

// describe makes the features of one of the judged sentences.
func (b *Book) describe(d *decision, n int) {
	c := &d.judged[n]
	v := &c.vector
	q, r, found := d.q, &d.found, c.findings
	s := &b.sentences[c.sentence]
	v[featAsk] = c.ask
	v[featStrong] = c.ask * c.ask
	v[featAskCover] = c.askCover
	v[featBag] = c.bag
	v[featStatement] = c.statement
	lead := r.leadOf(c.candidate)
	v[featMargin] = max(-0.6, min(lead.score, 0.6))
	v[featBehind] = r.candidates[0].score - c.score
	v[featAskLead] = lead.ask
	v[featOthers] = (c.ask2 + c.ask3) / 2
	v[featLeaning] = c.leaning
	v[featLeaningLead] = lead.leaning
	v[featSilence] = r.silence
	v[featSilenceLead] = r.silence - c.ask
	v[featSilentWords] = d.odds.silent
	v[featWrongWords] = d.odds.wrong
	v[featMiss], v[featMissLead] = c.miss, c.miss-c.ask
	v[featMissing], v[featMissingLead] = c.missing, c.leaning-c.missing
	v[featOffTopic], v[featOffTopicLead] = r.offTopic, r.offTopic-c.ask
	v[featOffTopicWords] = d.odds.strange
	v[featMisconception] = r.misconception
	v[featMisconceptionLead] = r.misconception - c.ask
	v[featUnknown], v[featExact] = b.unmatched(q, s)
	v[featSwap] = b.swapped(q, s, found)
	v[featHeadMissing] = b.headMissing(q, s)
	v[featGist], v[featGistMiss] = b.gistOf(q, c.candidate)
	v[featHeadUnsaid], v[featUnsaid] = b.unsaid(q, s)
	b.describeFocus(v, q, s)
	switch b.slot(q, s) {
	case slotMissing:
		v[featSlotMissing] = 1
	case slotThere:
		v[featSlotThere] = 1
	}
	for _, f := range found {
		switch {
		case f.met && f.on == onEntity:
			v[featMetName] = min(v[featMetName]+0.5, 1)
		case f.met:
		case f.on == onTime:
			v[featBrokenTime] = 1
		case f.on == onYear:
			v[featBrokenYear] = 1
		case f.on == onNumber || f.on == onOrdinal:
			v[featBrokenNumber] = 1
		case f.on == onDirection:
			v[featBrokenDirection] = 1
		case f.on == onOpposite:
			v[featBrokenOpposite] = 1
		case f.on == onEntity:
			if b.telling(q, f) {
				v[featBrokenName] = min(v[featBrokenName]+0.5, 1)
			} else {
				v[featBrokenOther] = min(v[featBrokenOther]+0.5, 1)
			}
		}
	}
	if q.negated {
		v[featNegated] = 1
	}
	if b.aboutSentence(r, c.sentence) {
		v[featMisses] = 1
	}
	if q.focus.has(askYesNo) {
		v[featYesNo] = 1
	}
	if q.focus.has(askWhy) {
		v[featWhy] = 1
	}
	content := 0
	for i := range q.words {
		w := &q.words[i]
		if w.weight == 0 {
			continue
		}
		content++
		if !w.known {
			v[featForeign]++
		}
	}
	v[featForeign] /= float32(max(content, 1))
	v[featShort] = 1 / float32(max(content, 1))
	v[featStrangers] = d.odds.strangers
}

// describeFocus notes what is asked for and what there is of that sort.
func (b *Book) describeFocus(v *vector, q *reading, s *sentenceInfo) {
	for _, f := range []struct {
		at int
		on bool
	}{
		{featWho, q.focus.has(askWho | askPerson)},
		{featWhen, q.focus.has(askWhen)},
		{featWhere, q.focus.has(askWhere | askCity | askCountry)},
		{featHowMany, q.focus.has(askHowMany | askHowMuch | askPercent)},
		{featWhich, q.focus.has(askWhich)},
		{featHasPerson, b.names(s, "person")},
		{featHasPlace, b.names(s, "country", "city")},
		{featHasTime, len(s.when) > 0 || len(s.read.times) > 0},
		{featHasCount, len(s.read.numbers) > 0},
	} {
		if f.on {
			v[f.at] = 1
		}
	}
}

// unsaid tells how far the thing asked for, and the question as a whole, are
// missing from the sentence's own words: its quote and the statements of its
// facts, not the ways of asking for them.
func (b *Book) unsaid(q *reading, s *sentenceInfo) (head, share float32) {
	var lost float32
	for i := range q.words {
		w := &q.words[i]
		if w.weight == 0 || w.cue {
			continue
		}
		best := float32(0)
		for _, a := range w.alts {
			if a.Strength > best {
				if _, ok := slices.BinarySearch(s.said, a.Unit); ok {
					best = a.Strength
				}
			}
		}
		lost += w.weight * (1 - best)
		if i == q.head {
			head = 1 - best
		}
	}
	return head, lost / max(q.total, 1)
}

// strangers is 0.5 for one name that the review never names and 1 for more.
func (b *Book) strangers(q *reading) float32 {
	n := float32(0)
	for _, m := range q.mentions {
		if !b.entities[m.entity].inReview && !b.anyNamed(m.entity) {
			n += 0.5
		}
	}
	return min(n, 1)
}

// leadOf is how far a candidate is ahead of the best other one, in score,
// likeness to a phrasing and leaning.
func (r *retrieval) leadOf(c *candidate) (lead candidate) {
	lead.score = c.score - r.top.score.without(c.sentence)
	lead.ask = c.ask - r.top.ask.without(c.sentence)
	lead.leaning = c.leaning - r.top.leaning.without(c.sentence)
	return lead
}

// anyNamed tells whether the review names what an entity belongs to, or
// something of it. A country is not named by the region it lies in.
func (b *Book) anyNamed(e int32) bool {
	for _, c := range b.entities[e].in {
		if b.entities[c].inReview && !b.tooWide(c, e) {
			return true
		}
	}
	return len(b.entities[e].contains) > 0
}

// has tells whether the sentence or one of its facts has a unit in any text.
func (b *Book) has(s *sentenceInfo, u unit) bool {
	if u == noUnit {
		return false
	}
	_, ok := slices.BinarySearch(s.all, u)
	return ok
}

// matches tells how well a word is matched by anything known of the sentence.
func (b *Book) matches(w *word, s *sentenceInfo) float32 {
	best := float32(0)
	for _, a := range w.alts {
		if a.Strength > best && b.has(s, a.Unit) {
			best = a.Strength
		}
	}
	return best
}

// unmatched is the share of the question's weight that the sentence leaves
// unmatched.
func (b *Book) unmatched(q *reading, s *sentenceInfo) (unmatched, exact float32) {
	var lost, exactly float32
	for i := range q.words {
		w := &q.words[i]
		if w.weight > 0 && !w.cue {
			m := b.matches(w, s)
			lost += w.weight * (1 - m)
			if m >= byConcept {
				exactly += w.weight
			}
		}
	}
	return lost / max(q.total, 1), exactly / max(q.total, 1)
}

// headMissing is 1 if the noun that the question asks for ("which HEAD", "how
// many HEAD") has no match in the sentence.
func (b *Book) headMissing(q *reading, s *sentenceInfo) float32 {
	if q.head < 0 {
		return 0
	}
	return 1 - b.matches(&q.words[q.head], s)
}

// wordOdds is how much more the question's words occur in questions of one
// sort than in those that the review answers.
func (b *Book) wordOdds(q *reading, odds []float32) float32 {
	var sum, weight float32
	for i := range q.words {
		w := &q.words[i]
		if w.function && !w.cue || len(w.entities) > 0 {
			continue
		}
		best := float32(0)
		for _, a := range w.alts {
			if s := odds[a.Unit] * a.Strength; s*s > best*best {
				best = s
			}
		}
		sum += best
		weight++
	}
	if weight == 0 {
		return 0
	}
	return sum / (weight + 1)
}

type slotState uint8

const (
	slotNone slotState = iota
	slotMissing
	slotThere
)

// slot tells whether the sentence has what the question's focus asks for.
func (b *Book) slot(q *reading, s *sentenceInfo) slotState {
	state := slotNone
	want := func(there bool) {
		if !there {
			state = slotMissing
		} else if state == slotNone {
			state = slotThere
		}
	}
	f := q.focus
	if f.has(askWhen) {
		want(len(s.when) > 0 || len(s.read.times) > 0 || len(s.read.years) > 0)
	}
	if f.has(askHowMany) {
		want(b.counted(s, false))
	}
	if f.has(askHowMuch) {
		want(b.counted(s, true) || b.counted(s, false))
	}
	if f.has(askPercent) {
		want(false)
	}
	if f.has(askCity) {
		want(b.names(s, "city"))
	}
	if f.has(askCountry) {
		want(b.names(s, "country", "city", "region", "group"))
	}
	if f.has(askPerson) {
		want(b.names(s, "person"))
	}
	if f.has(askWhere) {
		want(b.names(s, "country", "city", "region", "group"))
	}
	return state
}

func (b *Book) counted(s *sentenceInfo, money bool) bool {
	for _, i := range s.facts {
		for _, c := range b.facts[i].Parts.Count {
			if (c.Value >= 1e6) == money {
				return true
			}
		}
	}
	if money {
		return false
	}
	return len(s.read.numbers) > 0
}

// names tells whether the sentence names an entity of a kind.
func (b *Book) names(s *sentenceInfo, kinds ...string) bool {
	return slices.ContainsFunc(s.entities, func(e int32) bool {
		return !b.entities[e].subject && slices.Contains(kinds, b.entities[e].kind)
	})
}

// swapped is 1 if the question names something that the sentence does not,
// where the sentence names another thing of the same sort that the question
// does not.
func (b *Book) swapped(q *reading, s *sentenceInfo, found []finding) float32 {
	for _, f := range found {
		if f.met || f.on != onEntity || !b.telling(q, f) {
			continue
		}
		for _, m := range q.mentions {
			if m.start == f.at && b.otherOfSort(q, s, m.entity) {
				return 1
			}
		}
	}
	return 0
}

// otherOfSort tells whether the sentence names something of an entity's sort
// that the question does not name.
func (b *Book) otherOfSort(q *reading, s *sentenceInfo, e int32) bool {
	for _, have := range s.entities {
		if !b.sameSort(have, e) || b.entities[have].subject {
			continue
		}
		said := false
		for _, m := range q.mentions {
			said = said || m.entity == have || b.related(m.entity, have) || b.related(have, m.entity)
		}
		if !said {
			return true
		}
	}
	return false
}

// telling tells whether a name of the question that is not in the sentence
// speaks against it: currencies, offices and regions are often description.
func (b *Book) telling(q *reading, f finding) bool {
	for _, m := range q.mentions {
		if m.start == f.at {
			switch b.entities[m.entity].kind {
			case "country", "city", "person", "organisation", "event", "document", "company":
				return true
			}
		}
	}
	return false
}
