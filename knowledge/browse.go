package knowledge

import (
	"iter"
	"slices"
)

// All yields the facts in the order of the pack.
func (b *Book) All() iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for i := range b.facts {
			if !yield(b.facts[i].Fact) {
				return
			}
		}
	}
}

// FactsAt returns the facts that rest on paragraph n, in the order of the
// pack.
func (b *Book) FactsAt(n int) []Fact {
	return b.filter(func(f *Fact) bool { return f.Evidence.Paragraph == n })
}

// FactsOn returns the facts of a topic, in the order of the pack.
func (b *Book) FactsOn(topic string) []Fact {
	return b.filter(func(f *Fact) bool { return slices.Contains(f.Topics, topic) })
}

func (b *Book) filter(keep func(*Fact) bool) []Fact {
	var out []Fact
	for i := range b.facts {
		if keep(&b.facts[i].Fact) {
			out = append(out, b.facts[i].Fact)
		}
	}
	return out
}

// Topics returns the themes that facts share, in the order of the pack.
func (b *Book) Topics() []Topic { return b.topics }

// Year is the year that the review is about, or 0.
func (b *Book) Year() int { return b.year }

// A Month is a month of a year; months count from 1.
type Month struct{ Year, Month int }

// Ends returns the first and the last month of the period.
func (p Period) Ends() (first, last Month) {
	return Month{p.from / 12, p.from%12 + 1}, Month{p.to / 12, p.to%12 + 1}
}

// Compare orders periods by their start, then the shorter first.
func (p Period) Compare(q Period) int {
	if p.from != q.from {
		return p.from - q.from
	}
	return p.to - q.to
}
