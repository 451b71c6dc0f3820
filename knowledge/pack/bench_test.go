package pack_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// questionTexts returns the questions of the built-in pack.
func questionTexts(b *testing.B) []string {
	b.Helper()
	file, err := os.Open("review2024/questions.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var out []string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var q struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			b.Fatal(err)
		}
		out = append(out, q.Question)
	}
	return out
}

// BenchmarkAsk answers the questions of the built-in pack in turn.
func BenchmarkAsk(b *testing.B) {
	book, questions := builtinBook(b), questionTexts(b)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		book.Ask(knowledge.Question{Text: questions[i%len(questions)]})
		i++
	}
}

// BenchmarkLoad reads the built-in pack's files.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := pack.Load(pack.Builtin()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNewBook builds the Book of the built-in pack.
func BenchmarkNewBook(b *testing.B) {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := knowledge.NewBook(p.Source); err != nil {
			b.Fatal(err)
		}
	}
}
