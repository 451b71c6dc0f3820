package knowledge

import (
	"strings"
	"unicode/utf8"

	"reviewbot/knowledge/match"
)

// word is one word of a reading, with everything it can match by.
type word struct {
	text      string // normalised, spelling corrected
	typed     string // as it was written
	stem      unit
	concepts  []unit
	entities  []unit // of the names that cover it
	other     unit   // month, number or ordinal unit
	maybe     unit   // a word of the pack that it may be a misspelling of, though it is a word itself
	function  bool   // carries no content
	opens     bool   // stands first or after a mark that ends a clause
	cue       bool   // part of a way of asking: counts little
	generic   bool   // names nothing in particular: counts very little
	known     bool   // stands in the pack or the lexicon
	corrected bool
	weight    float32
	alts      []match.Alternative // what it can match by, the strongest first; set by Book.weighReading
}

// mention is a name found in a text.
type mention struct {
	entity     int32 // index into the entities
	start, end int   // words it covers
}

// reading is a text, understood word by word.
type reading struct {
	text     string // normalised
	lang     Lang
	script   string // language code of the function words: en ru de fr es pt tr
	words    []word
	mentions []mention
	times    []timeWord
	numbers  []numberWord
	ordinals []numberWord
	years    []int
	yearAt   []int // which word each year is
	focus    focus
	head     int // the word that names what is asked for, or -1
	talk     talk
	talkLen  int // words that small talk covers
	negated  bool
	aux      bool    // opens with an auxiliary verb or has a word that only asks for yes or no
	yesNo    bool    // wants yes or no
	total    float32 // weight of all words
}

// timeWord is a month or a season in a text.
type timeWord struct {
	from, to int // months, 1 to 12
	at, end  int // which words
	day      int // day of the month, 0 if none
}

type numberWord struct {
	value float64
	at    int
}

// read understands a text. Questions are read with spelling corrected,
// phrasings without.
func (v *vocabulary) read(text string, correct bool) *reading {
	r := &reading{text: match.Normalize(text), head: -1}
	tokens := v.expand(match.Tokenize(r.text))
	marks := properMarks(text)
	v.detect(r, tokens, correct)
	for i, t := range tokens {
		w := v.readWord(r, t.Text, correct)
		w.opens = i == 0 || strings.ContainsAny(r.text[min(tokens[i-1].End, t.Start):t.Start], ".:;,!?(-")
		r.words = append(r.words, w)
	}
	v.findPhrases(r, marks)
	for i := range r.words {
		v.readNumber(r, i)
	}
	r.findHead()
	r.findYesNo()
	return r
}

// expand replaces chat spellings by the words they stand for.
func (v *vocabulary) expand(tokens []match.Token) []match.Token {
	out := tokens[:0:0]
	for i, t := range tokens {
		long, ok := v.short[t.Text]
		if !ok {
			if out != nil {
				out = append(out, t)
			}
			continue
		}
		if out == nil {
			out = append(make([]match.Token, 0, len(tokens)+4), tokens[:i]...)
		}
		for _, part := range match.Tokenize(match.Normalize(long)) {
			out = append(out, match.Token{Text: part.Text, Start: t.Start, End: t.End})
		}
	}
	if out == nil {
		return tokens
	}
	return out
}

// properMarks finds what lower-casing loses: whether the text has "US" and
// whether it has "May" inside a sentence.
func properMarks(text string) (m marks) {
	m.us = strings.Contains(text, "US") || strings.Contains(text, "U.S.")
	if i := strings.Index(text, "May"); i > 0 {
		m.may = true
	}
	return m
}

type marks struct{ us, may bool }

// readWord finds the stem of a word, correcting its spelling if nothing knows
// it as it stands.
func (v *vocabulary) readWord(r *reading, text string, correct bool) word {
	w := word{text: text, typed: text, stem: noUnit, other: noUnit, maybe: noUnit}
	in := v.stop[text]
	bit := stopIn(1)
	for i, l := range stopLangs {
		if l == r.script {
			bit = 1 << i
		}
	}
	w.function = in&bit != 0
	switch text {
	case "not", "no", "never", "without", "не", "нет", "никогда", "без", "n't", "isn't", "didn't", "don't", "doesn't", "wasn't", "weren't":
		r.negated = true
	}
	if u, ok := v.formOf(text); ok {
		w.stem, w.known = u, true
		return w
	}
	if match.IsNumber(text) {
		return w
	}
	if u, ok := v.ids.get(match.Stem(text)); ok {
		w.stem, w.known = u, true
		return w
	}
	if w.function || !correct {
		w.known = w.function
		return w
	}
	u, ok := noUnit, false
	if utf8.RuneCountInString(text) >= 5 {
		u, ok = v.speller().SoundsLike(text)
	}
	if !ok && v.generallyKnown(text) {
		w.known = true
		if u, ok := v.speller().Correct(text); ok {
			w.maybe = u
		}
		return w
	}
	if !ok {
		u, ok = v.speller().Correct(text)
	}
	if ok {
		w.stem, w.text, w.known, w.corrected = u, v.name(u), true, true
		if v.stop[w.text]&bit != 0 {
			w.function = true
		}
	}
	return w
}

// generallyKnown tells whether a word stands in a general dictionary: such a
// word is not a misspelling.
func (v *vocabulary) generallyKnown(text string) bool {
	if match.IsCyrillic(text) {
		return match.KnownRussian(match.Stem(text))
	}
	rank, ok := match.WordRank(text)
	return ok && rank < 40000
}

func (v *vocabulary) lookup(key string) unit {
	if u, ok := v.ids.get(key); ok {
		return u
	}
	return noUnit
}
