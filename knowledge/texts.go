package knowledge

import (
	"maps"
	"math"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"reviewbot/knowledge/match"
)

// text is a text of the pack, read, with the units it can be matched by,
// sorted.
type text struct {
	*reading
	units []unit
}

// addTexts reads every text of the pack and indexes it. What a word counts is
// known only when all are read.
func (b *Book) addTexts(offTopic []string) {
	texts := b.vocab.readAll(b.collectTexts(offTopic))
	for i := range texts {
		b.addUnits(&b.docs[i], &texts[i])
		b.index.Add(texts[i].units)
	}
	for i := range b.facts {
		b.facts[i].did = b.conceptsOf(b.facts[i].Parts.Did)
	}
	for i := range b.sentences {
		b.sentences[i].said = sortedUnits(b.sentences[i].said)
	}
	b.describeSentences()
	b.weigh(texts)
	b.addBags()
	b.index.Seal(b.vocab.units())
	b.placeDocs()
	b.findWhereabouts()
	inParallel(len(texts), func(i int) { b.docs[i].total = b.weighReading(texts[i].reading) })
	b.learn(texts)
	b.knowStopWords()
	b.prepareSpeller()
}

// addBags indexes what each sentence and each list has in all its texts
// together.
func (b *Book) addBags() {
	for i := range b.sentences {
		s := &b.sentences[i]
		units := slices.Clone(s.units)
		for _, f := range s.facts {
			units = append(units, b.facts[f].units...)
		}
		s.all = sortedUnits(units)
		s.bag = b.index.Add(s.all)
		b.docs = append(b.docs, doc{kind: docBag, of: int32(i)})
	}
	for i := range b.lists {
		b.index.Add(b.lists[i].units)
		b.docs = append(b.docs, doc{kind: docListBag, of: int32(i)})
	}
}

// learn learns from the texts what words say, side by side: none of it changes
// what the others read.
func (b *Book) learn(texts []text) {
	b.gist.learnConcepts(b.vocab)
	var group sync.WaitGroup
	group.Go(func() { b.silent = b.oddsOf(docSilence, texts) })
	group.Go(func() { b.wrong = b.oddsOf(docMisconception, texts) })
	group.Go(func() { b.strange = b.oddsOf(docOffTopic, texts) })
	group.Go(func() { b.leaning = b.learnLeanings(texts, len(b.sentences), b.sentenceOf) })
	group.Go(func() { b.listLeaning = b.learnLeanings(texts, len(b.lists), listOf) })
	group.Go(func() { b.missLeaning = b.learnLeanings(texts, len(b.sentences), b.missOf) })
	group.Go(func() { b.nearWords.build(b) })
	group.Go(func() { b.groupTexts(b.gist.learn(b, texts)) })
	group.Wait()
}

// know makes all words and numbers of a text of the pack known.
func (v *vocabulary) know(text string) {
	for _, t := range match.Tokenize(match.Normalize(text)) {
		v.form(t.Text)
		if match.IsNumber(t.Text) {
			digits := t.Text
			for len(digits) > 0 && !match.IsNumber(digits[len(digits)-1:]) {
				digits = digits[:len(digits)-1]
			}
			v.intern("=" + digits)
			v.intern("^" + digits)
		}
	}
}

// readAll reads texts whose words are known.
func (v *vocabulary) readAll(texts []string) []text {
	out := make([]text, len(texts))
	inParallel(len(texts), func(i int) {
		r := v.read(texts[i], false)
		out[i] = text{r, slices.Clip(sortedUnits(appendUnits(nil, r)))}
	})
	return out
}

// inParallel does something for each number below n, on all cores.
func inParallel(n int, do func(i int)) {
	const batch = 256
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for {
				start := int(next.Add(batch)) - batch
				if start >= n {
					return
				}
				for i := start; i < min(start+batch, n); i++ {
					do(i)
				}
			}
		})
	}
	group.Wait()
}

// collectTexts makes a document of every text that a question is compared
// with, and its words known.
func (b *Book) collectTexts(offTopic []string) []string {
	var texts []string
	add := func(kind docKind, of int, asks ...string) {
		for _, text := range asks {
			if text != "" {
				texts = append(texts, text)
				b.docs = append(b.docs, doc{kind: kind, of: int32(of)})
				b.vocab.know(text)
			}
		}
	}
	for m := 1; m <= 12; m++ {
		b.vocab.intern("%" + strconv.Itoa(m))
	}
	for i := range b.facts {
		add(docAsk, i, b.facts[i].Asks...)
		add(docStatement, i, b.facts[i].Statement.EN, b.facts[i].Statement.RU)
	}
	for i := range b.sentences {
		add(docQuote, i, b.sentences[i].citation.quote)
	}
	for i := range b.lists {
		add(docList, i, b.lists[i].asks...)
	}
	for i := range b.silences {
		add(docSilence, i, b.silences[i].Asks...)
	}
	for i := range b.misconceptions {
		add(docMisconception, i, b.misconceptions[i].Asks...)
	}
	add(docOffTopic, 0, offTopic...)
	return texts
}

// addUnits adds the units of a document to what it belongs to.
func (b *Book) addUnits(d *doc, t *text) {
	switch d.kind {
	case docAsk, docStatement:
		f := &b.facts[d.of]
		f.units = append(f.units, t.units...)
		if d.kind == docStatement {
			s := &b.sentences[f.sentence]
			s.said = append(s.said, t.units...)
		}
	case docQuote:
		s := &b.sentences[d.of]
		s.read = t.reading
		s.units = t.units
		s.said = append(s.said, s.units...)
	case docList:
		b.lists[d.of].units = append(b.lists[d.of].units, t.units...)
	}
}

func appendUnits(dst []unit, r *reading) []unit {
	for i := range r.words {
		w := &r.words[i]
		if w.function && w.other == noUnit && len(w.entities) == 0 {
			continue
		}
		if w.stem != noUnit {
			dst = append(dst, w.stem)
		}
		if w.other != noUnit {
			dst = append(dst, w.other)
		}
		dst = append(dst, w.concepts...)
		dst = append(dst, w.entities...)
	}
	return dst
}

func sortedUnits(u []unit) []unit {
	slices.Sort(u)
	return slices.Compact(u)
}

func (b *Book) conceptsOf(words []string) []unit {
	var out []unit
	for _, w := range words {
		out = append(out, appendUnits(nil, b.vocab.read(w, false))...)
	}
	return sortedUnits(out)
}

// describeSentences collects the entities and times of each sentence.
func (b *Book) describeSentences() {
	for i := range b.sentences {
		s := &b.sentences[i]
		for _, m := range s.read.mentions {
			s.entities = append(s.entities, m.entity)
		}
		for _, n := range s.facts {
			f := &b.facts[n]
			f.units = sortedUnits(f.units)
			for _, list := range [][]int32{f.who, f.with, f.where, f.what} {
				s.entities = append(s.entities, list...)
			}
			if !f.Parts.When.IsZero() && !slices.Contains(s.when, f.Parts.When) {
				s.when = append(s.when, f.Parts.When)
			}
		}
		slices.Sort(s.entities)
		s.entities = slices.Compact(s.entities)
		for _, e := range s.entities {
			b.entities[e].inReview = true
		}
	}
	b.entityByUnit = make([]int32, b.vocab.units())
	for n := range b.entities {
		e := &b.entities[n]
		b.entityByUnit[e.unit] = int32(n)
		if !e.inReview {
			continue
		}
		for _, c := range e.in {
			b.entities[c].contains = append(b.entities[c].contains, int32(n))
		}
	}
}

// weigh gives every unit a weight: the fewer sentences it can ask for, the
// more it tells.
func (b *Book) weigh(texts []text) {
	df := make([]float32, b.vocab.units())
	seen := make([]int32, b.vocab.units())
	mark := int32(0)
	bySentence := make([][]unit, len(b.sentences))
	for i := range texts {
		d := &b.docs[i]
		var s int32
		switch d.kind {
		case docAsk, docStatement:
			s = b.facts[d.of].sentence
		case docQuote:
			s = d.of
		default:
			continue
		}
		bySentence[s] = append(bySentence[s], texts[i].units...)
	}
	for _, units := range bySentence {
		mark++
		for _, u := range units {
			if seen[u] != mark {
				seen[u] = mark
				df[u]++
			}
		}
	}
	n := float64(len(b.sentences))
	b.general = make([]float32, len(df))
	for u := range df {
		b.general[u] = float32(math.Log(1 + n/(float64(df[u])+0.5)))
	}
}

const (
	cueWeight     = 0.7 // a word of a way of asking ("which country")
	otherWeight   = 0.6 // a month or a number: what people get wrong most easily
	genericWeight = 0.3 // a word that names nothing in particular ("mentioned")
	conceptSlack  = 0.4 // how much rarer a word may be than its concept
	unknownWeight = 2.6 // a rare word that the pack does not know
)

// weighReading weighs the words of a reading and returns their sum.
func (b *Book) weighReading(r *reading) float32 {
	r.total = 0
	for i := range r.words {
		w := &r.words[i]
		w.weight = b.weighWord(w)
		switch {
		case w.generic:
			w.weight *= genericWeight
		case w.cue:
			w.weight *= cueWeight
		}
	}
	for _, m := range r.mentions {
		b.weighName(r, m)
	}
	for i := range r.words {
		r.total += r.words[i].weight
	}
	return r.total
}

func (b *Book) weighWord(w *word) float32 {
	if w.other != noUnit {
		return otherWeight * b.general[w.other]
	}
	if w.function && len(w.entities) == 0 {
		return 0
	}
	weight := float32(-1)
	if w.stem != noUnit && b.index.Has(w.stem) {
		weight = b.general[w.stem]
	}
	for _, c := range w.concepts {
		if b.index.Has(c) && (weight < 0 || weight > b.general[c]+conceptSlack) {
			weight = b.general[c] + conceptSlack
		}
	}
	if weight >= 0 {
		return weight
	}
	if rank, ok := match.WordRank(w.text); ok {
		switch {
		case rank < 300:
			return 0.5
		case rank < 1500:
			return 1.2
		case rank < 6000:
			return 1.8
		}
	}
	return unknownWeight
}

// weighName gives the words of a name together the weight of one.
func (b *Book) weighName(r *reading, m mention) {
	weight := b.general[b.entities[m.entity].unit]
	if !b.entities[m.entity].inReview {
		weight = unknownWeight
	}
	words := 0
	for k := m.start; k < m.end; k++ {
		if !r.words[k].function || m.end-m.start == 1 {
			words++
		}
	}
	for k := m.start; k < m.end; k++ {
		if w := &r.words[k]; !w.function || m.end-m.start == 1 {
			w.weight = weight / float32(max(words, 1))
		} else {
			w.weight = 0
		}
	}
}

// placeDocs notes the sentence of each document.
func (b *Book) placeDocs() {
	for i := range b.docs {
		switch d := &b.docs[i]; d.kind {
		case docAsk, docStatement:
			d.sentence = b.facts[d.of].sentence
		case docQuote, docBag:
			d.sentence = d.of
		}
	}
}

// knowStopWords makes the function words that may be misspelt known.
func (b *Book) knowStopWords() {
	for _, form := range slices.Sorted(maps.Keys(b.vocab.stop)) {
		if b.vocab.stop[form]&3 != 0 {
			b.vocab.form(form)
		}
	}
}

// prepareSpeller makes every word of the pack and the lexicon a word that a
// misspelling can be meant for, the pack's first.
func (b *Book) prepareSpeller() {
	b.vocab.speller = sync.OnceValue(func() *match.Speller {
		s := match.NewSpeller()
		for i, form := range b.vocab.forms.words {
			u, rank := b.vocab.forms.values[i], uint8(1)
			if b.index.Has(u) {
				rank = 0
			}
			s.Add(form, u, rank)
		}
		for form, langs := range b.vocab.stop {
			if langs&3 != 0 {
				u, _ := b.vocab.formOf(form)
				s.Add(form, u, 0)
			}
		}
		return s
	})
}
