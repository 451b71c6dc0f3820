package knowledge

import (
	"cmp"
	"slices"
)

const (
	gatherMost = 20 // lines of a list
	nearLists  = 5  // lists that are looked at closely, by likeness
	leanLists  = 2  // and further ones by what their words say
)

// wide is a list or an overview that may answer.
type wide struct {
	listInfo
	hit    listHit // of the named list it is or was narrowed from
	ahead  float32 // by how much more alike than the next list
	vector wideVector
	p      float32
}

// gather answers questions for a list or an overview. It declines where a
// single sentence answers better.
func (b *Book) gather(d *decision) (Answer, bool) {
	d.wides = b.widest(d)
	if len(d.wides) == 0 || d.wides[0].p < b.model.Wide.Threshold {
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

// widest finds the lists and overviews that may answer and how surely each
// does, the surest first.
func (b *Book) widest(d *decision) []wide {
	out := b.nearLists(d)
	named := len(out)
	from, to, dated := d.q.months()
	for _, w := range out[:named] {
		if dated {
			out = b.narrow(out, w, sortInMonths, func(n int32) bool { return b.dated(n, from, to) })
		}
		out = b.narrow(out, w, sortOfNames, func(n int32) bool { return b.namesAny(d.q, n) })
	}
	out = b.unnamedLists(out, d.q)
	for i := range out {
		b.describeWide(d, &out[i])
		out[i].p = b.model.Wide.probability(out[i].vector[:])
	}
	slices.SortStableFunc(out, func(x, y wide) int { return cmp.Compare(y.p, x.p) })
	return out
}

// nearLists are the named lists nearest to the question, the nearest first.
func (b *Book) nearLists(d *decision) []wide {
	hits := d.found.lists
	var room [nearLists + leanLists + 1]int
	near := room[:0]
	for i := range hits {
		if hits[i].like > 0 && len(b.lists[i].facts) > 0 {
			near = insertBest(near, i, 0, nearLists, func(x, y int) bool { return hits[x].like > hits[y].like })
		}
	}
	liked := len(near)
	for i := range hits {
		if hits[i].like > 0 && len(b.lists[i].facts) > 0 && !slices.Contains(near[:liked], i) {
			near = insertBest(near, i, liked, leanLists, func(x, y int) bool {
				return hits[x].leaning > hits[y].leaning || hits[x].leaning == hits[y].leaning && hits[x].like > hits[y].like
			})
		}
	}
	out := make([]wide, 0, 3*len(near)+4)
	for k, i := range near {
		w := wide{listInfo: b.lists[i], hit: hits[i]}
		if next := 1 - min(k, 1); next < len(near) {
			w.ahead = hits[i].like - hits[near[next]].like
		}
		out = append(out, w)
	}
	return out
}

// insertBest keeps the best items, most of them, sorted behind the first ones
// of a list. Of two as good the earlier one comes first.
func insertBest(list []int, item, first, most int, better func(x, y int) bool) []int {
	at := len(list)
	list = append(list, item)
	for ; at > first && better(item, list[at-1]); at-- {
		list[at] = list[at-1]
	}
	list[at] = item
	return list[:min(len(list), first+most)]
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
