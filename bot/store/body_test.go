package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// builtin is the built-in pack as a store takes it.
func builtin(t testing.TB) (*pack.Pack, PackContents) {
	t.Helper()
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewPackContents(p.ID, p.Version, p.Source)
	if err != nil {
		t.Fatal(err)
	}
	return p, c
}

// TestBodiesRoundTrip decodes what was encoded and encodes it again.
func TestBodiesRoundTrip(t *testing.T) {
	_, c := builtin(t)
	seen := map[SubjectKind]int{}
	for _, it := range c.Items {
		b := it.Body
		var again Body
		var err error
		switch it.Subject.Kind {
		case Fact:
			f, _ := b.Fact()
			again, err = FactBody(f)
		case Entity:
			e, _ := b.Entity()
			again, err = EntityBody(e)
		case Topic:
			v, _ := b.Topic()
			again, err = TopicBody(v)
		case Gathering:
			g, _ := b.Gathering()
			again, err = GatheringBody(g)
		case Silence, Misconception:
			s, _ := b.Silence()
			again, err = SilenceBody(s)
		default:
			t.Fatalf("%s: no such kind in the pack", it.Subject)
		}
		if err != nil || !again.Is(b) {
			t.Fatalf("%s: %v\n%s\n%s", it.Subject, err, b, again)
		}
		seen[it.Subject.Kind]++
	}
	if len(seen) < 6 {
		t.Errorf("only kinds %v were tried", seen)
	}
}

// TestAssembleIsThePack makes the same Book from a store that the pack makes.
func TestAssembleIsThePack(t *testing.T) {
	p, c := builtin(t)
	var items []Item
	for i, it := range c.Items {
		items = append(items, Item{Subject: it.Subject, Revision: int64(i + 1), First: int64(i + 1), Body: it.Body, Base: it.Body})
	}
	src, bad := Assemble(p.Source, items)
	if len(bad) > 0 {
		t.Fatalf("quarantined: %v", bad[0].Why)
	}
	if len(src.Facts) != len(p.Source.Facts) || len(src.Silences) != len(p.Source.Silences) {
		t.Fatalf("%d facts and %d silences, want %d and %d", len(src.Facts), len(src.Silences), len(p.Source.Facts), len(p.Source.Silences))
	}
	for i, f := range src.Facts {
		want := p.Source.Facts[i]
		f.Asks, want.Asks = nil, nil // parted by script
		if diff := cmp.Diff(want, f, cmp.AllowUnexported(knowledge.Period{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("fact %s (-pack +store):\n%s", want.ID, diff)
		}
	}
	if _, err := knowledge.NewBook(src); err != nil {
		t.Fatal(err)
	}
}
