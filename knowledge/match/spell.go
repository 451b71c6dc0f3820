package match

import (
	"math/bits"
	"unicode/utf8"
)

// A Speller corrects words against a vocabulary. Each word belongs to a group
// (a stem): forms of one group are the same answer, so they never tie. Build
// it with Add, then only read it.
type Speller struct {
	byLength [maxSpelled + 1][]entry
	masks    [maxSpelled + 1][]masks // of the entries, apart: they rule most of them out
	runes    []rune                  // of all words and phonetic forms
	folded   map[string]int32        // phonetic form to group, or ambiguous
}

type masks struct {
	letters uint64
	sound   uint64 // of the phonetic form
}

type entry struct {
	at     int32 // where the letters start in runes; the phonetic form follows
	group  int32
	folded uint8 // letters of the phonetic form, 0 for a word without one
	rank   uint8
}

const (
	maxSpelled = 32
	ambiguous  = -2
)

// NewSpeller returns a speller without words.
func NewSpeller() *Speller { return &Speller{folded: make(map[string]int32)} }

// Add puts a word into the vocabulary. Of two words equally near, the one
// with the lower rank wins.
func (s *Speller) Add(word string, group int32, rank uint8) {
	n := utf8.RuneCountInString(word)
	if n < 3 || n > maxSpelled || IsNumber(word) {
		return
	}
	e := entry{at: int32(len(s.runes)), group: group, rank: rank}
	s.runes = appendRunes(s.runes, word)
	m := masks{letters: letterMask(s.runes[e.at:])}
	if IsCyrillic(word) {
		key := FoldRussian(word)
		s.runes = appendRunes(s.runes, key)
		sound := s.runes[int(e.at)+n:]
		e.folded, m.sound = uint8(len(sound)), letterMask(sound)
		if have, ok := s.folded[key]; ok && have != group {
			s.folded[key] = ambiguous
		} else {
			s.folded[key] = group
		}
	}
	s.byLength[n] = append(s.byLength[n], e)
	s.masks[n] = append(s.masks[n], m)
}

// Correct returns the group of the nearest word: at most one edit from four
// letters on, two from eight; Russian words also by how they sound. It
// refuses where two groups of the same rank are equally near.
func (s *Speller) Correct(word string) (group int32, ok bool) {
	n := utf8.RuneCountInString(word)
	if n < 4 || n > maxSpelled || IsNumber(word) {
		return 0, false
	}
	var buf [maxSpelled]rune
	letters := appendRunes(buf[:0], word)
	var folded []rune
	if IsCyrillic(word) {
		folded = []rune(FoldRussian(word))
	}
	limit := 1
	if n >= 8 {
		limit = 2
	}
	best, bestRank, tie := 2*limit+2, uint8(255), false
	mask, sound := letterMask(letters), letterMask(folded)
	for length := max(3, n-limit); length <= min(maxSpelled, n+limit); length++ {
		for i := range s.byLength[length] {
			m := &s.masks[length][i]
			spelt := maskDistance(mask, m.letters) <= limit
			if !spelt && (folded == nil || maskDistance(sound, m.sound) > 1) {
				continue
			}
			e := &s.byLength[length][i]
			d := limit + 1
			if spelt {
				d = Distance(letters, s.runes[e.at:][:length], limit)
			}
			if folded != nil && d > 1 && n >= 5 && maskDistance(sound, m.sound) <= 1 {
				if f := Distance(folded, s.runes[int(e.at)+length:][:e.folded], 1); f <= 1 {
					d = min(d, f+1)
				}
			}
			if d > limit || letters[0] != s.runes[e.at] && (d > 1 || n < 5) {
				continue
			}
			if d *= 2; d > 0 && mask == m.letters && length == n {
				d-- // letters in another order are likelier than other letters
			}
			switch {
			case d < best || d == best && e.rank < bestRank:
				best, bestRank, group, tie = d, e.rank, e.group, false
			case d == best && e.rank == bestRank && e.group != group:
				tie = true
			}
		}
	}
	return group, best <= 2*limit && !tie
}

// SoundsLike returns the group of the only word that a Russian word sounds
// exactly like.
func (s *Speller) SoundsLike(word string) (group int32, ok bool) {
	if !IsCyrillic(word) {
		return 0, false
	}
	group, ok = s.folded[FoldRussian(word)]
	return group, ok && group != ambiguous
}

func appendRunes(dst []rune, s string) []rune {
	for _, r := range s {
		dst = append(dst, r)
	}
	return dst
}

// letterMask has a bit for each letter that occurs, hashed to 64.
func letterMask(letters []rune) uint64 {
	var m uint64
	for _, r := range letters {
		m |= 1 << (uint(r) & 63)
	}
	return m
}

// maskDistance is a lower bound of the edits between two words: each edit
// changes at most one letter for another.
func maskDistance(a, b uint64) int {
	return max(bits.OnesCount64(a&^b), bits.OnesCount64(b&^a))
}
