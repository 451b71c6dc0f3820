package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// refusal is a request that failed, in the server's words.
type refusal struct {
	Code       int
	Text       string
	Parameters Object
}

func (r *refusal) Error() string { return r.Text }

func refuse(format string, args ...any) *refusal {
	return &refusal{Code: http.StatusBadRequest, Text: fmt.Sprintf("Bad Request: "+format, args...)}
}

func forbid(text string) *refusal {
	return &refusal{Code: http.StatusForbidden, Text: "Forbidden: " + text}
}

func write(w http.ResponseWriter, result any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err == nil {
		_ = json.NewEncoder(w).Encode(Object{"ok": true, "result": result})
		return
	}
	bad, ok := err.(*refusal)
	if !ok {
		bad = &refusal{Code: http.StatusInternalServerError, Text: "Internal Server Error: " + err.Error()}
	}
	body := Object{"ok": false, "error_code": bad.Code, "description": bad.Text}
	if bad.Parameters != nil {
		body["parameters"] = bad.Parameters
	}
	w.WriteHeader(bad.Code)
	_ = json.NewEncoder(w).Encode(body)
}

// A Fault is what goes wrong with a request. The zero Fault is none. At most
// one field is set, but that Body and Flood go with Status.
type Fault struct {
	Status   int    // answered in place of the result; the request has no effect
	Body     string // with Status: this and not JSON, as a proxy answers
	Flood    int    // with Status 429: retry_after in seconds
	Hang     bool   // no response until the client goes away; no effect
	Cut      bool   // the connection is cut; no effect
	CutAfter bool   // the connection is cut when the request has had its effect
}

// before does what happens in place of the request, and tells whether that
// was all.
func (f Fault) before(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case f.Hang:
		select {
		case <-r.Context().Done():
		case <-time.After(time.Minute):
		}
		cut(w)
	case f.Cut:
		cut(w)
	case f.Body != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte(f.Body))
	case f.Status == http.StatusTooManyRequests:
		write(w, nil, flood(f.Flood))
	case f.Status != 0:
		write(w, nil, &refusal{Code: f.Status, Text: http.StatusText(f.Status)})
	default:
		return false
	}
	return true
}

func flood(seconds int) *refusal {
	return &refusal{
		Code: http.StatusTooManyRequests, Text: fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		Parameters: Object{"retry_after": seconds},
	}
}

// cut closes the connection without a response.
func cut(http.ResponseWriter) { panic(http.ErrAbortHandler) }

// Fault makes requests go wrong, as the function says; nil ends it. The
// function is called with the server locked: it must not call it.
func (s *Server) Fault(f func(Call) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Flood refuses all that is sent to a chat for a while, as a chat's flood
// wait does. Requests that come too early are counted: see Hasty.
func (s *Server) Flood(chat int64, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.floods[chat] = time.Now().Add(wait)
}

// flooded refuses what comes during a flood wait; only what comes after the
// first refusal is hasty. The lock is held.
func (s *Server) flooded(chat int64) error {
	until, ok := s.floods[chat]
	if !ok {
		return nil
	}
	left := time.Until(until)
	if left <= 0 {
		delete(s.floods, chat)
		delete(s.floods, ^chat)
		return nil
	}
	if _, told := s.floods[^chat]; told {
		s.hasty++
	}
	s.floods[^chat] = until // told once
	return flood(int(left/time.Second) + 1)
}
