// Package store says what reviewbot keeps and how it is changed: revisions of
// facts and of all that a Book is made from, drafts, the inbox, questions,
// ratings, settings and the outbox. It holds values, small interfaces and
// pure functions over them; package sqlstore keeps them in SQLite and
// PostgreSQL, and package storetest holds every implementation to what the
// interfaces promise.
//
// Nothing is overwritten: a subject (a fact, an entity, …) is its revisions,
// and every change of subjects goes through Writer.Apply, one transaction
// that also consumes the draft, resolves inbox items and fills the outbox.
//
// Depend on the smallest interface that does, never on Store. Every method
// may be called from many goroutines, honours its context, and is one
// transaction. Errors are the sentinels of this package, told by errors.Is;
// no driver's error comes out. What is wrong with the database itself (not
// reachable, locked, full, read-only, damaged) is ErrUnavailable whatever
// else it is: keep serving the last Book and refuse edits.
package store
