package knowledge

import "slices"

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
	for i := range b.lists {
		b.lists[i].number = int32(i)
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
