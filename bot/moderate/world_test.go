package moderate_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/keeper"
	"reviewbot/bot/moderate"
	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
	"reviewbot/knowledge/pack"
)

// postgresURL is the setting that runs the tests on PostgreSQL too.
const postgresURL = "REVIEWBOT_TEST_POSTGRES"

// databases are what tests run on.
var databases = map[string]func(testing.TB) string{"sqlite": sqliteURL, "postgres": schemaURL}

func sqliteURL(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "test.db") }

// needPostgres skips a test by name where there is no PostgreSQL.
func needPostgres(t testing.TB) string {
	base := os.Getenv(postgresURL)
	if base == "" && os.Getenv("CI") != "" {
		t.Fatalf("%s is not set: the gate tests on PostgreSQL too", postgresURL)
	}
	if base == "" {
		t.Skipf("set %s to the postgres:// URL of an empty database to run this test", postgresURL)
	}
	return base
}

// schemaURL is a schema of the test's own.
func schemaURL(t testing.TB) string {
	base := needPostgres(t)
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := sql.Open("pgx", base) // the driver that sqlstore registers
	if err != nil {
		t.Fatal(err)
	}
	schema := "test_" + store.NewID()
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

// tramways is a small pack.
var tramways = sync.OnceValues(func() (*pack.Pack, error) {
	return pack.Load(os.DirFS(filepath.Join("..", "..", "knowledge", "pack", "testdata", "tramways")))
})

// clock is moved by tests.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// options are what a world is made with.
type options struct {
	approvals bool
	limits    bot.Limits
	tests     []moderate.Test
	pack      *pack.Pack // tramways if nil
}

// world is a bot with a desk on a real database, and people who use it.
type world struct {
	options
	clock  *clock
	store  *sqlstore.Store
	keeper *keeper.Keeper
	bot    *bot.Bot
	stop   func() // ends what runs beside
}

// secret keys the worlds of all tests.
var secret = []byte(strings.Repeat("a secret of tests", 3))

// open starts a world on a database, which may hold what an earlier one left.
func open(ctx context.Context, database string, c *clock, o options) (*world, error) {
	if o.pack == nil {
		var err error
		if o.pack, err = tramways(); err != nil {
			return nil, err
		}
	}
	place, err := sqlstore.ParseURL(database)
	if err != nil {
		return nil, err
	}
	keys, err := store.NewKeys(secret)
	if err != nil {
		return nil, err
	}
	rights, err := bot.ParseRights("telegram:user:1", "discord:role:7,telegram:user:2,telegram:user:3")
	if err != nil {
		return nil, err
	}
	w := &world{options: o, clock: c}
	if w.store, err = sqlstore.New(sqlstore.Config{Place: place, Poll: 20 * time.Millisecond, Now: c.Now}); err != nil {
		return nil, err
	}
	log := slog.New(slog.DiscardHandler)
	w.keeper, err = keeper.New(keeper.Config{Store: w.store, Pack: o.pack, Log: log, Publish: func(e bot.Edition) { w.bot.Publish(e) }})
	if err != nil {
		return nil, err
	}
	w.bot = bot.New(bot.Config{
		Rights: rights, Limits: o.limits, Kept: w.store, Keys: keys, Key: []byte("k"), Retention: 30 * 24 * time.Hour, Now: c.Now, Log: log,
		Modules: []bot.Module{moderate.New(moderate.Config{
			Store: w.store, Keeper: w.keeper, Tests: o.tests, Approvals: o.approvals, Logs: []string{"telegram"}, Now: c.Now, Log: log,
		})},
	})
	if err := w.keeper.Start(ctx); err != nil {
		return nil, err
	}
	beside, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { w.bot.Record(beside) })
	w.stop = func() {
		cancel()
		running.Wait()
	}
	return w, nil
}

func (w *world) close() error {
	w.stop()
	return w.store.Close()
}

// person is somebody who talks with the bot, and what they see.
type person struct {
	name  string
	event bot.Event // what all their events have
	asked string
	reply bot.Reply
	last  bot.Event
}

// people are those of the scripts.
func people() map[string]*person {
	on := func(platform, user string) bot.Event {
		return bot.Event{
			Who: bot.Who{Platform: platform, User: user}, Chat: platform + user, Private: true, Level: bot.Reader,
			Conversation: platform + user, Address: "chat " + user,
		}
	}
	role := on("discord", "44")
	role.Roles = []string{"7"}
	terminal := on("terminal", "root")
	terminal.Level, terminal.Terminal = bot.Owner, true
	anonymous := on("telegram", "")
	nobody := on("telegram", "9")
	nobody.Level = bot.Nobody
	out := map[string]*person{}
	for name, ev := range map[string]bot.Event{
		"owner": on("telegram", "1"), "moderator": on("telegram", "2"), "second": on("telegram", "3"), "role": role,
		"reader": on("telegram", "8"), "another": on("telegram", "10"), "attacker": on("discord", "2"), "anonymous": anonymous,
		"nobody": nobody, "terminal": terminal,
	} {
		out[name] = &person{name: name, event: ev}
	}
	return out
}

// do has somebody do something.
func (w *world) do(ctx context.Context, p *person, ev bot.Event) error {
	base := p.event
	base.Kind, base.Text, base.Data, base.Values = ev.Kind, ev.Text, ev.Data, ev.Values
	p.last = base
	reply, err := w.bot.Handle(ctx, base)
	if err != nil {
		return err
	}
	p.reply = reply
	return nil
}

func (w *world) say(ctx context.Context, p *person, text string) error {
	if !strings.HasPrefix(text, "/") {
		p.asked = text
	}
	return w.do(ctx, p, bot.Event{Text: text})
}

// press presses the option or button of the last reply whose label begins
// with something.
func (w *world) press(ctx context.Context, p *person, label string) error {
	data, ok := find(p.reply, label)
	if !ok {
		return fmt.Errorf("%s sees no %q to press in:\n%s", p.name, label, seen(p.reply))
	}
	return w.do(ctx, p, bot.Event{Kind: bot.Pressed, Text: p.asked, Data: data})
}

func find(r bot.Reply, label string) (string, bool) {
	if r.Input != nil {
		for _, o := range r.Input.Options {
			if strings.HasPrefix(o.Label, label) {
				return o.Data, true
			}
		}
	}
	for _, b := range r.Buttons {
		if strings.HasPrefix(b.Label, label) {
			return b.Data, true
		}
	}
	return "", false
}

// fill submits the form of the last reply, with some fields filled in; the
// others keep what they hold.
func (w *world) fill(ctx context.Context, p *person, values map[string]string) error {
	in := p.reply.Input
	if in == nil || len(in.Fields) == 0 {
		return fmt.Errorf("%s sees no form in:\n%s", p.name, seen(p.reply))
	}
	all := map[string]string{}
	for _, f := range in.Fields {
		all[f.Name] = f.Value
	}
	for name, v := range values {
		if _, ok := all[name]; !ok {
			return fmt.Errorf("%s sees no field %q in:\n%s", p.name, name, seen(p.reply))
		}
		all[name] = v
	}
	return w.do(ctx, p, bot.Event{Kind: bot.Submitted, Data: in.Data, Values: all})
}

// seen is all that a reply shows, a line a piece.
func seen(r bot.Reply) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for _, p := range r.Parts {
		switch p.Kind {
		case bot.Compare:
			s := p.Text + ":"
			for _, span := range p.Spans {
				s += " " + [...]string{"", "-", "+"}[span.Change] + span.Text
			}
			line("%s", s)
		case bot.List:
			for _, i := range p.Items {
				line("* %s", i.Text)
			}
		default:
			line("%s", p.Text)
		}
	}
	if r.Input != nil {
		for _, f := range r.Input.Fields {
			line("%s = %s", f.Name, f.Value)
			if f.Fault != "" {
				line("! %s: %s", f.Name, f.Fault)
			}
		}
		for _, o := range r.Input.Options {
			line("[%s]", o.Label)
		}
	}
	for _, button := range r.Buttons {
		line("[%s]", button.Label)
	}
	return b.String()
}
