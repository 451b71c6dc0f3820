package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/discord/discordtest"
)

// TestDiscordScript plays the roles on Discord: a script starts the built
// program and is everybody else. Each is played with interactions by the
// gateway and over HTTP.
func TestDiscordScript(t *testing.T) {
	for _, way := range []string{"gateway", "http"} {
		t.Run(way, func(t *testing.T) { playDiscord(t, way == "http") })
	}
}

func playDiscord(t *testing.T, overHTTP bool) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "discord"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			s, err := discordtest.Open(discordtest.Config{Specs: os.Getenv("REVIEWBOT_TEST_SPECS")})
			if err != nil {
				return err
			}
			stage := &discordStage{Server: s, users: map[string]*discordtest.User{}, roles: map[string]string{}, http: overHTTP}
			env.Values[stageKey{}] = stage
			tramways, err := filepath.Abs(filepath.Join("..", "..", "knowledge", "pack", "testdata", "tramways"))
			if err != nil {
				return err
			}
			env.Setenv("TRAMWAYS", tramways)
			env.Setenv("DISCORD_API_URL", s.URL)
			env.Setenv("DISCORD_APP_ID", s.AppID)
			env.Setenv("TOKEN", s.Token)
			env.Setenv("BOT", s.AppID)
			env.Setenv("CHANNEL", s.ChannelID)
			if overHTTP {
				addr, err := freeAddr()
				if err != nil {
					return err
				}
				stage.addr = addr
				env.Setenv("LISTEN_ADDR", addr)
				env.Setenv("DISCORD_PUBLIC_KEY", s.PublicKey)
				s.SetEndpoint("http://" + addr + discord.Path)
			}
			env.Defer(func() {
				s.Close()
				for _, f := range s.Faults() {
					t.Error("Discord: ", f)
				}
				t.Logf("%d requests and responses were checked", s.Checked())
			})
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"reply": reply, "serving": onDiscord(serving), "role": onDiscord(role), "user": onDiscord(dcUser), "slash": onDiscord(slash), "inbox": onDiscord(inbox),
			"press": onDiscord(dcPress), "choose": onDiscord(dcChoose), "fill": onDiscord(dcFill), "on": onDiscord(onMessage),
			"say": onDiscord(dcSay), "type": onDiscord(dcType), "shows": dcShows, "offers": dcOffers, "private": dcPrivate, "log": dcLog,
			"refuse": onDiscord(func(ts *testscript.TestScript, s *discordStage, args []string) {
				var code int
				_, err := fmt.Sscan(args[0], &code)
				ts.Check(err)
				s.Refuse(99, code)
			}),
			"drop": onDiscord(func(_ *testscript.TestScript, s *discordStage, _ []string) { s.Drop() }),
		},
	})
}

// freeAddr is an address of this machine that nobody listens on.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// discordStage is a script's Discord.
type discordStage struct {
	*discordtest.Server
	users   map[string]*discordtest.User
	roles   map[string]string
	http    bool
	addr    string
	last    *discordtest.Exchange
	shown   discordtest.Message // what the last action shows
	choices [][2]string
}

func onDiscord(f func(*testscript.TestScript, *discordStage, []string)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg {
			ts.Fatalf("this command is not to be negated")
		}
		f(ts, discordOf(ts), args)
	}
}

func discordOf(ts *testscript.TestScript) *discordStage {
	return ts.Value(stageKey{}).(*discordStage)
}

const patienceOfScripts = 30 * time.Second

// until waits for something.
func until(ts *testscript.TestScript, what string, ok func() bool) {
	for deadline := time.Now().Add(patienceOfScripts); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("never: %s", what)
		}
	}
}

// serving waits until the program serves.
func serving(ts *testscript.TestScript, s *discordStage, _ []string) {
	until(ts, "the commands are registered", func() bool { return s.CommandPuts() > 0 })
	ctx, cancel := context.WithTimeout(context.Background(), patienceOfScripts)
	defer cancel()
	if ts.Getenv("DISCORD_GATEWAY") != "off" {
		ts.Check(s.Connected(ctx, 1))
	}
	if s.http {
		until(ts, "it listens", func() bool {
			c, err := net.Dial("tcp", s.addr)
			return err == nil && c.Close() == nil
		})
	}
}

// role makes a role, and the variable NAME of its id: role NAME.
func role(ts *testscript.TestScript, s *discordStage, args []string) {
	s.roles[args[0]] = s.Role()
	ts.Setenv(args[0], s.roles[args[0]])
}

// dcUser makes somebody, and the variable NAME of the id: user NAME LOCALE
// [ROLE…]. It may be named again, to change the locale and roles.
func dcUser(ts *testscript.TestScript, s *discordStage, args []string) {
	u := s.users[args[0]]
	if u == nil {
		u = s.User(args[0])
		s.users[args[0]] = u
		ts.Setenv(args[0], u.ID)
	}
	u.Locale, u.Roles = args[1], nil
	for _, r := range args[2:] {
		u.Roles = append(u.Roles, s.roles[r])
	}
}

// actor is who acts; "NAME@dm" acts in direct messages.
func (s *discordStage) actor(ts *testscript.TestScript, name string) *discordtest.User {
	name, place, _ := strings.Cut(name, "@")
	u := s.users[name]
	if u == nil {
		ts.Fatalf("there is no user %s", name)
	}
	u.Where = discordtest.InGuild
	switch place {
	case "dm":
		u.Where = discordtest.InDM
	case "private":
		u.Where = discordtest.InPrivate
	}
	return u
}

// took takes what came of an action, and waits for what was deferred.
func (s *discordStage) took(ts *testscript.TestScript, e *discordtest.Exchange, err error) {
	ts.Check(err)
	s.last = e
	switch e.Type {
	case 5:
		until(ts, "the deferred answer comes", func() bool { return e.Message() != nil })
	case 6: // a deletion, an edit or a message may come
		before := fmt.Sprint(s.shown)
		for end := time.Now().Add(patienceOfScripts); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			if len(e.FollowUps()) > 0 || fmt.Sprint(e.Message()) != before {
				break
			}
		}
	}
	if more := e.FollowUps(); len(more) > 0 {
		s.shown = more[len(more)-1]
	} else if m := e.Message(); m != nil && e.Type != 9 {
		s.shown = m
	}
}

// pairs reads NAME=VALUE. Numbers and booleans are those of the option.
func pairs(args []string) map[string]any {
	out := map[string]any{}
	for _, a := range args {
		name, value, _ := strings.Cut(a, "=")
		switch {
		case value == "true":
			out[name] = true
		case name == "number":
			var n int
			fmt.Sscan(value, &n)
			out[name] = n
		default:
			out[name] = value
		}
	}
	return out
}

// slash calls a command: slash NAME COMMAND [OPTION=VALUE…].
func slash(ts *testscript.TestScript, s *discordStage, args []string) {
	e, err := s.actor(ts, args[0]).Slash(context.Background(), args[1], pairs(args[2:]))
	s.took(ts, e, err)
}

// inbox calls /moderate inbox until patterns fit it, as questions are recorded
// afterwards: inbox NAME PATTERN….
func inbox(ts *testscript.TestScript, s *discordStage, args []string) {
	until(ts, "the inbox has "+args[1], func() bool {
		slash(ts, s, []string{args[0], "moderate inbox"})
		return fits(writtenDiscord(s.shown), args[1:]) == nil
	})
}

// dcPress presses a button of what was shown last: press NAME LABEL; "id:" and
// a custom id presses one that nobody showed.
func dcPress(ts *testscript.TestScript, s *discordStage, args []string) {
	u := s.actor(ts, args[0])
	if id, forged := strings.CutPrefix(args[1], "id:"); forged {
		e, err := u.PressID(context.Background(), s.shown, id)
		s.took(ts, e, err)
		return
	}
	e, err := u.Press(context.Background(), s.shown, args[1])
	s.took(ts, e, err)
}

// dcChoose takes an option of a menu, or presses the button if it is one:
// choose NAME LABEL.
func dcChoose(ts *testscript.TestScript, s *discordStage, args []string) {
	e, err := s.actor(ts, args[0]).Choose(context.Background(), s.shown, args[1])
	s.took(ts, e, err)
}

// dcFill fills in the form that was opened last: fill NAME [LABEL=VALUE…].
func dcFill(ts *testscript.TestScript, s *discordStage, args []string) {
	values := map[string]string{}
	for _, a := range args[1:] {
		label, value, _ := strings.Cut(a, "=")
		values[label] = strings.ReplaceAll(value, `\n`, "\n")
	}
	e, err := s.actor(ts, args[0]).Fill(context.Background(), s.last, values)
	s.took(ts, e, err)
}

// onMessage calls a message command on a message that another posts: on NAME
// COMMAND AUTHOR TEXT.
func onMessage(ts *testscript.TestScript, s *discordStage, args []string) {
	target := s.actor(ts, args[2]).Post(args[3], nil)
	e, err := s.actor(ts, args[0]).OnMessage(context.Background(), args[1], target)
	s.took(ts, e, err)
}

// dcSay posts a message and waits for the answer: say [-] NAME TEXT, or say
// onto NAME TEXT, which replies to what was shown last. With "-" none comes.
func dcSay(ts *testscript.TestScript, s *discordStage, args []string) {
	how := ""
	if slices.Contains([]string{"-", "onto"}, args[0]) {
		how, args = args[0], args[1:]
	}
	u := s.actor(ts, args[0])
	channel := s.ChannelID
	if u.Where == discordtest.InDM {
		channel = "9" + u.ID
	}
	before := len(s.Messages(channel))
	var to discordtest.Message
	if how == "onto" {
		to = s.shown
	}
	u.Post(args[1], to)
	if how == "-" {
		time.Sleep(300 * time.Millisecond)
		if len(s.Messages(channel)) > before {
			ts.Fatalf("it was answered")
		}
		return
	}
	until(ts, "an answer to "+args[1], func() bool { return len(s.Messages(channel)) > before })
	all := s.Messages(channel)
	s.shown = all[len(all)-1]
}

// dcType types into an option: type NAME COMMAND OPTION TEXT.
func dcType(ts *testscript.TestScript, s *discordStage, args []string) {
	var err error
	s.choices, err = s.actor(ts, args[0]).Type(context.Background(), args[1], args[2], args[3])
	ts.Check(err)
}

// written is a message with its buttons and options, each on a line.
func writtenDiscord(m discordtest.Message) string {
	if m == nil {
		return "(nothing)"
	}
	out := m.Text() + "\n"
	for label, id := range m.Buttons() {
		out += "[" + label + "] " + id + "\n"
	}
	_, options := m.Options()
	for _, o := range options {
		out += "(" + o[0] + ") " + o[1] + "\n"
	}
	return out
}

// dcShows holds what was shown last against patterns. A form shows its fields.
func dcShows(ts *testscript.TestScript, neg bool, args []string) {
	s := discordOf(ts)
	text := writtenDiscord(s.shown)
	if s.last != nil && s.last.Type == 9 {
		text = fmt.Sprint(s.last.Data)
	}
	match(ts, neg, text, args)
}

// dcOffers holds the choices of what was typed against patterns.
func dcOffers(ts *testscript.TestScript, neg bool, args []string) {
	var out strings.Builder
	for _, c := range discordOf(ts).choices {
		fmt.Fprintf(&out, "%s | %s\n", c[0], c[1])
	}
	match(ts, neg, out.String(), args)
}

// dcPrivate tells whether what was shown last is one user's alone.
func dcPrivate(ts *testscript.TestScript, neg bool, _ []string) {
	if s := discordOf(ts); s.shown.Ephemeral() == neg {
		ts.Fatalf("private is %v: %s", !neg, writtenDiscord(s.shown))
	}
}

// dcLog waits until the moderators' log has a message that patterns fit, and
// shows it: log CHANNEL PATTERN….
func dcLog(ts *testscript.TestScript, neg bool, args []string) {
	s := discordOf(ts)
	if neg {
		ts.Fatalf("this command is not to be negated")
	}
	var err error
	until(ts, "the log says so", func() bool {
		all := s.Messages(args[0])
		err = errors.New("nothing")
		if len(all) > 0 {
			s.shown = all[len(all)-1]
			err = fits(writtenDiscord(s.shown), args[1:])
		}
		return err == nil
	})
}

// fits tells whether all patterns fit a text.
func fits(text string, patterns []string) error {
	for _, p := range patterns {
		re, err := regexp.Compile("(?m)" + p)
		if err != nil {
			return err
		}
		if !re.MatchString(text) {
			return fmt.Errorf("%q does not fit\n%s", p, text)
		}
	}
	return nil
}
