package knowledge

import "encoding/binary"

// wordTable gives words numbers. It keeps them in the order they were put in,
// and is made anew from its words quickly.
type wordTable struct {
	words  []string
	values []int32
	slots  []int32 // by hash: position in words and 1, or 0; a power of two of them
}

func newWordTable(size int) *wordTable {
	t := &wordTable{words: make([]string, 0, size), values: make([]int32, 0, size)}
	t.index(size)
	return t
}

// get returns the number of a word.
func (t *wordTable) get(word string) (int32, bool) {
	for i := hashOf(word) & uint32(len(t.slots)-1); ; i = (i + 1) & uint32(len(t.slots)-1) {
		n := t.slots[i]
		if n == 0 {
			return 0, false
		}
		if t.words[n-1] == word {
			return t.values[n-1], true
		}
	}
}

// put adds a word that the table does not have.
func (t *wordTable) put(word string, value int32) {
	t.words = append(t.words, word)
	t.values = append(t.values, value)
	if 2*len(t.words) > len(t.slots) {
		t.index(2 * len(t.words))
		return
	}
	t.place(len(t.words) - 1)
}

// index makes slots for a number of words and places those there are.
func (t *wordTable) index(size int) {
	n := 64
	for n < 2*size {
		n *= 2
	}
	t.slots = make([]int32, n)
	for i := range t.words {
		t.place(i)
	}
}

func (t *wordTable) place(n int) {
	i := hashOf(t.words[n]) & uint32(len(t.slots)-1)
	for t.slots[i] != 0 {
		i = (i + 1) & uint32(len(t.slots)-1)
	}
	t.slots[i] = int32(n + 1)
}

// hashOf spreads words over 32 bits, eight bytes at a time.
func hashOf(s string) uint32 {
	const prime = 0x9e3779b97f4a7c15
	h := uint64(len(s)) * prime
	for len(s) >= 8 {
		h = (h ^ binary.LittleEndian.Uint64([]byte(s[:8]))) * prime
		h ^= h >> 32
		s = s[8:]
	}
	last := uint64(0)
	for i := range len(s) {
		last |= uint64(s[i]) << (8 * i)
	}
	h = (h ^ last) * prime
	return uint32(h >> 32)
}
