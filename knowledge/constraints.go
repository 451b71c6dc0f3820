package knowledge

import (
	"slices"
	"strconv"
	"strings"

	"reviewbot/knowledge/match"
)

// A constraint is something a question takes for granted that a fact can
// bear out or contradict.
type constraint uint8

const (
	onTime constraint = iota
	onYear
	onNumber
	onOrdinal
	onDirection
	onOpposite
	onEntity
	constraints
)

var constraintNames = [constraints]string{"time", "year", "number", "ordinal", "direction", "opposite", "name"}

// String names the constraint, for explanations.
func (c constraint) String() string { return constraintNames[c] }

// single tells whether the constraint is on something that can have one value
// only, so that another value contradicts it.
func (c constraint) single() bool { return c != onEntity }

// finding is a constraint of the question, checked against a fact.
type finding struct {
	on   constraint
	met  bool
	said string // what the question says
	at   int    // the word of the question
}

// check compares what a question takes for granted with a fact of the
// sentence it would be answered with.
func (b *Book) check(q *reading, s *sentenceInfo, f *factInfo) []finding {
	var out []finding
	out = b.checkTimes(out, q, s, f)
	out = b.checkNumbers(out, q, s)
	out = b.checkOrdinals(out, q, s)
	out = b.checkEntities(out, q, s)
	for _, n := range s.facts {
		before := len(out)
		if out = b.checkDirection(out, q, &b.facts[n]); len(out) > before {
			break
		}
	}
	out = b.checkOpposites(out, q, s, f)
	return out
}

func (b *Book) checkTimes(out []finding, q *reading, s *sentenceInfo, f *factInfo) []finding {
	when := s.when
	if f != nil && !f.Parts.When.IsZero() {
		when = []Period{f.Parts.When}
	}
	when = slices.DeleteFunc(slices.Clone(when), func(p Period) bool { return p.to-p.from >= 11 && len(q.years) == 0 })
	for _, t := range q.times {
		met, comparable := false, len(when) > 0
		for _, p := range when {
			met = met || p.hasMonths(t.from, t.to)
		}
		for _, said := range s.read.times {
			inQuote := said.from >= t.from && said.to <= t.to
			if t.day != 0 && said.day != 0 && said.day != t.day {
				inQuote = false
				comparable, met = true, false
			}
			if len(when) == 0 || !comparable {
				comparable = true
				met = met || inQuote
			}
		}
		if comparable || t.from == t.to && len(q.years) == 0 {
			out = append(out, finding{onTime, met, q.words[t.at].text, t.at})
		}
	}
	for i, y := range q.years {
		met := y == b.year && len(when) == 0
		if f == nil || f.Parts.When.IsZero() {
			met = met || slices.Contains(s.read.years, y)
		}
		for _, p := range when {
			switch q.relation(q.yearAt[i]) {
			case before:
				met = met || p.from/12 < y
			case after:
				met = met || p.to/12 > y
			default:
				met = met || p.from/12 <= y && y <= p.to/12
			}
		}
		out = append(out, finding{onYear, met, strconv.Itoa(y), q.yearAt[i]})
	}
	return out
}

type relation uint8

const (
	during relation = iota
	before
	after
)

// relation tells whether a question means the time that a word names or the
// time before or after it.
func (q *reading) relation(at int) relation {
	for k := max(0, at-3); k < at; k++ {
		switch q.words[k].text {
		case "before", "prior", "earlier", "until", "до", "раньше", "ранее", "прежде":
			return before
		case "after", "later", "since", "после", "позже", "позднее":
			return after
		}
	}
	return during
}

// hasMonths tells whether the period lies within months of its year, or they
// within it.
func (p Period) hasMonths(from, to int) bool {
	if to < from {
		to += 12
	}
	a := p.from%12 + 1
	z := a + p.to - p.from
	within := func(a, z, from, to int) bool { return a >= from && z <= to }
	return within(a, z, from, to) || within(a+12, z+12, from, to) || within(from, to, a, z)
}

// comparison is how a question compares a number.
type comparison uint8

const (
	equal comparison = iota
	atLeast
	moreThan
	lessThan
	atMost
)

// checkNumbers compares the numbers of the question with those the sentence
// gives. Small numbers written as words count things and are left alone.
func (b *Book) checkNumbers(out []finding, q *reading, s *sentenceInfo) []finding {
	for _, n := range q.numbers {
		if n.value < 6 {
			continue
		}
		var counts []Count
		for _, i := range s.facts {
			counts = append(counts, b.facts[i].Parts.Count...)
		}
		met, comparable := false, false
		for _, c := range counts {
			if c.Value > 0 {
				comparable = true
				met = met || holds(c, q.comparison(n.at), n.value)
			}
		}
		if !comparable {
			for _, m := range s.read.numbers {
				met = met || m.value == n.value
			}
			if !met && !match.IsNumber(q.words[n.at].text) {
				continue
			}
		}
		out = append(out, finding{onNumber, met, q.words[n.at].text, n.at})
	}
	return out
}

// holds tells whether a count bears out a comparison with n. Amounts given in
// billions compare by their leading number too.
func holds(c Count, how comparison, n float64) bool {
	v := c.Value
	if v >= 1e6 && n < 1e6 {
		for v >= 1000 {
			v /= 1000
		}
	}
	open := c.Bound == MoreThan || c.Bound == AtLeast
	switch how {
	case atLeast:
		return v >= n
	case moreThan:
		return v > n || c.Bound == MoreThan && v >= n
	case lessThan:
		return !open && v < n
	case atMost:
		return !open && v <= n
	}
	return v == n
}

// exceeds tells whether a word says that one thing is more than another,
// wherever the other stands.
func exceeds(w string) bool {
	for _, stem := range []string{"exceed", "surpass", "превы", "перевали"} {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

// compares tells whether a word stands right behind one that compares, as in
// "under a thousand".
func (q *reading) compares(at int) bool {
	return at > 0 && q.words[at-1].other == noUnit && !match.IsNumber(q.words[at-1].text) && q.comparison(at) != equal
}

// comparison tells how the question compares the number at a word.
func (q *reading) comparison(at int) comparison {
	for k := range at {
		if q.yesNo && exceeds(q.words[k].text) {
			return moreThan
		}
	}
	for k := max(0, at-3); k < at; k++ {
		next := ""
		if k+1 < len(q.words) {
			next = q.words[k+1].text
		}
		no := k > 0 && (q.words[k-1].text == "no" || q.words[k-1].text == "not" || q.words[k-1].text == "не")
		switch q.words[k].text {
		case "least", "minimum", "минимум":
			return atLeast
		case "more", "over", "above", "upward", "upwards", "exceed", "exceeding", "surpass", "beyond", "более", "больше", "свыше", "сверх":
			if no {
				return atMost
			}
			return moreThan
		case "fewer", "less", "under", "below", "менее", "меньше":
			if no {
				return atLeast
			}
			return lessThan
		case "most", "maximum", "максимум":
			return atMost
		case "up":
			if next == "to" {
				return atMost
			}
		}
	}
	return equal
}

func (b *Book) checkOrdinals(out []finding, q *reading, s *sentenceInfo) []finding {
	for _, n := range q.ordinals {
		met := false
		for _, m := range s.read.ordinals {
			met = met || m.value == n.value
		}
		if met || len(s.read.ordinals) > 0 && (n.value > 1 || q.yesNo) {
			out = append(out, finding{onOrdinal, met, q.words[n.at].text, n.at})
		}
	}
	return out
}

// checkEntities looks for the names of the question among those of the
// sentence. What the whole review is about is always there.
func (b *Book) checkEntities(out []finding, q *reading, s *sentenceInfo) []finding {
	for i, m := range q.mentions {
		met := false
		for _, other := range q.mentions {
			if other.start == m.start && other.end == m.end {
				met = met || b.named(other.entity, s.entities)
			}
		}
		if !met && i > 0 && q.mentions[i-1].start == m.start && q.mentions[i-1].end == m.end {
			continue
		}
		if b.aboutSubject(m.entity) && !met {
			continue
		}
		out = append(out, finding{onEntity, met, q.phrase(m.start, m.end), m.start})
	}
	return out
}

// aboutSubject tells whether an entity is what the whole review is about, or
// belongs to it.
func (b *Book) aboutSubject(e int32) bool {
	if b.entities[e].subject {
		return true
	}
	for _, c := range b.entities[e].in {
		if b.entities[c].subject {
			return b.entities[e].kind == "city" && b.entities[e].id[:3] == "cap" || b.entities[e].kind == "person"
		}
	}
	return false
}

// named tells whether an entity, what contains it or what it contains is
// among others.
func (b *Book) named(e int32, among []int32) bool {
	for _, a := range among {
		if a == e || b.related(a, e) && !b.tooWide(a, e) {
			return true
		}
	}
	return false
}

// tooWide tells whether one entity is so much wider than another that what is
// said of it is not said of the other: a region, of a country.
func (b *Book) tooWide(wide, e int32) bool {
	k := b.entities[wide].kind
	return (k == "region" || k == "group") && b.entities[e].kind == "country"
}

// related tells whether one entity contains the other. What the review is
// about contains too much to tell anything.
func (b *Book) related(a, e int32) bool {
	return slices.Contains(b.entities[a].in, e) && !b.entities[e].subject ||
		slices.Contains(b.entities[e].in, a) && !b.entities[a].subject
}

func (q *reading) phrase(start, end int) string {
	s := ""
	for k := start; k < end; k++ {
		if k > start {
			s += " "
		}
		s += q.words[k].typed
	}
	return s
}

// toward are the words that stand before the place somebody goes to.
var toward = map[string]bool{
	"to": true, "into": true, "in": true, "visited": true, "visiting": true, "visit": true, "toured": true,
	"в": true, "во": true, "посетил": true, "посетили": true, "посетила": true, "nach": true, "a": true, "à": true, "en": true, "au": true,
}

// checkDirection compares where the question says somebody went, or something
// was, with where the fact says so.
func (b *Book) checkDirection(out []finding, q *reading, f *factInfo) []finding {
	if len(f.where) == 0 {
		return out
	}
	for _, m := range q.mentions {
		if m.start == 0 || !toward[q.words[m.start-1].text] {
			continue
		}
		k := b.entities[m.entity].kind
		if k != "city" && (f.Kind != Visit || k != "country" && k != "region") {
			continue
		}
		there := b.named(m.entity, f.where) || b.sameCountry(m.entity, f.where)
		reversed := b.named(m.entity, f.who) || b.sameCountry(m.entity, f.who) || b.aboutSubject(m.entity)
		if there || reversed {
			out = append(out, finding{onDirection, there, q.phrase(m.start, m.end), m.start})
		}
	}
	return out
}

// sameCountry tells whether two entities belong to one country.
func (b *Book) sameCountry(e int32, among []int32) bool {
	for _, a := range among {
		if slices.Contains(b.entities[a].in, e) || slices.Contains(b.entities[e].in, a) {
			return true
		}
		for _, c := range b.entities[e].in {
			if b.entities[c].kind == "country" && slices.Contains(b.entities[a].in, c) {
				return true
			}
		}
	}
	return false
}

// checkOpposites finds words of the question that mean the opposite of what
// the sentence says.
func (b *Book) checkOpposites(out []finding, q *reading, s *sentenceInfo, f *factInfo) []finding {
	last := noUnit
	for i := range q.words {
		w := &q.words[i]
		if w.function && !w.known || q.isTime(i) || b.isUnitOf(q, w) || b.statesWord(s, f, w) {
			continue
		}
		for _, c := range w.concepts {
			if c != last && b.excluded(q, s, f, c) {
				out = append(out, finding{onOpposite, false, w.typed, i})
				last = c
				break
			}
		}
	}
	return out
}

// isUnitOf tells whether a word is what a number of the question counts in,
// like dollars: it says how much, not in what.
func (b *Book) isUnitOf(q *reading, w *word) bool {
	return len(q.numbers) > 0 && slices.ContainsFunc(w.entities, func(u unit) bool {
		return b.entities[b.entityOf(u)].kind == "currency"
	})
}

// statesWord tells whether the sentence states any meaning of a word.
func (b *Book) statesWord(s *sentenceInfo, f *factInfo, w *word) bool {
	if w.stem != noUnit && b.states(s, f, w.stem) {
		return true
	}
	return slices.ContainsFunc(w.concepts, func(c unit) bool { return b.states(s, f, c) })
}

// excluded tells whether the sentence states an opposite of a concept that
// the question does not state too.
func (b *Book) excluded(q *reading, s *sentenceInfo, f *factInfo, c unit) bool {
	return slices.ContainsFunc(b.vocab.opposites(c), func(o unit) bool {
		return b.states(s, f, o) && !slices.ContainsFunc(q.words, func(w word) bool {
			return slices.Contains(w.concepts, o)
		})
	})
}

// states tells whether the sentence or what the fact says was done has a
// unit.
func (b *Book) states(s *sentenceInfo, f *factInfo, u unit) bool {
	if _, ok := slices.BinarySearch(s.units, u); ok {
		return true
	}
	return f != nil && slices.Contains(f.did, u)
}
