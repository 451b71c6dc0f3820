package knowledge

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFlatForest holds that a flattened forest decides like its trees.
func TestFlatForest(t *testing.T) {
	m, err := fitted()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	v := make([]float32, features)
	for range 500 {
		for i := range v {
			v[i] = float32(rng.IntN(9))/4 - 1
		}
		sum := m.Sentence.Base
		for _, tree := range m.Sentence.Trees {
			sum += valueOf(tree, v)
		}
		if got, want := m.Sentence.probability(v), logistic(sum); math.Float32bits(got) != math.Float32bits(want) {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

func BenchmarkForest(b *testing.B) {
	m, err := fitted()
	if err != nil {
		b.Fatal(err)
	}
	v := make([]float32, features)
	for i := range v {
		v[i] = float32(i%5) / 4
	}
	for b.Loop() {
		v[int(v[0])]++
		if v[0] > 2 {
			v[0] = 0
		}
		m.Sentence.probability(v)
	}
}
