package match

import "strings"

// russianFolds spells Russian as it sounds: unstressed vowels merge, paired
// consonants lose their voice, signs and doubled letters vanish.
var russianFolds = strings.NewReplacer(
	"ться", "ца", "тся", "ца", "дс", "ц", "тс", "ц", "сч", "щ", "зч", "щ", "стн", "сн", "здн", "зн",
	"ого", "ава", "его", "ива", "ъ", "", "ь", "",
	"о", "а", "ы", "и", "е", "и", "э", "и", "я", "а", "ю", "у", "й", "и",
	"б", "п", "в", "ф", "г", "к", "д", "т", "ж", "ш", "з", "с",
)

// FoldRussian returns how a Russian word sounds, roughly: words that are
// often confused in writing fold to the same text.
func FoldRussian(word string) string {
	s := russianFolds.Replace(word)
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var cyrillic = strings.NewReplacer(
	"iyu", "ию", "iya", "ия", "iye", "ие", "iyo", "ие", "shch", "щ", "sch", "щ", "yo", "е", "jo", "е", "zh", "ж", "kh", "х", "ts", "ц", "ch", "ч", "sh", "ш",
	"yu", "ю", "ju", "ю", "ya", "я", "ja", "я", "ye", "е", "iy", "ий", "yy", "ый", "ay", "ай", "ey", "ей", "oy", "ой", "uy", "уй",
	"a", "а", "b", "б", "v", "в", "w", "в", "g", "г", "d", "д", "e", "е", "z", "з", "i", "и", "j", "й", "k", "к",
	"l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "t", "т", "u", "у", "f", "ф", "h", "х",
	"c", "ц", "x", "кс", "q", "к", "y", "ы", "'", "ь",
)

// Cyrillic writes a word of Russian in Latin letters in Cyrillic ones.
func Cyrillic(word string) string { return cyrillic.Replace(word) }
