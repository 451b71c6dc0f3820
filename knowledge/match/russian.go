package match

import (
	"strings"
	"unicode/utf8"
)

// soundsAs spells Russian as it sounds: unstressed vowels merge, paired
// consonants lose their voice, signs vanish. Of two that fit, the first counts.
var soundsAs = []struct{ letters, sound string }{
	{"ться", "ца"}, {"тся", "ца"}, {"дс", "ц"}, {"тс", "ц"}, {"сч", "щ"}, {"зч", "щ"}, {"стн", "сн"}, {"здн", "зн"},
	{"ого", "ава"}, {"его", "ива"}, {"ъ", ""}, {"ь", ""},
	{"о", "а"}, {"ы", "и"}, {"е", "и"}, {"э", "и"}, {"я", "а"}, {"ю", "у"}, {"й", "и"},
	{"б", "п"}, {"в", "ф"}, {"г", "к"}, {"д", "т"}, {"ж", "ш"}, {"з", "с"},
}

// soundsFrom has, for each letter from а to я, the entries of soundsAs that
// start with it.
var soundsFrom = func() (out [32][]int) {
	for i, s := range soundsAs {
		r, _ := utf8.DecodeRuneInString(s.letters)
		out[r-'а'] = append(out[r-'а'], i)
	}
	return out
}()

// FoldRussian returns how a Russian word sounds, roughly: words that are
// often confused in writing fold to the same text. Doubled letters are one.
func FoldRussian(word string) string {
	var buffer [4 * maxSpelled]byte
	out := buffer[:0]
	var last rune
	add := func(s string) {
		for _, r := range s {
			if r != last {
				out = utf8.AppendRune(out, r)
			}
			last = r
		}
	}
next:
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRuneInString(word[i:])
		if r >= 'а' && r <= 'я' {
			for _, k := range soundsFrom[r-'а'] {
				if f := &soundsAs[k]; strings.HasPrefix(word[i:], f.letters) {
					add(f.sound)
					i += len(f.letters)
					continue next
				}
			}
		}
		add(word[i : i+n])
		i += n
	}
	return string(out)
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

// RussianCases returns the forms that a Russian noun takes in the cases, both
// numbers, going by its ending alone. Not all of them need exist.
func RussianCases(noun string) []string {
	r := []rune(noun)
	if len(r) < 3 {
		return nil
	}
	base := string(r[:len(r)-1])
	var endings []string
	switch last := r[len(r)-1]; {
	case last == 'а':
		endings = []string{"а", "ы", "и", "е", "у", "ой", "ою", "ам", "ами", "ах"}
	case last == 'я':
		endings = []string{"я", "и", "е", "ю", "ей", "ею", "й", "ям", "ями", "ях"}
	case last == 'ь':
		endings = []string{"ь", "и", "ю", "я", "е", "ем", "ью", "ей", "ям", "ями", "ях"}
	case last == 'й':
		endings = []string{"й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"}
	case strings.ContainsRune("бвгджзклмнпрстфхцчшщ", last):
		base = noun
		endings = []string{"", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах"}
	}
	out := make([]string, 0, len(endings))
	for _, e := range endings {
		out = append(out, base+e)
	}
	return out
}
