package pack

import (
	"fmt"
	"slices"
	"strings"

	"reviewbot/knowledge/match"
)

var articles = set("a", "an", "the")

// auxiliaries change nothing in what is asked.
var auxiliaries = set(
	"is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "has", "have", "had", "will", "would",
	"ли", "был", "была", "было", "были", "есть", "будет", "будут", "бы", "же",
)

func set(words ...string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}

// minPhrasings is how many phrasings a fact needs.
const minPhrasings = 3

// phrasing is one question and where it stands.
type phrasing struct {
	text  string
	owner string // what it asks for, for messages
	file  string
	line  int
}

// checkPhrasings finds facts with too few phrasings, and phrasings that stand
// on two things or twice on one.
func (l *linter) checkPhrasings() {
	taken := map[string]phrasing{}
	for _, f := range l.facts {
		if n := len(f.v.Asks.all()); n < minPhrasings {
			l.fault(f.file, f.line("asks"), "the fact has %d phrasings: write at least %d really different ones", n, minPhrasings)
		}
		l.collide(taken, asksOf(f, f.v.Asks, "fact "+f.v.ID))
	}
	for _, s := range l.sections {
		l.collide(taken, asksOf(s, s.v.Asks, fmt.Sprintf("section %q", clip(s.v.Title.EN))))
	}
	for _, t := range l.topics {
		l.collide(taken, asksOf(t, t.v.Asks, "topic "+t.v.ID))
	}
	for _, g := range l.gatherings {
		l.collide(taken, asksOf(g, g.v.Asks, "gathering "+g.v.ID))
	}
	for _, s := range slices.Concat(l.silences, l.misconceptions) {
		l.collide(taken, asksOf(s, s.v.Asks, fmt.Sprintf("%s:%d", s.file, s.line())))
	}
}

func asksOf[T any](r row[T], asks texts, owner string) []phrasing {
	var out []phrasing
	for i, s := range asks.EN {
		out = append(out, phrasing{s, owner, r.file, r.line("asks", "en", i)})
	}
	for i, s := range asks.RU {
		out = append(out, phrasing{s, owner, r.file, r.line("asks", "ru", i)})
	}
	return out
}

// collide reports the phrasings of one owner that another owner has, or that
// say the same as an earlier one of its own.
func (l *linter) collide(taken map[string]phrasing, asks []phrasing) {
	own := map[string]phrasing{}
	for _, a := range asks {
		key, bag := phrasingKey(a.text), bagKey(a.text)
		if key == "" {
			l.fault(a.file, a.line, "the phrasing %q has no words: write a question, or delete it", clip(a.text))
			continue
		}
		if before, twice := own[bag]; twice {
			l.soft(a.file, a.line, "the phrasing %q differs from %q on line %d by no more than articles, auxiliaries or order: write another, or delete it", clip(a.text), clip(before.text), before.line)
			continue
		}
		own[bag] = a
		if before, twice := taken[key]; twice {
			l.soft(a.file, a.line, "the phrasing %q also stands on %s (%s:%d): keep it where it fits best", clip(a.text), before.owner, before.file, before.line)
			continue
		}
		taken[key] = a
	}
}

// phrasingKey is the form in which phrasings are the same: words in order,
// without articles.
func phrasingKey(s string) string {
	var out []string
	for _, t := range match.Tokenize(match.Normalize(s)) {
		if !articles[t.Text] {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, " ")
}

// bagKey leaves out auxiliaries and order too, and takes stems, since "did X
// visit" is "X visited". A phrasing of nothing but auxiliaries keeps them.
func bagKey(s string) string {
	words := strings.Fields(phrasingKey(s))
	bag := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return auxiliaries[w] })
	if len(bag) == 0 {
		bag = words
	}
	for i, w := range bag {
		bag[i] = match.Stem(w)
	}
	slices.Sort(bag)
	return strings.Join(bag, " ")
}
