package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxText is the longest text, in bytes, that is read as a question; what
// stands behind it is ignored. Chat platforms send at most 4,096 UTF-16 units.
const MaxText = 16 << 10

// Normalize prepares text for comparing: invalid UTF-8, control and format
// characters become spaces or vanish, letters are lower-cased, typographic
// quotes and dashes become plain ones, accents are dropped from Latin
// letters, and ё becomes е. й stays й.
func Normalize(s string) string {
	s = Truncate(s, MaxText)
	if plain(s) {
		return s
	}
	if !isBasic(s) {
		s = norm.NFKC.String(strings.ToValidUTF8(s, " "))
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = fold(r)
		if r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Truncate cuts s to at most n bytes without splitting a character.
func Truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// plain tells whether s is lower-case ASCII or Russian that Normalize would
// not change.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7f && (c < 'A' || c > 'Z') && c != '`':
		case i+1 < len(s) && (c == 0xd0 && s[i+1] >= 0xb0 && s[i+1] <= 0xbf || c == 0xd1 && s[i+1] >= 0x80 && s[i+1] <= 0x8f):
			i++ // а to я
		default:
			return false
		}
	}
	return true
}

// isBasic tells whether s holds only ASCII and the plain Cyrillic block, which
// need no Unicode composition.
func isBasic(s string) bool {
	for _, r := range s {
		if r >= 0x80 && (r < 0x400 || r > 0x45f) {
			return false
		}
	}
	return true
}

// fold maps one character to its compared form, or -1 to drop it.
func fold(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < ' ' || r == 0x7f:
		return ' '
	case r < 0x80:
		return r
	}
	switch r {
	case '’', '‘', 'ʼ', '′', '`', '´':
		return '\''
	case '“', '”', '«', '»', '„':
		return '"'
	case '–', '—', '−', '‐', '‑', '‒':
		return '-'
	case 'ё', 'Ё':
		return 'е'
	case 'ı', 'İ':
		return 'i'
	case 'ß':
		return 's'
	case utf8.RuneError:
		return ' '
	}
	if unicode.In(r, unicode.Mn, unicode.Cf) {
		return -1
	}
	if unicode.IsControl(r) || unicode.IsSpace(r) {
		return ' '
	}
	r = unicode.ToLower(r)
	if r >= 0xc0 && r < 0x250 || r >= 0x1e00 && r < 0x1f00 {
		return baseLetter(r)
	}
	return r
}

// baseLetter drops the accents of a Latin letter (é becomes e).
func baseLetter(r rune) rune {
	var in [utf8.UTFMax]byte
	d := norm.NFD.Properties(in[:utf8.EncodeRune(in[:], r)]).Decomposition()
	if len(d) == 0 {
		return r
	}
	base, _ := utf8.DecodeRune(d)
	if base >= 0x80 {
		return baseLetter(base)
	}
	return base
}
