package pack

import (
	"strings"

	"reviewbot/knowledge"
	"reviewbot/knowledge/match"
)

// class is what a hedge does to the thing it stands by.
type class uint8

const (
	more   class = iota + 1 // more than
	least                   // at least
	near                    // almost, about
	under                   // less than, up to
	mostly                  // predominantly
	likely                  // probably
)

// boundHedges are the hedges that bear out the bound of a count.
var boundHedges = map[knowledge.Bound][]class{
	knowledge.Exact:    nil,
	knowledge.MoreThan: {more},
	knowledge.AtLeast:  {least, more},
	knowledge.Mostly:   {mostly},
}

// hedgeBounds are the bounds that hedges of a number call for.
var hedgeBounds = map[class]knowledge.Bound{more: knowledge.MoreThan, least: knowledge.AtLeast, mostly: knowledge.Mostly}

// A hedge is found in the tokens from start to end.
type hedge struct {
	class      class
	start, end int
	trails     bool // it may stand after its number: "30 or more"
}

// hedgeWords list the hedges of both languages; a word with * stands for all
// that begin so.
var hedgeWords = map[class]string{
	more: "more than, over, surpass*, exceed*, above, in excess of, upwards of, topping, topped, " +
		"более, больше, свыше, сверх, превы*, выше",
	least: "at least, no fewer than, no less than, not less than, not fewer than, +or more, minimum, " +
		"не менее, не меньше, как минимум, по меньшей мере, по крайней мере, минимум, +и более, +или более",
	near: "almost, nearly, about, around, approximately, roughly, close to, some, " +
		"почти, около, примерно, приблизительно, порядка, без малого",
	under: "less than, fewer than, up to, no more than, not more than, at most, below, " +
		"менее, меньше, до, не более, не больше, максимум",
	mostly: "predominant*, primar*, mainly, mostly, chiefly, largely, principally, most of, majority of, +for the most part, " +
		"преимуществен*, в основном, главн*, большей частью, большая часть, большую часть, большей части, большинств*, прежде всего, в первую очередь",
	likely: "likely, probabl*, possibly, perhaps, expected to, " +
		"вероятн*, скорее всего, по видимому, возможно, видимо, ожидается",
}

type hedgePattern struct {
	words  []string
	class  class
	trails bool
}

var hedgePatterns = func() []hedgePattern {
	var out []hedgePattern
	for c, list := range hedgeWords {
		for phrase := range strings.SplitSeq(list, ",") {
			phrase, trails := strings.CutPrefix(strings.TrimSpace(phrase), "+")
			out = append(out, hedgePattern{strings.Fields(phrase), c, trails})
		}
	}
	return out
}()

// findHedges finds the hedges of a text; the longest wins, so "no more than"
// is not "more than".
func findHedges(tokens []match.Token) []hedge {
	var out []hedge
	for i := 0; i < len(tokens); i++ {
		best := hedge{end: i}
		for _, p := range hedgePatterns {
			if i+len(p.words) > best.end && p.matches(tokens[i:]) {
				best = hedge{class: p.class, start: i, end: i + len(p.words), trails: p.trails}
			}
		}
		if best.class != 0 {
			out = append(out, best)
			i = best.end - 1
		}
	}
	return out
}

func (p hedgePattern) matches(tokens []match.Token) bool {
	if len(tokens) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		prefix, open := strings.CutSuffix(w, "*")
		if tokens[i].Text != w && !(open && strings.HasPrefix(tokens[i].Text, prefix)) {
			return false
		}
	}
	return true
}
