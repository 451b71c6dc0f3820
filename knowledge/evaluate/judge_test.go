package evaluate_test

import (
	"strings"
	"testing"

	"reviewbot/knowledge/evaluate"
)

var paragraphs = []string{
	"The mill opened in May. It has two wheels.",
	"The mayor came in June and praised the miller’s bread.",
	"Nobody knows who built it.",
}

func answer(text string, citations ...evaluate.Citation) evaluate.Answer {
	return evaluate.Answer{Outcome: "answer", Text: text, Citations: citations}
}

func TestJudge(t *testing.T) {
	opened := evaluate.Citation{Paragraph: 1, Quote: "The mill opened in May."}
	wheels := evaluate.Citation{Paragraph: 1, Quote: "It has two wheels."}
	mayor := evaluate.Citation{Paragraph: 2, Quote: "The mayor came in June and praised the miller’s bread."}
	builder := evaluate.Citation{Paragraph: 3, Quote: "Nobody knows who built it."}
	direct := evaluate.Question{Kind: "direct", Answerable: true, Paragraphs: []int{1}, Must: [][]string{{"may", "spring"}}}
	yes := evaluate.Question{Kind: "yesno", Answerable: true, Paragraphs: []int{2}, Polarity: "yes"}
	list := evaluate.Question{Kind: "list", Answerable: true, Paragraphs: []int{1, 2}, Must: [][]string{{"may"}, {"june"}}}
	overview := evaluate.Question{Kind: "overview", Answerable: true, Paragraphs: []int{1}}
	premise := evaluate.Question{Kind: "false_premise", Paragraphs: []int{1}, Must: [][]string{{"may"}}}
	silent := evaluate.Question{Kind: "unanswerable"}
	refusal := evaluate.Answer{Outcome: "abstain", Text: "The review does not say."}
	with := func(a evaluate.Answer, verdict string) evaluate.Answer { a.Verdict = verdict; return a }

	for _, tt := range []struct {
		name string
		q    evaluate.Question
		a    evaluate.Answer
		why  string // "" if right
	}{
		{"right", direct, answer("In May.", opened), ""},
		{"must in the quote", direct, answer("So it says.", opened), ""},
		{"curly apostrophe", evaluate.Question{Kind: "direct", Answerable: true, Paragraphs: []int{2}, Must: [][]string{{"miller's"}}}, answer("Bread.", mayor), ""},
		{"wrong paragraph", direct, answer("In May.", builder, opened), "cites 3, gold [1]"},
		{"must missing", direct, answer("It has wheels.", wheels), "misses may/spring"},
		{"no answer", direct, evaluate.Answer{}, "outcome None"},
		{"odd outcome", direct, evaluate.Answer{Outcome: "maybe"}, "outcome 'maybe'"},
		{"refused", direct, refusal, "abstain"},
		{"no citation", direct, answer("In May."), "answer without a citation"},
		{"no text", direct, answer(" ", opened), "no text"},
		{"not verbatim", direct, answer("In May.", evaluate.Citation{Paragraph: 1, Quote: "in april"}), "quote not verbatim in paragraph 1"},
		{"empty quote", direct, answer("In May.", evaluate.Citation{Paragraph: 1}), "quote not verbatim in paragraph 1"},
		{"no such paragraph", direct, answer("In May.", evaluate.Citation{Paragraph: 4, Quote: "x"}), "cites paragraph 4"},
		{"two sentences", direct, answer("In May.", evaluate.Citation{Paragraph: 1, Quote: paragraphs[0]}), "quote of more than one sentence from paragraph 1"},
		{"three citations", direct, answer("In May.", opened, wheels, mayor), "3 citations"},
		{"yes", yes, with(answer("Yes.", mayor), "yes"), ""},
		{"wrong verdict", yes, with(answer("No.", mayor), "no"), "verdict 'no', gold 'yes'"},
		{"list", list, answer("May, June.", opened, mayor), ""},
		{"list misses an item", list, answer("May.", opened, wheels), "1 of 2 items"},
		{"list misses a paragraph", list, answer("May, June.", opened), "cites [1] of [1, 2]"},
		{"list cites too much", list, answer("May, June.", opened, mayor, builder), "cites [1, 2, 3], gold [1, 2]"},
		{"overview with one stray", overview, answer("A mill.", opened, wheels, builder), ""},
		{"overview with two strays", overview, answer("A mill.", opened, mayor, builder), "cites [2, 3] beside [1]"},
		{"premise refused", premise, refusal, ""},
		{"premise corrected", premise, answer("Not June but May.", opened), ""},
		{"premise believed", premise, answer("In June.", mayor), "answered what the review does not say"},
		{"silence kept", silent, refusal, ""},
		{"silence broken", silent, answer("Yes.", builder), "answered what the review does not say"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			right, why := evaluate.Judge(tt.q, tt.a, paragraphs)
			if right != (tt.why == "") || !right && why != tt.why {
				t.Errorf("right %v, %q; want %q", right, why, tt.why)
			}
		})
	}
}

func TestReport(t *testing.T) {
	var r evaluate.Report
	opened := evaluate.Citation{Paragraph: 1, Quote: "The mill opened in May."}
	direct := evaluate.Question{ID: "A1", Question: "When?", Lang: "en", Kind: "direct", Answerable: true, Paragraphs: []int{1}, Must: [][]string{{"may"}}}
	r.Add(direct, answer("In May.", opened), paragraphs)
	r.Add(direct, evaluate.Answer{Outcome: "abstain", Text: "?"}, paragraphs)
	r.Add(direct, evaluate.Answer{Outcome: "clarify", Text: "?", Choices: []evaluate.Choice{{Paragraph: 1}}}, paragraphs)
	r.Add(evaluate.Question{ID: "B1", Lang: "ru", Kind: "offtopic"}, evaluate.Answer{}, paragraphs)

	var table, js, wrong strings.Builder
	for _, err := range []error{r.WriteTable(&table), r.WriteJSON(&js), r.WriteWrong(&wrong, 1)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	wantTable := `all                             1/4     25.0 %
answerable                      1/3     33.3 %
direct                          1/3     33.3 %
lang en                         1/3     33.3 %
lang ru                         0/1      0.0 %
not answerable                  0/1      0.0 %
offtopic                        0/1      0.0 %
assisted share               0.6667
refused though answerable    0.3333
corrected share              None
false answer share           1.0
`
	if table.String() != wantTable {
		t.Errorf("table\n%s\nwant\n%s", table.String(), wantTable)
	}
	wantJSON := `{"all": {"right": 1, "of": 4, "share": 0.25}, "answerable": {"right": 1, "of": 3, "share": 0.3333}, ` +
		`"direct": {"right": 1, "of": 3, "share": 0.3333}, "lang en": {"right": 1, "of": 3, "share": 0.3333}, ` +
		`"lang ru": {"right": 0, "of": 1, "share": 0.0}, "not answerable": {"right": 0, "of": 1, "share": 0.0}, ` +
		`"offtopic": {"right": 0, "of": 1, "share": 0.0}, "assisted share": 0.6667, "refused though answerable": 0.3333, ` +
		`"corrected share": null, "false answer share": 1.0}` + "\n"
	if js.String() != wantJSON {
		t.Errorf("JSON\n%s\nwant\n%s", js.String(), wantJSON)
	}
	wantWrong := "\nA1 [direct] When?\n   gold [1] [['may']]\n   abstain | abstain | ?\n"
	if wrong.String() != wantWrong {
		t.Errorf("wrong ones %q, want %q", wrong.String(), wantWrong)
	}
}

func TestReadQuestions(t *testing.T) {
	good := `{"id":"A1","question":"When?","lang":"en","kind":"direct","answerable":true,"paragraphs":[1],"must":[["may"]],"more":1}`
	for _, tt := range []struct {
		name, in string
		n        int
		fault    string
	}{
		{"good, with a blank line", good + "\n\n" + good, 2, ""},
		{"not JSON", good + "\nwhat\n", 1, "line 2: not a question"},
		{"no id", `{"question":"?","lang":"en","kind":"list"}`, 0, "line 1: id, question"},
		{"empty", "", 0, "there are no questions"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := evaluate.ReadQuestions(strings.NewReader(tt.in))
			if len(got) != tt.n || (err == nil) != (tt.fault == "") || err != nil && !strings.Contains(err.Error(), tt.fault) {
				t.Errorf("%d questions, %v; want %d, %q", len(got), err, tt.n, tt.fault)
			}
		})
	}
}
