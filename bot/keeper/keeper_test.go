package keeper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// mill is the pack of a document of three lines.
func mill() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"review.txt":    "The mill at Aldersey ground 900 tonnes of flour in 2023.\nRepairs\nIn March the owners replaced the water wheel.\n",
		"pack.yaml":     "id: mill\nversion: 1\ntitle: {en: The mill, ru: Мельница}\nsha256: 70a7334a485723a4ec51f48ca800c877a156bcc486153dfbc984dab56b1186aa\nlanguages: [en, ru]\nyear: 2023\n",
		"sections.yaml": "- title: {en: Introduction, ru: Введение}\n  paragraphs: [1]\n- title: {en: Repairs, ru: Ремонт}\n  paragraphs: [2]\n",
		"entities.yaml": "- id: mill\n  kind: organisation\n  name: {en: mill, ru: мельница}\n",
		"topics.yaml":   "- id: repairs\n  name: {en: repairs, ru: ремонт}\n",
		"facts/p02.yaml": `- id: wheel-replaced
  kind: event
  statement: {en: The review says the owners replaced the water wheel in March., ru: "В обзоре сказано, что владельцы заменили колесо в марте."}
  evidence: {paragraph: 2, quote: "In March the owners replaced the water wheel."}
  topics: [repairs]
  asks: {en: [when was the wheel renewed]}
`,
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func load(t *testing.T) *pack.Pack {
	t.Helper()
	p, err := pack.Load(mill())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// breakable is a store whose database goes away and comes back.
type breakable struct {
	*sqlstore.Store
	broken, readOnly atomic.Bool
}

func (b *breakable) Writable(ctx context.Context) error {
	if b.readOnly.Load() {
		return store.ErrReadOnly
	}
	return b.Store.Writable(ctx)
}

func (b *breakable) fault() error {
	if b.broken.Load() {
		return store.ErrUnreachable
	}
	return nil
}

func (b *breakable) Prepare(ctx context.Context) error {
	return errors.Join(b.fault(), b.Store.Prepare(ctx))
}

func (b *breakable) Head(ctx context.Context) (store.Head, error) {
	if err := b.fault(); err != nil {
		return store.Head{}, err
	}
	return b.Store.Head(ctx)
}

func (b *breakable) Watch(ctx context.Context, last store.Head) (store.Head, error) {
	for {
		short, stop := context.WithTimeout(ctx, 20*time.Millisecond)
		h, err := b.Store.Watch(short, last)
		stop()
		if broken := b.fault(); broken != nil {
			return last, broken
		}
		if err == nil || ctx.Err() != nil {
			return h, err
		}
	}
}

// published collects editions.
type published struct {
	mu   sync.Mutex
	list []bot.Edition
}

func (p *published) add(e bot.Edition) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = append(p.list, e)
}

func (p *published) last() bot.Edition {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.list[len(p.list)-1]
}

func open(t *testing.T) (*Keeper, *breakable, *published) {
	t.Helper()
	place, err := sqlstore.ParseURL("sqlite:" + filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqlstore.New(sqlstore.Config{Place: place, Poll: 5 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	b, out := &breakable{Store: s}, &published{}
	k, err := New(Config{Store: b, Pack: load(t), Publish: out.add, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Retry: 5 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return k, b, out
}

// statement reads what the Book that serves says.
func statement(k *Keeper) string {
	f, _, _ := k.State().Book.Fact("wheel-replaced")
	return f.Statement.EN
}

// edit changes the statement in the store.
func edit(t *testing.T, s store.Writer, state *State, text string) store.Change {
	t.Helper()
	it, ok := state.Contents.Item(store.Subject{Kind: store.Fact, ID: "wheel-replaced"})
	if !ok {
		t.Fatal("the fact is not there")
	}
	f, err := it.Body.Fact()
	if err != nil {
		t.Fatal(err)
	}
	f.Statement.EN = text
	body, err := store.FactBody(f)
	if err != nil {
		t.Fatal(err)
	}
	return store.Change{Edits: []store.Edit{{Subject: it.Subject, Action: store.Edited, Replaces: it.Revision, After: body}}}
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never happened: %s", what)
		}
	}
}

func TestFollowsTheStore(t *testing.T) {
	k, s, out := open(t)
	if err := k.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	state := k.State()
	if state.FromPack || len(state.Contents.Items) != 3 || out.last().Revision != 3 || k.Health().Err != nil {
		t.Fatalf("state %+v, health %+v", state.Contents, k.Health())
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { k.Run(ctx) })
	if _, err := s.Apply(ctx, edit(t, s, state, "The review says April.")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "another program's edit serves", func() bool { return statement(k) == "The review says April." && out.last().Revision == 4 })
	stop()
	running.Wait()
}

// TestBuiltBooksServe takes the preview's Book once it is saved.
func TestBuiltBooksServe(t *testing.T) {
	k, s, _ := open(t)
	if err := k.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	change := edit(t, s, k.State(), "The review says May.")
	preview, err := k.Build(store.With(k.State().Contents.Items, change.Edits))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	state, err := k.CatchUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if state.Book != preview.Book || statement(k) != "The review says May." {
		t.Errorf("the Book that serves is not the preview's: %q", statement(k))
	}
}

// TestBrokenStore answers while the database is away, and recovers by itself.
func TestBrokenStore(t *testing.T) {
	k, s, out := open(t)
	s.broken.Store(true)
	if err := k.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !k.State().FromPack || out.last().Book == nil || !errors.Is(k.Health().Err, store.ErrUnavailable) {
		t.Fatalf("without a database: %+v", k.Health())
	}
	if _, err := k.CatchUp(t.Context()); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("catching up: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { k.Run(ctx) })
	s.broken.Store(false)
	eventually(t, "the store is taken up", func() bool { return !k.State().FromPack && k.Health().Err == nil })
	s.broken.Store(true)
	eventually(t, "health says that it is gone", func() bool { return errors.Is(k.Health().Err, store.ErrUnavailable) })
	if _, err := s.Store.Apply(ctx, edit(t, s, k.State(), "The review says June.")); err != nil {
		t.Fatal(err)
	}
	if statement(k) == "The review says June." {
		t.Error("an edit came through a broken store")
	}
	s.broken.Store(false)
	eventually(t, "the edit serves", func() bool { return statement(k) == "The review says June." && k.Health().Err == nil })
	stop()
	running.Wait()
}

// TestSlowStore does not make those wait who gave up waiting.
func TestSlowStore(t *testing.T) {
	k, _, _ := open(t)
	k.mu.Lock() // somebody waits for the database
	defer k.mu.Unlock()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	if _, err := k.CatchUp(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if _, err := k.catchUpWithin(t.Context(), 10*time.Millisecond); !errors.Is(err, store.ErrUnavailable) || !errors.Is(k.Health().Err, store.ErrUnavailable) {
		t.Errorf("error %v, health %v", err, k.Health().Err)
	}
}

// TestReadOnlyStore serves the facts of a store that cannot be written, and
// health says so whatever reading says.
func TestReadOnlyStore(t *testing.T) {
	k, s, _ := open(t)
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.readOnly.Store(true)
	if err := k.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := k.CatchUp(t.Context()); err != nil || !errors.Is(k.Health().Err, store.ErrReadOnly) || k.State().FromPack {
		t.Errorf("error %v, health %+v", err, k.Health())
	}
	s.readOnly.Store(false)
	k.probe(t.Context())
	if err := k.Health().Err; err != nil {
		t.Errorf("health %v", err)
	}
}

func TestOtherReviewIsRefused(t *testing.T) {
	k, s, _ := open(t)
	ctx := t.Context()
	if err := s.Store.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	other := store.PackContents{ID: "other", Version: 1, Review: "abc", Items: []store.PackItem{{Subject: store.Subject{Kind: store.Topic, ID: "x"}, Body: store.Body("{}")}}}
	if _, err := s.Follow(ctx, other); err != nil {
		t.Fatal(err)
	}
	if err := k.Start(ctx); !errors.Is(err, store.ErrOther) {
		t.Errorf("error %v", err)
	}
}

// TestQuarantine leaves out what this program cannot use, and serves the rest.
func TestQuarantine(t *testing.T) {
	k, s, _ := open(t)
	if err := k.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	fact := store.Subject{Kind: store.Fact, ID: "wheel-replaced"}
	it, _ := k.State().Contents.Item(fact)
	f, err := it.Body.Fact()
	if err != nil {
		t.Fatal(err)
	}
	f.Evidence = knowledge.Evidence{Paragraph: 9, Quote: "nowhere"}
	bad, err := store.FactBody(f)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Apply(t.Context(), store.Change{Edits: []store.Edit{
		{Subject: fact, Action: store.Edited, Replaces: it.Revision, After: bad},
		{Subject: store.Subject{Kind: "future", ID: "x"}, Action: store.Add, After: store.Body("{}")},
		{Subject: store.Subject{Kind: store.Topic, ID: "odd"}, Action: store.Add, After: store.Body("[]")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	state, err := k.CatchUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(state.Quarantined) != 3 || k.Health().Quarantined != 3 || state.Book.Facts() != 0 {
		t.Errorf("quarantined %v, facts %d", state.Quarantined, state.Book.Facts())
	}
	if !slices.ContainsFunc(state.Quarantined, func(q store.Quarantined) bool { return q.Item.Subject == fact }) {
		t.Errorf("quarantined %v", state.Quarantined)
	}
}

// BenchmarkEditToVisible saves an edit whose Book the preview has built, and
// waits until it serves: the built-in pack, SQLite on this disk.
func BenchmarkEditToVisible(b *testing.B) {
	place, err := sqlstore.ParseURL("sqlite:" + filepath.Join(b.TempDir(), "test.db"))
	if err != nil {
		b.Fatal(err)
	}
	s, err := sqlstore.New(sqlstore.Config{Place: place})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		b.Fatal(err)
	}
	k, err := New(Config{Store: s, Pack: p, Publish: func(bot.Edition) {}, Log: slog.New(slog.DiscardHandler)})
	if err == nil {
		err = k.Start(b.Context())
	}
	if err != nil {
		b.Fatal(err)
	}
	subject := store.Subject{Kind: store.Topic, ID: p.Source.Topics[0].ID}
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		it, _ := k.State().Contents.Item(subject)
		topic, err := it.Body.Topic()
		if err != nil {
			b.Fatal(err)
		}
		topic.Asks = append(topic.Asks[:1:1], fmt.Sprintf("one more way of asking, number %d", n))
		body, err := store.TopicBody(topic)
		if err != nil {
			b.Fatal(err)
		}
		edits := []store.Edit{{Subject: subject, Action: store.Edited, Replaces: it.Revision, After: body}}
		preview, err := k.Build(store.With(k.State().Contents.Items, edits))
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := s.Apply(b.Context(), store.Change{Edits: edits}); err != nil {
			b.Fatal(err)
		}
		if state, err := k.CatchUp(b.Context()); err != nil || state.Book != preview.Book {
			b.Fatalf("not the preview's Book: %v", err)
		}
	}
}
