package knowledge

import (
	"math"
	"slices"
)

// oddsOf compares the words of questions of one sort, which the review does
// not answer, with those of questions that it does: log odds, for every unit.
func (b *Book) oddsOf(sort docKind, texts []text) []float32 {
	answered := make([]float64, b.vocab.units())
	other := make([]float64, b.vocab.units())
	var nAnswered, nOther float64
	for i := range texts {
		var into []float64
		switch b.docs[i].kind {
		case docAsk:
			into = answered
			nAnswered++
		case sort:
			into = other
			nOther++
		default:
			continue
		}
		for _, u := range texts[i].units {
			into[u]++
		}
	}
	odds := make([]float32, b.vocab.units())
	if nOther == 0 {
		return odds
	}
	for u := range odds {
		if other[u]+answered[u] == 0 {
			continue
		}
		p := (other[u] + 0.5) / (nOther + 1)
		a := (answered[u] + 0.5*nAnswered/nOther) / (nAnswered + 1)
		odds[u] = float32(max(-2, min(2, math.Log(p/a))))
	}
	return odds
}

// near finds the sentences of the facts that silences are near to.
func (b *Book) near(silences []Silence) []silence {
	out := make([]silence, len(silences))
	for i, s := range silences {
		out[i].Silence = s
		for _, id := range s.Near {
			if n, ok := b.byID[id]; ok && !slices.Contains(out[i].sentences, b.facts[n].sentence) {
				out[i].sentences = append(out[i].sentences, b.facts[n].sentence)
			}
		}
	}
	return out
}

// missOf are the sentences that do not answer what a document asks.
func (b *Book) missOf(d *doc) []int32 {
	switch d.kind {
	case docSilence:
		return b.silences[d.of].sentences
	case docMisconception:
		return b.misconceptions[d.of].sentences
	}
	return nil
}
