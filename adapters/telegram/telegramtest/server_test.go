package telegramtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
)

type response struct {
	OK          bool            `json:"ok"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

func start(t *testing.T) *telegramtest.Server {
	t.Helper()
	spec, err := telegramtest.LoadSpec()
	if err != nil {
		t.Fatal(err)
	}
	s := telegramtest.Start(telegramtest.Config{Spec: spec, CallbackLife: time.Minute})
	t.Cleanup(s.Close)
	return s
}

// call sends a method with its parameters, a name and a value in turn.
func call(t *testing.T, s *telegramtest.Server, method string, params ...string) response {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		form.Set(params[i], params[i+1])
	}
	resp, err := http.PostForm(s.URL()+"/bot"+telegramtest.Token+"/"+method, form)
	if err != nil {
		t.Error(err)
		return response{}
	}
	defer resp.Body.Close()
	var r response
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		t.Errorf("%s: %v", method, err)
	}
	return r
}

// ids are the numbers of the updates that a poll gets.
func ids(t *testing.T, r response) []int {
	t.Helper()
	var updates []struct {
		ID int `json:"update_id"`
	}
	if err := json.Unmarshal(r.Result, &updates); err != nil {
		t.Fatalf("%v in %+v", err, r)
	}
	var out []int
	for _, u := range updates {
		out = append(out, u.ID)
	}
	return out
}

func TestOffsetConfirms(t *testing.T) {
	s := start(t)
	ada := s.User(1, "Ada", "en")
	_, first := s.Say(ada, 1, "one", telegramtest.Said{})
	_, second := s.Say(ada, 1, "two", telegramtest.Said{})
	for range 2 {
		if got := ids(t, call(t, s, "getUpdates")); len(got) != 2 || got[0] != first {
			t.Fatalf("%v, want both", got)
		}
	}
	if got := ids(t, call(t, s, "getUpdates", "offset", strconv.Itoa(second))); len(got) != 1 || got[0] != second {
		t.Errorf("%v, want the second", got)
	}
	if got := ids(t, call(t, s, "getUpdates", "offset", strconv.Itoa(second+1))); len(got) != 0 || s.Pending() != 0 {
		t.Errorf("%v, want none", got)
	}
}

func TestOnePollAtATime(t *testing.T) {
	s := start(t)
	first := make(chan response, 1)
	go func() { first <- call(t, s, "getUpdates", "timeout", "20") }()
	if !s.Wait(10*time.Second, s.Polling) {
		t.Fatal("no poll")
	}
	call(t, s, "getUpdates")
	if r := <-first; r.Code != http.StatusConflict || !strings.Contains(r.Description, "terminated by other getUpdates") {
		t.Errorf("%+v", r)
	}
}

func TestWebhookRepeats(t *testing.T) {
	s := start(t)
	var got atomic.Int32
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Telegram-Bot-Api-Secret-Token") != "word" {
			t.Error("no secret")
		}
		_, _ = io.Copy(io.Discard, r.Body)
		if got.Add(1) < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer hook.Close()
	s.Say(s.User(1, "Ada", "en"), 1, "one", telegramtest.Said{})
	if r := call(t, s, "setWebhook", "url", hook.URL, "secret_token", "word"); !r.OK {
		t.Fatalf("%+v", r)
	}
	if !s.Wait(10*time.Second, func() bool { return s.Pending() == 0 }) || got.Load() != 3 {
		t.Errorf("delivered %d times, want 3", got.Load())
	}
	if r := call(t, s, "getUpdates"); r.Code != http.StatusConflict {
		t.Errorf("a poll beside the webhook: %+v", r)
	}
	if r := call(t, s, "setWebhook", "url", "http://example.com/"); r.OK {
		t.Error("a webhook without TLS is taken")
	}
}

func TestSendRefuses(t *testing.T) {
	s := start(t)
	s.User(1, "Ada", "en")
	s.User(2, "Bob", "en").Blocked = true
	for _, tt := range []struct {
		name, want string
		params     []string
	}{
		{"whole", "", []string{"text", strings.Repeat("я", 4096)}},
		{"markup does not count", "", []string{"text", "<b>" + strings.Repeat("x", 4096) + "</b>", "parse_mode", "HTML"}},
		{"long in UTF-16", "message is too long", []string{"text", strings.Repeat("😀", 2049)}},
		{"empty", "message text is empty", []string{"text", "<b> </b>", "parse_mode", "HTML"}},
		{"open tag", "can't parse entities", []string{"text", "<b>x", "parse_mode", "HTML"}},
		{"bare angle", "can't parse entities", []string{"text", "1 < 2", "parse_mode", "HTML"}},
		{"unknown tag", "can't parse entities", []string{"text", "<h1>x</h1>", "parse_mode", "HTML"}},
		{"quote in a quote", "can't parse entities", []string{"text", "<blockquote><blockquote>x</blockquote></blockquote>", "parse_mode", "HTML"}},
		{"long data", "BUTTON_DATA_INVALID", []string{"text", "x", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("x", 65) + `"}]]}`}},
		{"no message", "message to be replied not found", []string{"text", "x", "reply_parameters", `{"message_id":99}`}},
		{"blocked", "bot was blocked by the user", []string{"chat_id", "2", "text", "x"}},
		{"no chat", "chat not found", []string{"chat_id", "3", "text", "x"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := call(t, s, "sendMessage", append([]string{"chat_id", "1"}, tt.params...)...)
			if r.OK != (tt.want == "") || !strings.Contains(r.Description, tt.want) {
				t.Errorf("%+v, want %q", r, tt.want)
			}
		})
	}
}

func TestTimeRunsOut(t *testing.T) {
	s := start(t)
	ada := s.User(1, "Ada", "en")
	call(t, s, "sendMessage", "chat_id", "1", "text", "x")
	m := s.Sent(1)[0]
	q := s.Press(ada, m, "data")
	s.Advance(2 * time.Minute)
	if r := call(t, s, "answerCallbackQuery", "callback_query_id", q); !strings.Contains(r.Description, "query is too old") {
		t.Errorf("%+v", r)
	}
	s.Advance(48 * time.Hour)
	if r := call(t, s, "deleteMessage", "chat_id", "1", "message_id", strconv.Itoa(m.ID)); !strings.Contains(r.Description, "can't be deleted") {
		t.Errorf("%+v", r)
	}
}

func TestFloodWait(t *testing.T) {
	s := start(t)
	s.User(1, "Ada", "en")
	s.Flood(1, time.Minute)
	if r := call(t, s, "sendMessage", "chat_id", "1", "text", "x"); r.Code != 429 || r.Parameters.RetryAfter != 60 || s.Hasty() != 0 {
		t.Errorf("%+v, hasty %d", r, s.Hasty())
	}
	call(t, s, "sendMessage", "chat_id", "1", "text", "x")
	if s.Hasty() != 1 {
		t.Errorf("hasty %d, want 1", s.Hasty())
	}
}

func TestSpecFindsFaults(t *testing.T) {
	spec, err := telegramtest.LoadSpec()
	if err != nil {
		t.Fatal(err)
	}
	if spec == nil {
		t.Skipf("%s does not name a folder with telegram-bot-api.json", telegramtest.SpecFolder)
	}
	for _, tt := range []struct {
		method string
		params map[string]string
		faults int
	}{
		{"sendMessage", map[string]string{"chat_id": "1", "text": "x", "reply_parameters": `{"message_id":1}`}, 0},
		{"sendMessage", map[string]string{"chat_id": "1", "text": "5", "reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`}, 0},
		{"sendMessage", map[string]string{"text": "x"}, 1},
		{"sendMessage", map[string]string{"chat_id": "1", "text": "x", "disable_web_page_preview": "true"}, 1},
		{"sendMessage", map[string]string{"chat_id": "1", "text": "x", "message_thread_id": "a"}, 1},
		{"sendMessage", map[string]string{"chat_id": "1", "text": "x", "reply_parameters": `{"message":1}`}, 1},
		{"setMyCommands", map[string]string{"commands": `[{"command":"a"}]`}, 1},
		{"setMyCommands", map[string]string{"commands": `[]`, "scope": `{"type":"default"}`}, 0},
		{"sendAnything", nil, 1},
	} {
		if got := spec.Check(tt.method, tt.params); len(got) != tt.faults {
			t.Errorf("%s %v: %v, want %d", tt.method, tt.params, got, tt.faults)
		}
	}
}
