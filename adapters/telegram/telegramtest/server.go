// Package telegramtest is a Bot API server on the loopback interface for
// tests. It behaves like Telegram's where a bot can go wrong: offsets and what
// they confirm, long polls that end each other, webhook delivery with repeats,
// flood waits, what the parse mode refuses, lengths in UTF-16, callback queries
// that expire, messages that are too old to delete. What it is sent is checked
// against Telegram's own description of its methods where a test has it (see
// [LoadSpec]).
//
// It knows one bot. People, chats and what they do come from the test:
// [Server.User], [Server.Group], [Server.Say], [Server.Press] and so on.
package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The bot that every Server knows.
const (
	Token    = "7000000001:AAtest_token-for_the-loopback_server_0"
	BotID    = 7000000001
	Username = "review_test_bot"
)

// An Object is a JSON object.
type Object = map[string]any

// A Call is a request that the server got.
type Call struct {
	Method string
	Params map[string]string
	At     time.Time
	Code   int    // of the response; 0 where none was given
	Error  string // the description of a refusal
}

// Integer is a parameter as a number, or 0.
func (c Call) Integer(name string) int64 {
	n, _ := strconv.ParseInt(c.Params[name], 10, 64)
	return n
}

// Config is what a Server is made from. All of it may be left out.
type Config struct {
	Spec *Spec
	// CallbackLife is how long a callback or inline query can be answered; 15 s if 0.
	CallbackLife time.Duration
	// Redeliver is the wait before a failed webhook delivery is repeated; 20 ms if 0.
	Redeliver time.Duration
}

// A Server is a Bot API server. It is safe for concurrent use.
type Server struct {
	Config
	http *httptest.Server

	mu      sync.Mutex
	changed chan struct{} // closed and replaced at every change
	skew    time.Duration // how far the clock was advanced
	fault   func(Call) Fault

	calls  []Call
	counts map[string]int // of calls, by method
	faults []string       // requests against the specification

	nextUpdate int
	pending    []pendingUpdate
	poll       chan struct{} // closed to end the long poll under way
	allowed    []string
	hook       *webhook

	users   map[int64]*User
	chats   map[int64]*Chat
	floods  map[int64]time.Time // by chat: not before
	hasty   int                 // requests before the end of a flood wait
	queries map[string]*query
	inline  map[string]*Message // by inline_message_id
	texts   map[string]string   // names and descriptions, by method suffix and language
	menus   map[string]string   // commands as JSON, by scope and language
	serial  int
}

// Start starts a server. Close ends it.
func Start(c Config) *Server {
	if c.CallbackLife == 0 {
		c.CallbackLife = 15 * time.Second
	}
	if c.Redeliver == 0 {
		c.Redeliver = 20 * time.Millisecond
	}
	s := &Server{
		Config: c, changed: make(chan struct{}), nextUpdate: 100_000,
		users: map[int64]*User{}, chats: map[int64]*Chat{}, floods: map[int64]time.Time{},
		queries: map[string]*query{}, inline: map[string]*Message{},
		texts: map[string]string{}, menus: map[string]string{}, counts: map[string]int{},
	}
	s.http = httptest.NewServer(s)
	return s
}

// URL is what TELEGRAM_API_URL is to be.
func (s *Server) URL() string { return s.http.URL }

// Close ends the server, and with it what is under way.
func (s *Server) Close() {
	s.mu.Lock()
	s.endWebhook()
	s.endPoll()
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
}

// ServeHTTP serves /bot<token>/<method>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, method, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !ok || token != Token {
		write(w, nil, &refusal{Code: http.StatusUnauthorized, Text: "Unauthorized"})
		return
	}
	params, err := parameters(r)
	if err != nil {
		write(w, nil, refuse("%v", err))
		return
	}
	n, fault := s.record(method, params)
	if fault.before(w, r) {
		s.answered(n, fault.Status, "fault")
		return
	}
	result, err := s.call(r, method, params)
	code, text := http.StatusOK, ""
	if bad := (*refusal)(nil); errors.As(err, &bad) {
		code, text = bad.Code, bad.Text
	}
	s.answered(n, code, text)
	if fault.CutAfter {
		cut(w)
		return
	}
	write(w, result, err)
}

// parameters reads the form or the JSON object of a request.
func parameters(r *http.Request) (map[string]string, error) {
	out := map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		values := map[string]json.RawMessage{}
		if err := json.NewDecoder(r.Body).Decode(&values); err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("Bad Request: can't parse JSON: %w", err) //lint:ignore ST1005 the server's own words
		}
		for name, v := range values {
			if s := ""; json.Unmarshal(v, &s) == nil {
				out[name] = s
				continue
			}
			out[name] = string(v)
		}
		return out, nil
	}
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("Bad Request: %w", err) //lint:ignore ST1005 the server's own words
	}
	for name := range r.Form {
		out[name] = r.Form.Get(name)
	}
	return out, nil
}

func (s *Server) record(method string, params map[string]string) (int, Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := Call{Method: method, Params: params, At: time.Now()}
	s.calls = append(s.calls, c)
	s.counts[method]++
	for _, f := range s.Spec.Check(method, params) {
		s.faults = append(s.faults, method+": "+f)
	}
	if s.fault == nil {
		return len(s.calls) - 1, Fault{}
	}
	return len(s.calls) - 1, s.fault(c)
}

func (s *Server) answered(n, code int, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n < len(s.calls) {
		s.calls[n].Code, s.calls[n].Error = code, text
	}
	s.change()
}

// change wakes up who waits for something to happen. The lock is held.
func (s *Server) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *Server) now() time.Time { return time.Now().Add(s.skew) }

// Advance moves the server's clock.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew += d
}

// Calls are the requests so far, of one method or, with "", of all.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// Count is how many requests there were of a method.
func (s *Server) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

// Checked is how many requests were held against the specification, and what
// was wrong with them.
func (s *Server) Checked() (requests int, faults []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Spec == nil {
		return 0, nil
	}
	return len(s.calls), append([]string(nil), s.faults...)
}

// Hasty is how many requests came before the end of a flood wait.
func (s *Server) Hasty() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hasty
}

// Wait waits until something holds, at most as long as given. The condition
// is called again after every change.
func (s *Server) Wait(most time.Duration, holds func() bool) bool {
	deadline := time.After(most)
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if holds() {
			return true
		}
		select {
		case <-changed:
		case <-deadline:
			return holds()
		}
	}
}
