package knowledge

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// archive writes values into a compact form or reads them back. Each kind of
// value has one method that does both, so that what is written is what is
// read. It trusts its input: whoever opens a file checks first that this
// program wrote it.
type archive struct {
	reading bool
	in      string // what is left to read
	out     []byte
}

// number is a whole number, at most 10 bytes long, small ones shorter.
func (a *archive) number(v int) int {
	if !a.reading {
		a.out = binary.AppendVarint(a.out, int64(v))
		return v
	}
	u, shift := uint64(0), 0
	for i := 0; ; i++ {
		c := a.in[i]
		u |= uint64(c&0x7f) << shift
		if c < 0x80 {
			a.in = a.in[i+1:]
			return int(int64(u>>1) ^ -int64(u&1))
		}
		shift += 7
	}
}

// take returns the next n bytes.
func (a *archive) take(n int) string {
	s := a.in[:n]
	a.in = a.in[n:]
	return s
}

func (a *archive) float(v *float32) {
	if !a.reading {
		a.out = binary.LittleEndian.AppendUint32(a.out, math.Float32bits(*v))
		return
	}
	s := a.take(4)
	*v = math.Float32frombits(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

func (a *archive) double(v *float64) {
	bits := a.number(int(math.Float64bits(*v)))
	*v = math.Float64frombits(uint64(bits))
}

func (a *archive) flag(v *bool) {
	n := 0
	if *v {
		n = 1
	}
	*v = a.number(n) == 1
}

// text is a string; read, it shares the memory of the input.
func (a *archive) text(v *string) {
	n := a.number(len(*v))
	if !a.reading {
		a.out = append(a.out, *v...)
		return
	}
	*v = a.take(n)
}

func (a *archive) bytes(v *[]byte) {
	n := a.number(len(*v))
	if !a.reading {
		a.out = append(a.out, *v...)
		return
	}
	*v = []byte(a.take(n))
}

// integer is a number of any whole type.
func integer[T ~int | ~int32 | ~uint8 | ~uint16 | ~uint32](a *archive, v *T) {
	*v = T(a.number(int(*v)))
}

// name is a string of a type of its own.
func name[T ~string](a *archive, v *T) {
	s := string(*v)
	a.text(&s)
	*v = T(s)
}

// list is a slice whose items are kept by each. An empty one is read as nil.
func list[T any](a *archive, v *[]T, each func(*archive, *T)) {
	n := a.number(len(*v))
	if a.reading && n > 0 {
		*v = make([]T, n)
	}
	for i := range *v {
		each(a, &(*v)[i])
	}
}

// integers is a list of numbers, each kept by what it is more than the one
// before: sorted lists are short.
func integers(a *archive, v *[]int32) {
	n := a.number(len(*v))
	if a.reading && n > 0 {
		*v = make([]int32, n)
	}
	last := 0
	for i := range *v {
		last += a.number(int((*v)[i]) - last)
		(*v)[i] = int32(last)
	}
}

func floats(a *archive, v *[]float32) { list(a, v, (*archive).float) }

func names(a *archive, v *[]string) { list(a, v, (*archive).text) }

// keyed is a map, kept in the order of its keys.
func keyed[T any](a *archive, v *map[string]T, each func(*archive, *T)) {
	keys := slices.Sorted(maps.Keys(*v))
	names(a, &keys)
	if a.reading {
		*v = make(map[string]T, len(keys))
	}
	for _, k := range keys {
		value := (*v)[k]
		each(a, &value)
		(*v)[k] = value
	}
}
