package telegram

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

// allFaults are what can come in place of a response.
var allFaults = map[string]telegramtest.Fault{
	"429":       {Status: http.StatusTooManyRequests, Flood: 1},
	"500":       {Status: http.StatusInternalServerError},
	"502 HTML":  {Status: http.StatusBadGateway, Body: "<html>Bad Gateway</html>"},
	"200 HTML":  {Status: http.StatusOK, Body: "<html>Log in to the Wi-Fi</html>"},
	"timeout":   {Hang: true},
	"cut":       {Cut: true},
	"cut after": {CutAfter: true},
}

// TestEveryResponseFails replaces each response in turn while people ask,
// press, correct and search. Whatever fails, the outcome is the same, and each
// is answered once: only where an accepted message is not reported as such is
// it sent again.
func TestEveryResponseFails(t *testing.T) {
	for name, fault := range allFaults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for turn := 1; ; turn++ {
				if reached := withFault(t, fault, turn); !reached {
					if turn < 9 {
						t.Errorf("only %d responses", turn-1)
					}
					return
				}
			}
		})
	}
}

// withFault plays the scene with one response replaced, and tells whether so
// many responses there were.
func withFault(t *testing.T, fault telegramtest.Fault, turn int) (reached bool) {
	t.Helper()
	s := server(t)
	ada, bob := s.User(1, "Ada", "en"), s.User(2, "Bob", "en")
	f := &fake{answer: manners, inline: []bot.Inline{{Title: "when", Reply: saying("So.")}}}
	a, l := open(t, s, Config{Bot: f, Timeout: 300 * time.Millisecond})
	a.wait = time.Second
	n := 0
	s.Fault(func(c telegramtest.Call) telegramtest.Fault {
		if strings.Contains(c.Method, "My") { // menus and profiles: it serves without
			return telegramtest.Fault{}
		}
		if n++; n == turn {
			reached = true
			return fault
		}
		return telegramtest.Fault{}
	})
	r := run(t, a, a.handle)
	first, _ := s.Say(ada, 1, "when", telegramtest.Said{})
	second, _ := s.Say(bob, 2, "where", telegramtest.Said{})
	settle(t, s)
	answer, _ := s.Answer(1, first.ID)
	aside, gone := s.Press(ada, answer, "1aside"), ""
	inline := s.Inline(bob, "whe")
	s.Edit(2, second.ID, "whither")
	settle(t, s)
	if other, ok := s.Answer(2, second.ID); !ok || other.Text != "So: whither" {
		t.Errorf("turn %d: the corrected answer is %q", turn, other.Text)
	} else {
		gone = s.Press(bob, other, "1remove")
	}
	settle(t, s)
	if err := r.end(t); err != nil {
		t.Errorf("turn %d: %v", turn, err)
	}
	if now, _ := s.Answer(1, first.ID); now.Text != "So: when1aside" {
		t.Errorf("turn %d: the pressed message is %q", turn, now.Text)
	}
	for _, q := range []string{aside, inline, gone} {
		if _, ok := s.Answered(q); !ok {
			t.Errorf("turn %d: a query is not answered; log\n%s", turn, l)
		}
	}
	if n := len(s.Sent(1)) + len(s.Sent(2)); n != 1 && !(fault.CutAfter && n == 2) {
		t.Errorf("turn %d: %d messages at the end, want one: %v %v", turn, n, texts(s, 1), texts(s, 2))
	}
	return reached
}

// TestUnderstand holds the faults against what is done about them.
func TestUnderstand(t *testing.T) {
	api := func(code int, text string) error { return &tgbotapi.Error{Code: code, Message: text} }
	for _, tt := range []struct {
		err  error
		want kind
	}{
		{api(403, "Forbidden: bot was blocked by the user"), gone},
		{api(403, "Forbidden: bot was kicked from the supergroup chat"), gone},
		{api(400, "Bad Request: chat not found"), gone},
		{api(400, "Bad Request: not enough rights to send text messages to the chat"), gone},
		{api(400, "Bad Request: message to edit not found"), gone},
		{api(400, "Bad Request: message can't be deleted for everyone"), gone},
		{api(400, "Bad Request: message is not modified: specified new message content"), same},
		{api(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"), stale},
		{api(400, "Bad Request: can't parse entities: Unsupported start tag"), markup},
		{api(400, "Bad Request: message is too long"), refused},
		{api(401, "Unauthorized"), denied},
		{api(404, "Not Found"), missing},
		{api(409, "Conflict: terminated by other getUpdates request"), conflict},
		{api(429, "Too Many Requests: retry after 5"), flooded},
		{api(500, "Internal Server Error"), broken},
		{statusError(502), passing},
		{statusError(403), broken},
		{context.DeadlineExceeded, passing},
		{context.Canceled, stopped},
	} {
		if got := understand(tt.err).kind; got != tt.want {
			t.Errorf("%v: %d, want %d", tt.err, got, tt.want)
		}
	}
}

// TestGoneIsNotRetried sends where nobody is any more: once, and the update
// is done with.
func TestGoneIsNotRetried(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	s.Say(s.ada, 1, "when", telegramtest.Said{})
	settle(t, s.Server)
	before := s.Count("sendMessage")
	s.ada.Blocked = true
	s.Say(s.ada, 1, "where", telegramtest.Said{})
	settle(t, s.Server)
	if n := s.Count("sendMessage") - before; n != 1 {
		t.Errorf("sent %d times to somebody who blocked the bot", n)
	}
}

// TestMarkupFault sends the plain text where the formatting is refused, once.
func TestMarkupFault(t *testing.T) {
	s := server(t)
	s.User(1, "Ada", "en")
	a, _ := open(t, s, Config{})
	bad := screen{page: page{html: "<b>open", plain: "open"}}
	if _, err := a.post(t.Context(), spot{chat: 1}, bad); err != nil || texts(s, 1)[0] != "open" || s.Count("sendMessage") != 2 {
		t.Errorf("%v, %v", err, texts(s, 1))
	}
}
