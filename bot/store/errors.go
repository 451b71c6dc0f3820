package store

import (
	"errors"
	"fmt"
)

// What can go wrong with what is asked for.
var (
	ErrNotFound = errors.New("there is no such thing in the store")
	ErrConsumed = errors.New("the draft was saved or discarded before")
	ErrExpired  = errors.New("the draft has expired")
	ErrConflict = errors.New("somebody changed it in the meantime")
	ErrMoved    = errors.New("the facts changed in the meantime")
	ErrFrozen   = errors.New("editing is frozen")
	ErrResolved = errors.New("the inbox item was resolved before")
	ErrTooLong  = errors.New("too long to be kept")
	ErrOther    = errors.New("the store holds another review")
)

// What can go wrong with the database. All of them are ErrUnavailable too.
var (
	ErrUnavailable = errors.New("the database cannot be used")
	ErrUnreachable = unavailable("the database cannot be reached")
	ErrLocked      = unavailable("another program has locked the database")
	ErrReadOnly    = unavailable("the database can only be read")
	ErrFull        = unavailable("the disk of the database is full")
	ErrDamaged     = unavailable("the database is damaged")
)

type unavailable string

func (e unavailable) Error() string        { return string(e) }
func (e unavailable) Is(target error) bool { return target == ErrUnavailable }

// A ConflictError is ErrConflict with the revision that won.
type ConflictError struct {
	Subject Subject
	Winner  Revision // the subject's last; its Number is what to build on now
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s: %v: revision %d by %s", e.Subject, ErrConflict, e.Winner.Number, e.Winner.By)
}

// Unwrap is ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// A ConsumedError is ErrConsumed with what became of the draft.
type ConsumedError struct {
	Draft string
	Saved int64 // the Book revision it was saved as; 0 if it was discarded
}

func (e *ConsumedError) Error() string { return fmt.Sprintf("draft %s: %v", e.Draft, ErrConsumed) }

// Unwrap is ErrConsumed.
func (e *ConsumedError) Unwrap() error { return ErrConsumed }

// A MovedError is ErrMoved with where the store is.
type MovedError struct{ Seen, Head int64 }

func (e *MovedError) Error() string {
	return fmt.Sprintf("%v: from revision %d to %d", ErrMoved, e.Seen, e.Head)
}

// Unwrap is ErrMoved.
func (e *MovedError) Unwrap() error { return ErrMoved }

// A ResolvedError is ErrResolved with who was first.
type ResolvedError struct{ Resolution }

func (e *ResolvedError) Error() string {
	return fmt.Sprintf("inbox item %s: %v: %s by %s", e.Item, ErrResolved, e.How, e.By)
}

// Unwrap is ErrResolved.
func (e *ResolvedError) Unwrap() error { return ErrResolved }

// A FrozenError is ErrFrozen with who froze editing.
type FrozenError struct{ Freeze }

func (e *FrozenError) Error() string { return fmt.Sprintf("%v by %s: %s", ErrFrozen, e.By, e.Why) }

// Unwrap is ErrFrozen.
func (e *FrozenError) Unwrap() error { return ErrFrozen }

// An OtherReviewError is ErrOther with both reviews.
type OtherReviewError struct {
	Stored, Given string // SHA-256
	Pack          string // id of the pack that the store follows
}

func (e *OtherReviewError) Error() string {
	return fmt.Sprintf("the store holds the facts of another review (pack %s, SHA-256 %.12s…, not %.12s…): start with that pack, or set DATABASE_URL to another database", e.Pack, e.Stored, e.Given)
}

// Unwrap is ErrOther.
func (e *OtherReviewError) Unwrap() error { return ErrOther }
