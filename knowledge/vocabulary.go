package knowledge

import (
	"unicode/utf8"

	"reviewbot/knowledge/lexicon"
	"reviewbot/knowledge/match"
)

// unit is something words can be compared by: a stem, a concept, an entity, a
// month, a number. Two words match if they share a unit.
type unit = int32

const noUnit unit = -1

// vocabulary knows the words of a lexicon and a pack: which unit each form
// has and what phrases mean. It is built once and then only read.
type vocabulary struct {
	ids          *wordTable // "stem", "#concept", "@entity", "%7" (a month), "=36" (a number), "^1" (an ordinal)
	forms        *wordTable // a normalised word to its stem's unit
	declined     *wordTable // the case forms of Russian names
	phrases      phrases
	speller      func() *match.Speller // made when the first misspelling is met
	stop         map[string]stopIn
	short        map[string]string
	concepts     []conceptInfo  // by concept number
	concept      map[unit]int32 // concept unit to its number
	conceptWords [][]string     // its English words, by concept number; only while building
	memo         *stemMemo      // shared by all vocabularies; only while building
	entityUnits  []unit         // by entity
}

// stopIn has a bit for each language in which a word is a function word.
type stopIn uint16

var stopLangs = []string{"en", "ru", "de", "fr", "es", "pt", "tr"}

type conceptInfo struct {
	id       string
	unit     unit
	opposite []unit
}

func newVocabulary() *vocabulary {
	return &vocabulary{
		ids:      newWordTable(1 << 14),
		forms:    newWordTable(1 << 14),
		declined: newWordTable(1 << 14),
		phrases:  newPhrases(),
		stop:     make(map[string]stopIn, 2048),
		concept:  make(map[unit]int32, 1024),
		memo:     &stemMemo{of: map[string]string{}},
	}
}

// intern returns the unit of a key, making it if need be.
func (v *vocabulary) intern(key string) unit {
	if u, ok := v.ids.get(key); ok {
		return u
	}
	u := unit(v.units())
	v.ids.put(key, u)
	return u
}

// units returns how many units there are.
func (v *vocabulary) units() int { return len(v.ids.words) }

// name returns the key of a unit.
func (v *vocabulary) name(u unit) string { return v.ids.words[u] }

// formOf returns the unit of the stem of a word that is known.
func (v *vocabulary) formOf(word string) (unit, bool) {
	if u, ok := v.declined.get(word); ok {
		return u, true
	}
	return v.forms.get(word)
}

// form returns the unit of a word's stem, making it if need be.
func (v *vocabulary) form(word string) unit {
	if u, ok := v.formOf(word); ok {
		return u
	}
	u := v.intern(v.memo.stem(word))
	v.forms.put(word, u)
	return u
}

// decline makes the case forms of a Russian name one with it: the stemmer cuts
// a name's own ending off in one case and not in the other.
func (v *vocabulary) decline(name string) {
	for _, t := range match.Tokenize(match.Normalize(name)) {
		if !match.IsCyrillic(t.Text) || utf8.RuneCountInString(t.Text) < 4 {
			continue
		}
		u := v.form(t.Text)
		for _, f := range match.RussianCases(t.Text) {
			if _, ok := v.declined.get(f); !ok {
				v.declined.put(f, u)
			}
		}
	}
}

// stems returns the units of a phrase's words, articles left out.
func (v *vocabulary) stems(phrase string) []unit {
	var out []unit
	for _, t := range match.Tokenize(match.Normalize(phrase)) {
		if !isArticle(t.Text) {
			out = append(out, v.form(t.Text))
		}
	}
	return out
}

func isArticle(w string) bool { return w == "the" || w == "a" || w == "an" }

func (v *vocabulary) addPhrase(phrase string, m meaning) { v.phrases.add(v.stems(phrase), m) }

// addLexicon takes in general words. Names are added with the entities.
func (v *vocabulary) addLexicon(l *lexicon.Lexicon) {
	v.short = l.Shorthand
	for i, lang := range stopLangs {
		for w := range l.Stop[lang] {
			v.stop[match.Normalize(w)] |= 1 << i
		}
	}
	v.addConcepts(l.Concepts)
	for _, w := range l.Calendar {
		v.addCalendar(w)
	}
	for _, c := range l.Focus {
		if f, ok := focusByName[c.Kind]; ok {
			v.addPhrase(c.Phrase, meaning{kind: meansFocus, value: int32(f)})
		}
	}
	for _, c := range l.Smalltalk {
		if t, ok := talkByName[c.Kind]; ok {
			v.addPhrase(c.Phrase, meaning{kind: meansSmalltalk, value: int32(t)})
		}
	}
}

// addConcepts takes in concepts; a concept with the id of an earlier one adds
// words to it.
func (v *vocabulary) addConcepts(concepts []lexicon.Concept) {
	for _, c := range concepts {
		u := v.intern("#" + c.ID)
		n, have := v.concept[u]
		if !have {
			n = int32(len(v.concepts))
			v.concept[u] = n
			v.concepts = append(v.concepts, conceptInfo{id: c.ID, unit: u})
			v.conceptWords = append(v.conceptWords, nil)
		}
		for _, w := range c.Words {
			v.addPhrase(w, meaning{kind: meansConcept, value: u})
			if !match.IsCyrillic(w) {
				v.conceptWords[n] = append(v.conceptWords[n], w)
			}
		}
		for _, o := range c.Opposite {
			v.concepts[n].opposite = append(v.concepts[n].opposite, v.intern("#"+o))
		}
	}
}

func (v *vocabulary) addCalendar(w lexicon.CalendarWord) {
	m := meaning{value: int32(w.From), until: int32(w.To)}
	switch w.Kind {
	case "month":
		m.kind = meansMonth
	case "season":
		m.kind = meansSeason
	case "ordinal":
		m.kind = meansOrdinal
	case "number":
		m.kind = meansNumber
	default:
		return
	}
	for _, word := range w.Words {
		v.addPhrase(word, m)
	}
}

// opposites returns the concepts that exclude a concept.
func (v *vocabulary) opposites(u unit) []unit {
	if n, ok := v.concept[u]; ok {
		return v.concepts[n].opposite
	}
	return nil
}
