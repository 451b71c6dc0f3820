package keeper

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// Built is a Book that items make.
type Built struct {
	Source      knowledge.Source
	Book        *knowledge.Book
	Quarantined []store.Quarantined
}

// keepBooks is how many built Books are kept: what serves, and the previews
// of a few moderators.
const keepBooks = 4

// books builds Books and keeps the last few, by what they are made from. It
// is safe for concurrent use.
type books struct {
	base knowledge.Source

	mu   sync.Mutex
	kept []keptBook // the latest last
}

type keptBook struct {
	sum   [sha256.Size]byte
	built Built
}

// Build makes the Book of items as they are or would be: it does not serve.
// The same items give the same Book, without building it again while it is
// among the last few.
func (k *Keeper) Build(items []store.Item) (Built, error) {
	sum := sumOf(items)
	if built, ok := k.books.get(sum); ok {
		return built, nil
	}
	source, quarantined := store.Assemble(k.books.base, items)
	book, err := knowledge.NewBook(source)
	if err != nil {
		return Built{}, fmt.Errorf("these facts make no Book: %w", err)
	}
	built := Built{source, book, quarantined}
	k.books.put(sum, built)
	return built, nil
}

// sumOf tells apart items that make different Books: retired ones, revisions
// and what the pack said make no difference.
func sumOf(items []store.Item) [sha256.Size]byte {
	h := sha256.New()
	for _, it := range items {
		if it.Body != nil {
			fmt.Fprintf(h, "%s %d\n%s\n", it.Subject, len(it.Body), it.Body)
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func (b *books) get(sum [sha256.Size]byte) (Built, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, k := range b.kept {
		if k.sum == sum {
			return k.built, true
		}
	}
	return Built{}, false
}

func (b *books) put(sum [sha256.Size]byte, built Built) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kept = append(b.kept, keptBook{sum, built})
	if len(b.kept) > keepBooks {
		b.kept = append([]keptBook(nil), b.kept[1:]...)
	}
}
