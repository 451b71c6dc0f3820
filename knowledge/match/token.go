package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one word or number of a normalised text.
type Token struct {
	Text       string // without a possessive 's
	Start, End int    // byte offsets in the normalised text
}

// MaxTokens bounds how many tokens Tokenize returns.
const MaxTokens = 256

// Tokenize splits normalised text into words and numbers. Hyphens and slashes
// split; an apostrophe inside a word stays ("don't") but a possessive "'s" is
// cut off; digits keep inner separators as nothing ("2,000" is "2000"), and a
// leading $ or trailing % is a token of its own.
func Tokenize(s string) []Token {
	return AppendTokens(make([]Token, 0, 16), s)
}

// AppendTokens is Tokenize into dst.
func AppendTokens(dst []Token, s string) []Token {
	for i := 0; i < len(s) && len(dst) < MaxTokens; {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			end := numberEnd(s, i)
			text := s[i:end]
			if strings.ContainsAny(text, ",' ") {
				text = strings.NewReplacer(",", "", "'", "", " ", "").Replace(text)
			}
			dst = append(dst, Token{text, i, end})
			i = end
		case isLetter(r):
			end := wordEnd(s, i)
			dst = append(dst, Token{trimPossessive(s[i:end]), i, end})
			i = end
		case r == '$' || r == '%' || r == '€':
			dst = append(dst, Token{s[i : i+n], i, i + n})
			i += n
		default:
			i += n
		}
	}
	return dst
}

func isLetter(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// wordEnd finds the end of the word that starts at i: letters, digits and
// apostrophes between letters.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isLetter(r) || r >= '0' && r <= '9':
		case r == '\'':
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			if !isLetter(next) {
				return i
			}
		default:
			return i
		}
		i += n
	}
	return i
}

// numberEnd finds the end of the number that starts at i. Separators count
// only between a digit and exactly three digits; letters may follow ("10th").
func numberEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			i++
		case (c == ',' || c == ' ' || c == '\'') && thousands(s, i):
			i += 4
		default:
			if r, _ := utf8.DecodeRuneInString(s[i:]); isLetter(r) {
				return wordEnd(s, i)
			}
			return i
		}
	}
	return i
}

// thousands tells whether the separator at i stands before a group of exactly
// three digits.
func thousands(s string, i int) bool {
	if i+4 > len(s) {
		return false
	}
	for _, c := range []byte(s[i+1 : i+4]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9'
}

func trimPossessive(w string) string {
	if n := len(w); n > 2 && w[n-2] == '\'' && w[n-1] == 's' {
		return w[:n-2]
	}
	return w
}

// IsNumber tells whether a token starts with a digit.
func IsNumber(t string) bool { return t != "" && t[0] >= '0' && t[0] <= '9' }

// IsCyrillic tells whether a word is written in Cyrillic letters.
func IsCyrillic(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return r >= 0x400 && r <= 0x52f
}
