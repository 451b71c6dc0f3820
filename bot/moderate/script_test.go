package moderate_test

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// play is a script that runs: who is on, in which of the worlds.
type play struct {
	ctx      context.Context
	database string
	clock    *clock
	worlds   []*world
	at       int
	people   map[string]*person
	on       *person
	options  options
}

func (s *play) world() *world { return s.worlds[s.at] }

// TestScripts plays the flows of moderation by role, on a real database.
func TestScripts(t *testing.T) {
	for name, database := range databases {
		t.Run(name, func(t *testing.T) {
			if name == "postgres" {
				needPostgres(t)
			}
			testscript.Run(t, testscript.Params{
				Dir: filepath.Join("testdata", "script"),
				Setup: func(env *testscript.Env) error {
					s := &play{ctx: t.Context(), database: database(t), clock: &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}, people: people()}
					env.Values["play"] = s
					env.Defer(func() {
						for _, w := range s.worlds {
							if err := w.close(); err != nil {
								t.Error(err)
							}
						}
					})
					return nil
				},
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"open": openWorld, "as": as, "type": typeText, "press": press, "data": pressData, "fill": fill, "submit": submit,
					"sees": sees, "again": again, "pass": pass, "replica": replica, "log": logHears, "told": told, "verify": verify, "recorded": recorded, "forged": forged, "breaks": breaks,
				},
			})
		})
	}
}

func playOf(ts *testscript.TestScript) *play { return ts.Value("play").(*play) }

func want(ts *testscript.TestScript, args []string, n int, usage string) {
	if len(args) != n {
		ts.Fatalf("usage: %s", usage)
	}
}

// openWorld starts the bot: open [approvals].
func openWorld(ts *testscript.TestScript, _ bool, args []string) {
	s := playOf(ts)
	for _, a := range args {
		switch a {
		case "approvals":
			s.options.approvals = true
		case "limits":
			s.options.limits = bot.Limits{Edits: 3}
		case "newer":
			s.options.pack = newer(ts)
		case "restart":
			for _, w := range s.worlds {
				ts.Check(w.close())
			}
			s.worlds = nil
		default:
			ts.Fatalf("usage: open [approvals] [limits] [newer] [restart]")
		}
	}
	w, err := open(s.ctx, s.database, s.clock, s.options)
	ts.Check(err)
	s.worlds, s.at = append(s.worlds, w), len(s.worlds)
}

// newer is the pack in a higher version, which has one fact otherwise and
// another one less.
func newer(ts *testscript.TestScript) *pack.Pack {
	p, err := tramways()
	ts.Check(err)
	next := *p
	next.Version++
	next.Source.Facts = nil
	for _, f := range p.Source.Facts {
		switch f.ID {
		case "museum-stop":
			f.Note = knowledge.Text{EN: "the museum closed later.", RU: "музей потом закрылся."}
		case "market-line-stops":
			continue
		}
		next.Source.Facts = append(next.Source.Facts, f)
	}
	return &next
}

// breaks takes the database away.
func breaks(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(playOf(ts).world().store.Close())
}

// replica goes on with the bot with a number, from 0.
func replica(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, 1, "replica N")
	s := playOf(ts)
	s.at = int(args[0][0] - '0')
	s.world()
}

// as goes on as somebody.
func as(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, 1, "as NAME")
	s := playOf(ts)
	if s.on = s.people[args[0]]; s.on == nil {
		ts.Fatalf("nobody is called %q", args[0])
	}
}

// typeText types a message.
func typeText(ts *testscript.TestScript, _ bool, args []string) {
	s := playOf(ts)
	ts.Check(s.world().say(s.ctx, s.on, strings.Join(args, " ")))
}

// press presses what begins with a label; "! press" wants that there is none.
func press(ts *testscript.TestScript, neg bool, args []string) {
	s := playOf(ts)
	label := strings.Join(args, " ")
	if neg {
		if _, ok := find(s.on.reply, label); ok {
			ts.Fatalf("there is %q to press in:\n%s", label, seen(s.on.reply))
		}
		return
	}
	ts.Check(s.world().press(s.ctx, s.on, label))
}

// pressData presses a button of somebody else's reply: data NAME LABEL.
func pressData(ts *testscript.TestScript, _ bool, args []string) {
	s := playOf(ts)
	label := strings.Join(args[1:], " ")
	data, ok := find(s.people[args[0]].reply, label)
	if !ok {
		ts.Fatalf("%s sees no %q", args[0], label)
	}
	ts.Check(s.world().do(s.ctx, s.on, bot.Event{Kind: bot.Pressed, Data: data}))
}

// forged presses data that nobody was offered.
func forged(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, 1, "forged DATA")
	s := playOf(ts)
	ts.Check(s.world().do(s.ctx, s.on, bot.Event{Kind: bot.Pressed, Text: s.on.asked, Data: args[0]}))
}

// fill fills in fields and submits: fill [NAME VALUE]….
func fill(ts *testscript.TestScript, _ bool, args []string) {
	s := playOf(ts)
	values := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		values[args[i]] = strings.ReplaceAll(args[i+1], `\n`, "\n")
	}
	ts.Check(s.world().fill(s.ctx, s.on, values))
}

// submit sends the form that somebody else sees, with values of our own:
// submit NAME [FIELD VALUE]….
func submit(ts *testscript.TestScript, _ bool, args []string) {
	s := playOf(ts)
	values := map[string]string{}
	for i := 1; i+1 < len(args); i += 2 {
		values[args[i]] = args[i+1]
	}
	in := s.people[args[0]].reply.Input
	if in == nil {
		ts.Fatalf("%s sees no form", args[0])
	}
	ts.Check(s.world().do(s.ctx, s.on, bot.Event{Kind: bot.Submitted, Data: in.Data, Values: values}))
}

// again does once more what was done last: a double click.
func again(ts *testscript.TestScript, _ bool, _ []string) {
	s := playOf(ts)
	ts.Check(s.world().do(s.ctx, s.on, s.on.last))
}

// sees wants that the last reply matches.
func sees(ts *testscript.TestScript, neg bool, args []string) {
	s := playOf(ts)
	matches(ts, neg, seen(s.on.reply), args)
}

func matches(ts *testscript.TestScript, neg bool, text string, args []string) {
	re, err := regexp.Compile("(?m)" + strings.Join(args, " "))
	ts.Check(err)
	if re.MatchString(text) == neg {
		ts.Fatalf("%q %v in:\n%s", re, neg, text)
	}
}

// pass lets time pass.
func pass(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, 1, "pass DURATION")
	d, err := time.ParseDuration(args[0])
	ts.Check(err)
	playOf(ts).clock.pass(d)
}

// notices takes what waits in the outbox: address and what it shows.
func notices(ts *testscript.TestScript, s *play) string {
	rows := heard{}
	ts.Check(rows.deliver(s))
	return strings.Join(rows.lines, "\n")
}

// heard is a notifier that keeps what it is to send.
type heard struct{ lines []string }

func (*heard) Platform() string { return "telegram" }

func (h *heard) Notify(_ context.Context, address string, r bot.Reply) error {
	h.lines = append(h.lines, fmt.Sprintf("to %q:\n%s", address, seen(r)))
	return nil
}

// deliver sends until nothing waits.
func (h *heard) deliver(s *play) error {
	ctx, cancel := context.WithTimeout(s.ctx, 300*time.Millisecond)
	defer cancel()
	s.world().bot.Deliver(ctx, s.world().store, h)
	return nil
}

// logHears wants that what is delivered to the moderators' log matches.
func logHears(ts *testscript.TestScript, neg bool, args []string) {
	matches(ts, neg, notices(ts, playOf(ts)), args)
}

// told wants that what is delivered, to anybody, matches.
func told(ts *testscript.TestScript, neg bool, args []string) {
	matches(ts, neg, notices(ts, playOf(ts)), args)
}

// verify checks the log of revisions, and how many there are since the pack.
func verify(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, 1, "verify REVISIONS")
	s := playOf(ts)
	audit, err := s.world().store.Verify(s.ctx, nil)
	ts.Check(err)
	if len(audit.Faults) > 0 {
		ts.Fatalf("the log has faults: %v", audit.Faults)
	}
	all, err := s.world().store.Revisions(s.ctx, store.RevisionQuery{})
	ts.Check(err)
	n := 0
	for _, v := range all {
		if v.Action != store.Pack {
			n++
		}
	}
	if got := fmt.Sprint(n); got != args[0] {
		ts.Fatalf("%s revisions since the pack, want %s", got, args[0])
	}
}

// recorded waits until what was asked is in the inbox: recorded ITEMS.
func recorded(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, 1, "recorded ITEMS")
	s := playOf(ts)
	n := -1
	for range 200 {
		items, err := s.world().store.Inbox(s.ctx, store.InboxQuery{})
		ts.Check(err)
		if n = len(items); fmt.Sprint(n) == args[0] {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("%d items are in the inbox", n)
}
