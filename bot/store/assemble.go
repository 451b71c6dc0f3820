package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"reviewbot/knowledge"
)

// Quarantined is an item that this program cannot use: it stays in the store
// and out of the Book.
type Quarantined struct {
	Item Item
	Why  error
}

// Assemble makes the source of a Book: review, sections, subject and year of
// the pack that the program runs with, everything else of the store. Items
// that fail against the review, or cannot be read, come back instead.
func Assemble(base knowledge.Source, items []Item) (knowledge.Source, []Quarantined) {
	src := base
	src.Facts, src.Entities, src.Topics, src.Concepts = nil, nil, nil, nil
	src.Gatherings, src.Silences, src.Misconceptions = nil, nil, nil
	var out []Quarantined
	for _, it := range items {
		if it.Body == nil {
			continue
		}
		if err := assemble(&src, it); err != nil {
			out = append(out, Quarantined{it, fmt.Errorf("%s: %w", it.Subject, err)})
		}
	}
	slices.SortStableFunc(src.Facts, func(a, b knowledge.Fact) int {
		return cmp.Compare(a.Evidence.Paragraph, b.Evidence.Paragraph)
	})
	return src, out
}

// assemble adds one item to a source.
func assemble(src *knowledge.Source, it Item) error {
	switch it.Subject.Kind {
	case Fact:
		f, err := it.Body.Fact()
		if err == nil {
			err = usable(src.Review, f, it.Subject.ID)
		}
		return add(&src.Facts, f, err)
	case Entity:
		e, err := it.Body.Entity()
		return add(&src.Entities, e, err)
	case Topic:
		t, err := it.Body.Topic()
		return add(&src.Topics, t, err)
	case Concept:
		c, err := it.Body.Concept()
		return add(&src.Concepts, c, err)
	case Gathering:
		g, err := it.Body.Gathering()
		return add(&src.Gatherings, g, err)
	case Silence:
		s, err := it.Body.Silence()
		return add(&src.Silences, s, err)
	case Misconception:
		s, err := it.Body.Silence()
		return add(&src.Misconceptions, s, err)
	}
	return fmt.Errorf("this program knows no %q: run a newer one", it.Subject.Kind)
}

func add[T any](to *[]T, v T, err error) error {
	if err == nil {
		*to = append(*to, v)
	}
	return err
}

// usable holds a fact to what a Book needs of it.
func usable(review *knowledge.Review, f knowledge.Fact, id string) error {
	_, err := review.Cite(f.Evidence)
	switch {
	case err != nil:
		return err
	case f.ID != id:
		return fmt.Errorf("the id within is %q", f.ID)
	case strings.TrimSpace(f.Statement.EN) == "":
		return fmt.Errorf("there is no English statement")
	}
	_, err = FactBody(f)
	return err
}
