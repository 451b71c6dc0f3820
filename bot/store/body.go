package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"reviewbot/knowledge"
	"reviewbot/knowledge/lexicon"
	"reviewbot/knowledge/pack"
)

// The shapes of bodies. Keys, their order and what is left out when empty are
// for ever: the sums of revisions rest on the bytes. A new field comes last in
// its struct and is left out while empty.

type textJSON struct {
	EN string `json:"en,omitempty"`
	RU string `json:"ru,omitempty"`
}

// textsJSON are phrasings or names by script: Cyrillic ones are Russian.
type textsJSON struct {
	EN []string `json:"en,omitempty"`
	RU []string `json:"ru,omitempty"`
}

type factJSON struct {
	ID        string       `json:"id"`
	Kind      string       `json:"kind"`
	Statement textJSON     `json:"statement"`
	Evidence  evidenceJSON `json:"evidence"`
	Parts     partsJSON    `json:"parts"`
	Inferred  []string     `json:"inferred,omitempty"`
	Topics    []string     `json:"topics,omitempty"`
	Asks      textsJSON    `json:"asks"`
	Note      textJSON     `json:"note"`
}

type evidenceJSON struct {
	Paragraph int    `json:"paragraph"`
	Quote     string `json:"quote"`
}

type partsJSON struct {
	Who     []string    `json:"who,omitempty"`
	Did     []string    `json:"did,omitempty"`
	What    []string    `json:"what,omitempty"`
	With    []string    `json:"with,omitempty"`
	Where   []string    `json:"where,omitempty"`
	When    string      `json:"when,omitempty"`
	Count   []countJSON `json:"count,omitempty"`
	Purpose []string    `json:"purpose,omitempty"`
}

type countJSON struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"`
	Bound string  `json:"bound"`
}

type entityJSON struct {
	ID   string    `json:"id"`
	Kind string    `json:"kind"`
	Name textJSON  `json:"name"`
	Also textsJSON `json:"also"`
	In   []string  `json:"in,omitempty"`
}

type topicJSON struct {
	ID   string    `json:"id"`
	Name textJSON  `json:"name"`
	Asks textsJSON `json:"asks"`
}

type conceptJSON struct {
	ID       string    `json:"id"`
	Words    textsJSON `json:"words"`
	Opposite []string  `json:"opposite,omitempty"`
}

type gatheringJSON struct {
	ID     string     `json:"id"`
	Title  textJSON   `json:"title"`
	Select selectJSON `json:"select"`
	Asks   textsJSON  `json:"asks"`
}

type selectJSON struct {
	Kind    []knowledge.Kind `json:"kind,omitempty"`
	Who     []string         `json:"who,omitempty"`
	With    []string         `json:"with,omitempty"`
	Where   []string         `json:"where,omitempty"`
	What    []string         `json:"what,omitempty"`
	Purpose []string         `json:"purpose,omitempty"`
	Topic   []string         `json:"topic,omitempty"`
	Names   []string         `json:"names,omitempty"`
	Figures bool             `json:"figures,omitempty"`
	Facts   []string         `json:"facts,omitempty"`
}

type silenceJSON struct {
	ID   string    `json:"id"`
	Near []string  `json:"near,omitempty"`
	Asks textsJSON `json:"asks"`
}

// byScript parts texts: what has a Cyrillic letter is Russian. Order within
// each stays.
func byScript(list []string) textsJSON {
	var t textsJSON
	for _, s := range list {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			t.RU = append(t.RU, s)
		} else {
			t.EN = append(t.EN, s)
		}
	}
	return t
}

func (t textsJSON) all() []string { return slices.Concat(t.EN, t.RU) }

var bounds = []knowledge.Bound{knowledge.Exact, knowledge.MoreThan, knowledge.AtLeast, knowledge.Mostly}

// FactBody encodes a fact. It refuses an id, kind, bound or number that no
// Book could use; the evidence is for the review to check.
func FactBody(f knowledge.Fact) (Body, error) {
	switch {
	case !knowledge.ValidID(f.ID):
		return nil, fmt.Errorf("fact id %q: write 3 to 40 lower-case letters, digits and hyphens", f.ID)
	case !slices.Contains(knowledge.Kinds, f.Kind):
		return nil, fmt.Errorf("fact %s: unknown kind %q: write one of %v", f.ID, f.Kind, knowledge.Kinds)
	}
	p := f.Parts
	out := factJSON{
		ID: f.ID, Kind: string(f.Kind), Statement: textJSON(f.Statement), Evidence: evidenceJSON(f.Evidence),
		Parts: partsJSON{
			Who: p.Who, Did: p.Did, What: p.What, With: p.With, Where: p.Where,
			When: p.When.String(), Purpose: p.Purpose,
		},
		Inferred: f.Inferred, Topics: f.Topics, Asks: byScript(f.Asks), Note: textJSON(f.Note),
	}
	for _, c := range p.Count {
		c.Bound = cmp.Or(c.Bound, knowledge.Exact)
		if !slices.Contains(bounds, c.Bound) {
			return nil, fmt.Errorf("fact %s: unknown bound %q: write one of %v", f.ID, c.Bound, bounds)
		}
		out.Parts.Count = append(out.Parts.Count, countJSON{c.Value, c.Unit, string(c.Bound)})
	}
	b, err := encode(out)
	if err != nil {
		return nil, fmt.Errorf("fact %s: %w", f.ID, err)
	}
	return b, nil
}

// Fact decodes the body of a fact.
func (b Body) Fact() (knowledge.Fact, error) {
	in, err := decode[factJSON](b)
	if err != nil {
		return knowledge.Fact{}, err
	}
	when, err := knowledge.ParsePeriod(in.Parts.When)
	if err != nil {
		return knowledge.Fact{}, err
	}
	p := in.Parts
	f := knowledge.Fact{
		ID: in.ID, Kind: knowledge.Kind(in.Kind), Statement: knowledge.Text(in.Statement),
		Evidence: knowledge.Evidence(in.Evidence),
		Parts: knowledge.Parts{
			Who: p.Who, Did: p.Did, What: p.What, With: p.With, Where: p.Where, When: when, Purpose: p.Purpose,
		},
		Inferred: in.Inferred, Topics: in.Topics, Asks: in.Asks.all(), Note: knowledge.Text(in.Note),
	}
	for _, c := range p.Count {
		f.Parts.Count = append(f.Parts.Count, knowledge.Count{Value: c.Value, Unit: c.Unit, Bound: knowledge.Bound(c.Bound)})
	}
	return f, nil
}

// EntityBody encodes an entity.
func EntityBody(e knowledge.Entity) (Body, error) {
	return encode(entityJSON{e.ID, e.Kind, textJSON(e.Name), byScript(e.Also), e.In})
}

// Entity decodes the body of an entity.
func (b Body) Entity() (knowledge.Entity, error) {
	in, err := decode[entityJSON](b)
	return knowledge.Entity{ID: in.ID, Kind: in.Kind, Name: knowledge.Text(in.Name), Also: in.Also.all(), In: in.In}, err
}

// SilenceBody encodes a silence or a misconception. Without an ID it gets the
// one that pack.SilenceID makes.
func SilenceBody(s knowledge.Silence) (Body, error) {
	if s.ID == "" {
		s.ID = pack.SilenceID(s)
	}
	return encode(silenceJSON{s.ID, s.Near, byScript(s.Asks)})
}

// Silence decodes the body of a silence or a misconception.
func (b Body) Silence() (knowledge.Silence, error) {
	in, err := decode[silenceJSON](b)
	return knowledge.Silence{ID: in.ID, Near: in.Near, Asks: in.Asks.all()}, err
}

// TopicBody encodes a topic.
func TopicBody(t knowledge.Topic) (Body, error) {
	return encode(topicJSON{t.ID, textJSON(t.Name), byScript(t.Asks)})
}

// Topic decodes the body of a topic.
func (b Body) Topic() (knowledge.Topic, error) {
	in, err := decode[topicJSON](b)
	return knowledge.Topic{ID: in.ID, Name: knowledge.Text(in.Name), Asks: in.Asks.all()}, err
}

// ConceptBody encodes a concept.
func ConceptBody(c lexicon.Concept) (Body, error) {
	return encode(conceptJSON{c.ID, byScript(c.Words), c.Opposite})
}

// Concept decodes the body of a concept.
func (b Body) Concept() (lexicon.Concept, error) {
	in, err := decode[conceptJSON](b)
	return lexicon.Concept{ID: in.ID, Words: in.Words.all(), Opposite: in.Opposite}, err
}

// GatheringBody encodes a gathering.
func GatheringBody(g knowledge.Gathering) (Body, error) {
	return encode(gatheringJSON{g.ID, textJSON(g.Title), selectJSON(g.Select), byScript(g.Asks)})
}

// Gathering decodes the body of a gathering.
func (b Body) Gathering() (knowledge.Gathering, error) {
	in, err := decode[gatheringJSON](b)
	return knowledge.Gathering{ID: in.ID, Title: knowledge.Text(in.Title), Select: knowledge.Selection(in.Select), Asks: in.Asks.all()}, err
}

func encode(v any) (Body, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("cannot be kept: %w", err)
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}

func decode[T any](b Body) (v T, err error) {
	if err = json.Unmarshal(b, &v); err != nil {
		err = fmt.Errorf("what is kept cannot be read: %w", err)
	}
	return v, err
}
