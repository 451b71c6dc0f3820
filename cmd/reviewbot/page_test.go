package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"reviewbot/bot"
)

// fetch asks the program that the script serves, until it answers: fetch
// STATUS ADDRESS [TEXT…].
func fetch(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: fetch STATUS ADDRESS [TEXT…]")
	}
	address := "http://127.0.0.1:" + ts.Getenv("PORT") + args[1]
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		r, err := http.Get(address)
		if err != nil && time.Now().Before(end) {
			continue
		}
		ts.Check(err)
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		ts.Check(err)
		if got := fmt.Sprint(r.StatusCode); got != args[0] {
			ts.Fatalf("%s: status %s, want %s\n%s", address, got, args[0], body)
		}
		for _, want := range args[2:] {
			if !strings.Contains(string(body), want) {
				ts.Fatalf("%s has no %q:\n%s", address, want, body)
			}
		}
		return
	}
}

// waits wants a question in the inbox, where it comes a moment after it was
// asked: waits QUESTION.
func waits(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		ts.Check(ts.Exec("reviewbot", "inbox"))
		if strings.Contains(ts.ReadFile("stdout"), args[0]) {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("the inbox has no %q", args[0])
		}
	}
}

// TestReadiness holds that every part is told by name, that a platform that is
// not connected counts, and that a store that is away does not.
func TestReadiness(t *testing.T) {
	connected, stored := false, true
	r := &readiness{parts: []readyPart{{"store", false, func() string { return either(stored, storeAway) }}}}
	r.add("telegram", func() bool { return connected })
	expect := func(status int, want string) {
		t.Helper()
		w := httptest.NewRecorder()
		r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if got := strings.TrimSpace(w.Body.String()); w.Code != status || got != want {
			t.Errorf("%d %s, want %d %s", w.Code, got, status, want)
		}
	}
	expect(503, `{"draining":false,"parts":{"store":"ok","telegram":"not connected"},"ready":false}`)
	connected, stored = true, false
	expect(200, `{"draining":false,"parts":{"store":"away; answering goes on","telegram":"ok"},"ready":true}`)
	r.draining.Store(true)
	expect(503, `{"draining":true,"parts":{"store":"away; answering goes on","telegram":"ok"},"ready":false}`)
}

// TestDrain holds that a request under way is answered after the end was
// asked for, and that nothing more is taken.
func TestDrain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, release := make(chan struct{}), make(chan struct{})
	h := &server{listener: l, mux: http.NewServeMux(), ready: &readiness{}, log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	h.mux.HandleFunc("/slow", func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-release
		fmt.Fprint(w, "done")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { h.run(ctx); close(ended) }()
	answer := make(chan string)
	go func() {
		r, err := http.Get("http://" + l.Addr().String() + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body)
		answer <- string(body)
	}()
	<-begun
	stop()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			break
		}
		c.Close()
		if time.Now().After(end) {
			t.Fatal("connections are taken after the end")
		}
	}
	close(release)
	if got := <-answer; got != "done" {
		t.Errorf("the request under way got %q", got)
	}
	<-ended
}

// TestSlowClient holds that who sends no whole header is hung up on, and that
// a huge header is refused.
func TestSlowClient(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h := &server{listener: l, mux: http.NewServeMux(), ready: &readiness{}, log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { h.run(ctx); close(ended) }()
	defer func() { stop(); <-ended }()
	slow, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	fmt.Fprint(slow, "GET / HTTP/1.1\r\nHost: x\r\n")
	if err := slow.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, slow); err != nil {
		t.Errorf("the slow client was not hung up on: %v", err)
	}
	request, err := http.NewRequest(http.MethodGet, "http://"+l.Addr().String()+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Large", strings.Repeat("a", 2*maxHeader))
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d for a huge header", r.StatusCode)
	}
}

// TestHasInput tells what a service has for input from what holds questions.
func TestHasInput(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	name := filepath.Join(t.TempDir(), "questions")
	if err := os.WriteFile(name, []byte("when?\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, tt := range []struct {
		in   io.Reader
		want bool
	}{{null, false}, {file, true}, {strings.NewReader(""), true}, {nil, false}} {
		if got := hasInput(tt.in); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.in, got, tt.want)
		}
	}
}

// TestWelcomeTellsAddress holds that who chats hears where the page is, or why
// it is not.
func TestWelcomeTellsAddress(t *testing.T) {
	_, book, err := (&app{}).load()
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(bot.Config{Edition: bot.Edition{Book: book}})
	for _, tt := range []struct {
		h    hosted
		want string
	}{{hosted{Bot: b, page: "http://localhost:8080/"}, "http://localhost:8080/"}, {hosted{Bot: b, busy: "127.0.0.1:8080"}, "another program has 127.0.0.1:8080"}} {
		parts := tt.h.Welcome(bot.English).Parts
		if got := parts[len(parts)-1].Text; !strings.Contains(got, tt.want) {
			t.Errorf("the welcome ends with %q", got)
		}
	}
}
