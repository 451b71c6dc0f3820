package pack

import (
	"reviewbot/knowledge"
	"reviewbot/knowledge/lexicon"
)

// The shapes of a pack's files. Every field of a file must be one of these.

type metaFile struct {
	ID        string   `yaml:"id"`
	Version   int      `yaml:"version"`
	Title     text     `yaml:"title"`
	Publisher string   `yaml:"publisher"`
	SHA256    string   `yaml:"sha256"`
	Languages []string `yaml:"languages"`
	Year      int      `yaml:"year"`
	Subject   []string `yaml:"subject"`
}

type text struct {
	EN string `yaml:"en"`
	RU string `yaml:"ru"`
}

func (t text) text() knowledge.Text { return knowledge.Text{EN: t.EN, RU: t.RU} }

type texts struct {
	EN []string `yaml:"en"`
	RU []string `yaml:"ru"`
}

func (t texts) all() []string { return append(append([]string(nil), t.EN...), t.RU...) }

type factFile struct {
	ID        string `yaml:"id"`
	Kind      string `yaml:"kind"`
	Statement text   `yaml:"statement"`
	Evidence  struct {
		Paragraph int    `yaml:"paragraph"`
		Quote     string `yaml:"quote"`
	} `yaml:"evidence"`
	Parts struct {
		Who     []string `yaml:"who"`
		Did     []string `yaml:"did"`
		What    []string `yaml:"what"`
		With    []string `yaml:"with"`
		Where   []string `yaml:"where"`
		When    string   `yaml:"when"`
		Count   counts   `yaml:"count"`
		Purpose []string `yaml:"purpose"`
	} `yaml:"parts"`
	Inferred []string `yaml:"inferred"`
	Topics   []string `yaml:"topics"`
	Asks     texts    `yaml:"asks"`
	Note     text     `yaml:"note"`
}

type count struct {
	Value float64 `yaml:"value"`
	Unit  string  `yaml:"unit"`
	Bound string  `yaml:"bound"`
}

// bound is exact if none is written.
func (c count) bound() knowledge.Bound {
	if c.Bound == "" {
		return knowledge.Exact
	}
	return knowledge.Bound(c.Bound)
}

// counts is one count or a list of them; a file may hold either.
type counts []count

func (f *factFile) fact() knowledge.Fact {
	out := knowledge.Fact{
		ID: f.ID, Kind: knowledge.Kind(f.Kind), Statement: f.Statement.text(),
		Evidence: knowledge.Evidence{Paragraph: f.Evidence.Paragraph, Quote: f.Evidence.Quote},
		Inferred: f.Inferred, Topics: f.Topics, Asks: f.Asks.all(), Note: f.Note.text(),
	}
	out.Parts = knowledge.Parts{
		Who: f.Parts.Who, Did: f.Parts.Did, What: f.Parts.What, With: f.Parts.With,
		Where: f.Parts.Where, Purpose: f.Parts.Purpose,
	}
	out.Parts.When, _ = knowledge.ParsePeriod(f.Parts.When)
	for _, c := range f.Parts.Count {
		out.Parts.Count = append(out.Parts.Count, knowledge.Count{Value: c.Value, Unit: c.Unit, Bound: c.bound()})
	}
	return out
}

type entityFile struct {
	ID   string   `yaml:"id"`
	Kind string   `yaml:"kind"`
	Name text     `yaml:"name"`
	Also texts    `yaml:"also"`
	In   []string `yaml:"in"`
}

func (e *entityFile) entity() knowledge.Entity {
	return knowledge.Entity{ID: e.ID, Kind: e.Kind, Name: e.Name.text(), Also: e.Also.all(), In: e.In}
}

type topicFile struct {
	ID   string `yaml:"id"`
	Name text   `yaml:"name"`
	Asks texts  `yaml:"asks"`
}

func (t *topicFile) topic() knowledge.Topic {
	return knowledge.Topic{ID: t.ID, Name: t.Name.text(), Asks: t.Asks.all()}
}

type sectionFile struct {
	Title      text  `yaml:"title"`
	Paragraphs []int `yaml:"paragraphs"`
	Whole      bool  `yaml:"whole"`
	Asks       texts `yaml:"asks"`
}

func (s *sectionFile) overview() knowledge.Overview {
	return knowledge.Overview{Title: s.Title.text(), Paragraphs: s.Paragraphs, Whole: s.Whole, Asks: s.Asks.all()}
}

type conceptFile struct {
	ID       string   `yaml:"id"`
	Words    texts    `yaml:"words"`
	Opposite []string `yaml:"opposite"`
}

func (c *conceptFile) concept() lexicon.Concept {
	return lexicon.Concept{ID: c.ID, Words: c.Words.all(), Opposite: c.Opposite}
}

type silenceFile struct {
	ID   string   `yaml:"id"`
	Near []string `yaml:"near"`
	Asks texts    `yaml:"asks"`
}

func (s *silenceFile) silence() knowledge.Silence {
	return knowledge.Silence{ID: s.ID, Near: s.Near, Asks: s.Asks.all()}
}

type gatheringFile struct {
	ID     string `yaml:"id"`
	Title  text   `yaml:"title"`
	Select struct {
		Kind    []string `yaml:"kind"`
		Who     []string `yaml:"who"`
		With    []string `yaml:"with"`
		Where   []string `yaml:"where"`
		What    []string `yaml:"what"`
		Purpose []string `yaml:"purpose"`
		Topic   []string `yaml:"topic"`
		Names   []string `yaml:"names"`
		Figures bool     `yaml:"figures"`
		Facts   []string `yaml:"facts"`
	} `yaml:"select"`
	Asks texts `yaml:"asks"`
}

func (g *gatheringFile) gathering() knowledge.Gathering {
	s := g.Select
	out := knowledge.Gathering{ID: g.ID, Title: g.Title.text(), Asks: g.Asks.all(), Select: knowledge.Selection{
		Who: s.Who, With: s.With, Where: s.Where, What: s.What, Purpose: s.Purpose,
		Topic: s.Topic, Names: s.Names, Figures: s.Figures, Facts: s.Facts,
	}}
	for _, k := range s.Kind {
		out.Select.Kind = append(out.Select.Kind, knowledge.Kind(k))
	}
	return out
}
