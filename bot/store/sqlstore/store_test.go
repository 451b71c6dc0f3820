package sqlstore

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"reviewbot/bot/store"
	"reviewbot/bot/store/storetest"
)

// postgresURL is the setting that runs the tests on PostgreSQL.
const postgresURL = "REVIEWBOT_TEST_POSTGRES"

// sqliteURL is a database in a folder of the test's own. The folder's name
// has what URLs choke on.
func sqliteURL(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "a?b #c%20д")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + filepath.Join(dir, "test.db")
}

// postgres is a schema of the test's own.
func postgres(t *testing.T) string {
	base := os.Getenv(postgresURL)
	if base == "" && os.Getenv("CI") != "" {
		t.Fatalf("%s is not set: the gate tests on PostgreSQL too", postgresURL)
	}
	if base == "" {
		t.Skipf("set %s to the postgres:// URL of an empty database to run this test", postgresURL)
	}
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	place := parse(t, base)
	schema := fmt.Sprintf("test_%s", store.NewID())
	admin, _, _, err := place.pools(busyTimeout)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := admin.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
			t.Error(err)
		}
		if err := admin.Close(); err != nil {
			t.Error(err)
		}
	})
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

func parse(t *testing.T, url string) Place {
	t.Helper()
	p, err := ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// databases are the URLs that tests run on.
var databases = map[string]func(*testing.T) string{"sqlite": sqliteURL, "postgres": postgres}

// each runs a test on both databases.
func each(t *testing.T, test func(t *testing.T, url string)) {
	for name, url := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, url(t))
		})
	}
}

func TestConformance(t *testing.T) {
	for name, url := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			storetest.Run(t, func(t *testing.T, clock *storetest.Clock) store.Store {
				s, err := Open(t.Context(), Config{Place: parse(t, url(t)), Retention: storetest.Retention, Poll: 10 * time.Millisecond, Now: clock.Now})
				if err != nil {
					t.Fatal(err)
				}
				return s
			})
		})
	}
}
