package evaluate_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reviewbot/knowledge/evaluate"
	"reviewbot/knowledge/pack"
)

// TestAgainstScore runs score.py over made-up answers, right and wrong in
// every way, and wants the same bytes from both.
func TestAgainstScore(t *testing.T) {
	shared := os.Getenv("REVIEWBOT_TEST_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	score := filepath.Join(shared, "score.py")
	file, err := os.Open(filepath.Join(shared, "questions.jsonl"))
	if err != nil {
		t.Skipf("no questions: set REVIEWBOT_TEST_SHARED to the folder of score.py and questions.jsonl (%v)", err)
	}
	defer file.Close()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 in PATH")
	}
	questions, err := evaluate.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	review := p.Source.Review
	var paragraphs []string
	for n := 1; n <= review.Paragraphs(); n++ {
		text, _ := review.Paragraph(n)
		paragraphs = append(paragraphs, text)
	}

	report, lines := examine(t, questions, review.Sentences, paragraphs)
	answers := filepath.Join(t.TempDir(), "answers.jsonl")
	if err := os.WriteFile(answers, lines, 0o600); err != nil {
		t.Fatal(err)
	}

	var table, js bytes.Buffer
	for _, err := range []error{report.WriteTable(&table), report.WriteWrong(&table, 1000), report.WriteJSON(&js)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	sameAs(t, table.String(), python, score, file.Name(), answers, "--show", "1000")
	sameAs(t, js.String(), python, score, file.Name(), answers, "--json")
}

// sameAs runs a command and wants its output to be got.
func sameAs(t *testing.T, got, name string, args ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	want, err := command.Output()
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%v: -score.py +ours\n%s", args, diff)
	}
}

// examine makes up answers, counts them, and returns them as JSON Lines, all
// but some that are missing.
func examine(t *testing.T, questions []evaluate.Question, sentences func(int) []string, paragraphs []string) (*evaluate.Report, []byte) {
	random := rand.New(rand.NewPCG(1, 2))
	var report evaluate.Report
	var lines bytes.Buffer
	for _, q := range questions {
		if random.IntN(40) == 0 {
			report.Add(q, evaluate.Answer{}, paragraphs)
			continue
		}
		a := madeUp(random, q, sentences, len(paragraphs))
		report.Add(q, a, paragraphs)
		line, err := json.Marshal(struct {
			ID string `json:"id"`
			evaluate.Answer
		}{q.ID, a})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	return &report, lines.Bytes()
}

// madeUp makes an answer that is right, or wrong in one of many ways.
func madeUp(random *rand.Rand, q evaluate.Question, sentences func(int) []string, last int) evaluate.Answer {
	a := evaluate.Answer{
		Outcome: pick(random, "answer", "answer", "answer", "answer", "clarify", "abstain", "odd's"),
		Verdict: pick(random, "yes", "no", ""),
		Text:    "The review says",
	}
	for _, group := range q.Must {
		if random.IntN(8) > 0 {
			a.Text += " " + pick(random, group...)
		}
	}
	cited := append([]int{}, q.Paragraphs...)
	if random.IntN(6) == 0 || len(cited) == 0 {
		cited = append(cited, 1+random.IntN(last))
	}
	if random.IntN(3) > 0 && q.Kind != "list" {
		cited = cited[:1]
	}
	random.Shuffle(len(cited), func(i, j int) { cited[i], cited[j] = cited[j], cited[i] })
	for _, n := range cited {
		c := evaluate.Citation{Paragraph: n, Quote: pick(random, sentences(n)...)}
		switch random.IntN(25) {
		case 0:
			c.Quote = "no such quote"
		case 1:
			c.Paragraph = last + 1
		case 2:
			c.Quote += " " + c.Quote
		}
		a.Citations = append(a.Citations, c)
		a.Choices = append(a.Choices, evaluate.Choice{Text: "?", Paragraph: n})
	}
	if random.IntN(30) == 0 {
		a.Text = ""
	}
	return a
}

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }
