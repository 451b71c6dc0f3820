package match

import (
	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/russian"
)

// Stem cuts the inflection off a normalised word: the Snowball stemmer for
// Russian if it is written in Cyrillic, for English otherwise. Numbers and
// words of one or two letters stay as they are.
func Stem(word string) string {
	switch {
	case len(word) <= 2 || IsNumber(word):
		return word
	case IsCyrillic(word):
		return russian.Stem(word, true)
	default:
		return english.Stem(word, true)
	}
}
