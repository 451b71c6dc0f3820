package knowledge

import "reviewbot/knowledge/lexicon"

// source keeps everything that a Book is made from, but for what the program
// itself has.
func (a *archive) source(s *Source) {
	if a.reading {
		s.Review = &Review{}
	}
	a.review(s.Review)
	names(a, &s.Subject)
	integer(a, &s.Year)
	list(a, &s.Entities, func(a *archive, e *Entity) {
		a.text(&e.ID)
		a.text(&e.Kind)
		a.both(&e.Name)
		names(a, &e.Also)
		names(a, &e.In)
	})
	list(a, &s.Concepts, func(a *archive, c *lexicon.Concept) {
		a.text(&c.ID)
		names(a, &c.Words)
		names(a, &c.Opposite)
	})
	list(a, &s.Topics, func(a *archive, t *Topic) {
		a.text(&t.ID)
		a.both(&t.Name)
		names(a, &t.Asks)
	})
	list(a, &s.Overviews, func(a *archive, o *Overview) {
		a.both(&o.Title)
		list(a, &o.Paragraphs, integer)
		names(a, &o.Asks)
		a.flag(&o.Whole)
	})
	list(a, &s.Facts, (*archive).fact)
	for _, silences := range []*[]Silence{&s.Silences, &s.Misconceptions} {
		list(a, silences, func(a *archive, s *Silence) {
			a.text(&s.ID)
			names(a, &s.Near)
			names(a, &s.Asks)
		})
	}
	list(a, &s.Gatherings, (*archive).gathering)
}

// both is a text in both languages.
func (a *archive) both(t *Text) {
	a.text(&t.EN)
	a.text(&t.RU)
}

func (a *archive) review(r *Review) {
	a.both(&r.Title)
	list(a, &r.sections, func(a *archive, s *Section) {
		a.both(&s.Title)
		integer(a, &s.First)
		integer(a, &s.Last)
	})
	names(a, &r.paragraphs)
	list(a, &r.sentences, func(a *archive, spans *[]span) {
		list(a, spans, func(a *archive, s *span) {
			integer(a, &s.start)
			integer(a, &s.end)
		})
	})
	a.text(&r.hash)
}

func (a *archive) fact(f *Fact) {
	a.text(&f.ID)
	name(a, &f.Kind)
	a.both(&f.Statement)
	integer(a, &f.Evidence.Paragraph)
	a.text(&f.Evidence.Quote)
	p := &f.Parts
	for _, part := range []*[]string{&p.Who, &p.Did, &p.What, &p.With, &p.Where, &p.Purpose} {
		names(a, part)
	}
	a.period(&p.When)
	list(a, &p.Count, func(a *archive, c *Count) {
		a.double(&c.Value)
		a.text(&c.Unit)
		name(a, &c.Bound)
	})
	names(a, &f.Inferred)
	names(a, &f.Topics)
	names(a, &f.Asks)
	a.both(&f.Note)
}

func (a *archive) period(p *Period) {
	integer(a, &p.from)
	integer(a, &p.to)
}

func (a *archive) gathering(g *Gathering) {
	a.text(&g.ID)
	a.both(&g.Title)
	s := &g.Select
	list(a, &s.Kind, name)
	for _, words := range []*[]string{&s.Who, &s.With, &s.Where, &s.What, &s.Purpose, &s.Topic, &s.Names, &s.Facts} {
		names(a, words)
	}
	a.flag(&s.Figures)
	names(a, &g.Asks)
}
