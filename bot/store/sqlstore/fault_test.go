package sqlstore

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"reviewbot/bot/store"
)

// nobody is a user without rights on the test's files.
const nobody = 65534

func openAt(t *testing.T, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), Config{Place: parse(t, url), Busy: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// save makes one revision of a size.
func save(t *testing.T, s *Store, bytes int) error {
	t.Helper()
	body := store.Body(`"` + strings.Repeat("x", bytes) + `"`)
	_, err := s.Apply(t.Context(), store.Change{Edits: []store.Edit{{Subject: store.Subject{Kind: store.Fact, ID: store.NewID()}, Action: store.Add, After: body}}})
	return err
}

func wants(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("%s: error %v, want %v", what, err, want)
	}
}

func TestFullDisk(t *testing.T) {
	s := openAt(t, sqliteURL(t))
	if _, err := s.write.Exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	wants(t, "saving", save(t, s, 500_000), store.ErrFull)
	if _, err := s.Contents(t.Context()); err != nil {
		t.Errorf("reading: %v", err)
	}
	if _, err := s.write.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if err := save(t, s, 500_000); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestLockedFile(t *testing.T) {
	url := sqliteURL(t)
	s := openAt(t, url)
	other := openAt(t, url)
	tx, err := other.write.Begin() // IMMEDIATE
	if err != nil {
		t.Fatal(err)
	}
	wants(t, "saving", save(t, s, 1), store.ErrLocked)
	wants(t, "probing", s.Writable(t.Context()), store.ErrLocked)
	if _, err := s.Contents(t.Context()); err != nil {
		t.Errorf("reading beside a writer: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := save(t, s, 1); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestDamagedFile(t *testing.T) {
	url := sqliteURL(t)
	place := parse(t, url)
	s := openAt(t, url)
	for range 20 {
		if err := save(t, s, 5000); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(place.File, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = f.WriteAt([]byte(strings.Repeat("\xee", 100_000)), 4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = OpenExisting(t.Context(), Config{Place: place})
	wants(t, "opening", err, store.ErrDamaged)
	if err := os.WriteFile(place.File, []byte("this is a letter to my aunt, and no database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Config{Place: place})
	wants(t, "opening a letter", err, store.ErrDamaged)
	if data, _ := os.ReadFile(place.File); !strings.HasPrefix(string(data), "this is a letter") {
		t.Error("the letter was overwritten")
	}
}

// TestReadOnlyFile opens a database that the system lets only be read. As
// root, who may do all, a child without rights tries.
func TestReadOnlyFile(t *testing.T) {
	dir, err := os.MkdirTemp("", "readonly")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		os.Chmod(dir, 0o700)
		os.RemoveAll(dir)
	})
	url := "sqlite:" + filepath.Join(dir, "test.db")
	s := openAt(t, url)
	if err := save(t, s, 1); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	own := copySelf(t, dir)
	if err := errors.Join(os.Chmod(filepath.Join(dir, "test.db"), 0o444), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	c := child(t.Context(), "open", url)
	c.Path = own
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := c.CombinedOutput()
	if err == nil || !strings.Contains(string(out), store.ErrReadOnly.Error()) {
		t.Errorf("error %v, output %s", err, out)
	}
}

// copySelf puts this program where everybody can run it.
func copySelf(t *testing.T, dir string) string {
	t.Helper()
	in, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	name := filepath.Join(dir, "child")
	out, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestConnectionsBreak ends all connections of a store under it.
func TestConnectionsBreak(t *testing.T) {
	s := openAt(t, postgres(t))
	if err := save(t, s, 1); err != nil {
		t.Fatal(err)
	}
	admin := openAt(t, os.Getenv(postgresURL))
	pid := 0
	if err := s.read.QueryRow("SELECT pg_backend_pid()").Scan(&pid); err != nil {
		t.Fatal(err)
	}
	if _, err := admin.read.Exec("SELECT pg_terminate_backend($1)", pid); err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		err := save(t, s, 1)
		if err == nil {
			break
		}
		wants(t, "saving", err, store.ErrUnreachable)
		if n == 20 {
			t.Fatal("it does not recover")
		}
	}
}

// TestFileIsReplaced puts another file in the place of one in use: nothing is
// saved where it would be lost.
func TestFileIsReplaced(t *testing.T) {
	url, other := sqliteURL(t), sqliteURL(t)
	s := openAt(t, url)
	if err := save(t, s, 1); err != nil {
		t.Fatal(err)
	}
	backup := openAt(t, other)
	for range 2 {
		if err := save(t, backup, 1); err != nil {
			t.Fatal(err)
		}
	}
	if err := backup.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(s.Place.File, s.Place.File+".away"); err != nil {
		t.Fatal(err)
	}
	wants(t, "saving without a file", save(t, s, 1), store.ErrUnreachable)
	wants(t, "preparing without a file", s.Prepare(t.Context()), store.ErrUnreachable)
	if _, err := os.Stat(s.Place.File); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("a new file was made: %v", err)
	}
	os.Remove(s.Place.File + "-wal")
	os.Remove(s.Place.File + "-shm")
	if err := os.Rename(backup.Place.File, s.Place.File); err != nil {
		t.Fatal(err)
	}
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := save(t, s, 1); err != nil {
		t.Fatal(err)
	}
	if h, err := s.Head(t.Context()); err != nil || h.Revision != 3 {
		t.Errorf("head %+v, %v", h, err)
	}
}

// TestTablesAreGone empties the database under a store.
func TestTablesAreGone(t *testing.T) {
	s := openAt(t, postgres(t))
	if err := save(t, s, 1); err != nil {
		t.Fatal(err)
	}
	var schema string
	if err := s.read.QueryRow("SELECT current_schema()").Scan(&schema); err != nil {
		t.Fatal(err)
	}
	if _, err := s.read.Exec("DROP SCHEMA " + schema + " CASCADE; CREATE SCHEMA " + schema); err != nil {
		t.Fatal(err)
	}
	wants(t, "saving", save(t, s, 1), store.ErrUnreachable)
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := save(t, s, 1); err != nil {
		t.Error(err)
	}
}

// TestNewerTables opens a database that a newer program has migrated.
func TestNewerTables(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		s := openAt(t, url)
		for _, statement := range []string{
			"INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, " + map[bool]string{true: "TRUE", false: "1"}[s.numbered] + ")",
			"ALTER TABLE items ADD COLUMN future TEXT",
		} {
			if _, err := s.write.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		older := openAt(t, url)
		if err := save(t, older, 1); err != nil {
			t.Error(err)
		}
	})
}

// TestUnprepared refuses everything before Prepare, and works after it.
func TestUnprepared(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		s, err := New(Config{Place: parse(t, url)})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		_, err = s.Head(t.Context())
		wants(t, "head", err, store.ErrUnreachable)
		wants(t, "saving", save(t, s, 1), store.ErrUnreachable)
		_, err = OpenExisting(t.Context(), s.Config)
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("opening what is not there: %v", err)
		}
		for range 2 {
			if err := s.Prepare(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if err := save(t, s, 1); err != nil {
			t.Error(err)
		}
	})
}

// TestTampering changes the log behind the store's back.
func TestTampering(t *testing.T) {
	for name, statement := range map[string]string{
		"a revision is gone":   "DELETE FROM revisions WHERE number = 2",
		"the last is gone":     "DELETE FROM revisions WHERE number = 3",
		"a text is another":    "UPDATE revisions SET body_after = '\"y\"' WHERE number = 2",
		"somebody else did it": "UPDATE revisions SET by_user = 'x' WHERE number = 1",
		"an item is another":   "UPDATE items SET body = '\"y\"' WHERE created = 1",
		"an item is gone":      "DELETE FROM items WHERE created = 1",
		"an item is retired":   "UPDATE items SET body = NULL WHERE created = 3",
		"an item from nowhere": "INSERT INTO items (kind, id, revision, created) VALUES ('fact', 'x', 9, 9)",
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, sqliteURL(t))
			for range 3 {
				if err := save(t, s, 1); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.write.Exec(statement); err != nil {
				t.Fatal(err)
			}
			audit, err := s.Verify(t.Context(), nil)
			if err != nil || len(audit.Faults) == 0 {
				t.Errorf("audit %+v, %v", audit, err)
			}
		})
	}
}

func TestTranslate(t *testing.T) {
	for code, want := range map[string]error{
		"53100": store.ErrFull, "25006": store.ErrReadOnly, "42501": store.ErrReadOnly, "55P03": store.ErrLocked, "57P01": store.ErrUnreachable,
		"08006": store.ErrUnreachable, "28P01": store.ErrUnreachable, "3D000": store.ErrUnreachable, "53300": store.ErrUnreachable, "XX001": store.ErrDamaged,
	} {
		wants(t, code, translate(&pgconn.PgError{Code: code}), want)
	}
	for _, err := range []error{io.ErrUnexpectedEOF, driver.ErrBadConn, context.DeadlineExceeded, &fs.PathError{Op: "open", Err: syscall.EIO}} {
		wants(t, err.Error(), translate(fmt.Errorf("x: %w", err)), store.ErrUnreachable)
	}
	for _, err := range []error{context.Canceled, store.ErrConflict, &pgconn.PgError{Code: "23505"}} {
		if got := translate(err); errors.Is(got, store.ErrUnavailable) || !errors.Is(got, err) {
			t.Errorf("%v became %v", err, got)
		}
	}
	if !mayRetry(fmt.Errorf("x: %w", &pgconn.PgError{Code: "40001"})) || mayRetry(&pgconn.PgError{Code: "23505"}) {
		t.Error("only serialization failures are tried again")
	}
}

// TestURLs reads settings; what cannot be read is not repeated.
func TestURLs(t *testing.T) {
	for url, want := range map[string]string{
		"sqlite:a.db":                     "sqlite:a.db",
		"sqlite:/x//y.db":                 "sqlite:/x/y.db",
		"postgres://u:secret@h:99/d":      "postgres://h:99/d",
		"postgresql://u:secret@[::1]/d":   "postgres://[::1]:5432/d",
		"postgres://u:secret@h:port/d":    "",
		"postgres://u:secret@h/d?sslmode": "",
		"mysql://u:secret@h/d":            "",
		"sqlite:":                         "",
		"sqlite::memory:":                 "",
		"":                                "",
	} {
		p, err := ParseURL(url)
		if (err == nil) != (want != "") || err == nil && p.String() != want {
			t.Errorf("%q: %v, %v", url, p, err)
		}
		if strings.Contains(fmt.Sprint(err, p), "secret") {
			t.Errorf("%q: the password is shown", url)
		}
	}
}
