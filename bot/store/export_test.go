package store

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reviewbot/knowledge"
	"reviewbot/knowledge/lexicon"
	"reviewbot/knowledge/pack"
)

// again exports a source, loads it and takes it as a store does.
func again(t rapid.TB, src knowledge.Source) (map[string][]byte, *pack.Pack, PackContents) {
	t.Helper()
	files, err := pack.Export(src, pack.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	dir, err := pack.FS(files)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack.Load(dir)
	if err != nil {
		t.Fatalf("%v\n%s", err, files["facts/p09.yaml"])
	}
	c, err := NewPackContents(p.ID, p.Version, p.Source)
	if err != nil {
		t.Fatal(err)
	}
	return files, p, c
}

// bodies are the items of a pack by subject.
func bodies(c PackContents) map[Subject]string {
	out := map[Subject]string{}
	for _, it := range c.Items {
		out[it.Subject] = string(it.Body)
	}
	return out
}

// TestExportRoundTrips exports the built-in pack, loads that and exports it
// again: nothing is lost, and the bytes are the same.
func TestExportRoundTrips(t *testing.T) {
	p, want := builtin(t)
	first, loaded, got := again(t, p.Source)
	if diff := cmp.Diff(bodies(want), bodies(got)); diff != "" {
		t.Errorf("-pack +exported:\n%s", diff)
	}
	second, _, _ := again(t, loaded.Source)
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s is not the same the second time", name)
		}
	}
	dir, err := pack.FS(first)
	if err != nil {
		t.Fatal(err)
	}
	if report := pack.Lint(dir); !report.Clean() {
		t.Errorf("the export fails lint: %v", report.Faults[0])
	}
}

// TestExportOfAnything exports items with any text in them.
func TestExportOfAnything(t *testing.T) {
	p, _ := builtin(t)
	anything := rapid.StringN(1, 30, -1)
	several := rapid.SliceOfN(anything, 0, 3)
	text := rapid.Custom(func(t *rapid.T) knowledge.Text {
		return knowledge.Text{EN: "x" + anything.Draw(t, "en"), RU: anything.Draw(t, "ru")}
	})
	rapid.Check(t, func(t *rapid.T) {
		src := p.Source
		f := src.Facts[0]
		f.Statement, f.Note = text.Draw(t, "statement"), text.Draw(t, "note")
		f.Topics, f.Asks, f.Inferred = several.Draw(t, "topics"), several.Draw(t, "asks"), several.Draw(t, "inferred")
		f.Parts = knowledge.Parts{Who: several.Draw(t, "who"), Purpose: several.Draw(t, "purpose"), When: knowledge.Months(2024, 1, 2024, 3)}
		f.Parts.Count = []knowledge.Count{{Value: rapid.Float64Range(-1e9, 1e9).Draw(t, "value"), Unit: anything.Draw(t, "unit"), Bound: knowledge.AtLeast}}
		src.Facts = []knowledge.Fact{f}
		src.Entities = []knowledge.Entity{{ID: anything.Draw(t, "id"), Kind: anything.Draw(t, "kind"), Name: text.Draw(t, "name"), Also: several.Draw(t, "also"), In: several.Draw(t, "in")}}
		src.Concepts = []lexicon.Concept{{ID: anything.Draw(t, "concept"), Words: several.Draw(t, "words"), Opposite: several.Draw(t, "opposite")}}
		src.Topics = []knowledge.Topic{{ID: anything.Draw(t, "topic"), Name: text.Draw(t, "topic name"), Asks: several.Draw(t, "topic asks")}}
		src.Silences = []knowledge.Silence{{ID: anything.Draw(t, "silence"), Near: several.Draw(t, "near"), Asks: several.Draw(t, "silence asks")}}
		src.Misconceptions = []knowledge.Silence{{Near: several.Draw(t, "near"), Asks: several.Draw(t, "silence asks")}}
		src.Gatherings = []knowledge.Gathering{{ID: anything.Draw(t, "gathering"), Title: text.Draw(t, "title"), Asks: several.Draw(t, "gathering asks"),
			Select: knowledge.Selection{Who: several.Draw(t, "select"), Figures: rapid.Bool().Draw(t, "figures")}}}
		want, err := NewPackContents(p.ID, p.Version, src)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, got := again(t, src); cmp.Diff(bodies(want), bodies(got)) != "" {
			t.Fatalf("-source +exported:\n%s", cmp.Diff(bodies(want), bodies(got)))
		}
	})
}
