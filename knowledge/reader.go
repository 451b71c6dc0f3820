package knowledge

import (
	"strconv"
	"strings"
	"unicode"
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
	function  bool   // carries no content
	opens     bool   // stands first or after a mark that ends a clause
	cue       bool   // part of a way of asking: counts little
	generic   bool   // names nothing in particular: counts very little
	known     bool   // stands in the pack or the lexicon
	corrected bool
	weight    float32
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
			if _, isForm := v.forms[t.Text]; isForm || in&1 != 0 {
				english++
			} else if _, isWord := match.WordRank(t.Text); isWord {
				english++
			} else if c := match.Cyrillic(t.Text); v.stop[c]&2 != 0 || v.knownStem(c) {
				translit++
			}
		}
	}
	r.script = "en"
	switch {
	case cyrillic > latin || cyrillic > 0 && latin <= 2:
		r.lang, r.script = Russian, "ru"
	case translit > english && translit*2 >= latin:
		r.lang, r.script = Russian, "ru"
		for i := range tokens {
			if t := &tokens[i]; !match.IsNumber(t.Text) {
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

func (v *vocabulary) knownStem(w string) bool {
	_, ok := v.ids[match.Stem(w)]
	return ok && utf8.RuneCountInString(w) > 3
}

// readWord finds the stem of a word, correcting its spelling if nothing knows
// it as it stands.
func (v *vocabulary) readWord(r *reading, text string, correct bool) word {
	w := word{text: text, typed: text, stem: noUnit, other: noUnit}
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
	if u, ok := v.forms[text]; ok {
		w.stem, w.known = u, true
		return w
	}
	if match.IsNumber(text) {
		return w
	}
	if u, ok := v.ids[match.Stem(text)]; ok {
		w.stem, w.known = u, true
		return w
	}
	if w.function || !correct {
		w.known = w.function
		return w
	}
	u, ok := noUnit, false
	if utf8.RuneCountInString(text) >= 5 {
		u, ok = v.speller.SoundsLike(text)
	}
	if !ok && v.generallyKnown(text) {
		w.known = true
		return w
	}
	if !ok {
		u, ok = v.speller.Correct(text)
	}
	if ok {
		w.stem, w.text, w.known, w.corrected = u, v.names[u], true, true
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

// readNumber notes the number or ordinal that a word is.
func (v *vocabulary) readNumber(r *reading, i int) {
	w := &r.words[i]
	if !match.IsNumber(w.text) {
		return
	}
	digits := strings.TrimRightFunc(w.text, unicode.IsLetter)
	suffix := w.text[len(digits):]
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return
	}
	switch suffix {
	case "st", "nd", "rd", "th", "й", "я", "е", "го", "м", "ой", "ый", "ая", "ое", "ю":
		w.other = v.lookup("^" + digits)
		r.ordinals = append(r.ordinals, numberWord{n, i})
		return
	}
	if n >= 1900 && n <= 2100 && suffix == "" && len(digits) == 4 && n != 2000 {
		r.years = append(r.years, int(n))
		r.yearAt = append(r.yearAt, i)
		w.other = v.lookup("=" + digits)
		return
	}
	for k := range r.times {
		t := &r.times[k]
		if n >= 1 && n <= 31 && t.day == 0 && t.from == t.to && (t.at == i+1 || t.at == i-1 || t.at == i+2) {
			t.day = int(n)
			w.other = v.lookup("=" + digits)
			return
		}
	}
	w.other = v.lookup("=" + digits)
	if i+1 < len(r.words) {
		n *= scale(r.words[i+1].text + suffix)
	}
	if n >= 10 && n < 100 && i+1 < len(r.words) && strings.HasPrefix(r.words[i+1].text, "год") {
		r.years = append(r.years, 2000+int(n))
		r.yearAt = append(r.yearAt, i)
		return
	}
	r.numbers = append(r.numbers, numberWord{n, i})
}

// scale is what a word after a number multiplies it by.
func scale(w string) float64 {
	switch w {
	case "billion", "billions", "bn", "миллиард", "миллиарда", "миллиардов", "млрд":
		return 1e9
	case "million", "millions", "mln", "миллион", "миллиона", "миллионов", "млн":
		return 1e6
	case "thousand", "тысяча", "тысячи", "тысяч", "тыс":
		return 1e3
	}
	return 1
}

func (v *vocabulary) lookup(key string) unit {
	if u, ok := v.ids[key]; ok {
		return u
	}
	return noUnit
}

// found is a phrase found in a reading.
type found struct {
	start, end int
	m          meaning
}

// findPhrases finds names, concepts, times, ways of asking and small talk.
// Longer names win over shorter ones; the other kinds may overlap.
func (v *vocabulary) findPhrases(r *reading, marks marks) {
	var all [64]found
	hits := all[:0]
	for i := range r.words {
		node, ok := int32(0), true
		for j := i; j < len(r.words); j++ {
			if isArticle(r.words[j].text) {
				if j == i {
					break
				}
				continue
			}
			if node, ok = v.phrases.step(node, r.words[j].stem); !ok {
				break
			}
			for _, m := range v.phrases.meanings[node] {
				hits = append(hits, found{i, j + 1, m})
			}
		}
	}
	v.placeNames(r, hits, marks)
	for _, h := range hits {
		v.place(r, h, marks)
	}
}

// placeNames marks the words of names, the longest first.
func (v *vocabulary) placeNames(r *reading, hits []found, marks marks) {
	for {
		best := -1
		for i, h := range hits {
			if h.m.kind != meansEntity || best >= 0 && h.end-h.start <= hits[best].end-hits[best].start {
				continue
			}
			if r.nameFree(h.start, h.end, h.m.value) && !(h.end-h.start == 1 && r.words[h.start].text == "us" && !marks.us) {
				best = i
			}
		}
		if best < 0 {
			return
		}
		h := hits[best]
		r.mentions = append(r.mentions, mention{h.m.value, h.start, h.end})
		for k := h.start; k < h.end; k++ {
			w := &r.words[k]
			w.entities = append(w.entities, v.entityUnit(h.m.value))
			if h.end-h.start > 1 || !w.cue {
				w.known = true
			}
		}
	}
}

// nameFree tells whether no other name covers the words yet. Two entities of
// the same name may cover the same words.
func (r *reading) nameFree(start, end int, entity int32) bool {
	for _, m := range r.mentions {
		if m.start < end && start < m.end && !(m.start == start && m.end == end && m.entity != entity) {
			return false
		}
	}
	return true
}

// entityUnit is the unit of an entity: they are interned in order, so the
// first one's unit is kept.
func (v *vocabulary) entityUnit(entity int32) unit { return v.entityUnits[entity] }

func (v *vocabulary) place(r *reading, h found, marks marks) {
	switch h.m.kind {
	case meansConcept:
		if r.inLongName(h.start, h.end) {
			return
		}
		for k := h.start; k < h.end; k++ {
			w := &r.words[k]
			w.concepts = append(w.concepts, h.m.value)
			w.known = true
		}
	case meansMonth:
		if !r.isMonth(h, marks) {
			return
		}
		r.addTime(h, h.m.value, h.m.value)
		v.setOther(r, h, v.lookup("%"+strconv.Itoa(int(h.m.value))))
	case meansSeason:
		if r.words[h.start].text == "лет" {
			return // of years, not of summers
		}
		r.addTime(h, h.m.value, h.m.until)
	case meansOrdinal:
		r.ordinals = append(r.ordinals, numberWord{float64(h.m.value), h.start})
		v.setOther(r, h, v.lookup("^"+strconv.Itoa(int(h.m.value))))
	case meansNumber:
		if w := r.words[h.start].text; h.end-h.start == 1 && (match.IsNumber(w) || scale(w) > 1) {
			return
		}
		r.numbers = append(r.numbers, numberWord{float64(h.m.value), h.start})
		v.setOther(r, h, v.lookup("="+strconv.Itoa(int(h.m.value))))
	case meansFocus:
		f := focus(h.m.value)
		if f == askYesNo {
			r.yesNoCue(h)
			return
		}
		for k := h.start; k < h.end; k++ {
			r.words[k].cue = true
			r.words[k].generic = r.words[k].generic || f == generic
		}
		if f != generic {
			r.focus |= f
		}
	case meansSmalltalk:
		if r.talk == noTalk || h.end-h.start > r.talkLen {
			r.talk, r.talkLen = talk(h.m.value), h.end-h.start
		}
	}
}

// yesNoCue notes a word that asks for yes or no where it stands: an auxiliary
// that opens a clause before any question word, or a phrase that can only ask
// so.
func (r *reading) yesNoCue(h found) {
	w := &r.words[h.start]
	w.cue = true
	if r.focus&asksContent != 0 || w.text == "whether" || h.end < len(r.words) && r.words[h.end].text == "you" {
		return
	}
	if h.end-h.start > 1 || match.IsCyrillic(w.text) || w.opens || h.start == 1 && r.words[0].function || h.end == len(r.words) {
		r.aux = true
	}
}

// asksContent are the focuses of question words.
const asksContent = askWhen | askWhere | askWho | askHowMany | askHowMuch | askWhy | askHow | askWhat | askWhich | askCountry | askCity | askPerson | askPercent

// findYesNo decides whether the question wants yes or no: it is put so, or it
// is a statement with a question mark.
func (r *reading) findYesNo() {
	content := 0
	for i := range r.words {
		if !r.words[i].function {
			content++
		}
	}
	statement := r.focus&(asksContent|askList|askOverview|askDefinition) == 0 && content >= 3 &&
		strings.HasSuffix(strings.TrimSpace(r.text), "?")
	if r.yesNo = r.aux || statement; r.yesNo {
		r.focus = r.focus&^(asksContent|askOverview|askDefinition) | askYesNo
	}
}

// inLongName tells whether words lie inside a name of several words.
func (r *reading) inLongName(start, end int) bool {
	for _, m := range r.mentions {
		if m.end-m.start > 1 && start >= m.start && end <= m.end {
			return true
		}
	}
	return false
}

func (v *vocabulary) setOther(r *reading, h found, u unit) {
	for k := h.start; k < h.end; k++ {
		r.words[k].other, r.words[k].known = u, true
		r.words[k].function = false
	}
}

// isMonth tells "may" and "march" the months from the verbs.
func (r *reading) isMonth(h found, marks marks) bool {
	w := r.words[h.start].text
	if h.end-h.start != 1 || w != "may" && w != "march" {
		return true
	}
	if w == "may" && marks.may || h.start+1 == len(r.words) {
		return true
	}
	if next := r.words[h.start+1].text; match.IsNumber(next) || next == "and" || next == "or" {
		return true
	}
	if h.start == 0 {
		return w == "march"
	}
	switch r.words[h.start-1].text {
	case "in", "of", "since", "by", "until", "during", "early", "late", "mid", "last", "this", "and", "or", "from", "to", "the", "for":
		return true
	}
	return false
}

func (r *reading) addTime(h found, from, to int32) {
	for i, t := range r.times {
		if t.at >= h.start && t.at < h.end || h.start <= t.at && t.at < h.end {
			if to-from < int32(t.to-t.from) {
				r.times[i].from, r.times[i].to = int(from), int(to)
			}
			return
		}
	}
	r.times = append(r.times, timeWord{from: int(from), to: int(to), at: h.start, end: h.end})
}

// findHead finds the noun after "which", "what" or "how many".
func (r *reading) findHead() {
	for i := range r.words {
		switch r.words[i].text {
		case "which", "what", "many", "much", "whose", "какой", "какая", "какое", "какие", "каких", "каком", "какую", "каким", "какими", "какому", "сколько", "скольких", "сколькими":
		default:
			continue
		}
		for k := i + 1; k < len(r.words) && k <= i+2; k++ {
			w := &r.words[k]
			if w.function {
				break
			}
			if !w.cue && len(w.entities) == 0 {
				r.head = k
				return
			}
		}
	}
}
