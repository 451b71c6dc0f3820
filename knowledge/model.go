package knowledge

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

//go:generate go run ./internal/fit -out model.json pack/review2024/questions.jsonl internal/fit/testdata/a.jsonl internal/fit/testdata/b.jsonl internal/fit/testdata/c.jsonl internal/fit/testdata/j.jsonl internal/fit/testdata/k.jsonl internal/fit/testdata/m.jsonl internal/fit/testdata/n.jsonl internal/fit/testdata/v.jsonl internal/fit/testdata/w.jsonl internal/fit/testdata/x.jsonl internal/fit/testdata/y.jsonl

// models are the fitted decisions: whether the nearest sentence answers,
// whether the nearest list or overview does, and whether the sentence says no
// to a yes/no question.
type models struct {
	Sentence *forest `json:"sentence"`
	Wide     *forest `json:"wide"`
	No       *forest `json:"no"`
}

//go:embed model.json
var modelFile []byte

// forest is the fitted decision: small trees whose values add up to the log
// odds that the nearest sentence answers, and the probability from which it
// does. The generator above makes it from labelled questions.
type forest struct {
	Features  []string `json:"features"`
	Base      float32  `json:"base"`
	Threshold float32  `json:"threshold"`
	Trees     [][]leaf `json:"trees"`
	flat      flatForest
}

// leaf is a node of a tree: below At it goes to Left, else to Right; a node
// without children (Left 0) ends.
type leaf struct {
	Feature int     `json:"f"`
	At      float32 `json:"at"`
	Left    int     `json:"l"`
	Right   int     `json:"r"`
	Value   float32 `json:"v"`
}

// unfitted decides for a sentence whenever there is one.
var unfitted = &models{
	Sentence: &forest{}, Wide: &forest{Threshold: 1}, No: &forest{Threshold: 1},
}

// fitted reads the built-in models, once.
var fitted = sync.OnceValues(func() (*models, error) { return readModels(modelFile) })

// readModels fails if the models were made for other features.
func readModels(data []byte) (*models, error) {
	m := &models{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("model.json: %w: generate it anew", err)
	}
	for _, f := range []struct {
		forest *forest
		names  []string
	}{{m.Sentence, featureNames[:]}, {m.Wide, wideNames[:]}, {m.No, featureNames[:]}} {
		if f.forest == nil || !slices.Equal(f.forest.Features, f.names) {
			return nil, fmt.Errorf("model.json was made for other features: generate it anew")
		}
		f.forest.flatten()
	}
	return m, nil
}

// Decide returns a Book with the same facts that decides by other fitted
// decisions, in the form of model.json. It is for judging a fit.
func (b *Book) Decide(model []byte) (*Book, error) {
	m, err := readModels(model)
	if err != nil {
		return nil, err
	}
	other := *b
	other.model = m
	return &other, nil
}

// FeatureNames are the names of what it is decided by whether a sentence
// answers, in order.
func FeatureNames() []string { return slices.Clone(featureNames[:]) }

// WideFeatureNames are the names of what it is decided by whether a list or an
// overview answers, in order.
func WideFeatureNames() []string { return slices.Clone(wideNames[:]) }

// contributions is how much each feature moved the log odds: at every split,
// the change from the node's value to the child's.
func (m *forest) contributions(v []float32) []float32 {
	out := make([]float32, len(v))
	for _, t := range m.Trees {
		n := &t[0]
		for n.Left != 0 {
			next := &t[n.Right]
			if v[n.Feature] < n.At {
				next = &t[n.Left]
			}
			out[n.Feature] += next.Value - n.Value
			n = next
		}
	}
	return out
}
