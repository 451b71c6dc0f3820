package knowledge

import "math"

// oddsOf compares the words of questions of one sort, which the review does
// not answer, with those of questions that it does: log odds, for every unit.
func (b *Book) oddsOf(sort docKind, reads []*reading) []float32 {
	answered := make([]float64, len(b.vocab.names))
	other := make([]float64, len(b.vocab.names))
	var nAnswered, nOther float64
	for i, r := range reads {
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
		for _, u := range sortedUnits(appendUnits(nil, r)) {
			into[u]++
		}
	}
	odds := make([]float32, len(b.vocab.names))
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
