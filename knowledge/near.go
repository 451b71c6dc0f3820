package knowledge

import (
	"maps"
	"slices"

	"reviewbot/knowledge/match"
)

// nearWords finds the pack's words that are close in meaning to a word that
// the pack does not have, by word vectors.
type nearWords struct {
	units   []unit
	vectors []match.Vector
}

const (
	nearEnough = 0.5 // similarity from which two words stand for each other
	nearMost   = 3   // near words considered for one
)

func (n *nearWords) build(b *Book) {
	seen := map[unit]bool{}
	for _, form := range slices.Sorted(maps.Keys(b.vocab.forms)) {
		u := b.vocab.forms[form]
		if seen[u] || !b.index.Has(u) || b.vocab.stop[form] != 0 {
			continue
		}
		var v match.Vector
		if match.WordVector(form, &v) {
			seen[u] = true
			n.units = append(n.units, u)
			n.vectors = append(n.vectors, v)
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
	for i := range n.vectors {
		if v.Far(&n.vectors[i]) {
			continue
		}
		s := v.Similarity(&n.vectors[i])
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
