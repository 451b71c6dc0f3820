package match

import (
	_ "embed"
	"hash/fnv"
)

// RussianFilterSize is the size of the Bloom filter of Russian stems in
// bytes: ten bits for each of about 130,000 stems, so that one word in a
// hundred is wrongly taken for known.
const RussianFilterSize = 160 << 10

const russianProbes = 7

// The filter is made by internal/genrussian; see CONTRIBUTING.md.
//
//go:embed russian.bloom
var russianFilter string

// KnownRussian tells whether a general dictionary has a word with this stem.
func KnownRussian(stem string) bool {
	a, b := russianHash(stem)
	for i := range uint32(russianProbes) {
		bit := (a + i*b) % (RussianFilterSize * 8)
		if int(bit>>3) >= len(russianFilter) || russianFilter[bit>>3]&(1<<(bit&7)) == 0 {
			return false
		}
	}
	return true
}

// MarkRussian puts a stem into a filter. It serves the generator.
func MarkRussian(bits []byte, stem string) {
	a, b := russianHash(stem)
	for i := range uint32(russianProbes) {
		bit := (a + i*b) % (RussianFilterSize * 8)
		bits[bit>>3] |= 1 << (bit & 7)
	}
}

func russianHash(stem string) (a, b uint32) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(stem)) // a hash never fails
	sum := h.Sum64()
	return uint32(sum), uint32(sum>>32) | 1
}
