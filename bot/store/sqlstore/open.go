package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"reviewbot/bot/store"
)

// How connections are kept.
const (
	connectTimeout = 5 * time.Second
	connIdle       = 5 * time.Minute
	postgresConns  = 12
	sqliteReaders  = 4
	busyTimeout    = 5 * time.Second
)

// How long things are kept.
const (
	keepQuestions = 30 * 24 * time.Hour
	keepDrafts    = 7 * 24 * time.Hour  // past their expiry
	keepNotices   = 14 * 24 * time.Hour // that nobody could send
)

// Config is what a Store is opened with.
type Config struct {
	Place Place
	// Retention is how long the texts of questions are kept; 30 days if 0.
	Retention time.Duration
	// Poll is how often Watch looks at the head; 2 seconds if 0.
	Poll time.Duration
	// Busy is how long SQLite waits while another program writes; 5 seconds
	// if 0.
	Busy time.Duration
	// Now is the clock; time.Now if nil.
	Now func() time.Time
}

// Store keeps everything in a database. It is safe for concurrent use.
type Store struct {
	Config
	dialect
	read, write *sql.DB
	ready       atomic.Bool
	file        atomic.Pointer[os.FileInfo] // of SQLite, as it was prepared
}

var _ store.Store = (*Store)(nil)

// New makes a Store without touching the database. Until Prepare succeeds,
// everything else is refused with ErrUnreachable.
func New(c Config) (*Store, error) {
	if c.Retention == 0 {
		c.Retention = keepQuestions
	}
	if c.Poll == 0 {
		c.Poll = 2 * time.Second
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Busy == 0 {
		c.Busy = busyTimeout
	}
	read, write, d, err := c.Place.pools(c.Busy)
	if err != nil {
		return nil, describe("open", c.Place, err)
	}
	return &Store{Config: c, dialect: d, read: read, write: write}, nil
}

// Prepare makes the database if there is none, and brings its tables up to
// date. It may be called at any time, and puts right what can be: after an
// error, or when the tables are gone. A file that vanished while it was in use
// is not made anew: whoever took it away may be about to put another there.
func (s *Store) Prepare(ctx context.Context) error {
	if s.ready.Load() {
		tables := 0
		if err := s.peek(ctx).row(s.tables, nil, &tables); err != nil || tables > 0 {
			return describe("look at", s.Place, err)
		}
		s.ready.Store(false)
	}
	if !s.Place.Postgres && s.file.Load() == nil {
		if err := touch(s.Place.File); err != nil {
			return describe("make", s.Place, err)
		}
	}
	err := s.migrate(ctx)
	if err == nil {
		err = s.remember()
	}
	if err != nil {
		return describe("open", s.Place, err)
	}
	s.ready.Store(true)
	return nil
}

// remember keeps which file SQLite has open.
func (s *Store) remember() error {
	if s.Place.Postgres {
		return nil
	}
	info, err := os.Stat(s.Place.File)
	if err == nil {
		s.file.Store(&info)
	}
	return err
}

// usable tells whether the database may be asked. SQLite goes on with a file
// that was taken away or replaced: what is saved there would be lost, so the
// connections to it are given up.
func (s *Store) usable() bool {
	if !s.ready.Load() {
		return false
	}
	opened := s.file.Load()
	if opened == nil {
		return true
	}
	info, err := os.Stat(s.Place.File)
	if err == nil && os.SameFile(info, *opened) {
		return true
	}
	s.ready.Store(false)
	for _, db := range []*sql.DB{s.read, s.write} {
		db.SetMaxIdleConns(0) // closes them
		db.SetMaxIdleConns(sqliteReaders)
	}
	return false
}

// Open is New and Prepare.
func Open(ctx context.Context, c Config) (*Store, error) {
	s, err := New(c)
	if err != nil {
		return nil, err
	}
	if err := s.Prepare(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// OpenExisting opens a database as it is. It makes and changes nothing:
// ErrNotFound if there is none, or it has no tables yet.
func OpenExisting(ctx context.Context, c Config) (*Store, error) {
	if !c.Place.exists() {
		return nil, describe("open", c.Place, store.ErrNotFound)
	}
	s, err := New(c)
	if err != nil {
		return nil, err
	}
	if err = s.remember(); err == nil {
		s.ready.Store(true)
		tables := 0
		if err = s.peek(ctx).row(s.tables, nil, &tables); err == nil && tables == 0 {
			err = store.ErrNotFound
		}
	}
	if err != nil {
		return nil, errors.Join(describe("open", c.Place, err), s.Close())
	}
	return s, nil
}

// describe names the database of an error.
func describe(op string, p Place, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", op, p, translate(err))
}

// Close ends all connections.
func (s *Store) Close() error {
	err := s.read.Close()
	if s.write != s.read {
		err = errors.Join(err, s.write.Close())
	}
	if err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}

// closed tells whether a connection ended under a statement.
func closed(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
