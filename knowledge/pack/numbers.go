package pack

import (
	"slices"
	"strconv"
	"strings"

	"reviewbot/knowledge/match"
)

// numbers are the numbers and hedges of a text.
type numbers struct {
	tokens  []match.Token
	numbers []number
	hedges  []hedge
}

// A number is one in digits or words; bare is its value without the scale
// word after it, so that 30 million is 30 too.
type number struct {
	value, bare float64
	start, end  int // tokens
	text        string
	inWords     bool
}

var scales = map[string]float64{
	"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
	"тыс": 1e3, "тысяч": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9, "трлн": 1e12, "триллион": 1e12,
}

// scaleOf reads a word that multiplies the number before it, whatever its
// Russian ending.
func scaleOf(word string) float64 {
	for _, ending := range []string{"", "а", "ов", "и", "ы", "у", "ами", "ах"} {
		if stem, ok := strings.CutSuffix(word, ending); ok && scales[stem] > 0 {
			return scales[stem]
		}
	}
	return 1
}

// readNumbers reads a text, whatever its language.
func (l *linter) readNumbers(s string) numbers {
	folded := match.Normalize(s)
	out := numbers{tokens: match.Tokenize(folded)}
	out.hedges = findHedges(out.tokens)
	for i := 0; i < len(out.tokens); i++ {
		n, ok := l.numberAt(out.tokens, i, folded)
		if !ok {
			continue
		}
		if n.end < len(out.tokens) {
			if scale := scaleOf(out.tokens[n.end].Text); scale > 1 && !n.inWords {
				n.value *= scale
				n.end++
			}
		}
		out.numbers = append(out.numbers, n)
		i = n.end - 1
	}
	return out
}

func (l *linter) numberAt(tokens []match.Token, i int, text string) (number, bool) {
	t := tokens[i]
	if match.IsNumber(t.Text) {
		digits := strings.TrimRightFunc(t.Text, func(r rune) bool { return r < '0' || r > '9' })
		n := number{start: i, end: i + 1, text: t.Text}
		if i+1 < len(tokens) && match.IsNumber(tokens[i+1].Text) && t.End+1 == tokens[i+1].Start && (text[t.End] == '.' || text[t.End] == ',') {
			digits += "." + tokens[i+1].Text
			n.end, n.text = i+2, digits
		}
		v, err := strconv.ParseFloat(digits, 64)
		n.value, n.bare = v, v
		return n, err == nil
	}
	for size := min(6, len(tokens)-i); size > 0; size-- {
		words := make([]string, size)
		for k := range words {
			words[k] = tokens[i+k].Text
		}
		if v, ok := l.world.numbers[strings.Join(words, " ")]; ok {
			return number{value: v, bare: v, start: i, end: i + size, text: strings.Join(words, " "), inWords: true}, true
		}
	}
	if v, ok := l.world.compound(t.Text); ok {
		return number{value: v, bare: v, start: i, end: i + 1, text: t.Text, inWords: true}, true
	}
	return number{}, false
}

// compound reads a Russian word that begins with a number, as in "двухлетний".
func (w *world) compound(word string) (float64, bool) {
	r := []rune(word)
	if !match.IsCyrillic(word) {
		return 0, false
	}
	for size := len(r) - 4; size >= 4; size-- {
		if v, ok := w.numbers[string(r[:size])]; ok {
			return v, true
		}
	}
	return 0, false
}

// How far a hedge may stand from its number: before it ("over $30"),
// and after it ("30 or more").
const (
	hedgeBefore = 3
	hedgeAfter  = 2
)

// hedgeOf finds the hedge of a number in its own text.
func (t numbers) hedgeOf(n number) (hedge, bool) {
	for _, h := range t.hedges {
		if gap := n.start - h.end; gap >= 0 && gap < hedgeBefore && t.firstAfter(h, n) {
			return h, true
		}
		if gap := h.start - n.end; h.trails && gap >= 0 && gap <= hedgeAfter {
			return h, true
		}
	}
	return hedge{}, false
}

// firstAfter tells whether no other number stands between a hedge and n.
func (t numbers) firstAfter(h hedge, n number) bool {
	first, ok := t.numberAfter(h)
	return ok && first.start == n.start
}

func (t numbers) numberAfter(h hedge) (number, bool) {
	for _, n := range t.numbers {
		if gap := n.start - h.end; gap >= 0 && gap < hedgeBefore {
			return n, true
		}
	}
	return number{}, false
}

// hedged tells whether a number has a hedge of the same class.
func (t numbers) hedged(n number, like hedge) bool {
	for _, h := range t.hedges {
		before, after := n.start-h.end, h.start-n.end
		if h.class == like.class && (before >= 0 && before <= hedgeBefore+1 || after >= 0 && after <= hedgeAfter) {
			return true
		}
	}
	return false
}

// holds tells whether the text has a number of the same value.
func (t numbers) holds(n number) bool {
	return slices.ContainsFunc(t.numbers, func(m number) bool {
		return m.value == n.value || m.bare == n.value || m.value == n.bare
	})
}

func (t numbers) has(classes []class) bool {
	return slices.ContainsFunc(t.hedges, func(h hedge) bool { return slices.Contains(classes, h.class) })
}

// words are the words of a hedge, phrase those from a hedge to its number.
func (t numbers) words(h hedge) string { return t.span(h.start, h.end) }

func (t numbers) phrase(h hedge, n number) string {
	return t.span(min(h.start, n.start), max(h.end, n.end))
}

func (t numbers) span(from, to int) string {
	var out []string
	for _, w := range t.tokens[from:to] {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}
