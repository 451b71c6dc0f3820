package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"reviewbot/knowledge"
)

// maxPattern is the longest pattern, in letters, that fuzzy matching scores
// rightly: from 40 adjacent ones on its score overflows.
const maxPattern = 39

// Limits of suggestions: Discord shows 25 of at most 100 characters. Fuzzy
// matching is linear, so only so many candidates are given to it.
const (
	maxSuggestions = 25
	maxSuggestion  = 100
	maxCandidates  = 500
)

// maxSpread is over how many times its own length the letters of a pattern
// may be spread: further apart they are there by chance.
const maxSpread = 3

// A Suggestion is a question that the review answers.
type Suggestion struct {
	Text string // at most 100 characters
	Fact string // its id; asking for it by the id gives the fact
}

// Suggest completes a question while it is typed: at most 25, the likeliest
// first, one for each fact. With less than two letters it offers a question
// on each topic. A context that is done suggests nothing.
func (b *Bot) Suggest(ctx context.Context, prefix string, lang Lang) []Suggestion {
	if ctx.Err() != nil || tooLong(prefix) {
		return nil
	}
	return b.edition.Load().suggester().suggest(Clean(prefix), lang)
}

// suggester finds phrasings by what their words begin with.
type suggester struct {
	phrases []Suggestion
	lower   []string           // the same in lower case, for matching
	starts  map[string][]int32 // by the first two letters of a word: the phrases that have one, in order
	first   [2][]Suggestion    // by language: the first phrasing on each topic
}

func newSuggester(book *knowledge.Book) *suggester {
	s := &suggester{starts: map[string][]int32{}}
	opened := [2]map[string]bool{{}, {}}
	for f := range book.All() {
		for _, ask := range f.Asks {
			if ask = Clean(ask); ask == "" || utf8.RuneCountInString(ask) > maxSuggestion {
				continue
			}
			phrase := Suggestion{ask, f.ID}
			s.add(phrase)
			lang := writtenIn(ask)
			for _, t := range f.Topics {
				if !opened[lang][t] && len(s.first[lang]) < maxSuggestions {
					opened[lang][t] = true
					s.first[lang] = append(s.first[lang], phrase)
					break
				}
			}
		}
	}
	for lang := range s.first {
		s.first[lang] = onePerFact(s.first[lang])
	}
	return s
}

func (s *suggester) add(p Suggestion) {
	n := int32(len(s.phrases))
	s.phrases = append(s.phrases, p)
	s.lower = append(s.lower, strings.ToLower(p.Text))
	for _, w := range typedWords(p.Text) {
		if list := s.starts[start(w)]; len(list) == 0 || list[len(list)-1] != n {
			s.starts[start(w)] = append(list, n)
		}
	}
}

func (s *suggester) suggest(prefix string, lang Lang) []Suggestion {
	typed := typedWords(prefix)
	if len(typed) == 0 {
		return s.first[lang]
	}
	typed, candidates := s.candidates(typed)
	texts := make([]string, len(candidates))
	for i, n := range candidates {
		texts[i] = s.lower[n]
	}
	pattern := cutTo(strings.Join(typed, " "), maxPattern)
	found := slices.DeleteFunc(fuzzy.Find(pattern, texts), func(m fuzzy.Match) bool {
		return gap(m) > maxSpread*len(pattern)
	})
	slices.SortStableFunc(found, func(a, b fuzzy.Match) int {
		return cmp.Compare(gap(a), gap(b))
	})
	out := make([]Suggestion, len(found))
	for i, m := range found {
		out[i] = s.phrases[candidates[m.Index]]
	}
	return onePerFact(out)
}

// gap is how far the matched letters of a phrase are spread.
func gap(m fuzzy.Match) int {
	last := len(m.MatchedIndexes) - 1
	return m.MatchedIndexes[last] - m.MatchedIndexes[0]
}

// candidates are the phrases that have, for every word typed, a word that
// begins with the same two letters. A word that leaves none is passed over:
// it is misspelt, or no phrase has it. The words that count come back.
func (s *suggester) candidates(typed []string) (counted []string, out []int32) {
	for _, w := range typed {
		list := s.starts[start(w)]
		if len(out) > 0 {
			list = inBoth(out, list)
		}
		if len(list) > 0 {
			counted, out = append(counted, w), list
		}
	}
	return counted, out[:min(len(out), maxCandidates)]
}

func inBoth(a, b []int32) []int32 {
	both := make([]int32, 0, min(len(a), len(b)))
	for _, n := range a {
		if _, ok := slices.BinarySearch(b, n); ok {
			both = append(both, n)
		}
	}
	return both
}

// typedWords are the words of two letters or more, in lower case. A single
// letter tells too little.
func typedWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	return slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
}

// start is the first two letters of a word.
func start(word string) string {
	n := 0
	for i := range word {
		if n++; n > 2 {
			return word[:i]
		}
	}
	return word
}

func onePerFact(in []Suggestion) []Suggestion {
	seen := map[string]bool{}
	var out []Suggestion
	for _, s := range in {
		if !seen[s.Fact] && len(out) < maxSuggestions {
			seen[s.Fact] = true
			out = append(out, s)
		}
	}
	return out
}

func writtenIn(s string) Lang {
	if isCyrillic(s) {
		return Russian
	}
	return English
}
