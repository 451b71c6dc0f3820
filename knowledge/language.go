package knowledge

import (
	"unicode/utf8"

	"reviewbot/knowledge/match"
)

// detect decides the language: by script, by function words, and by what
// Latin letters would spell in Russian.
func (v *vocabulary) detect(r *reading, tokens []match.Token, question bool) {
	var count [16]int
	cyrillic, latin, translit, english := 0, 0, 0, 0
	for _, t := range tokens {
		switch {
		case match.IsNumber(t.Text):
		case match.IsCyrillic(t.Text):
			cyrillic++
		default:
			latin++
			if !question {
				continue
			}
			in := v.stop[t.Text]
			for i := range stopLangs {
				if in&(1<<i) != 0 {
					count[i]++
				}
			}
			if !v.knownEnglish(t.Text) && in&1 == 0 && v.spellsRussian(t.Text) {
				translit++
			}
		}
	}
	if translit > 0 {
		english = v.countEnglish(tokens)
	}
	r.script = "en"
	switch {
	case cyrillic > latin || cyrillic > 0 && latin <= 2:
		r.lang, r.script = Russian, "ru"
	case translit > 0 && translit+cyrillic > english && (translit+cyrillic)*2 >= latin:
		r.lang, r.script = Russian, "ru"
		for i := range tokens {
			if t := &tokens[i]; !match.IsNumber(t.Text) && !match.IsCyrillic(t.Text) {
				t.Text = match.Cyrillic(t.Text)
			}
		}
	default:
		best := count[0]
		for i := 2; i < len(stopLangs); i++ {
			if count[i] > best {
				best, r.script = count[i], stopLangs[i]
			}
		}
	}
}

// knownEnglish tells whether a word in Latin letters is a word of the pack or
// of English.
func (v *vocabulary) knownEnglish(w string) bool {
	if _, ok := v.forms.get(w); ok {
		return true
	}
	_, ok := match.WordRank(w)
	return ok
}

func (v *vocabulary) knownStem(w string) bool {
	_, ok := v.ids.get(match.Stem(w))
	return ok && utf8.RuneCountInString(w) > 3
}

// spellsRussian tells whether a word in Latin letters spells a Russian word of
// the pack.
func (v *vocabulary) spellsRussian(w string) bool {
	spelled := match.Cyrillic(w)
	return v.stop[spelled]&2 != 0 || v.knownStem(spelled)
}

// countEnglish counts the words that are English and spell nothing Russian.
func (v *vocabulary) countEnglish(tokens []match.Token) int {
	n := 0
	for _, t := range tokens {
		if !match.IsNumber(t.Text) && !match.IsCyrillic(t.Text) &&
			(v.knownEnglish(t.Text) || v.stop[t.Text]&1 != 0) && !v.spellsRussian(t.Text) {
			n++
		}
	}
	return n
}
