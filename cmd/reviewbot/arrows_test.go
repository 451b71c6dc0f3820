package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// arrows says which packages of the project each part may import; the first
// part that a package lies in counts. A part may import itself. Test files
// are free to import what they test with, drivers aside.
var arrows = []struct {
	part string
	may  []string
}{
	{"cmd", []string{"adapters", "bot", "knowledge"}},
	{"adapters/console", []string{"bot"}},
	{"adapters/discord", []string{"bot"}},
	{"adapters/telegram", []string{"bot"}},
	{"adapters/web", []string{"bot", "knowledge"}},
	{"bot/store", []string{"knowledge"}},
	{"bot", []string{"knowledge"}},
	{"knowledge/match", nil},
	{"knowledge", []string{"knowledge/match"}},
}

// only says where alone a package may be imported, whatever the arrows say. It
// holds for test files too, and for cmd: a driver is not even its. Tests of
// the bot run on a real database.
var only = []struct{ imported, by string }{
	{"reviewbot/knowledge/match", "knowledge"},
	{sqlstorePath, "cmd"},
	{"modernc.org/sqlite", "bot/store/sqlstore"},
	{"github.com/jackc/pgx", "bot/store/sqlstore"},
	{"github.com/lib/pq", "bot/store/sqlstore"},
	{"github.com/mattn/go-sqlite3", "bot/store/sqlstore"},
	{"github.com/bwmarrin/discordgo", "adapters/discord"},
	{"github.com/go-telegram-bot-api/telegram-bot-api", "adapters/telegram"},
}

const sqlstorePath = "reviewbot/bot/store/sqlstore"

func within(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

// forbidden says why a package, as a folder of the project, may not import
// something, or "".
func forbidden(folder, imported string, test bool) string {
	for _, o := range only {
		own := within(folder, strings.TrimPrefix(o.imported, "reviewbot/"))
		tested := test && o.imported == sqlstorePath && within(folder, "bot")
		if within(imported, o.imported) && !within(folder, o.by) && !own && !tested {
			return "only " + o.by + " may"
		}
	}
	target, internal := strings.CutPrefix(imported, "reviewbot/")
	if !internal || test {
		return ""
	}
	for _, a := range arrows {
		if !within(folder, a.part) {
			continue
		}
		for _, may := range append(a.may, a.part) {
			if within(target, may) {
				return ""
			}
		}
		return a.part + " may import only " + strings.Join(append(a.may, "itself"), ", ")
	}
	return "the arrows do not know this part: add it"
}

// TestArrows holds which way imports run.
func TestArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files++
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(relative))
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := forbidden(folder, imported, strings.HasSuffix(name, "_test.go")); why != "" {
				t.Errorf("%s imports %s: %s", relative, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d files were read", files)
	}
}

// TestArrowsHold shows that the rules above forbid and allow what they mean.
func TestArrowsHold(t *testing.T) {
	for _, tt := range []struct {
		folder, imported string
		test, allowed    bool
	}{
		{"cmd/reviewbot", "reviewbot/adapters/console", false, true},
		{"cmd/reviewbot", "reviewbot/bot/store/sqlstore", false, true},
		{"cmd/reviewbot", "modernc.org/sqlite", false, false},
		{"adapters/console", "reviewbot/bot", false, true},
		{"adapters/console", "reviewbot/knowledge", false, false},
		{"adapters/web", "reviewbot/knowledge", false, true},
		{"adapters/discord", "reviewbot/adapters/telegram", false, false},
		{"adapters/discord", "github.com/bwmarrin/discordgo", false, true},
		{"adapters/telegram", "github.com/bwmarrin/discordgo", false, false},
		{"adapters/telegram", "github.com/go-telegram-bot-api/telegram-bot-api/v5", false, true},
		{"bot", "github.com/go-telegram-bot-api/telegram-bot-api/v5", true, false},
		{"bot", "reviewbot/knowledge/pack", false, true},
		{"bot", "reviewbot/knowledge/match", false, false},
		{"bot", "reviewbot/adapters/console", false, false},
		{"bot/moderate", "reviewbot/bot/store", false, true},
		{"bot", "reviewbot/bot/store/sqlstore", false, false},
		{"bot/moderate", "reviewbot/bot/store/sqlstore", true, true},
		{"bot/moderate", "modernc.org/sqlite", true, false},
		{"adapters/web", "reviewbot/bot/store/sqlstore", true, false},
		{"bot/store", "reviewbot/bot", false, false},
		{"bot/store/sqlstore", "reviewbot/bot/store", false, true},
		{"bot/store/sqlstore", "reviewbot/bot/store/sqlstore/migrations", false, true},
		{"bot/store/sqlstore", "github.com/jackc/pgx/v5", false, true},
		{"knowledge", "reviewbot/knowledge/match", false, true},
		{"knowledge", "reviewbot/bot", false, false},
		{"knowledge/evaluate", "reviewbot/knowledge/pack", true, true},
		{"knowledge/match", "reviewbot/knowledge", false, false},
		{"knowledge/match", "reviewbot/knowledge/match/internal", false, true},
		{"somewhere", "reviewbot/knowledge", false, false},
		{"somewhere", "strings", false, true},
	} {
		if why := forbidden(tt.folder, tt.imported, tt.test); (why == "") != tt.allowed {
			t.Errorf("%s imports %s: %q, want allowed %v", tt.folder, tt.imported, why, tt.allowed)
		}
	}
}
