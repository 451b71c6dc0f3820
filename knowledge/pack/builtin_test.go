package pack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reviewbot/knowledge"
)

// TestCompiled holds the compiled pack to the files and to the program: made
// anew, it comes out the same to the byte.
func TestCompiled(t *testing.T) {
	if err := CheckCompiled(); err != nil {
		t.Fatal(err)
	}
}

// TestCompiledAnswers compares the answers of the compiled Book with those of
// one that is built.
func TestCompiledAnswers(t *testing.T) {
	body, ok := current(compiled)
	if !ok {
		t.Fatal(ErrNotCompiled)
	}
	_, read := knowledge.ReadCompiled(body)
	p, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	built, err := knowledge.NewBook(p.Source)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"when was the kazan summit?", "когда был саммит в казани", "what happend in June?", "was the forum in March?",
		"which countries did he visit", "hello", "who is the king of france", "what is the wether", "саммит в козани",
	} {
		_, a := read.Explain(knowledge.Question{Text: q})
		_, b := built.Explain(knowledge.Question{Text: q})
		if x, y := strings.Join(a.Steps, "\n"), strings.Join(b.Steps, "\n"); x != y {
			t.Errorf("%s: the compiled Book decides\n%s\nthe built one\n%s", q, x, y)
		}
	}
}

// TestStaleCompiled holds that a compiled pack of other files is not used.
func TestStaleCompiled(t *testing.T) {
	for _, c := range []string{"", "short", strings.Repeat("x", 100), string(compiled[0]^1) + compiled[1:]} {
		if _, ok := current(c); ok {
			t.Errorf("%.10q is taken for current", c)
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, Builtin()); err != nil {
		t.Fatal(err)
	}
	same, err := knowledge.Fingerprint(os.DirFS(dir))
	if err != nil || string(same[:]) != compiled[:len(same)] {
		t.Fatalf("a copy of the files has another fingerprint: %v", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "topics.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := knowledge.Fingerprint(os.DirFS(dir))
	if err != nil || other == same {
		t.Errorf("changed files have the same fingerprint: %v", err)
	}
}
