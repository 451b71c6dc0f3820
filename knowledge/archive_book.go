package knowledge

import "reviewbot/knowledge/match"

// book keeps what NewBook made of a source. What the source has already, like
// the facts, is taken from there.
func (a *archive) book(b *Book, src *Source) {
	if a.reading {
		b.review, b.year, b.topics, b.overviews, b.gatherings = src.Review, src.Year, src.Topics, src.Overviews, src.Gatherings
		b.vocab, b.index = &vocabulary{}, &match.Index{}
	}
	a.vocabulary(b.vocab)
	list(a, &b.entities, (*archive).entity)
	integers(a, &b.entityByUnit)
	a.facts(b, src)
	list(a, &b.sentences, func(a *archive, s *sentenceInfo) { a.sentence(b, s) })
	a.silences(&b.silences, src.Silences)
	a.silences(&b.misconceptions, src.Misconceptions)
	list(a, &b.lists, (*archive).listInfo)
	postings, docs := b.index.Parts()
	a.rows(postings)
	integer(a, docs)
	list(a, &b.docs, func(a *archive, d *doc) {
		integer(a, &d.kind)
		integer(a, &d.of)
		a.float(&d.total)
	})
	for _, weights := range []*[]float32{&b.general, &b.wrong, &b.strange, &b.silent} {
		floats(a, weights)
	}
	integers(a, &b.nearWords.units)
	a.vectors(&b.nearWords.vectors)
	a.vectors(&b.gist.concepts)
	integers(a, &b.gist.concept)
	a.vectors(&b.gist.texts)
	for _, l := range []*leanings{&b.leaning, &b.listLeaning, &b.missLeaning} {
		a.rows(&l.of)
		floats(a, &l.by)
		floats(a, &l.without)
	}
	if a.reading {
		b.placeDocs()
		b.findWhereabouts()
		b.prepareSpeller()
		b.markSilent()
		b.scratch = newScratchPool()
	}
}

func (a *archive) rows(r *match.Rows) {
	integers(a, &r.Ends)
	integers(a, &r.Items)
}

func (a *archive) vectors(v *match.Vectors) {
	a.bytes(&v.Parts)
	if a.reading {
		v.Finish()
	}
}

func (a *archive) vocabulary(v *vocabulary) {
	for _, t := range []**wordTable{&v.ids, &v.forms, &v.declined} {
		if a.reading {
			*t = &wordTable{}
		}
		names(a, &(*t).words)
		integers(a, &(*t).values)
		if a.reading {
			(*t).index(len((*t).words))
		}
	}
	p := &v.phrases
	integers(a, &p.first)
	a.rows(&p.children)
	integers(a, &p.stems)
	integers(a, &p.ends)
	list(a, &p.meanings, func(a *archive, m *meaning) {
		integer(a, &m.kind)
		integer(a, &m.value)
		integer(a, &m.until)
	})
	keyed(a, &v.stop, integer)
	keyed(a, &v.short, (*archive).text)
	list(a, &v.concepts, func(a *archive, c *conceptInfo) {
		a.text(&c.id)
		integer(a, &c.unit)
		integers(a, &c.opposite)
	})
	integers(a, &v.entityUnits)
	if a.reading {
		v.concept = make(map[unit]int32, len(v.concepts))
		for n, c := range v.concepts {
			v.concept[c.unit] = int32(n)
		}
	}
}

func (a *archive) entity(e *entityInfo) {
	a.text(&e.id)
	a.text(&e.kind)
	a.both(&e.name)
	integer(a, &e.unit)
	integers(a, &e.in)
	integers(a, &e.contains)
	a.flag(&e.inReview)
	a.flag(&e.subject)
}

func (a *archive) facts(b *Book, src *Source) {
	if a.reading {
		b.facts = make([]factInfo, len(src.Facts))
		b.byID = make(map[string]int32, len(src.Facts))
	}
	for n := range b.facts {
		f := &b.facts[n]
		if a.reading {
			f.Fact = src.Facts[n]
			b.byID[f.ID] = int32(n)
		}
		a.citation(&f.citation)
		integer(a, &f.sentence)
		for _, list := range []*[]int32{&f.who, &f.with, &f.where, &f.what, &f.units, &f.did} {
			integers(a, list)
		}
	}
}

func (a *archive) citation(c *Citation) {
	integer(a, &c.paragraph)
	a.both(&c.section)
	a.text(&c.quote)
	integer(a, &c.sentence)
}

// sentence keeps a sentence; its words are read anew.
func (a *archive) sentence(b *Book, s *sentenceInfo) {
	a.citation(&s.citation)
	for _, list := range []*[]int32{&s.facts, &s.entities, &s.units, &s.said, &s.all, &s.asks, &s.misses} {
		integers(a, list)
	}
	list(a, &s.when, (*archive).period)
	integer(a, &s.bag)
	if a.reading {
		s.read = b.vocab.read(s.citation.quote, false)
	}
}

func (a *archive) silences(v *[]silence, src []Silence) {
	list(a, v, func(a *archive, s *silence) { integers(a, &s.sentences) })
	for i := range *v {
		(*v)[i].Silence = src[i]
	}
}

func (a *archive) listInfo(l *listInfo) {
	a.text(&l.name)
	integer(a, &l.number)
	integer(a, &l.sort)
	integers(a, &l.facts)
	names(a, &l.asks)
	integers(a, &l.units)
}
