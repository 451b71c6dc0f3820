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
	depth      = 2
	rate       = 0.1
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
	b := &booster{samples: samples, gradient: make([]float64, len(samples)), weight: make([]float64, len(samples))}
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
		var rows []int
		for i, s := range samples {
			p := 1 / (1 + math.Exp(-score[i]))
			b.gradient[i], b.weight[i] = p, p*(1-p)
			if s.right {
				b.gradient[i]--
			}
			if rng.Float64() < rowShare {
				rows = append(rows, i)
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

// booster grows one tree after the other.
type booster struct {
	samples          []sample
	gradient, weight []float64 // of the loss, by sample
	columns          []int
	tree             []Node
}

// grow adds a node for some rows, and what is below it, and returns its place.
func (b *booster) grow(rows []int, depth int) int {
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
	var left, right []int
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
func (b *booster) split(rows []int, g, h float64) (feature int, at float64, ok bool) {
	best := minGain
	order := slices.Clone(rows)
	for _, k := range b.columns {
		x := func(i int) float64 { return b.samples[i].x[k] }
		slices.SortStableFunc(order, func(i, j int) int {
			switch {
			case x(i) < x(j):
				return -1
			case x(i) > x(j):
				return 1
			}
			return 0
		})
		var gl, hl float64
		for n := 0; n+1 < len(order); n++ {
			gl += b.gradient[order[n]]
			hl += b.weight[order[n]]
			here, next := x(order[n]), x(order[n+1])
			if here == next || hl < minWeight || h-hl < minWeight {
				continue
			}
			gain := gl*gl/(hl+penalty) + (g-gl)*(g-gl)/(h-hl+penalty) - g*g/(h+penalty)
			if gain > best {
				best, feature, at, ok = gain, k, (here+next)/2, true
			}
		}
	}
	return feature, at, ok
}
