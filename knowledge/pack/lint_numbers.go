package pack

import (
	"slices"
	"strconv"

	"reviewbot/knowledge/match"
)

// checkNumbers holds statements to the numbers and hedges of the quote.
func (l *linter) checkNumbers(f row[factFile]) {
	quote := l.readNumbers(f.v.Evidence.Quote)
	paragraph := quote
	if l.review != nil {
		text, _ := l.review.Paragraph(f.v.Evidence.Paragraph)
		paragraph = l.readNumbers(text)
	}
	for _, s := range []struct{ lang, text string }{{"en", f.v.Statement.EN}, {"ru", f.v.Statement.RU}} {
		if s.text == "" {
			continue
		}
		at := f.line("statement", s.lang)
		statement := l.readNumbers(s.text)
		for _, n := range statement.numbers {
			l.checkNumber(f.file, at, n, statement, quote, paragraph)
		}
		for i, c := range f.v.Parts.Count {
			l.checkCount(f.file, f.line("parts", "count", i), c, s.lang, statement)
		}
	}
	for i, c := range f.v.Parts.Count {
		l.checkBound(f.file, f.line("parts", "count", i), c, quote)
	}
	l.checkHedges(f, quote)
}

// checkNumber: a number that the quote hedges is hedged in the statement, and
// a number in digits is its paragraph's or the review's year.
func (l *linter) checkNumber(file string, line int, n number, statement, quote, paragraph numbers) {
	known := n.inWords || n.value == float64(l.meta.v.Year) || quote.holds(n) || paragraph.holds(n)
	for _, q := range quote.numbers {
		if q.value != n.value && q.bare != n.value && q.value != n.bare {
			continue
		}
		if h, ok := quote.hedgeOf(q); ok && !statement.hedged(n, h) {
			l.fault(file, line, "the statement lost %q: the quote says %q, so hedge %s the same way", quote.words(h), quote.phrase(h, q), n.text)
		}
	}
	if !known && !l.broken["pack.yaml"] {
		l.fault(file, line, "the quote has no number %s, nor has its paragraph: write the quote's numbers only", n.text)
	}
}

// checkCount: the value of a count stands in the statement with its bound.
func (l *linter) checkCount(file string, line int, c count, lang string, statement numbers) {
	want, bounded := boundHedges[c.bound()]
	if !bounded || want == nil && c.Value == 0 {
		return
	}
	if c.Value == 0 { // "mostly", of no number
		if !statement.has(want) {
			l.fault(file, line, "the count's bound is %s but statement.%s says nothing of the kind: add it, or correct the bound", c.Bound, lang)
		}
		return
	}
	found := false
	for _, n := range statement.numbers {
		if n.value == c.Value || n.bare == c.Value {
			found = true
			if want == nil || statement.hedged(n, hedge{class: want[0]}) || len(want) > 1 && statement.hedged(n, hedge{class: want[1]}) {
				return
			}
		}
	}
	value := strconv.FormatFloat(c.Value, 'f', -1, 64)
	if !found {
		l.fault(file, line, "the count's value %s does not stand in statement.%s: add it", value, lang)
		return
	}
	l.fault(file, line, "the count's bound is %s but statement.%s gives %s without it: add it, or correct the bound", c.Bound, lang, value)
}

// checkBound: a count that the quote hedges is not exact.
func (l *linter) checkBound(file string, line int, c count, quote numbers) {
	if _, ok := boundHedges[c.bound()]; !ok {
		return // checkForm says so
	}
	for _, q := range quote.numbers {
		if q.value != c.Value && q.bare != c.Value {
			continue
		}
		h, ok := quote.hedgeOf(q)
		if !ok {
			continue
		}
		bound, ok := hedgeBounds[h.class]
		if ok && !slices.Contains(boundHedges[c.bound()], h.class) {
			l.fault(file, line, "the quote says %q: the count's bound must be %s", quote.phrase(h, q), bound)
			return
		}
	}
}

// checkHedges: where the statement speaks of what the quote hedges without a
// number ("predominantly in …", "will likely …"), it hedges too; and the
// Russian statement hedges where the English one does.
func (l *linter) checkHedges(f row[factFile], quote numbers) {
	en, ru := l.readNumbers(f.v.Statement.EN), l.readNumbers(f.v.Statement.RU)
	for _, h := range quote.hedges {
		if h.class != mostly && h.class != likely && h.class != near {
			continue
		}
		if _, ofNumber := quote.numberAfter(h); ofNumber {
			continue
		}
		if !l.speaksOf(en, quote.tokens[h.end:]) {
			continue
		}
		for _, s := range []struct {
			lang string
			in   numbers
		}{{"en", en}, {"ru", ru}} {
			if len(s.in.tokens) > 0 && !s.in.has([]class{h.class}) {
				l.fault(f.file, f.line("statement", s.lang), "the statement lost %q of the quote: put it back", quote.words(h))
			}
		}
	}
}

// speaksOf tells whether a statement has the words that follow a hedge: two
// of the next four that count, or all there are if fewer.
func (l *linter) speaksOf(statement numbers, after []match.Token) bool {
	have := map[string]bool{}
	for _, t := range statement.tokens {
		have[match.Stem(t.Text)] = true
	}
	seen, both := 0, 0
	for _, t := range after {
		if _, stop := l.world.stop[t.Text]; stop || seen == 4 {
			continue
		}
		seen++
		if have[match.Stem(t.Text)] {
			both++
		}
	}
	return seen > 0 && both >= min(seen, 2)
}
