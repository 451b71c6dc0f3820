package moderate

import (
	"strings"
	"unicode"

	"reviewbot/knowledge"
)

// near is the sentence of the review that is most like a wrong quote.
type near struct {
	paragraph int
	sentence  string
}

// nearEnough is the share of a quote's words, in order, that a sentence must
// have to be called near.
const nearEnough = 0.4

// nearest finds the sentence most like a quote; among equals, one of the
// paragraph that was named. It is false if nothing is like it.
func nearest(review *knowledge.Review, e knowledge.Evidence) (near, bool) {
	quote := bareWords(e.Quote)
	var best near
	most := 0.0
	for n := 1; n <= review.Paragraphs(); n++ {
		for _, s := range review.Sentences(n) {
			score := likeness(quote, bareWords(s))
			if n == e.Paragraph {
				score *= 1.01
			}
			if score > most {
				most, best = score, near{n, s}
			}
		}
	}
	return best, most >= nearEnough
}

// likeness is the share of a's words that stand in b in the same order, and a
// little for how much of b that is.
func likeness(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 || len(a)+len(b) > maxCompared {
		return 0
	}
	common := float64(lengths(a, b)[0][0])
	return 0.9*common/float64(len(a)) + 0.1*common/float64(len(b))
}

// bareWords are the words of a text in lower case, without marks.
func bareWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
