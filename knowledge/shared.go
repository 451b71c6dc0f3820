package knowledge

import (
	"maps"
	"slices"
	"sync"

	"reviewbot/knowledge/lexicon"
	"reviewbot/knowledge/match"
)

// generalVocabulary knows the lexicon and no pack. It is made once; every Book
// starts from a copy of it.
var generalVocabulary = sync.OnceValues(func() (*vocabulary, error) {
	general, err := lexicon.General()
	if err != nil {
		return nil, err
	}
	v := newVocabulary()
	v.addLexicon(general)
	return v, nil
})

// clone returns a copy that can be added to. Both share what is never changed,
// and slices that can only grow by being moved.
func (v *vocabulary) clone() *vocabulary {
	out := *v
	out.ids, out.forms, out.declined = v.ids.clone(), v.forms.clone(), v.declined.clone()
	b := *v.phrases.building
	b.next, b.meanings = maps.Clone(b.next), maps.Clone(b.meanings)
	for node, m := range b.meanings {
		b.meanings[node] = slices.Clip(m)
	}
	out.phrases.building = &b
	out.concept = maps.Clone(v.concept)
	out.concepts = slices.Clone(v.concepts)
	out.conceptWords = slices.Clone(v.conceptWords)
	for n := range out.concepts {
		out.concepts[n].opposite = slices.Clip(out.concepts[n].opposite)
		out.conceptWords[n] = slices.Clip(out.conceptWords[n])
	}
	return &out
}

func (t *wordTable) clone() *wordTable {
	return &wordTable{slices.Clone(t.words), slices.Clone(t.values), slices.Clone(t.slots)}
}

// stemsKept is how many stems are remembered from one Book to the next. A pack
// of some thousand phrasings has about 50,000 words and forms.
const stemsKept = 1 << 17

// stemMemo remembers the stems of the words of packs: the next Book has almost
// the same ones.
type stemMemo struct {
	sync.RWMutex
	of map[string]string
}

// stem is match.Stem.
func (m *stemMemo) stem(word string) string {
	m.RLock()
	stem, ok := m.of[word]
	m.RUnlock()
	if ok {
		return stem
	}
	stem = match.Stem(word)
	m.Lock()
	defer m.Unlock()
	if len(m.of) < stemsKept {
		m.of[word] = stem
	}
	return stem
}
