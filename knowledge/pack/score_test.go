package pack_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
	"reviewbot/knowledge/pack"
)

var update = flag.Bool("update", false, "keep the question scores as they are now")

// TestQuestionScore holds each pack's question score to the figures kept in
// testdata/scores.json: a change that understands fewer people is seen. After
// a change for the better, keep the new figures with -update.
func TestQuestionScore(t *testing.T) {
	kept := filepath.Join("testdata", "scores.json")
	var want map[string]map[string]float64
	if data, err := os.ReadFile(kept); err == nil {
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
	}
	got := map[string]map[string]float64{}
	for name, dir := range map[string]string{"review2024": "review2024", "tramways": "testdata/tramways"} {
		got[name] = scores(t, dir)
		for figure, least := range want[name] {
			value, lower := got[name][figure], false
			if figure == "false answer share" || figure == "refused though answerable" {
				lower = value > least+0.001
			} else {
				lower = value < least-0.001
			}
			if lower && !*update {
				t.Errorf("%s: %s is %.4f, was %.4f", name, figure, value, least)
			}
		}
	}
	if tram := got["tramways"]["all"]; tram < 0.8 {
		t.Errorf("the second pack is right on %.1f %% of its questions, want 80 %%", 100*tram)
	}
	if !*update {
		return
	}
	data, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// scores answers a pack's questions and returns the shares that are held.
func scores(t *testing.T, dir string) map[string]float64 {
	t.Helper()
	p, book := open(t, dir)
	file, err := os.Open(filepath.Join(dir, "questions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	questions, err := evaluate.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	var paragraphs []string
	for n := 1; n <= p.Source.Review.Paragraphs(); n++ {
		text, _ := p.Source.Review.Paragraph(n)
		paragraphs = append(paragraphs, text)
	}
	var report evaluate.Report
	for _, q := range questions {
		report.Add(q, evaluate.Record(book.Ask(knowledge.Question{Text: q.Question})), paragraphs)
	}
	var table map[string]any
	var out bytes.Buffer
	if err := report.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &table); err != nil {
		t.Fatal(err)
	}
	shares := map[string]float64{}
	for _, figure := range []string{"all", "lang en", "lang ru", "answerable", "not answerable", "corrected share", "false answer share"} {
		switch v := table[figure].(type) {
		case float64:
			shares[figure] = v
		case map[string]any:
			shares[figure], _ = v["share"].(float64)
		}
	}
	return shares
}

// open loads a pack and builds its Book.
func open(t testing.TB, dir string) (*pack.Pack, *knowledge.Book) {
	t.Helper()
	p, err := pack.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	book, err := knowledge.NewBook(p.Source)
	if err != nil {
		t.Fatal(err)
	}
	return p, book
}
