package discord

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// limits remembers until when routes are shut, so that requests wait instead
// of being refused. It is safe for concurrent use.
type limits struct {
	mu     sync.Mutex
	global time.Time
	shut   map[string]time.Time // by route
}

// maxRoutes bounds what is remembered.
const maxRoutes = 1000

// routeOf names the limit that a request counts for: method and path, but
// nothing of webhooks and interactions, each of which has limits of its own
// and a token in its path.
func routeOf(method, path string) string {
	switch segments := strings.Split(path, "/"); segments[1] {
	case "webhooks", "interactions":
		return segments[1]
	case "channels":
		return method + " /channels/" + segments[2]
	}
	return method + " " + path
}

// apart is put between requests that wait for the same route, so that they do
// not all come at once when it opens.
const apart = 40 * time.Millisecond

// wait is how long a request has to wait.
func (l *limits) wait(route string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := l.shut[route]
	if time.Now().Before(until) {
		l.shut[route] = until.Add(apart)
	}
	if l.global.After(until) && route != "interactions" { // which do not count
		until = l.global
	}
	return time.Until(until)
}

// learn takes what an answer says about limits.
func (l *limits) learn(route string, status int, h http.Header) {
	after, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	global := h.Get("X-RateLimit-Global") != "" || h.Get("X-RateLimit-Scope") == "global"
	if status == http.StatusTooManyRequests && global {
		if after, err = strconv.ParseFloat(h.Get("Retry-After"), 64); err != nil {
			after = 1
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		l.global = later(after)
		return
	}
	if err != nil || h.Get("X-RateLimit-Remaining") != "0" || route == "webhooks" || route == "interactions" {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shut == nil || len(l.shut) >= maxRoutes {
		l.shut = map[string]time.Time{}
	}
	l.shut[route] = later(after)
}

// later is a time so many seconds from now, ten minutes at most.
func later(seconds float64) time.Time {
	const most = 600
	return time.Now().Add(time.Duration(min(max(seconds, 0), most) * float64(time.Second)))
}
