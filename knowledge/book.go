package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"reviewbot/knowledge/lexicon"
	"reviewbot/knowledge/match"
)

// A Source is everything a Book is made from.
type Source struct {
	Review         *Review
	Subject        []string // ids of the entities that the whole review is about
	Year           int      // the year that a month without one belongs to; 0 for none
	Entities       []Entity
	Concepts       []lexicon.Concept // of the pack, beside the general ones
	Topics         []Topic
	Overviews      []Overview
	Facts          []Fact
	Silences       []Silence
	Misconceptions []Silence // questions that assume what the review does not say
	Gatherings     []Gathering
	Unfitted       bool // build without the fitted decisions, to fit them anew
}

// A Book answers questions from one state of the facts. It is immutable and
// safe for concurrent use; an edit builds a new one.
type Book struct {
	review         *Review
	year           int
	vocab          *vocabulary
	entities       []entityInfo
	entityByUnit   []int32 // by unit: the entity, where it is one
	facts          []factInfo
	byID           map[string]int32
	sentences      []sentenceInfo
	topics         []Topic
	overviews      []Overview
	silences       []silence
	misconceptions []silence
	gatherings     []Gathering
	lists          []listInfo // everything that is answered by several facts
	index          *match.Index
	docs           []doc
	general        []float32 // by unit: how much a word counts
	wrong          []float32 // the same for misconceptions
	strange        []float32 // and for questions about anything else
	silent         []float32 // by unit: how much it speaks for a question the review does not answer
	nearWords      nearWords
	gist           gists
	leaning        leanings // by sentence
	listLeaning    leanings // by list
	missLeaning    leanings // by sentence, of questions near it that it does not answer
	model          *models
	marked         map[string]int32 // silences that are given to all questions of a name
	scratch        *sync.Pool
	where          whereabouts
}

// entityInfo is an entity as the Book knows it.
type entityInfo struct {
	id       string
	kind     string
	name     Text
	unit     unit
	in       []int32 // what contains it, directly or not
	contains []int32 // what it contains, as far as the review names it
	inReview bool    // some fact or its quote names it
	subject  bool    // the review is about it
}

// factInfo is a fact with its parts resolved.
type factInfo struct {
	Fact
	citation Citation
	sentence int32
	who      []int32 // entities
	with     []int32
	where    []int32
	what     []int32
	units    []unit // everything it can be matched by, sorted
	did      []unit
}

// sentenceInfo is a sentence of the review with what is known of it. Facts of
// one sentence compete as one.
type sentenceInfo struct {
	citation Citation
	facts    []int32
	entities []int32 // named in the quote or in the parts, sorted
	units    []unit  // of the sentence itself, sorted
	said     []unit  // of the sentence and the statements of its facts, sorted
	all      []unit  // of the sentence and all texts of its facts, sorted
	read     *reading
	when     []Period
	asks     []int32 // the texts of gists that ask for it
	misses   []int32 // those that ask for what it does not say
	bag      int32   // the document that holds all its words
}

// silence is a Silence with the sentences it is near to.
type silence struct {
	Silence
	sentences []int32
}

// listInfo is a list or an overview: what it is called, its facts and how it
// is asked for.
type listInfo struct {
	name     string
	number   int32
	sort     listSort
	narrowed listSort // what of the question it was narrowed by, or sortGathering
	facts    []int32
	asks     []string
	units    []unit // of all its ways of asking
}

type listSort uint8

const (
	sortGathering listSort = iota
	sortOverview
	sortTopic
	sortOfNames
	sortInMonths
)

// doc is a text in the index.
type doc struct {
	kind     docKind
	of       int32 // the fact, overview, topic or silence it belongs to; the sentence for a bag
	sentence int32 // that it asks for or states
	total    float32
}

type docKind uint8

const (
	docAsk docKind = iota
	docStatement
	docQuote
	docBag
	docSilence
	docMisconception
	docList
	docListBag
	docOffTopic
)

// NewBook checks a source and builds its Book. The error joins every fault
// that would make an answer wrong.
func NewBook(src Source) (*Book, error) {
	general, err := lexicon.General()
	if err != nil {
		return nil, err
	}
	vocab, err := generalVocabulary()
	if err != nil {
		return nil, err
	}
	decider := unfitted
	if !src.Unfitted {
		if decider, err = fitted(); err != nil {
			return nil, err
		}
	}
	b := &Book{
		model: decider, scratch: newScratchPool(),
		review: src.Review, year: src.Year, vocab: vocab.clone(), index: &match.Index{},
		topics: src.Topics, overviews: src.Overviews, gatherings: src.Gatherings,
		byID: make(map[string]int32, len(src.Facts)),
	}
	b.vocab.addConcepts(src.Concepts)
	b.addEntities(src, general)
	b.vocab.phrases.seal()
	if err := b.addFacts(src.Facts); err != nil {
		return nil, err
	}
	b.silences, b.misconceptions = b.near(src.Silences), b.near(src.Misconceptions)
	b.addLists()
	b.addTexts(general.OffTopic)
	b.markSilent()
	return b, nil
}

// addFacts resolves the facts and groups them by sentence.
func (b *Book) addFacts(facts []Fact) error {
	at := map[[2]int]int32{}
	for n := 1; n <= b.review.Paragraphs(); n++ {
		for i := range b.review.sentences[n-1] {
			at[[2]int{n, i}] = int32(len(b.sentences))
			b.sentences = append(b.sentences, sentenceInfo{citation: b.review.citeSentence(n, i)})
		}
	}
	for _, f := range facts {
		c, err := b.review.Cite(f.Evidence)
		if err != nil {
			return fmt.Errorf("fact %s: %w", f.ID, err)
		}
		if _, twice := b.byID[f.ID]; twice {
			return fmt.Errorf("fact %s: the id stands twice", f.ID)
		}
		n := int32(len(b.facts))
		s := at[[2]int{c.paragraph, c.sentence}]
		b.byID[f.ID] = n
		b.facts = append(b.facts, factInfo{
			Fact: f, citation: c, sentence: s,
			who: b.resolve(f.Parts.Who), with: b.resolve(f.Parts.With),
			where: b.resolve(f.Parts.Where), what: b.resolve(f.Parts.What),
		})
		b.sentences[s].facts = append(b.sentences[s].facts, n)
	}
	return nil
}

// resolve finds the entities that names stand for.
func (b *Book) resolve(names []string) []int32 {
	var out []int32
	for _, n := range names {
		if e, ok := b.entityNamed(n); ok && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// entityNamed finds the entity with a name.
func (b *Book) entityNamed(name string) (int32, bool) {
	node, ok := int32(0), true
	for _, s := range b.vocab.stems(name) {
		if node, ok = b.vocab.phrases.step(node, s); !ok {
			return 0, false
		}
	}
	for _, m := range b.vocab.phrases.at(node) {
		if m.kind == meansEntity {
			return m.value, true
		}
	}
	return 0, false
}

// addEntities takes in the pack's entities and, beside them, the names of the
// gazetteer: a name that the pack uses keeps the pack's meaning.
func (b *Book) addEntities(src Source, general *lexicon.Lexicon) {
	byID := map[string]int32{}
	containers := map[int32][]string{}
	taken := map[string]int32{}
	add := func(id, kind string, name Text, words, in []string) {
		n, have := byID[id]
		if !have {
			n = int32(len(b.entities))
			byID[id] = n
			u := b.vocab.intern("@" + id)
			b.entities = append(b.entities, entityInfo{id: id, kind: kind, name: name, unit: u})
			b.vocab.entityUnits = append(b.vocab.entityUnits, u)
		}
		containers[n] = append(containers[n], in...)
		for _, w := range words {
			key := match.Normalize(w)
			if b.entities[n].kind != "country" && !b.entities[n].inReview && tooShort(key) {
				continue
			}
			if owner, ok := taken[key]; ok && owner != n {
				if b.entities[owner].inReview || b.entities[owner].kind == kind {
					continue
				}
			}
			taken[key] = n
			switch b.entities[n].kind {
			case "country", "city", "person", "organisation", "event", "region", "group":
				b.vocab.decline(w)
			}
			b.vocab.addPhrase(w, meaning{kind: meansEntity, value: n})
		}
	}
	for _, e := range src.Entities {
		words := append([]string{e.Name.EN}, e.Also...)
		if e.Name.RU != "" {
			words = append(words, e.Name.RU)
		}
		add(e.ID, e.Kind, e.Name, words, e.In)
		b.entities[byID[e.ID]].inReview = true
	}
	for _, n := range general.Names {
		add(n.ID, n.Kind, Text{n.EN, n.RU}, n.Words, n.In)
	}
	for n := range b.entities {
		b.entities[n].in = b.containers(int32(n), containers, byID)
	}
	for _, id := range src.Subject {
		if n, ok := byID[id]; ok {
			b.entities[n].subject = true
		}
	}
}

// tooShort tells whether a name is one Russian word with a stem of under four
// letters, which would be found in many other words.
func tooShort(name string) bool {
	return !strings.Contains(name, " ") && match.IsCyrillic(name) && utf8.RuneCountInString(match.Stem(name)) < 4
}

// containers follows "in" as far as it goes.
func (b *Book) containers(n int32, direct map[int32][]string, byID map[string]int32) []int32 {
	var out []int32
	queue := []int32{n}
	for len(queue) > 0 {
		for _, id := range direct[queue[0]] {
			c, ok := byID[id]
			if ok && c != n && !slices.Contains(out, c) {
				out = append(out, c)
				queue = append(queue, c)
			}
		}
		queue = queue[1:]
	}
	return out
}

// Review returns the review that the Book answers from.
func (b *Book) Review() *Review { return b.review }

// Facts returns how many facts the Book holds.
func (b *Book) Facts() int { return len(b.facts) }

// Fact returns the fact with an id and its citation.
func (b *Book) Fact(id string) (Fact, Citation, bool) {
	n, ok := b.byID[id]
	if !ok {
		return Fact{}, Citation{}, false
	}
	return b.facts[n].Fact, b.facts[n].citation, true
}
