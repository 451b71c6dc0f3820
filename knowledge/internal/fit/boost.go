package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Node is a node of a tree, as package knowledge reads it.
type Node struct {
	Feature int     `json:"f"`
	At      float64 `json:"at"`
	Left    int     `json:"l"`
	Right   int     `json:"r"`
	Value   float64 `json:"v"`
}

// Forest is a sum of trees: the log odds that a sentence answers.
type Forest struct {
	Features  []string `json:"features"`
	Base      float64  `json:"base"`
	Threshold float64  `json:"threshold"`
	Trees     [][]Node `json:"trees"`
}

// The settings of the boosting, chosen by cross-validation over authors.
const (
	rounds     = 250
	depth      = 4
	rate       = 0.05
	penalty    = 1.0 // on the size of a leaf's value
	minWeight  = 1.0 // of the samples in a leaf
	minGain    = 0.02
	rowShare   = 0.7
	columnHalf = 0.55 // share of the features that a tree may use
	seed       = 1
)

func (f *Forest) probability(x []float64) float64 {
	sum := f.Base
	for _, t := range f.Trees {
		sum += valueOf(t, x)
	}
	return 1 / (1 + math.Exp(-sum))
}

func valueOf(t []Node, x []float64) float64 {
	i := 0
	for t[i].Left != 0 {
		if x[t[i].Feature] < t[i].At {
			i = t[i].Left
		} else {
			i = t[i].Right
		}
	}
	return t[i].Value
}

// boost fits a forest by gradient boosting of the logistic loss, with random
// rows and columns for each tree. It is deterministic.
func boost(samples []sample, features []string) *Forest {
	rng := rand.New(rand.NewPCG(seed, 0))
	b := newBooster(samples, len(features))
	right := 0.0
	for _, s := range samples {
		if s.right {
			right++
		}
	}
	f := &Forest{Features: features, Base: math.Log(right / (float64(len(samples)) - right))}
	score := make([]float64, len(samples))
	for i := range score {
		score[i] = f.Base
	}
	for range rounds {
		var rows []int32
		for i, s := range samples {
			p := 1 / (1 + math.Exp(-score[i]))
			b.gradient[i], b.weight[i] = p*s.weight, p*(1-p)*s.weight
			if s.right {
				b.gradient[i] -= s.weight
			}
			if rng.Float64() < rowShare {
				rows = append(rows, int32(i))
			}
		}
		b.columns = b.columns[:0]
		for k := range features {
			if rng.Float64() < columnHalf {
				b.columns = append(b.columns, k)
			}
		}
		b.tree = nil
		b.grow(rows, depth)
		f.Trees = append(f.Trees, b.tree)
		for i := range samples {
			score[i] += valueOf(b.tree, samples[i].x)
		}
	}
	return f
}

// bins is into how many ranges the values of a feature are sorted.
const bins = 128

// booster grows one tree after the other. It looks for splits among the bounds
// of each feature's ranges.
type booster struct {
	samples          []sample
	gradient, weight []float64   // of the loss, by sample
	bounds           [][]float64 // by feature: where its ranges end
	bin              [][]uint8   // by feature and sample: the range of its value
	columns          []int
	tree             []Node
}

func newBooster(samples []sample, features int) *booster {
	b := &booster{
		samples: samples, gradient: make([]float64, len(samples)), weight: make([]float64, len(samples)),
		bounds: make([][]float64, features), bin: make([][]uint8, features),
	}
	for k := range features {
		values := make([]float64, len(samples))
		for i, s := range samples {
			values[i] = s.x[k]
		}
		slices.Sort(values)
		for n := 1; n < bins; n++ {
			i := n * len(values) / bins
			if i > 0 && values[i] != values[i-1] {
				b.bounds[k] = append(b.bounds[k], (values[i]+values[i-1])/2)
			}
		}
		distinct := slices.Compact(slices.Clone(values))
		if len(distinct) < bins {
			b.bounds[k] = nil
			for i := 1; i < len(distinct); i++ {
				b.bounds[k] = append(b.bounds[k], (distinct[i]+distinct[i-1])/2)
			}
		}
		b.bin[k] = make([]uint8, len(samples))
		for i, s := range samples {
			at, _ := slices.BinarySearch(b.bounds[k], s.x[k])
			b.bin[k][i] = uint8(at)
		}
	}
	return b
}

// grow adds a node for some rows, and what is below it, and returns its place.
func (b *booster) grow(rows []int32, depth int) int {
	var g, h float64
	for _, i := range rows {
		g += b.gradient[i]
		h += b.weight[i]
	}
	me := len(b.tree)
	b.tree = append(b.tree, Node{Value: -rate * g / (h + penalty)})
	if depth == 0 {
		return me
	}
	feature, at, ok := b.split(rows, g, h)
	if !ok {
		return me
	}
	var left, right []int32
	for _, i := range rows {
		if b.samples[i].x[feature] < at {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	l := b.grow(left, depth-1)
	r := b.grow(right, depth-1)
	b.tree[me].Feature, b.tree[me].At, b.tree[me].Left, b.tree[me].Right = feature, at, l, r
	return me
}

// split finds the feature and value that part the rows best.
func (b *booster) split(rows []int32, g, h float64) (feature int, at float64, ok bool) {
	best := minGain
	for _, k := range b.columns {
		var gs, hs [bins]float64
		for _, i := range rows {
			n := b.bin[k][i]
			gs[n] += b.gradient[i]
			hs[n] += b.weight[i]
		}
		var gl, hl float64
		for n, bound := range b.bounds[k] {
			gl += gs[n]
			hl += hs[n]
			if hl < minWeight || h-hl < minWeight {
				continue
			}
			gain := gl*gl/(hl+penalty) + (g-gl)*(g-gl)/(h-hl+penalty) - g*g/(h+penalty)
			if gain > best {
				best, feature, at, ok = gain, k, bound, true
			}
		}
	}
	return feature, at, ok
}
