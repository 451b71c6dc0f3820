package knowledge

import (
	"cmp"
	"slices"
)

// A Gathering is a list that people ask for by name: which facts stand in it,
// and how it is asked for.
type Gathering struct {
	ID     string
	Title  Text
	Select Selection
	Asks   []string
}

// A Selection chooses facts. Every condition that is given must hold; the
// values of one condition are alternatives.
type Selection struct {
	Kind    []Kind
	Who     []string // names of entities
	With    []string
	Where   []string
	What    []string // names or words
	Purpose []string // words
	Topic   []string
	Names   []string // kinds of entity: the fact names one as who, what, with or where
	Figures bool     // the fact counts something
	Facts   []string // ids; these and no others
}

const (
	gatherMost  = 12   // lines of a list
	monthLeft   = 0.2  // share of a question that a month's list may leave unexplained
	leftoverMax = 0.34 // share of a question that a list may leave unexplained
)

// wide is a list or an overview that may answer.
type wide struct {
	listInfo
	vector wideVector
	p      float32
}

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
	wideCueList
	wideCueOverview
	wideOneThing // the question asks for one thing
	wideYesNo
	widePlural   // it asks for several ("which leaders")
	wideInside   // the best sentence is on the list
	wideSize     // sentences on the list, in tens
	wideLeftover // share of the question that names and times do not explain
	wideNamed    // it names an entity that is not the subject
	wideShort    // few words
	wideFeatures
)

var wideNames = [wideFeatures]string{
	"likeness to a list", "known to the list", "ahead of the next list", "names on the list", "lead over phrasings", "lead over unanswered questions", "a named list", "a section", "a topic", "all that names it",
	"says list", "says overview", "asks one thing", "yes or no", "plural", "best sentence on the list", "size", "left over", "names something", "short",
}

type wideVector [wideFeatures]float32

// asksOneThing are the focuses that ask for a single thing rather than for a
// summary.
const asksOneThing = askWhen | askWhere | askWho | askHowMany | askHowMuch | askWhy | askPercent | askCity | askPerson

// gather answers questions for a list or an overview. It declines where a
// single sentence answers better.
func (b *Book) gather(d *decision) (Answer, bool) {
	if facts := b.inMonths(d.q); len(facts) > 1 {
		d.route = "a list of what is dated so"
		return b.listed(facts, d.q.lang)
	}
	d.wides = b.widest(d)
	if len(d.wides) == 0 {
		return Answer{}, false
	}
	if d.wides[0].p < b.model.Wide.Threshold {
		return Answer{}, false
	}
	return b.answerWide(d)
}

// answerWide answers with the surest list.
func (b *Book) answerWide(d *decision) (Answer, bool) {
	w := &d.wides[0]
	d.route = w.name
	a, ok := b.listed(w.facts, d.q.lang)
	a.score = float64(w.p)
	return a, ok
}

// widest finds the lists and overviews that are nearest to the question and
// how surely each answers, the surest first.
func (b *Book) widest(d *decision) []wide {
	const most = 4
	var near []int
	for i, l := range d.found.lists {
		if l.like == 0 || len(b.lists[i].facts) == 0 {
			continue
		}
		at := len(near)
		for at > 0 && l.like > d.found.lists[near[at-1]].like {
			at--
		}
		if at < most {
			near = slices.Insert(near[:min(len(near), most-1)], at, i)
		}
	}
	var out []wide
	for k, i := range near {
		w := wide{listInfo: b.lists[i]}
		w.vector[wideLike], w.vector[wideBag] = d.found.lists[i].like, d.found.lists[i].bag
		if next := 1 - min(k, 1); next < len(near) {
			w.vector[wideAhead] = d.found.lists[i].like - d.found.lists[near[next]].like
		}
		out = append(out, w)
	}
	if facts := b.naming(d.q); len(facts) > 1 {
		out = append(out, wide{listInfo: listInfo{name: "everything that names it", sort: sortNaming, facts: facts}})
	}
	for i := range out {
		b.describeWide(d, &out[i])
		out[i].p = b.model.Wide.probability(out[i].vector[:])
	}
	slices.SortStableFunc(out, func(x, y wide) int { return cmp.Compare(y.rank(), x.rank()) })
	return out
}

// rank orders lists: by likeness first, by what the fitted decision makes of
// them where they are about as like.
func (w *wide) rank() float32 { return w.vector[wideLike] + 0.4*w.p }

// addLists prepares everything that is answered by several facts.
func (b *Book) addLists() {
	for _, g := range b.gatherings {
		facts := b.choose(g.Select)
		if len(g.Select.Facts) == 0 {
			facts = onePerSentence(b, facts)
		}
		b.lists = append(b.lists, listInfo{name: "the list " + g.ID, sort: sortGathering, facts: facts, asks: named(g.Title, g.Asks)})
	}
	for i, o := range b.overviews {
		b.lists = append(b.lists, listInfo{name: "an overview of " + o.Title.EN, sort: sortOverview, facts: b.overviewFacts(int32(i)), asks: named(o.Title, o.Asks)})
	}
	for i, t := range b.topics {
		b.lists = append(b.lists, listInfo{name: "an overview of the topic " + t.ID, sort: sortTopic, facts: b.onTopic(int32(i)), asks: named(t.Name, t.Asks)})
	}
}

// named puts a title among the ways of asking for what it names.
func named(title Text, asks []string) []string {
	out := []string{title.EN}
	if title.RU != "" {
		out = append(out, title.RU)
	}
	return append(out, asks...)
}

// describeWide makes the features of a list.
func (b *Book) describeWide(d *decision, w *wide) {
	q, v := d.q, &w.vector
	ask := float32(0)
	for i := range d.found.candidates {
		ask = max(ask, d.found.candidates[i].ask)
	}
	v[wideLead] = v[wideLike] - ask
	v[wideSilence] = v[wideLike] - max(d.found.silence, d.found.misconception)
	v[wideEntities] = b.namesOn(q, w.facts)
	flag := func(at int, on bool) {
		if on {
			v[at] = 1
		}
	}
	flag(wideGathering+int(w.sort), true)
	flag(wideCueList, q.focus.has(askList))
	flag(wideCueOverview, q.focus.has(askOverview))
	flag(wideOneThing, q.focus.has(asksOneThing))
	flag(wideYesNo, q.yesNo)
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

// inMonths lists the facts of the months that a question asks about and asks
// nothing else of, or only the visits among them.
func (b *Book) inMonths(q *reading) []int32 {
	from, to, ok := q.months()
	if !ok || q.focus.has(askWhen) {
		return nil
	}
	visit := b.vocab.lookup(visitConcept)
	visits := false
	left := q.leftover()
	for i := range q.words {
		if w := &q.words[i]; slices.Contains(w.concepts, visit) && !w.cue {
			visits = true
			left -= w.weight / max(q.total, 1)
		}
	}
	if left > monthLeft {
		return nil
	}
	for _, m := range q.mentions {
		if !b.aboutSubject(m.entity) {
			return nil
		}
	}
	var out []int32
	for i := range b.sentences {
		s := &b.sentences[i]
		pick := int32(-1)
		for _, n := range s.facts {
			p := b.facts[n].Parts.When
			if p.IsZero() || p.to-p.from > 2 || !p.hasMonths(from, to) || visits && b.facts[n].Kind != Visit {
				continue
			}
			if pick < 0 || len(b.facts[n].where) > len(b.facts[pick].where) {
				pick = n
			}
		}
		if pick >= 0 {
			out = append(out, pick)
		}
	}
	return out
}

// visitConcept is the concept of the lexicon that the kind of fact "visit" is
// asked for by.
const visitConcept = "#visit"

// months returns the range of months that the question names: one month or
// season, or several that it runs together.
func (q *reading) months() (from, to int, ok bool) {
	if len(q.times) == 0 {
		return 0, 0, false
	}
	from, to = q.times[0].from, q.times[0].to
	for _, t := range q.times {
		if t.day != 0 {
			return 0, 0, false
		}
		if len(q.times) > 1 && (t.to < t.from || to < from) {
			return 0, 0, false
		}
		from, to = min(from, t.from), max(to, t.to)
	}
	return from, to, true
}

// naming lists the facts that name the entity a question asks about and asks
// nothing else of: one for each sentence.
func (b *Book) naming(q *reading) []int32 {
	if q.leftover() > leftoverMax {
		return nil
	}
	var wanted []int32
	for _, m := range q.mentions {
		if !b.aboutSubject(m.entity) {
			wanted = append(wanted, m.entity)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var out []int32
	for i := range b.sentences {
		s := &b.sentences[i]
		if len(s.facts) == 0 || !slices.ContainsFunc(wanted, func(e int32) bool { return b.named(e, s.entities) }) {
			continue
		}
		pick := s.facts[0]
		for _, n := range s.facts {
			f := &b.facts[n]
			if slices.ContainsFunc(wanted, func(e int32) bool {
				return b.named(e, f.where) || b.named(e, f.with) || b.named(e, f.who) || b.named(e, f.what)
			}) {
				pick = n
				break
			}
		}
		out = append(out, pick)
	}
	return out
}

// onTopic lists the facts of a topic, one for each sentence.
func (b *Book) onTopic(topic int32) []int32 {
	var out []int32
	last := int32(-1)
	for i := range b.sentences {
		for _, n := range b.sentences[i].facts {
			if slices.Contains(b.facts[n].Topics, b.topics[topic].ID) && int32(i) != last {
				out = append(out, n)
				last = int32(i)
			}
		}
	}
	return out
}

// overviewFacts sums up paragraphs by the first fact of each of their
// sentences.
func (b *Book) overviewFacts(n int32) []int32 {
	var facts []int32
	for _, p := range b.overviews[n].Paragraphs {
		for i := range b.sentences {
			if s := &b.sentences[i]; s.citation.paragraph == p && len(s.facts) > 0 {
				facts = append(facts, s.facts[0])
			}
		}
	}
	return facts
}

// listed makes an answer of several facts, a line each.
func (b *Book) listed(facts []int32, lang Lang) (Answer, bool) {
	if len(facts) == 0 {
		return Answer{}, false
	}
	if len(facts) > gatherMost {
		facts = facts[:gatherMost]
	}
	lines := make([]Line, 0, len(facts))
	for _, n := range facts {
		lines = append(lines, b.factLine(n, lang))
	}
	return answered(lang, "", lines[0], lines[1:]...), true
}

// choose lists the facts that a selection chooses, in the review's order.
func (b *Book) choose(sel Selection) []int32 {
	who, with, where := b.resolve(sel.Who), b.resolve(sel.With), b.resolve(sel.Where)
	var out []int32
	for i := range b.sentences {
		for _, n := range b.sentences[i].facts {
			f := &b.facts[n]
			if len(sel.Facts) > 0 {
				if slices.Contains(sel.Facts, f.ID) {
					out = append(out, n)
				}
				continue
			}
			if (len(sel.Kind) == 0 || slices.Contains(sel.Kind, f.Kind)) &&
				(len(who) == 0 || b.anyOf(who, f.who)) &&
				(len(with) == 0 || b.anyOf(with, f.with)) &&
				(len(where) == 0 || b.anyOf(where, f.where)) &&
				(len(sel.What) == 0 || sharesWord(sel.What, f.Parts.What)) &&
				(len(sel.Purpose) == 0 || sharesWord(sel.Purpose, f.Parts.Purpose)) &&
				(len(sel.Topic) == 0 || sharesWord(sel.Topic, f.Topics)) &&
				(len(sel.Names) == 0 || b.namesKind(f, sel.Names)) &&
				(!sel.Figures || len(f.Parts.Count) > 0) {
				out = append(out, n)
			}
		}
	}
	return out
}

// onePerSentence keeps the first fact of each sentence, and further ones that
// name another place.
func onePerSentence(b *Book, facts []int32) []int32 {
	var out []int32
	for _, n := range facts {
		if !slices.ContainsFunc(out, func(m int32) bool {
			f, g := &b.facts[n], &b.facts[m]
			return f.sentence == g.sentence && slices.Equal(f.where, g.where)
		}) {
			out = append(out, n)
		}
	}
	return out
}

func (b *Book) anyOf(wanted, have []int32) bool {
	for _, w := range wanted {
		if slices.Contains(have, w) {
			return true
		}
	}
	return false
}

func sharesWord(wanted, have []string) bool {
	return slices.ContainsFunc(wanted, func(w string) bool { return slices.Contains(have, w) })
}

func (b *Book) namesKind(f *factInfo, kinds []string) bool {
	for _, list := range [][]int32{f.who, f.what, f.with, f.where} {
		for _, e := range list {
			if !b.entities[e].subject && slices.Contains(kinds, b.entities[e].kind) {
				return true
			}
		}
	}
	return false
}
