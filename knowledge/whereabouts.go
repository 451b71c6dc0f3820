package knowledge

import (
	"slices"

	"reviewbot/knowledge/match"
)

// whereabouts tells which sentences name an entity or something it contains,
// and which have a fact of a month, so that no question looks at all of them.
type whereabouts struct {
	byEntity match.Rows
	byMonth  match.Rows // by month of any year, from 0 for January
}

func (b *Book) findWhereabouts() {
	var named, dated []match.Pair
	for i := range b.sentences {
		s := &b.sentences[i]
		for _, e := range s.entities {
			named = append(named, match.Pair{Key: e, Item: int32(i)})
			for _, c := range b.entities[e].in {
				named = append(named, match.Pair{Key: c, Item: int32(i)})
			}
		}
		for _, n := range s.facts {
			p := b.facts[n].Parts.When
			if p.IsZero() || p.to-p.from > 2 {
				continue
			}
			for m := p.from; m <= p.to; m++ {
				dated = append(dated, match.Pair{Key: int32(m % 12), Item: int32(i)})
			}
		}
	}
	b.where = whereabouts{match.GroupPairs(len(b.entities), named), match.GroupPairs(12, dated)}
}

// onNames are the sentences, in order, that name something that a question
// names, what the whole review is about aside.
func (b *Book) onNames(q *reading) []int32 {
	var out []int32
	for _, m := range q.mentions {
		if !b.aboutSubject(m.entity) {
			out = append(out, b.where.byEntity.At(m.entity)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inMonths are the sentences, in order, with a fact of some months; a range
// that ends before it starts goes over the end of the year.
func (b *Book) inMonths(from, to int) []int32 {
	if to < from {
		to += 12
	}
	var out []int32
	for m := from; m <= to; m++ {
		out = append(out, b.where.byMonth.At(int32((m+11)%12))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
