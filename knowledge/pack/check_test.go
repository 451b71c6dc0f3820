package pack

import (
	"strings"
	"testing"

	"reviewbot/knowledge"
)

// TestCheckFactAgrees holds that facts that Lint passes pass here too.
func TestCheckFactAgrees(t *testing.T) {
	p, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	check := NewChecker(p.Source)
	for _, f := range p.Source.Facts {
		for _, fault := range check.Fact(f) {
			t.Errorf("%s: %s: %s", f.ID, fault.Field, fault.Message)
		}
	}
}

// TestCheckFactNamesTheField breaks one thing at a time.
func TestCheckFactNamesTheField(t *testing.T) {
	p, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	check := NewChecker(p.Source)
	for _, tt := range []struct {
		field, message string
		edit           func(*knowledge.Fact)
	}{
		{"id", "malformed", func(f *knowledge.Fact) { f.ID = "X" }},
		{"kind", "unknown kind", func(f *knowledge.Fact) { f.Kind = "song" }},
		{"statement.en", "does not say that it is the review's", func(f *knowledge.Fact) { f.Statement.EN = "The summit was in July." }},
		{"statement.ru", "no Russian statement", func(f *knowledge.Fact) { f.Statement.RU = "" }},
		{"evidence.quote", "does not stand", func(f *knowledge.Fact) { f.Evidence.Quote = "Nothing of \"it\"\\: {x}\n- y" }},
		{"evidence.paragraph", "no paragraph 99", func(f *knowledge.Fact) { f.Evidence.Paragraph = 99 }},
		{"parts.where", "unknown entity", func(f *knowledge.Fact) { f.Parts.Where = append(f.Parts.Where, "Xyzzyland") }},
		{"topics", "unknown topic", func(f *knowledge.Fact) { f.Topics = []string{"nothing"} }},
		{"asks", "phrasings", func(f *knowledge.Fact) { f.Asks = nil }},
		{"note", "one language", func(f *knowledge.Fact) { f.Note = knowledge.Text{EN: "only English"} }},
		{"inferred", "unknown part", func(f *knowledge.Fact) { f.Inferred = []string{"whom"} }},
	} {
		t.Run(tt.field, func(t *testing.T) {
			f := p.Source.Facts[0]
			tt.edit(&f)
			for _, fault := range check.Fact(f) {
				if fault.Field == tt.field && strings.Contains(fault.Message, tt.message) && fault.Form != "" {
					return
				}
			}
			t.Errorf("faults %+v", check.Fact(f))
		})
	}
}
