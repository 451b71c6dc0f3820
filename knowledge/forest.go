package knowledge

import "math"

// flatForest is a forest with every tree filled up to the same depth, so that a
// tree is walked without a jump that could be guessed wrong. It decides like
// the forest it was made from, to the bit.
type flatForest struct {
	depth  int
	splits []split   // 1<<depth - 1 for each tree, from the top down
	values []float32 // 1<<depth for each tree
}

type split struct {
	at      float32
	feature int32
}

// flattenMost is the greatest depth of a forest that is flattened: a tree of
// depth n takes 2ⁿ places.
const flattenMost = 8

// flatten prepares a forest to be asked; a deeper one stays as it is.
func (m *forest) flatten() {
	for _, t := range m.Trees {
		m.flat.depth = max(m.flat.depth, depthOf(t, 0))
	}
	if m.flat.depth > flattenMost {
		return
	}
	f := &m.flat
	inner := 1<<f.depth - 1
	f.splits = make([]split, inner*len(m.Trees))
	f.values = make([]float32, (inner+1)*len(m.Trees))
	for i, t := range m.Trees {
		fill(t, 0, 0, f.splits[i*inner:][:inner], f.values[i*(inner+1):])
	}
}

func depthOf(t []leaf, n int) int {
	if t[n].Left == 0 {
		return 0
	}
	return 1 + max(depthOf(t, t[n].Left), depthOf(t, t[n].Right))
}

// fill puts node n, and what is below it, at a place of a full tree. Below a
// leaf both ways lead to its value.
func fill(t []leaf, n, place int, splits []split, values []float32) {
	if place >= len(splits) {
		values[place-len(splits)] = t[n].Value
		return
	}
	left, right := t[n].Left, t[n].Right
	if left == 0 {
		left, right = n, n
	} else {
		splits[place] = split{t[n].At, int32(t[n].Feature)}
	}
	fill(t, left, 2*place+1, splits, values)
	fill(t, right, 2*place+2, splits, values)
}

// probability is how sure the model is that the sentence answers.
func (m *forest) probability(v []float32) float32 {
	sum := m.Base
	f := &m.flat
	if f.splits == nil {
		for _, t := range m.Trees {
			sum += valueOf(t, v)
		}
		return logistic(sum)
	}
	inner := 1<<f.depth - 1
	values := f.values
	for splits := f.splits; len(splits) >= inner && len(values) > inner; {
		place := 0
		for range f.depth {
			s := splits[place]
			right := 0
			if s.at <= v[s.feature] {
				right = 1
			}
			place = 2*place + 1 + right
		}
		sum += values[place-inner]
		splits, values = splits[inner:], values[inner+1:]
	}
	return logistic(sum)
}

func valueOf(t []leaf, v []float32) float32 {
	n := &t[0]
	for n.Left != 0 {
		if v[n.Feature] < n.At {
			n = &t[n.Left]
		} else {
			n = &t[n.Right]
		}
	}
	return n.Value
}

func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }
