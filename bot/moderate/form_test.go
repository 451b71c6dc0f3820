package moderate

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// TestListsComeBack holds that a list is read as it was written.
func TestListsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []string
		for _, s := range rapid.SliceOfN(rapid.StringMatching(`[a-zа-я;,"' ]{1,12}`), 0, 5).Draw(t, "list") {
			if s = bot.Clean(s); s != "" && strings.Trim(s, "; ") != "" {
				list = append(list, s)
			}
		}
		if got := items(listed(list)); !slices.Equal(got, list) {
			t.Errorf("%q comes back as %q", list, got)
		}
	})
}

func TestCountsComeBack(t *testing.T) {
	for _, counts := range [][]knowledge.Count{
		nil,
		{{Value: 36, Unit: "states", Bound: knowledge.Exact}},
		{{Value: 2.5, Unit: "", Bound: knowledge.AtLeast}, {Value: 1e9, Unit: "US dollars", Bound: knowledge.MoreThan}, {Value: 0, Unit: "x", Bound: knowledge.Mostly}},
	} {
		var f knowledge.Fact
		if fault := setCount(&f, countsText(counts)); fault != (text{}) || !slices.Equal(f.Parts.Count, counts) {
			t.Errorf("%v comes back as %v (%s)", counts, f.Parts.Count, fault.EN)
		}
	}
}

// TestFactsComeBack holds that showing a form and sending it back unchanged
// changes nothing: for every fact and entity of the built-in pack.
func TestFactsComeBack(t *testing.T) {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Source.Facts {
		body, err := store.FactBody(f)
		if err != nil {
			t.Fatal(err)
		}
		comesBack(t, factForm(), body, store.Body.Fact, store.FactBody)
	}
	for _, e := range p.Source.Entities {
		body, err := store.EntityBody(e)
		if err != nil {
			t.Fatal(err)
		}
		comesBack(t, entityForm(), body, store.Body.Entity, store.EntityBody)
	}
}

func comesBack[T any](t *testing.T, f form[T], body store.Body, read func(store.Body) (T, error), write func(T) (store.Body, error)) {
	t.Helper()
	before, after := decoded(body, read), decoded(body, read)
	typed := map[string]string{}
	for _, p := range f.pages {
		for _, x := range p.fields {
			typed[x.name] = x.get(&before)
		}
	}
	if found := f.fill(&after, typed); len(found) > 0 {
		t.Errorf("faults %v", found)
	}
	if got, err := write(after); err != nil || !got.Is(body) {
		t.Errorf("%s\ncomes back as\n%s %v", body, got, err)
	}
	kept := map[string]string{}
	for _, p := range f.pages {
		p.take(&before, kept, typed)
	}
	if len(kept) > 0 {
		t.Errorf("unchanged fields are kept as typed: %v", kept)
	}
}

// TestFaultyFormsLoseNothing types anything into any field of any page, again
// and again: whatever is wrong with it, the form shows it as it was typed.
func TestFaultyFormsLoseNothing(t *testing.T) {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	body, err := store.FactBody(p.Source.Facts[0])
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := &draft{Action: store.Edited, Subject: store.Subject{Kind: store.Fact, ID: p.Source.Facts[0].ID}, Before: body, Typed: typed{}}
		if rapid.Bool().Draw(t, "adding") {
			d.Action, d.Before, d.Subject.ID = store.Add, nil, ""
		}
		said := map[string]string{}
		for range rapid.IntRange(1, 6).Draw(t, "times") {
			n := rapid.IntRange(0, d.pages()-1).Draw(t, "page")
			values := map[string]string{}
			for _, x := range d.input(n, nil, bot.English).Fields {
				if rapid.Bool().Draw(t, x.Name+"?") {
					values[x.Name] = rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-z0-9а-я;.,¶\n" -]{0,40}`)).Draw(t, x.Name)
					said[x.Name] = tidy(values[x.Name], x.Long)
				}
			}
			d.take(n, values)
			data, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			again := &draft{}
			if err := json.Unmarshal(data, again); err != nil {
				t.Fatal(err)
			}
			if again.Typed == nil {
				again.Typed = typed{}
			}
			d = again
		}
		_, _, found := d.fact()
		for n := range d.pages() {
			for _, x := range d.input(n, found, bot.Russian).Fields {
				if want, ok := said[x.Name]; ok && x.Value != want {
					t.Errorf("%s shows %q, typed was %q", x.Name, x.Value, want)
				}
			}
		}
	})
}

// FuzzFactForm fills in a fact's fields with anything: what has no fault is a
// fact that can be kept, and comes back as it is.
func FuzzFactForm(f *testing.F) {
	p, err := pack.Load(os.DirFS(filepath.Join("..", "..", "knowledge", "pack", "testdata", "tramways")))
	if err != nil {
		f.Fatal(err)
	}
	st := &state{source: p.Source, answers: &answers{}, items: map[store.Subject]store.Item{}}
	base := p.Source.Facts[3]
	body, err := store.FactBody(base)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("quote", base.Evidence.Quote)
	f.Add("count", "more-than 50 countries; 3 x")
	f.Add("when", "2024-02..2024-03")
	f.Add("asks_ru", "что это; что то\nещё")
	f.Add("statement_en", "The review says: {\"x\": [1]} # - & * ! | > ' \\ \u0085")
	f.Fuzz(func(t *testing.T, name, value string) {
		x, _, ok := factForm().field(name)
		if !ok {
			return
		}
		d := &draft{Action: store.Edited, Subject: store.Subject{Kind: store.Fact, ID: base.ID}, Before: body, Typed: typed{name: tidy(value, x.long)}}
		_, after, found := d.fact()
		rules, _ := checkFact(st, after, false)
		if len(found)+len(rules) > 0 {
			return
		}
		kept, err := store.FactBody(after)
		if err != nil {
			t.Fatalf("no fault, and cannot be kept: %v", err)
		}
		back, err := kept.Fact()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := store.FactBody(back); err != nil || !again.Is(kept) {
			t.Fatalf("%s\nbecomes\n%s %v", kept, again, err)
		}
		if _, err := p.Source.Review.Cite(after.Evidence); err != nil {
			t.Fatalf("no fault, and no citation: %v", err)
		}
	})
}

// TestCompare holds that the pieces of a comparison make both texts.
func TestCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{1,2}`)
		before := strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "before"), " ")
		after := strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "after"), " ")
		var a, b []string
		for _, s := range compare(before, after) {
			if s.Change != bot.Added {
				a = append(a, s.Text)
			}
			if s.Change != bot.Dropped {
				b = append(b, s.Text)
			}
		}
		if got := strings.Join(a, " "); got != before {
			t.Errorf("before is %q, want %q", got, before)
		}
		if got := strings.Join(b, " "); got != after {
			t.Errorf("after is %q, want %q", got, after)
		}
	})
}
