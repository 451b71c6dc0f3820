package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"reviewbot/bot/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"reviewbot": main})
}

// TestScript plays the roles: who reads, who scripts, who attacks.
func TestScript(t *testing.T) {
	tramways, err := filepath.Abs(filepath.Join("..", "..", "knowledge", "pack", "testdata", "tramways"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TRAMWAYS", tramways)
			env.Setenv("PORT", freePort(t))
			if base := os.Getenv(postgresURL); base != "" && filepath.Base(env.WorkDir) == "script-postgres" {
				return ownSchema(env, base)
			}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "postgres" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			set := os.Getenv(postgresURL) != ""
			if !set && os.Getenv("CI") != "" {
				return false, fmt.Errorf("%s is not set: the gate tests on PostgreSQL too", postgresURL)
			}
			return set, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"fill": fill, "reply": reply, "change": change, "copy": copyFolder, "mode": mode, "same": same, "fetch": fetch, "waits": waits},
	})
}

// postgresURL is the setting that runs scripts on PostgreSQL.
const postgresURL = "REVIEWBOT_TEST_POSTGRES"

// ownSchema gives a script a schema of its own, by the driver that sqlstore
// registers.
func ownSchema(env *testscript.Env, base string) error {
	admin, err := sql.Open("pgx", base)
	if err != nil {
		return err
	}
	schema := "test_" + store.NewID()
	if _, err := admin.Exec("CREATE SCHEMA " + schema); err != nil {
		return errors.Join(err, admin.Close())
	}
	env.Defer(func() {
		if _, err := admin.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
			env.T().Fatal(err)
		}
		if err := admin.Close(); err != nil {
			env.T().Fatal(err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		return err
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	env.Setenv("POSTGRES", u.String())
	return nil
}

// reply runs reviewbot and wants an exit code, or one of several: reply
// CODE[|CODE…] [ARGUMENT…].
func reply(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: reply CODE [ARGUMENT…]")
	}
	err := ts.Exec("reviewbot", args[1:]...)
	code := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if !slices.Contains(strings.Split(args[0], "|"), strconv.Itoa(code)) {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// fill writes a file of a string over and over, which may hold Go escapes,
// and what shall stand before and after: fill FILE TIMES STRING [BEFORE AFTER].
func fill(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 && len(args) != 5 {
		ts.Fatalf("usage: fill FILE TIMES STRING [BEFORE AFTER]")
	}
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	parts := [][]byte{nil, nil, nil}
	for i, arg := range args[2:] {
		s, err := strconv.Unquote(`"` + arg + `"`)
		ts.Check(err)
		parts[i] = []byte(s)
	}
	content := bytes.Join([][]byte{parts[1], bytes.Repeat(parts[0], times), parts[2]}, nil)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

// change replaces text in a file, everywhere: change FILE OLD NEW.
func change(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: change FILE OLD NEW")
	}
	before := ts.ReadFile(args[0])
	after := strings.ReplaceAll(before, args[1], args[2])
	if after == before {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(after), 0o600))
}

// mode wants the permissions of a file: mode OCTAL FILE.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: mode OCTAL FILE")
	}
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

// same wants two folders to hold the same files: same FOLDER FOLDER.
func same(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same FOLDER FOLDER")
	}
	read := func(dir string) map[string]string {
		files := map[string]string{}
		root := os.DirFS(ts.MkAbs(dir))
		ts.Check(fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, name)
			files[name] = string(data)
			return err
		}))
		return files
	}
	one, two := read(args[0]), read(args[1])
	if len(one) == 0 || !maps.Equal(one, two) {
		ts.Fatalf("%s and %s differ", args[0], args[1])
	}
}

// copyFolder copies a folder: copy FROM TO.
func copyFolder(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: copy FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}
