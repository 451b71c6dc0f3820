package pack

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"reviewbot/knowledge"
)

// A FieldFault is a fault of one field of a fact.
type FieldFault struct {
	Field   string // as in facts/*.yaml: "id", "statement.en", "parts.who", …
	Message string // in English
	Form    string // the message without its values, to tell faults apart
	Warning bool
}

// A Checker holds facts to the rules of Lint, as parts of one source. It is
// read-only.
type Checker struct {
	review *knowledge.Review
	names  *names
	topics map[string]bool
}

// NewChecker takes in the names and topics of a source.
func NewChecker(src knowledge.Source) *Checker {
	l := &linter{contents: &contents{broken: map[string]bool{}}}
	for _, e := range src.Entities {
		l.entities = append(l.entities, row[entityFile]{v: entityFile{ID: e.ID, Name: text{e.Name.EN, e.Name.RU}, Also: texts{EN: e.Also}}})
	}
	l.know()
	c := &Checker{review: src.Review, names: l.names, topics: map[string]bool{}}
	for _, t := range src.Topics {
		c.topics[t.ID] = true
	}
	return c
}

// Known tells whether an entity or the general lexicon has a name.
func (c *Checker) Known(name string) bool { return c.names.known(name) }

// Fact finds all that is wrong with a fact by itself.
func (c *Checker) Fact(f knowledge.Fact) []FieldFault {
	text, fields := factText(f)
	in := &contents{review: c.review, broken: map[string]bool{}, parsed: map[string]parsed{}}
	root, _, err := parseYAML([]byte(text))
	list, ok := root.(*ast.SequenceNode)
	if err != nil || !ok || len(list.Values) != 1 {
		return []FieldFault{{Message: "the fact holds characters that cannot be kept: write plain text"}}
	}
	fact := row[factFile]{file: checked, node: list.Values[0]}
	in.decode(checked, fact.node, reflect.ValueOf(&fact.v).Elem())
	in.facts = []row[factFile]{fact}
	l := &linter{contents: in, topicIDs: c.topics, names: c.names, world: c.names.world}
	l.checkForm()
	p := fact.v.Parts
	l.checkNames(checked, roles{p.Who, p.With, p.Where}, func(part string, i int) int { return fact.line("parts", part, i) })
	l.checkParts(fact)
	l.checkStatement(fact)
	l.checkNumbers(fact)
	l.checkPhrasings()
	return l.byField(fields)
}

// checked is the file that a fact to be checked stands in.
const checked = "facts/checked.yaml"

// byField turns the lines of faults into fields.
func (l *linter) byField(fields []string) []FieldFault {
	var out []FieldFault
	for _, f := range l.sorted() {
		field := ""
		if f.File == checked && f.Line >= 1 && f.Line <= len(fields) {
			field = fields[f.Line-1]
		}
		out = append(out, FieldFault{field, f.Message, f.form, f.Warning})
	}
	return out
}

// factText writes a fact as YAML, a field a line, and says which field each
// line is of.
func factText(f knowledge.Fact) (out string, fields []string) {
	var b strings.Builder
	add := func(field, key string, value any) {
		data, _ := json.Marshal(value) // texts, lists and numbers always marshal; JSON is YAML
		if value == nil {
			data = nil
		}
		before := "  "
		if len(fields) == 0 {
			before = "- "
		}
		fmt.Fprintf(&b, "%s%s: %s\n", before, key, data)
		fields = append(fields, field)
	}
	add("id", "id", f.ID)
	add("kind", "kind", string(f.Kind))
	add("statement.en", "statement", nil)
	add("statement.en", "  en", f.Statement.EN)
	add("statement.ru", "  ru", f.Statement.RU)
	add("evidence.quote", "evidence", nil)
	add("evidence.paragraph", "  paragraph", f.Evidence.Paragraph)
	add("evidence.quote", "  quote", f.Evidence.Quote)
	add("parts.who", "parts", nil)
	p := f.Parts
	for _, part := range []struct {
		name   string
		values []string
	}{{"who", p.Who}, {"did", p.Did}, {"what", p.What}, {"with", p.With}, {"where", p.Where}, {"purpose", p.Purpose}} {
		if len(part.values) > 0 {
			add("parts."+part.name, "  "+part.name, part.values)
		}
	}
	if !p.When.IsZero() {
		add("parts.when", "  when", p.When.String())
	}
	if len(p.Count) > 0 {
		add("parts.count", "  count", countsOf(p.Count))
	}
	add("inferred", "inferred", orEmpty(f.Inferred))
	add("topics", "topics", orEmpty(f.Topics))
	en, ru := byScript(f.Asks)
	add("asks", "asks", nil)
	add("asks.en", "  en", orEmpty(en))
	add("asks.ru", "  ru", orEmpty(ru))
	add("note", "note", map[string]string{"en": f.Note.EN, "ru": f.Note.RU})
	return b.String(), fields
}

func countsOf(in []knowledge.Count) []map[string]any {
	var out []map[string]any
	for _, c := range in {
		out = append(out, map[string]any{"value": c.Value, "unit": c.Unit, "bound": string(c.Bound)})
	}
	return out
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// byScript parts phrasings: what has a Cyrillic letter is Russian.
func byScript(asks []string) (en, ru []string) {
	for _, s := range asks {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			ru = append(ru, s)
		} else {
			en = append(en, s)
		}
	}
	return en, ru
}

// PhrasingKey is the same for phrasings that differ by no more than articles,
// auxiliaries and order; it is empty for one without words.
func PhrasingKey(s string) string { return bagKey(s) }
