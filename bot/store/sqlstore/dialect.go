package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"modernc.org/sqlite"

	"reviewbot/bot/store"
)

// dialect is all in which the databases differ.
type dialect struct {
	name       string
	goose      goose.Dialect
	numbered   bool           // parameters are $1, $2, … and not ?
	forUpdate  string         // ends the SELECT that locks the head
	skipLocked string         // ends a SELECT of rows that another program may hold
	snapshot   *sql.TxOptions // of a transaction that reads one state
	lockID     int64          // of the advisory lock around migrations; 0: none
	tables     string         // counts the table that Open makes first
}

var sqliteDialect = dialect{
	name: "SQLite", goose: goose.DialectSQLite3,
	tables: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'head'",
}

var postgresDialect = dialect{
	name: "PostgreSQL", goose: goose.DialectPostgres, numbered: true,
	forUpdate: " FOR UPDATE", skipLocked: " FOR UPDATE SKIP LOCKED",
	snapshot: &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
	lockID:   0x7265766965776264,
	tables:   "SELECT COUNT(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('head')",
}

// bind writes the parameters as the database wants them. No statement of this
// package has a question mark elsewhere.
func (d dialect) bind(query string) string {
	if !d.numbered {
		return query
	}
	var out strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			out.WriteString("$" + strconv.Itoa(n))
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// locker guards migrations against other programs. SQLite has no such lock:
// there a migration that lost the race is tried again.
func (d dialect) locker() ([]goose.ProviderOption, error) {
	if d.lockID == 0 {
		return nil, nil
	}
	l, err := lock.NewPostgresSessionLocker(lock.WithLockID(d.lockID), lock.WithLockTimeout(1, 120))
	return []goose.ProviderOption{goose.WithSessionLocker(l)}, err
}

// Place says where a database is, for people: never with a password.
type Place struct {
	Postgres bool
	File     string // of SQLite
	config   *pgx.ConnConfig
}

// String is the file, or host and database.
func (p Place) String() string {
	if !p.Postgres {
		return "sqlite:" + p.File
	}
	return "postgres://" + net.JoinHostPort(p.config.Host, strconv.Itoa(int(p.config.Port))) + "/" + p.config.Database
}

// ParseURL reads DATABASE_URL. Its errors do not repeat what may be a secret.
func ParseURL(s string) (Place, error) {
	scheme, rest, _ := strings.Cut(s, ":")
	switch {
	case scheme == "sqlite" && rest != "" && !strings.HasPrefix(rest, ":"):
		return Place{File: filepath.Clean(rest)}, nil
	case scheme == "postgres" || scheme == "postgresql":
		config, err := pgx.ParseConfig(s)
		if err != nil {
			return Place{}, errors.New("DATABASE_URL: cannot be read: write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special characters percent-encoded")
		}
		if config.ConnectTimeout == 0 {
			config.ConnectTimeout = connectTimeout
		}
		return Place{Postgres: true, config: config}, nil
	}
	return Place{}, errors.New("DATABASE_URL: write sqlite:FILE or postgres://USER:PASSWORD@HOST:PORT/DATABASE")
}

// exists tells whether there may be a database: a file that is not empty, or
// PostgreSQL, where only connecting tells.
func (p Place) exists() bool {
	if p.Postgres {
		return true
	}
	info, err := os.Stat(p.File)
	return err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist)
}

// pools makes the connections: PostgreSQL reads and writes through one pool,
// SQLite writes through a single connection and reads through others.
func (p Place) pools(busy time.Duration) (read, write *sql.DB, d dialect, err error) {
	if p.Postgres {
		db := stdlib.OpenDB(*p.config)
		db.SetMaxOpenConns(postgresConns)
		db.SetMaxIdleConns(postgresConns)
		db.SetConnMaxIdleTime(connIdle)
		return db, db, postgresDialect, nil
	}
	if write, err = sql.Open("sqlite", p.dsn(busy, "_txlock=immediate", "_pragma=journal_mode(WAL)")); err != nil {
		return nil, nil, sqliteDialect, err
	}
	if read, err = sql.Open("sqlite", p.dsn(busy, "_pragma=query_only(1)")); err != nil {
		return nil, nil, sqliteDialect, errors.Join(err, write.Close())
	}
	write.SetMaxOpenConns(1)
	read.SetMaxOpenConns(sqliteReaders)
	read.SetMaxIdleConns(sqliteReaders)
	return read, write, sqliteDialect, nil
}

// dsn is the file as modernc.org/sqlite takes it, never creating it.
func (p Place) dsn(busy time.Duration, params ...string) string {
	params = append(params, "mode=rw", "_pragma=busy_timeout("+strconv.FormatInt(busy.Milliseconds(), 10)+")", "_pragma=synchronous(FULL)")
	path := (&url.URL{Path: filepath.ToSlash(p.File)}).EscapedPath()
	return "file:" + strings.NewReplacer("?", "%3f", "#", "%23").Replace(path) + "?" + strings.Join(params, "&")
}

// touch makes an empty file that only its owner reads, if there is none.
func touch(name string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// What SQLite's result codes say, without their extension.
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteIOErr    = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

// translate turns what a driver or the system says into the store's errors,
// by code. What it does not know stays, and is no ErrUnavailable: a fault of
// this package.
func translate(err error) error {
	var lite *sqlite.Error
	var post *pgconn.PgError
	var network net.Error
	var path *fs.PathError
	var dial *pgconn.ConnectError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, store.ErrUnavailable):
		return err
	case errors.As(err, &lite):
		return as(sqliteError(lite.Code()&0xff), err)
	case errors.As(err, &post):
		return as(postgresError(post.Code), err)
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return as(store.ErrReadOnly, err)
	case errors.As(err, &dial), errors.As(err, &network), errors.As(err, &path),
		errors.Is(err, context.DeadlineExceeded), errors.Is(err, sql.ErrConnDone), errors.Is(err, driver.ErrBadConn), pgconn.SafeToRetry(err), pgconn.Timeout(err), closed(err):
		return as(store.ErrUnreachable, err)
	}
	return err
}

// as says what an error is. Drivers' texts go to logs only, and hold no
// password: pgx leaves it out.
func as(kind, err error) error {
	if kind == nil {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

func sqliteError(code int) error {
	switch code {
	case sqliteBusy, sqliteLocked:
		return store.ErrLocked
	case sqliteReadOnly:
		return store.ErrReadOnly
	case sqliteFull:
		return store.ErrFull
	case sqliteCorrupt, sqliteNotADB:
		return store.ErrDamaged
	case sqliteIOErr, sqliteCantOpen:
		return store.ErrUnreachable
	}
	return nil
}

// postgresError goes by SQLSTATE and its classes.
func postgresError(code string) error {
	switch {
	case code == "53100":
		return store.ErrFull
	case code == "25006", code == "42501":
		return store.ErrReadOnly
	case code == "55P03":
		return store.ErrLocked
	case code == "3D000", code == "42P01", strings.HasPrefix(code, "08"), strings.HasPrefix(code, "28"), strings.HasPrefix(code, "53"),
		strings.HasPrefix(code, "57P"), strings.HasPrefix(code, "58"):
		return store.ErrUnreachable
	case code == "XX001", code == "XX002":
		return store.ErrDamaged
	}
	return nil
}

// mayRetry tells whether the same transaction may succeed when tried again.
// SQLite has waited already when it says that it is busy.
func mayRetry(err error) bool {
	var post *pgconn.PgError
	return errors.As(err, &post) && (post.Code == "40001" || post.Code == "40P01")
}
