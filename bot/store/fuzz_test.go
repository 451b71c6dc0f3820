package store

import (
	"testing"
	"testing/fstest"

	"reviewbot/knowledge/pack"
)

// mill is the pack of a document of three lines, without facts.
func mill(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range map[string]string{
		"review.txt":    "The mill at Aldersey ground 900 tonnes of flour in 2023.\nRepairs\nIn March the owners replaced the water wheel.\n",
		"pack.yaml":     "id: mill\nversion: 1\ntitle: {en: The mill, ru: Мельница}\nsha256: 70a7334a485723a4ec51f48ca800c877a156bcc486153dfbc984dab56b1186aa\nlanguages: [en, ru]\nyear: 2023\n",
		"sections.yaml": "- title: {en: Introduction, ru: Введение}\n  paragraphs: [1]\n- title: {en: Repairs, ru: Ремонт}\n  paragraphs: [2]\n",
		"topics.yaml":   "",
	} {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

const millFact = "- id: wheel\n  kind: event\n  statement: {en: The review says it was March.}\n  evidence: {paragraph: 2, quote: In March the owners}\n"

// FuzzAssemble takes whatever bodies a database may hold: what is not left
// out makes facts that the review bears out.
func FuzzAssemble(f *testing.F) {
	p, err := pack.Load(mill(map[string]string{"facts/p02.yaml": millFact, "entities.yaml": ""}))
	if err != nil {
		f.Fatal(err)
	}
	c, err := NewPackContents(p.ID, p.Version, p.Source)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("fact", "wheel", []byte(c.Items[0].Body))
	f.Add("fact", "abc", []byte(`{"id":"abc","kind":"event","statement":{"en":"x"},"evidence":{"paragraph":1,"quote":"mill"},"parts":{"when":"2024-13"}}`))
	f.Add("entity", "", []byte(`{"in":["a"],"also":{"en":[""]}}`))
	f.Add("gathering", "g", []byte(`{"select":{"facts":["nowhere"]},"asks":{"en":[""]}}`))
	f.Add("silence", "s", []byte(`null`))
	base := p.Source
	f.Fuzz(func(t *testing.T, kind, id string, body []byte) {
		items := []Item{{Subject: Subject{SubjectKind(kind), id}, Revision: 1, First: 1, Body: body}}
		source, left := Assemble(base, items)
		for _, fact := range source.Facts {
			if _, err := base.Review.Cite(fact.Evidence); err != nil {
				t.Fatalf("%s: %v", body, err)
			}
			if _, err := FactBody(fact); err != nil {
				t.Fatalf("%s: %v", body, err)
			}
		}
		if body == nil && len(left) > 0 {
			t.Fatal("a retired item was left out")
		}
		contents := Contents{Items: items}
		if again := PlanImport(contents, PackContents{Items: []PackItem{{items[0].Subject, body}}}); !again.Empty() {
			t.Fatalf("a pack of the same: %+v", again)
		}
	})
}

// FuzzImport takes any facts, entities and silences of a folder into a store.
func FuzzImport(f *testing.F) {
	f.Add([]byte(millFact), []byte(""), []byte("- near: [wheel]\n  asks: {en: [why]}\n"))
	f.Add([]byte("- id: abc\n  kind: event\n"), []byte("- id: x\n  name: {en: y}\n"), []byte("- near: [abc]\n  asks: {en: [why]}\n"))
	f.Add([]byte("- {}\n- {}\n"), []byte("- {}"), []byte("- id: ''\n- id: ''\n"))
	f.Fuzz(func(t *testing.T, facts, entities, silences []byte) {
		files := mill(map[string]string{"facts/p02.yaml": string(facts), "entities.yaml": string(entities), "silences/p02.yaml": string(silences)})
		p, err := pack.Load(files)
		clean := pack.LintStore(files).Clean()
		if err != nil {
			if clean {
				t.Fatalf("lint passes what cannot be loaded: %v", err)
			}
			return
		}
		c, err := NewPackContents(p.ID, p.Version, p.Source)
		if err != nil {
			if clean {
				t.Fatalf("lint passes what cannot be kept: %v", err)
			}
			return
		}
		plan := PlanImport(Contents{}, c)
		if _, left := Assemble(p.Source, With(nil, plan.Edits)); len(left) > 0 {
			t.Fatalf("left out: %v", left[0].Why)
		}
	})
}
