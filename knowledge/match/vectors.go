package match

import (
	_ "embed"
	"encoding/binary"
	"math"
	"math/bits"
	"strings"
	"sync"
)

// The file is made by internal/genvectors; see CONTRIBUTING.md.
//
//go:embed vectors.bin
var vectorFile string

// Dims is the number of components of a word vector.
const Dims = 100

// Vector is a quantised word vector with a sketch of its signs.
type Vector struct {
	parts  [Dims]int8
	length float32
	sketch [2]uint64
}

// table is the parsed word vector file.
type table struct {
	words   string
	offsets []uint32 // where each word starts, and the end
	ranks   string
	parts   string
}

var vectorTable = sync.OnceValue(func() *table {
	le := binary.LittleEndian
	head := []byte(vectorFile[:8])
	n, size := int(le.Uint32(head)), int(le.Uint32(head[4:]))
	t := &table{words: vectorFile[8 : 8+size], offsets: make([]uint32, 0, n+1)}
	rest := vectorFile[8+size:]
	t.ranks, t.parts = rest[:2*n], rest[2*n:]
	for at := 0; at < size; {
		t.offsets = append(t.offsets, uint32(at))
		at += strings.IndexByte(t.words[at:], '\n') + 1
	}
	t.offsets = append(t.offsets, uint32(size))
	return t
})

// find returns the position of an English word in the table, or -1.
func (t *table) find(word string) int {
	lo, hi := 0, len(t.offsets)-1
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.words[t.offsets[mid]:t.offsets[mid+1]-1] < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(t.offsets)-1 && t.words[t.offsets[lo]:t.offsets[lo+1]-1] == word {
		return lo
	}
	return -1
}

// WordRank returns how many English words are more frequent than word, and
// whether it is among those that the table knows (the 45,000 most frequent).
func WordRank(word string) (rank int, known bool) {
	t := vectorTable()
	i := t.find(word)
	if i < 0 {
		return 0, false
	}
	return int(t.ranks[2*i]) | int(t.ranks[2*i+1])<<8, true
}

// WordVector fills v with the vector of an English word and tells whether
// there is one.
func WordVector(word string, v *Vector) bool {
	t := vectorTable()
	i := t.find(word)
	if i < 0 {
		return false
	}
	for k := range Dims {
		v.parts[k] = int8(t.parts[i*Dims+k])
	}
	v.finish()
	return true
}

// finish computes what is derived from the components.
func (v *Vector) finish() {
	var sum int32
	v.sketch = [2]uint64{}
	for k, x := range v.parts {
		sum += int32(x) * int32(x)
		if x < 0 {
			v.sketch[k>>6] |= 1 << (k & 63)
		}
	}
	v.length = float32(math.Sqrt(float64(max(sum, 1))))
}

// Similarity is the cosine of the angle between two vectors, from -1 to 1.
func (v *Vector) Similarity(w *Vector) float32 {
	var sum int32
	for k := range v.parts {
		sum += int32(v.parts[k]) * int32(w.parts[k])
	}
	return float32(sum) / (v.length * w.length)
}

// Sum adds up weighted vectors.
type Sum struct{ parts [Dims]float32 }

// Add adds the direction of a vector, times a weight.
func (s *Sum) Add(v *Vector, weight float32) {
	weight /= v.length
	for k, x := range v.parts {
		s.parts[k] += float32(x) * weight
	}
}

// Vector fills v with the direction of the sum and tells whether it has one.
func (s *Sum) Vector(v *Vector) bool {
	var top float32
	for _, x := range s.parts {
		top = max(top, x, -x)
	}
	if top == 0 {
		return false
	}
	for k, x := range s.parts {
		v.parts[k] = int8(x / top * 127)
	}
	v.finish()
	return true
}

// Vectors are vectors in one piece of memory, by number from 0 on.
type Vectors struct {
	Parts    []byte // Dims of each, as int8
	lengths  []float32
	sketches [][2]uint64
}

// Len returns how many vectors there are.
func (l *Vectors) Len() int { return len(l.Parts) / Dims }

// Append adds a vector.
func (l *Vectors) Append(v *Vector) {
	for _, x := range v.parts {
		l.Parts = append(l.Parts, byte(x))
	}
	l.lengths = append(l.lengths, v.length)
	l.sketches = append(l.sketches, v.sketch)
}

// Finish computes from Parts what is derived from them.
func (l *Vectors) Finish() {
	l.lengths = make([]float32, l.Len())
	l.sketches = make([][2]uint64, l.Len())
	for i := range l.lengths {
		var sum int32
		var signs [2]uint64
		for k, x := range l.Parts[i*Dims:][:Dims] {
			part := int32(int8(x))
			sum += part * part
			signs[k>>6&1] |= uint64(x>>7) << (k & 63)
		}
		l.lengths[i], l.sketches[i] = float32(math.Sqrt(float64(max(sum, 1)))), signs
	}
}

// Get fills v with the components of vector n.
func (l *Vectors) Get(n int32, v *Vector) {
	for k, x := range l.Parts[int(n)*Dims:][:Dims] {
		v.parts[k] = int8(x)
	}
	v.length, v.sketch = l.lengths[n], l.sketches[n]
}

// Similarity is the cosine of the angle between vector n and v.
func (l *Vectors) Similarity(n int32, v *Vector) float32 {
	var sum int32
	for k, x := range l.Parts[int(n)*Dims:][:Dims] {
		sum += int32(v.parts[k]) * int32(int8(x))
	}
	return float32(sum) / (v.length * l.lengths[n])
}

// Differing is in how many components vector n and v have different signs,
// which goes about with the angle between them and is cheap to tell.
func (l *Vectors) Differing(n int32, v *Vector) int {
	s := &l.sketches[n]
	return bits.OnesCount64(v.sketch[0]^s[0]) + bits.OnesCount64(v.sketch[1]^s[1])
}

// Far tells cheaply that the similarity of vector n to v is almost surely
// below about 0.4.
func (l *Vectors) Far(n int32, v *Vector) bool { return l.Differing(n, v) > 40 }
