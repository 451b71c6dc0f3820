package main

import (
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
)

// alive answers /healthz: the program runs.
func alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	_, _ = io.WriteString(w, "ok\n") // who asked is gone
}

// readiness answers /readyz: whether to send requests here, and of each part
// how it does. A store that is away is told and does not count: answering goes
// on without it, and it is away for all replicas at once.
type readiness struct {
	draining atomic.Bool
	mu       sync.Mutex
	parts    []readyPart
}

type readyPart struct {
	name   string
	needed bool
	check  func() string // "ok", or how it does
}

// The words of /readyz.
const (
	partOK       = "ok"
	notLoaded    = "not loaded"
	storeAway    = "away; answering goes on"
	notConnected = "not connected"
)

func newReadiness(s *service) *readiness {
	return &readiness{parts: []readyPart{
		{"book", true, func() string { return either(s.bot.Edition().Book != nil, notLoaded) }},
		{"store", false, func() string { return either(s.keeper.Health().Err == nil, storeAway) }},
	}}
}

func either(ok bool, otherwise string) string {
	if ok {
		return partOK
	}
	return otherwise
}

// add makes readiness depend on a platform.
func (r *readiness) add(name string, connected func() bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.parts = append(r.parts, readyPart{name, true, func() string { return either(connected(), notConnected) }})
}

// state is whether all that is needed does well, and how each part does.
func (r *readiness) state() (ready bool, parts map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ready, parts = !r.draining.Load(), map[string]string{}
	for _, p := range r.parts {
		parts[p.name] = p.check()
		ready = ready && (parts[p.name] == partOK || !p.needed)
	}
	return ready, parts
}

// ServeHTTP answers 200 if ready, else 503.
func (r *readiness) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	ready, parts := r.state()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"ready": ready, "draining": r.draining.Load(), "parts": parts}) // who asked is gone
}
