package knowledge

import "slices"

// narrow appends the facts of a list that hold a condition of the question's,
// if they are some of them but not all.
func (b *Book) narrow(out []wide, w wide, sort listSort, holds func(fact int32) bool) []wide {
	var facts []int32
	for _, n := range w.facts {
		if holds(n) {
			facts = append(facts, n)
		}
	}
	if len(facts) == 0 || len(facts) == len(w.facts) {
		return out
	}
	w.facts, w.narrowed = facts, sort
	return append(out, w)
}

// dated tells whether a fact is dated within some months.
func (b *Book) dated(n int32, from, to int) bool {
	p := b.facts[n].Parts.When
	return !p.IsZero() && p.to-p.from <= 2 && p.hasMonths(from, to)
}

// namesAny tells whether the sentence of a fact names something that the
// question names, the review's own subject aside.
func (b *Book) namesAny(q *reading, n int32) bool {
	return slices.ContainsFunc(q.mentions, func(m mention) bool {
		return !b.aboutSubject(m.entity) && b.within(m.entity, b.sentences[b.facts[n].sentence].entities)
	})
}

// unnamedLists appends what no list of the pack has but the question names:
// everything of some months, everything that names something, and both.
func (b *Book) unnamedLists(out []wide, q *reading) []wide {
	add := func(sort listSort, name string, facts []int32) {
		if len(facts) > 0 {
			out = append(out, wide{listInfo: listInfo{name: name, sort: sort, facts: facts}})
		}
	}
	from, to, dated := q.months()
	if dated {
		add(sortInMonths, "everything of that time", b.pick(b.inMonths(from, to), func(n int32) float32 {
			if !b.dated(n, from, to) {
				return 0
			}
			return 1 + float32(len(b.facts[n].where))
		}))
	}
	if !slices.ContainsFunc(q.mentions, func(m mention) bool { return !b.aboutSubject(m.entity) }) {
		return out
	}
	naming := b.pick(b.onNames(q), func(n int32) float32 { return b.naming(q, n) })
	add(sortOfNames, "everything that names it", naming)
	if dated {
		var both []int32
		for _, n := range naming {
			if b.dated(n, from, to) {
				both = append(both, n)
			}
		}
		add(sortInMonths, "everything of that time that names it", both)
	}
	return out
}

// naming tells how well a fact stands for what the question names: 2 for each
// name that is among its own parts, 1 for each that only its sentence has.
func (b *Book) naming(q *reading, n int32) float32 {
	f := &b.facts[n]
	sum := float32(0)
	for _, m := range q.mentions {
		if b.aboutSubject(m.entity) || !b.within(m.entity, b.sentences[f.sentence].entities) {
			continue
		}
		sum++
		if b.within(m.entity, f.where) || b.within(m.entity, f.with) || b.within(m.entity, f.who) || b.within(m.entity, f.what) {
			sum++
		}
	}
	return sum
}

// within tells whether an entity or something it contains is among others.
func (b *Book) within(e int32, among []int32) bool {
	return slices.ContainsFunc(among, func(a int32) bool { return a == e || slices.Contains(b.entities[a].in, e) })
}

// pick takes the best fact of each of some sentences, in their order; a fact
// worth nothing is not taken.
func (b *Book) pick(sentences []int32, worth func(fact int32) float32) []int32 {
	var out []int32
	for _, i := range sentences {
		best, top := int32(-1), float32(0)
		for _, n := range b.sentences[i].facts {
			if w := worth(n); w > top {
				best, top = n, w
			}
		}
		if best >= 0 {
			out = append(out, best)
		}
	}
	return out
}

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
	if len(q.times) > 1 {
		return from, to, true
	}
	switch q.relation(q.times[0].at) {
	case before:
		return 1, from - 1, from > 1
	case after:
		return to + 1, 12, to < 12
	}
	return from, to, true
}
