package knowledge

import (
	"slices"
	"strings"

	"reviewbot/knowledge/match"
)

// nearWords finds the pack's words that are close in meaning to a word that
// the pack does not have, by word vectors.
type nearWords struct {
	units   []unit
	vectors match.Vectors
}

const (
	nearEnough = 0.5 // similarity from which two words stand for each other
	nearMost   = 3   // near words considered for one
)

func (n *nearWords) build(b *Book) {
	seen := map[unit]bool{}
	forms := b.vocab.forms
	order := make([]int32, len(forms.words))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return strings.Compare(forms.words[x], forms.words[y]) })
	for _, i := range order {
		form, u := forms.words[i], forms.values[i]
		if seen[u] || !b.index.Has(u) || b.vocab.stop[form] != 0 {
			continue
		}
		var v match.Vector
		if match.WordVector(form, &v) {
			seen[u] = true
			n.units = append(n.units, u)
			n.vectors.Append(&v)
		}
	}
}

// find appends up to nearMost units near to a word, the nearest first.
func (n *nearWords) find(text string, out []match.Alternative) []match.Alternative {
	var v match.Vector
	if !match.WordVector(text, &v) {
		return out
	}
	base := len(out)
	for i := range n.units {
		if n.vectors.Far(int32(i), &v) {
			continue
		}
		s := n.vectors.Similarity(int32(i), &v)
		if s < nearEnough {
			continue
		}
		a := match.Alternative{Unit: n.units[i], Strength: s}
		switch {
		case len(out)-base < nearMost:
			out = append(out, a)
		case s > out[len(out)-1].Strength:
			out[len(out)-1] = a
		default:
			continue
		}
		for k := len(out) - 1; k > base && out[k].Strength > out[k-1].Strength; k-- {
			out[k], out[k-1] = out[k-1], out[k]
		}
	}
	return out
}
