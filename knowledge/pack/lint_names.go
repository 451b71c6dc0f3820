package pack

import (
	"slices"
	"strings"
	"sync"

	"reviewbot/knowledge"
	"reviewbot/knowledge/lexicon"
	"reviewbot/knowledge/match"
)

// names knows the names and ids of the pack's entities and the gazetteer's.
type names struct {
	keys   map[string]bool
	ids    map[string]bool
	spoken []string // the pack's names, for suggestions
	world  *world
}

// world is what the general lexicon knows.
type world struct {
	keys     map[string]bool // of names
	ids      map[string]bool
	numbers  map[string]float64 // normalised words, joined by spaces, to their value
	stop     map[string]struct{}
	concepts map[string]bool
}

func (n *names) known(name string) bool {
	key := nameKey(name)
	return key != "" && (n.keys[key] || n.world.keys[key])
}

func (n *names) knownID(id string) bool { return n.ids[id] || n.world.ids[id] }

// packNames collects the pack's names.
func (l *linter) packNames() *names {
	n := &names{keys: map[string]bool{}, ids: map[string]bool{}, world: l.world}
	for _, e := range l.entities {
		n.ids[e.v.ID] = true
		for _, name := range append([]string{e.v.Name.EN, e.v.Name.RU}, e.v.Also.all()...) {
			n.keys[nameKey(name)] = true
			n.spoken = append(n.spoken, name)
		}
	}
	return n
}

// general reads the general lexicon, once.
var general = sync.OnceValues(func() (*world, error) {
	w := &world{keys: map[string]bool{}, ids: map[string]bool{}, numbers: map[string]float64{}, concepts: map[string]bool{}}
	tables, err := lexicon.General()
	if err != nil {
		return w, err
	}
	for _, name := range tables.Names {
		w.ids[name.ID] = true
		for _, word := range name.Words {
			w.keys[nameKey(word)] = true
		}
	}
	w.stop = tables.Stop["en"]
	for _, c := range tables.Calendar {
		if c.Kind != "number" && c.Kind != "ordinal" {
			continue
		}
		for _, word := range c.Words {
			if key := phrasingKey(word); !match.IsNumber(key) {
				w.numbers[key] = float64(c.From)
			}
		}
	}
	for _, c := range tables.Concepts {
		w.concepts[c.ID] = true
	}
	return w, nil
})

// nameKey is the form that names are compared in: stems, articles left out.
func nameKey(name string) string {
	var out []string
	for _, t := range match.Tokenize(match.Normalize(name)) {
		if !articles[t.Text] {
			out = append(out, match.Stem(t.Text))
		}
	}
	return strings.Join(out, " ")
}

// suggest returns advice on an unknown name: the pack's nearest one, if any
// is near.
func (n *names) suggest(name string) string {
	want := []rune(match.Normalize(match.Truncate(name, 200)))
	best, found := len(want)/3+1, ""
	for _, s := range n.spoken {
		if d := match.Distance(want, []rune(match.Normalize(match.Truncate(s, 200))), best); d < best {
			best, found = d, s
		}
	}
	if found != "" {
		return "write \"" + found + "\", or add the name to entities.yaml"
	}
	return "write a name of entities.yaml, or add this one there"
}

// roles are the parts that hold names.
type roles struct{ who, with, where []string }

// checkNames finds names that no entity has; lineOf tells where one stands.
func (l *linter) checkNames(file string, r roles, lineOf func(part string, i int) int) {
	for _, part := range []struct {
		key   string
		names []string
	}{{"who", r.who}, {"with", r.with}, {"where", r.where}} {
		for i, name := range part.names {
			if !l.names.known(name) {
				l.fault(file, lineOf(part.key, i), "unknown entity %q in %s: %s", clip(name), part.key, l.names.suggest(name))
			}
		}
	}
}

func (l *linter) checkMeta() {
	m := l.meta
	if l.broken[m.file] {
		return
	}
	for _, v := range []struct{ key, value string }{{"id", m.v.ID}, {"title", m.v.Title.EN}, {"sha256", m.v.SHA256}} {
		if strings.TrimSpace(v.value) == "" {
			l.fault(m.file, m.line(v.key), "there is no %s: write it", v.key)
		}
	}
	for i, id := range m.v.Subject {
		l.knownID(m.file, m.line("subject", i), id)
	}
}

func (l *linter) knownID(file string, line int, id string) {
	if !l.names.knownID(id) {
		l.fault(file, line, "unknown entity id %q: write an id of entities.yaml or of the gazetteer", clip(id))
	}
}

func (l *linter) checkEntities() {
	first := map[string]int{}
	for _, e := range l.entities {
		l.checkID(first, "entity", e.v.ID, e.file, e.line("id"))
		if nameKey(e.v.Name.EN) == "" {
			l.fault(e.file, e.line("name"), "the entity %s has no English name: write name.en", clip(e.v.ID))
		}
		if e.v.Kind == "" {
			l.fault(e.file, e.line("kind"), "the entity %s has no kind: write person, country, city, organisation, event, document, region, group or day", clip(e.v.ID))
		}
		for i, id := range e.v.In {
			l.knownID(e.file, e.line("in", i), id)
		}
	}
}

func (l *linter) checkTopics() {
	first := map[string]int{}
	l.topicIDs = map[string]bool{}
	for _, t := range l.topics {
		l.topicIDs[t.v.ID] = true
		l.checkID(first, "topic", t.v.ID, t.file, t.line("id"))
		if t.v.Name.EN == "" {
			l.fault(t.file, t.line("name"), "the topic %s has no English name: write name.en", clip(t.v.ID))
		}
	}
	concepts := map[string]int{}
	for _, c := range l.concepts {
		if len(c.v.Words.all()) == 0 {
			l.fault(c.file, c.line("words"), "the concept %s has no words: write some", clip(c.v.ID))
		}
		l.checkID(concepts, "concept", c.v.ID, c.file, c.line("id"))
	}
	for _, c := range l.concepts {
		for i, id := range c.v.Opposite {
			if _, own := concepts[id]; !own && !l.world.concepts[id] {
				l.fault(c.file, c.line("opposite", i), "unknown concept %q: write the id of one", clip(id))
			}
		}
	}
}

func (l *linter) checkID(first map[string]int, what, id, file string, line int) {
	switch before, twice := first[id]; {
	case id == "":
		l.fault(file, line, "the %s has no id: write one", what)
	case twice:
		l.fault(file, line, "the %s id %s stands twice, first on line %d: give one of them another", what, clip(id), before)
	default:
		first[id] = line
	}
}

// checkOverviews holds the sections to the paragraphs there are.
func (l *linter) checkOverviews() {
	for _, s := range l.sections {
		if s.v.Title.EN == "" {
			l.fault(s.file, s.line("title"), "the section has no English title: write title.en")
		}
		for i, n := range s.v.Paragraphs {
			if l.review != nil && (n < 1 || n > l.review.Paragraphs()) {
				l.fault(s.file, s.line("paragraphs", i), "there is no paragraph %d: the review has paragraphs 1 to %d", n, l.review.Paragraphs())
			}
		}
	}
}

// checkNear holds silences and misconceptions to the facts there are.
func (l *linter) checkNear() {
	ids := l.factIDs()
	for _, s := range slices.Concat(l.silences, l.misconceptions) {
		if len(s.v.Near) == 0 {
			l.fault(s.file, s.line("near"), "there is no near: write the ids of the facts that come nearest")
		}
		for i, id := range s.v.Near {
			l.knownFact(ids, s.file, s.line("near", i), id)
		}
	}
}

func (l *linter) factIDs() map[string]bool {
	ids := map[string]bool{}
	for _, f := range l.facts {
		ids[f.v.ID] = true
	}
	return ids
}

func (l *linter) knownFact(ids map[string]bool, file string, line int, id string) {
	if !ids[id] && !l.anyBroken("facts/") {
		l.fault(file, line, "unknown fact %q: write the id of a fact of this pack", clip(id))
	}
}

func (l *linter) checkGatherings() {
	facts := l.factIDs()
	first := map[string]int{}
	for _, g := range l.gatherings {
		s := g.v.Select
		l.checkID(first, "gathering", g.v.ID, g.file, g.line("id"))
		l.checkNames(g.file, roles{s.Who, s.With, s.Where}, func(part string, i int) int { return g.line("select", part, i) })
		for i, k := range s.Kind {
			if !slices.Contains(knowledge.Kinds, knowledge.Kind(k)) {
				l.fault(g.file, g.line("select", "kind", i), "unknown kind %q: write one of %s", clip(k), kindList())
			}
		}
		for i, t := range s.Topic {
			if !l.topicIDs[t] {
				l.fault(g.file, g.line("select", "topic", i), "unknown topic %q: write an id of topics.yaml, or add it there", clip(t))
			}
		}
		for i, id := range s.Facts {
			l.knownFact(facts, g.file, g.line("select", "facts", i), id)
		}
	}
}
