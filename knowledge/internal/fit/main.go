// Command fit fits the decision model: boosted trees over the features of
// knowledge.Explain, from labelled questions. It prints how well
// the fit does on authors it has not seen and writes the weights of a fit on
// all.
//
//	go run ./knowledge/internal/fit -out knowledge/model.json FILE…
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "", "the file of weights to write")
	falseCost := flag.Float64("false-cost", 1, "how many right answers a false one is worth")
	at := flag.Float64("at", 0, "the probability from which a sentence answers, instead of the best one found")
	show := flag.Bool("show", false, "list the questions that the held-out fits get wrong")
	flag.Parse()
	if err := run(*out, *falseCost, *at, *show, flag.Args()); err != nil {
		log.Fatal("fit: ", err)
	}
}

// otherWeight is how much a sentence counts that did not come first.
const otherWeight = 0.5

// sample is something that a labelled question may be answered with.
type sample struct {
	author string
	id     string
	x      []float64
	right  bool // it answers the question
	weight float64
}

type labelled struct {
	ID         string     `json:"id"`
	Question   string     `json:"question"`
	Kind       string     `json:"kind"`
	Answerable bool       `json:"answerable"`
	Paragraphs []int      `json:"paragraphs"`
	Polarity   string     `json:"polarity"`
	Must       [][]string `json:"must"`
}

func run(out string, falseCost, at float64, show bool, files []string) error {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		return err
	}
	p.Source.Unfitted = true
	book, err := knowledge.NewBook(p.Source)
	if err != nil {
		return err
	}
	var sentences, lists, verdicts []sample
	for _, file := range files {
		if err := readSamples(file, book, &sentences, &lists, &verdicts); err != nil {
			return err
		}
	}
	fmt.Println("a sentence answers:")
	sentence := fitOn(sentences, knowledge.FeatureNames(), falseCost, show)
	fmt.Println("a list or an overview answers:")
	wide := fitOn(lists, knowledge.WideFeatureNames(), 1, show)
	fmt.Println("a sentence says no:")
	no := fitOn(verdicts, knowledge.FeatureNames(), 1, show)
	if at > 0 {
		sentence.Threshold = at
	}
	if out == "" {
		return nil
	}
	data, err := json.Marshal(map[string]*Forest{"sentence": sentence, "wide": wide, "no": no})
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(data, '\n'), 0o644)
}

// fitOn prints how well fits do on authors they have not seen and returns a
// fit on all.
func fitOn(samples []sample, names []string, falseCost float64, show bool) *Forest {
	var all []prediction
	for _, author := range authors(samples) {
		train, test := split(samples, author)
		m := boost(train, names)
		part := likeliest(m, test)
		all = append(all, part...)
		t, right := bestThreshold(part, falseCost)
		fmt.Printf("author %s held out: %d of %d right at its best threshold %.2f\n", author, right, len(part), t)
	}
	t, right := bestThreshold(all, falseCost)
	fmt.Printf("cross-validated: %d of %d right at threshold %.2f\n", right, len(all), t)
	for at := 0.3; at < 0.75; at += 0.1 {
		accepted, refused, other := 0, 0, 0
		for _, p := range all {
			switch {
			case p.p >= at && !p.right && p.any:
				other++
			case p.p >= at && !p.right:
				accepted++
			case p.p < at && p.any:
				refused++
			}
		}
		fmt.Printf("  at %.2f: %d false, %d another one, %d refused\n", at, accepted, other, refused)
	}
	if show {
		for _, p := range all {
			if !p.good(t) {
				fmt.Printf("%.2f %v %s\n", p.p, p.right, p.id)
			}
		}
	}
	m := boost(samples, names)
	m.Threshold = t
	return m
}

// likeliest is, for each question, the sample that is surest to answer it.
func likeliest(m *Forest, samples []sample) []prediction {
	var out []prediction
	at := map[string]int{}
	for _, s := range samples {
		p := prediction{s, m.probability(s.x), s.right}
		n, ok := at[s.id]
		switch {
		case !ok:
			at[s.id] = len(out)
			out = append(out, p)
		case p.p > out[n].p:
			p.any = p.any || out[n].any
			out[n] = p
		default:
			out[n].any = out[n].any || p.any
		}
	}
	return out
}

// readSamples asks the questions of a file and labels what came of them.
func readSamples(file string, book *knowledge.Book, sentences, lists, verdicts *[]sample) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var q labelled
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		_, e := book.Explain(knowledge.Question{Text: q.Question})
		wide := q.Kind == "overview" || q.Kind == "list" && len(q.Paragraphs) > 1
		for _, l := range e.Lists {
			s := sample{author: q.ID[:1], id: q.ID, weight: 1, right: (q.Kind == "overview" || q.Kind == "list") && gathers(q, l.Cites)}
			for _, n := range knowledge.WideFeatureNames() {
				s.x = append(s.x, float64(l.Features[n]))
			}
			*lists = append(*lists, s)
		}
		for n, l := range e.Sentences {
			if wide || l.Broken && !q.Answerable && covers(q, l.Cite) {
				continue
			}
			s := sample{author: q.ID[:1], id: q.ID, weight: 1, right: q.Answerable && covers(q, l.Cite)}
			if n > 0 {
				s.weight = otherWeight
			}
			for _, n := range knowledge.FeatureNames() {
				s.x = append(s.x, float64(l.Features[n]))
			}
			*sentences = append(*sentences, s)
			if s.right && q.Kind == "yesno" && !l.Broken {
				s.right, s.weight = q.Polarity == "no", 1
				*verdicts = append(*verdicts, s)
			}
		}
	}
	return sc.Err()
}

// gathers tells whether a list is right: it has four fifths of what it must,
// and four fifths of what it cites belong there.
func gathers(q labelled, cited []knowledge.Citation) bool {
	var text strings.Builder
	paragraphs := map[int]bool{}
	for _, c := range cited {
		text.WriteString(strings.ToLower(c.Quote()) + " ")
		paragraphs[c.Paragraph()] = true
	}
	met, hits := 0, 0
	for _, group := range q.Must {
		if slices.ContainsFunc(group, func(s string) bool { return strings.Contains(text.String(), strings.ToLower(s)) }) {
			met++
		}
	}
	for p := range paragraphs {
		if slices.Contains(q.Paragraphs, p) {
			hits++
		}
	}
	if q.Kind == "overview" {
		return met == len(q.Must) && len(paragraphs)-hits <= 1
	}
	return 5*met >= 4*len(q.Must) && 5*hits >= 4*len(q.Paragraphs) && 5*hits >= 4*len(paragraphs)
}

// covers tells whether a sentence is one that a right answer cites and says
// what it must.
func covers(q labelled, cite knowledge.Citation) bool {
	if !slices.Contains(q.Paragraphs, cite.Paragraph()) {
		return false
	}
	text := strings.ToLower(cite.Quote())
	for _, group := range q.Must {
		if !slices.ContainsFunc(group, func(s string) bool { return strings.Contains(text, strings.ToLower(s)) }) {
			return false
		}
	}
	return true
}

func authors(samples []sample) []string {
	var out []string
	for _, s := range samples {
		if !slices.Contains(out, s.author) {
			out = append(out, s.author)
		}
	}
	return out
}

func split(samples []sample, author string) (train, test []sample) {
	for _, s := range samples {
		if s.author == author {
			test = append(test, s)
		} else {
			train = append(train, s)
		}
	}
	return train, test
}

// prediction is what a fit makes of a question.
type prediction struct {
	sample
	p   float64
	any bool // something looked at answers the question
}

// good tells whether answering from a probability on does right by the
// question.
func (p prediction) good(at float64) bool { return p.p >= at && p.right || p.p < at && !p.any }

// bestThreshold finds the probability from which answering is right most
// often: right answers, and refusals of what has no answer, minus the cost of
// false answers.
func bestThreshold(ps []prediction, falseCost float64) (at float64, right int) {
	best := math.Inf(-1)
	for t := 0.2; t < 0.9; t += 0.01 {
		n, value := 0, 0.0
		for _, p := range ps {
			switch {
			case p.good(t):
				n++
				value++
			case p.p >= t && !p.any:
				value -= falseCost - 1
			}
		}
		if value > best {
			best, at, right = value, t, n
		}
	}
	return at, right
}
