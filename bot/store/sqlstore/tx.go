package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"reviewbot/bot/store"
)

// tries is how often a transaction is tried that lost to others.
const tries = 6

// pause is how long to wait after the nth try, from 0.
func pause(n int) time.Duration {
	return time.Duration(10<<n+rand.IntN(10<<n)) * time.Millisecond
}

// tx is one transaction, at one time.
type tx struct {
	querier
	dialect
	ctx context.Context
	now time.Time
}

// querier is a transaction, or a database where one statement does.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// peek reads with one statement.
func (s *Store) peek(ctx context.Context) *tx {
	t := &tx{s.read, s.dialect, ctx, s.Now()}
	if !s.usable() {
		t.querier = unprepared{}
	}
	return t
}

// unprepared refuses everything.
type unprepared struct{}

func (unprepared) ExecContext(context.Context, string, ...any) (sql.Result, error) {
	return nil, store.ErrUnreachable
}

func (unprepared) QueryContext(context.Context, string, ...any) (*sql.Rows, error) {
	return nil, store.ErrUnreachable
}

// millis is the transaction's time as it is kept.
func (t *tx) millis() int64 { return t.now.UnixMilli() }

// change runs one writing transaction; what it did is lost if do fails or
// panics. It is tried again if it lost to another.
func (s *Store) change(ctx context.Context, op string, do func(*tx) error) error {
	return s.transact(ctx, op, s.write, nil, do)
}

// look runs one transaction that reads one state.
func (s *Store) look(ctx context.Context, op string, do func(*tx) error) error {
	return s.transact(ctx, op, s.read, s.snapshot, do)
}

func (s *Store) transact(ctx context.Context, op string, db *sql.DB, options *sql.TxOptions, do func(*tx) error) error {
	var err error
	for n := range tries {
		if err = translate(s.once(ctx, db, options, do)); err == nil || !mayRetry(err) || ctx.Err() != nil {
			break
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause(n)):
		}
	}
	return fault(ctx, op, err)
}

// fault names the operation of an error.
func fault(ctx context.Context, op string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		err = fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return fmt.Errorf("store: %s: %w", op, translate(err))
}

func (s *Store) once(ctx context.Context, db *sql.DB, options *sql.TxOptions, do func(*tx) error) error {
	if !s.usable() {
		return store.ErrUnreachable
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	t, err := db.BeginTx(ctx, options)
	if err != nil {
		return err
	}
	defer t.Rollback() // does nothing after Commit
	if err := do(&tx{t, s.dialect, ctx, s.Now().UTC().Truncate(time.Millisecond)}); err != nil {
		return err
	}
	return t.Commit()
}

// How long the database may take before it counts as away.
const (
	statementPatience = 30 * time.Second
	patience          = 5 * time.Minute // of a transaction: an import, a check of the log
)

// exec runs a statement and returns how many rows it touched.
func (t *tx) exec(query string, args ...any) (int, error) {
	ctx, stop := context.WithTimeout(t.ctx, statementPatience)
	defer stop()
	r, err := t.ExecContext(ctx, t.bind(query), plain(args)...)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}

// row reads one row into places; ErrNotFound if there is none.
func (t *tx) row(query string, args []any, into ...any) error {
	rows, err := list(t, func(scan scanner) (bool, error) { return true, scan(into...) }, query, args...)
	if err == nil && len(rows) == 0 {
		err = store.ErrNotFound
	}
	return err
}

// list reads rows.
func list[T any](t *tx, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	ctx, stop := context.WithTimeout(t.ctx, statementPatience)
	defer stop()
	rows, err := t.QueryContext(ctx, t.bind(query), plain(args)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// scanner reads the columns of a row.
type scanner func(into ...any) error
