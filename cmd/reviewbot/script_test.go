package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"fill": fill, "reply": reply},
	})
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
