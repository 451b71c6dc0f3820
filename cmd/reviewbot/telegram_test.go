package main

import (
	"fmt"
	"net"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"reviewbot/adapters/telegram/telegramtest"
)

// TestTelegramScript plays the roles on Telegram: a script starts the built
// program and is everybody else.
func TestTelegramScript(t *testing.T) {
	spec, err := telegramtest.LoadSpec()
	if err != nil {
		t.Fatal(err)
	}
	tramways, err := filepath.Abs(filepath.Join("..", "..", "knowledge", "pack", "testdata", "tramways"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "telegram"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			s := telegramtest.Start(telegramtest.Config{Spec: spec})
			env.Values[stageKey{}] = &telegramStage{Server: s, users: map[string]*telegramtest.User{}}
			env.Setenv("TELEGRAM_API_URL", s.URL())
			env.Setenv("TOKEN", telegramtest.Token)
			env.Setenv("TRAMWAYS", tramways)
			env.Setenv("PORT", freePort(t))
			env.Defer(func() {
				s.Close()
				n, faults := s.Checked()
				t.Logf("requests held against the specification: %d", n)
				if len(faults) > 0 {
					t.Errorf("%d of them are not as Telegram wants them: %q", len(faults), faults)
				}
			})
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"reply": reply, "user": onStage(person), "group": onStage(groupChat), "say": onStage(say), "correct": onStage(correct),
			"press": onStage(press), "type": onStage(typeInline), "shows": shows, "offers": offers, "toast": toast, "settled": onStage(settled),
			"write": onStage(write), "each": onStage(each), "hear": onStage(hear), "move": onStage(move), "follow": onStage(follow), "trouble": onStage(trouble),
		},
	})
}

// freePort is a port that nobody listens on.
func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

type stageKey struct{}

// telegramStage is a script's Telegram.
type telegramStage struct {
	*telegramtest.Server
	users map[string]*telegramtest.User
	said  telegramtest.Message // last, by a user
	query string               // last, of a button or of inline mode
}

func onStage(f func(*testscript.TestScript, *telegramStage, []string)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg {
			ts.Fatalf("this command is not to be negated")
		}
		f(ts, stageOf(ts), args)
	}
}

func stageOf(ts *testscript.TestScript) *telegramStage {
	return ts.Value(stageKey{}).(*telegramStage)
}

func number(ts *testscript.TestScript, s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	ts.Check(err)
	return n
}

// person makes a person: user NAME ID LANGUAGE.
func person(ts *testscript.TestScript, s *telegramStage, args []string) {
	s.users[args[0]] = s.User(number(ts, args[1]), args[0], args[2])
}

// groupChat makes a group: group ID TITLE [ADMINISTRATOR…].
func groupChat(ts *testscript.TestScript, s *telegramStage, args []string) {
	var admins []int64
	for _, name := range args[2:] {
		admins = append(admins, s.users[name].ID)
	}
	s.Group(number(ts, args[0]), args[1], admins...)
}

// say lets somebody write, and waits until the bot is done with it: say
// [reply|onto|as] NAME CHAT TEXT. "reply" replies to the bot's last message
// there, "onto" to what was said last, "as" writes as the group.
func say(ts *testscript.TestScript, s *telegramStage, args []string) {
	how := telegramtest.Said{}
	if slices.Contains([]string{"reply", "onto", "as"}, args[0]) {
		chat := number(ts, args[2])
		switch args[0] {
		case "reply":
			how.Reply = last(ts, s, chat).ID
		case "onto":
			how.Reply = s.said.ID
		case "as":
			how.As = chat
		}
		args = args[1:]
	}
	s.said, _ = s.Say(s.users[args[0]], number(ts, args[1]), strings.ReplaceAll(args[2], `\n`, "\n"), how)
	settled(ts, s, nil)
}

// write lets somebody write and does not wait: write NAME CHAT TIMES TEXT.
func write(ts *testscript.TestScript, s *telegramStage, args []string) {
	for range number(ts, args[2]) {
		s.said, _ = s.Say(s.users[args[0]], number(ts, args[1]), args[3], telegramtest.Said{})
	}
}

// hear waits until the bot has said something in a chat: hear CHAT TIMES.
func hear(ts *testscript.TestScript, s *telegramStage, args []string) {
	chat, times := number(ts, args[0]), int(number(ts, args[1]))
	if !s.Wait(time.Minute, func() bool { return len(s.Sent(chat)) >= times }) {
		ts.Fatalf("the bot said %d things in chat %d", len(s.Sent(chat)), chat)
	}
}

// each holds that every message in a chat was answered, and at most so many
// twice: each CHAT MOST.
func each(ts *testscript.TestScript, s *telegramStage, args []string) {
	chat, twice := number(ts, args[0]), 0
	answers := map[int]int{}
	for _, m := range s.Sent(chat) {
		answers[m.Reply]++
	}
	for _, m := range s.Messages(chat) {
		switch n := answers[m.ID]; {
		case m.From.ID == telegramtest.BotID:
		case n == 0:
			ts.Fatalf("message %d is not answered", m.ID)
		default:
			twice += n - 1
		}
	}
	if int64(twice) > number(ts, args[1]) {
		ts.Fatalf("%d answered twice", twice)
	}
}

// trouble lets every third response be something else, in turn.
func trouble(_ *testscript.TestScript, s *telegramStage, _ []string) {
	faults := []telegramtest.Fault{
		{Status: 502, Body: "<html>Bad Gateway</html>"}, {Cut: true}, {Status: 429, Flood: 1}, {Status: 500}, {Status: 503}, {Status: 200, Body: "<html>Log in</html>"},
	}
	n := 0
	s.Fault(func(telegramtest.Call) telegramtest.Fault {
		if n++; n%3 != 0 {
			return telegramtest.Fault{}
		}
		return faults[n/3%len(faults)]
	})
}

// move makes a group a supergroup: move FROM TO.
func move(ts *testscript.TestScript, s *telegramStage, args []string) {
	s.Migrate(number(ts, args[0]), number(ts, args[1]))
	settled(ts, s, nil)
}

// correct edits what was said last: correct CHAT TEXT.
func correct(ts *testscript.TestScript, s *telegramStage, args []string) {
	s.Edit(number(ts, args[0]), s.said.ID, args[1])
	settled(ts, s, nil)
}

// press presses a button of the bot's last message: press NAME CHAT LABEL. A
// label that begins with "data:" is the data of a button that nobody showed.
func press(ts *testscript.TestScript, s *telegramStage, args []string) {
	m := last(ts, s, number(ts, args[1]))
	data, forged := strings.CutPrefix(args[2], "data:")
	if !forged {
		b, ok := m.Button(args[2])
		if !ok || b.Data == "" {
			ts.Fatalf("there is no button %q under\n%s", args[2], written(m))
		}
		data = b.Data
	}
	s.query = s.Press(s.users[args[0]], m, data)
	settled(ts, s, nil)
}

// follow follows a deep link under the bot's last message: it opens the
// private chat and sends what the link carries: follow NAME CHAT LABEL.
func follow(ts *testscript.TestScript, s *telegramStage, args []string) {
	b, _ := last(ts, s, number(ts, args[1])).Button(args[2])
	payload, ok := strings.CutPrefix(b.URL, "https://t.me/"+telegramtest.Username+"?start=")
	if !ok {
		ts.Fatalf("%q is no deep link under\n%s", args[2], written(last(ts, s, number(ts, args[1]))))
	}
	u := s.users[args[0]]
	s.said, _ = s.Say(u, u.ID, "/start "+payload, telegramtest.Said{})
	settled(ts, s, nil)
}

// typeInline types after the bot's name: type NAME TEXT.
func typeInline(ts *testscript.TestScript, s *telegramStage, args []string) {
	s.query = s.Inline(s.users[args[0]], args[1])
	settled(ts, s, nil)
}

// settled waits until the bot is done with all that was sent to it.
func settled(ts *testscript.TestScript, s *telegramStage, _ []string) {
	if !s.Wait(time.Minute, func() bool { return s.Pending() == 0 }) {
		ts.Fatalf("the bot is not done: %d updates wait", s.Pending())
	}
}

// last is the bot's latest message in a chat.
func last(ts *testscript.TestScript, s *telegramStage, chat int64) telegramtest.Message {
	sent := s.Sent(chat)
	if len(sent) == 0 {
		ts.Fatalf("the bot said nothing in chat %d", chat)
	}
	return sent[len(sent)-1]
}

// written is a message with its buttons, each a line "[label] data".
func written(m telegramtest.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "(to %d) %s\n", m.Reply, m.Text)
	for _, row := range m.Keyboard {
		for _, k := range row {
			fmt.Fprintf(&b, "[%s] %s%s\n", k.Text, k.Data, k.URL)
		}
	}
	return b.String()
}

// shows holds the bot's last message in a chat against patterns: shows CHAT
// PATTERN…. With "!" none may fit; without patterns there may be no message.
func shows(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	chat := number(ts, args[0])
	if sent := s.Sent(chat); neg && (len(args) == 1 || len(sent) == 0) {
		if len(sent) > 0 && len(args) == 1 {
			ts.Fatalf("the bot said\n%s", written(sent[len(sent)-1]))
		}
		return
	}
	match(ts, neg, written(last(ts, s, chat)), args[1:])
}

// offers holds the results of inline mode against patterns, each title, line
// and text on a line.
func offers(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	var b strings.Builder
	for _, r := range s.Results(s.query) {
		fmt.Fprintf(&b, "%s | %s | %s\n", r.Title, r.Description, strings.ReplaceAll(r.Content.Text, "\n", " "))
	}
	match(ts, neg, b.String(), args)
}

// toast holds the line that answers a button against patterns.
func toast(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	params, ok := s.Answered(s.query)
	if !ok {
		ts.Fatalf("the query is not answered")
	}
	match(ts, neg, params["text"]+params["url"], args)
}

func match(ts *testscript.TestScript, neg bool, text string, patterns []string) {
	for _, p := range patterns {
		re, err := regexp.Compile("(?m)" + p)
		ts.Check(err)
		if re.MatchString(text) == neg {
			ts.Fatalf("%q: match is %v in\n%s", p, !neg, text)
		}
	}
}
