package web

import (
	"net/http"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"reviewbot/bot"
)

var matcher = language.NewMatcher([]language.Tag{language.English, language.Russian})

// languageOf is the language of a page: what the address says, else what the
// browser prefers. chosen tells that the address says it.
func languageOf(r *http.Request) (lang bot.Lang, chosen bool) {
	for _, l := range []bot.Lang{bot.English, bot.Russian} {
		if r.URL.Query().Get("lang") == l.String() {
			return l, true
		}
	}
	_, index := language.MatchStrings(matcher, r.Header.Get("Accept-Language"))
	return []bot.Lang{bot.English, bot.Russian}[index], false
}

// written is the code of the language that a text is written in, of the two.
func written(text string) string {
	cyrillic := 0
	letters := 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters++
			if unicode.Is(unicode.Cyrillic, c) {
				cyrillic++
			}
		}
	}
	if 2*cyrillic > letters {
		return bot.Russian.String()
	}
	return bot.English.String()
}

// root leads from an address back to where the site is mounted, which a proxy
// may have put below a folder.
func root(path string) string {
	return "./" + strings.Repeat("../", max(0, strings.Count(path, "/")-1))
}
