// Command fit fits the decision model: boosted trees over the features of
// knowledge.Explain, from labelled questions. It prints how well
// the fit does on authors it has not seen and writes the weights of a fit on
// all.
//
//	go run ./knowledge/internal/fit -out knowledge/model.json FILE…
//
// With -cross it judges whole answers instead: for each of the authors named,
// everything is fitted on all others and scored on that one.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
	"reviewbot/knowledge/pack"
)

func main() {
	log.SetFlags(0)
	var s settings
	flag.StringVar(&s.out, "out", "", "the file of weights to write")
	flag.Float64Var(&s.at.sentence, "sentence", 0.5, "the probability from which a sentence answers")
	flag.Float64Var(&s.at.list, "list", 0.45, "the probability from which a list answers")
	flag.Float64Var(&s.at.no, "no", 0.4, "the probability from which a sentence says no")
	flag.BoolVar(&s.show, "show", false, "list the questions that the held-out fits get wrong")
	flag.StringVar(&s.cross, "cross", "", "judge whole answers on these `authors`, each held out in turn: their letters, with commas")
	flag.Parse()
	if err := run(s, flag.Args()); err != nil {
		log.Fatal("fit: ", err)
	}
}

type settings struct {
	out, cross string
	at         struct{ sentence, list, no float64 }
	show       bool
}

func run(s settings, files []string) error {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		return err
	}
	p.Source.Unfitted = true
	book, err := knowledge.NewBook(p.Source)
	if err != nil {
		return err
	}
	questions, err := readAll(files)
	if err != nil {
		return err
	}
	all := collect(book, questions)
	if s.cross != "" {
		return cross(s, book, questions, all, strings.Split(s.cross, ","))
	}
	if err := all.tell(s); err != nil || s.out == "" {
		return err
	}
	data, err := all.fit(s)
	if err != nil {
		return err
	}
	return os.WriteFile(s.out, data, 0o644)
}

// readAll reads question files.
func readAll(files []string) ([]evaluate.Question, error) {
	var out []evaluate.Question
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		questions, err := evaluate.ReadQuestions(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, questions...)
	}
	return out, nil
}

// part is one of the three decisions.
type part struct {
	name, title string
	of          []sample
	features    []string
	at          float64
}

func (all samples) parts(s settings) []part {
	return []part{
		{"sentence", "a sentence answers", all.sentences, knowledge.FeatureNames(), s.at.sentence},
		{"wide", "a list or an overview answers", all.lists, knowledge.WideFeatureNames(), s.at.list},
		{"no", "a sentence says no", all.verdicts, knowledge.FeatureNames(), s.at.no},
	}
}

// tell prints how well each decision does on authors it has not seen.
func (all samples) tell(s settings) error {
	for _, p := range all.parts(s) {
		if err := tellErrors(os.Stdout, p, heldOut(p.of, p.features), s.show); err != nil {
			return err
		}
	}
	return nil
}

// fit fits the three decisions and returns them in the form of model.json.
func (all samples) fit(s settings) ([]byte, error) {
	models := map[string]*Forest{}
	for _, p := range all.parts(s) {
		m := boost(p.of, p.features)
		m.Threshold = p.at
		models[p.name] = m
	}
	data, err := json.Marshal(models)
	return append(data, '\n'), err
}
