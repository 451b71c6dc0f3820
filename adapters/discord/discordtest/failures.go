package discordtest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// failure answers some requests in the API's place.
type failure struct {
	method, prefix string
	left           int
	answer         http.HandlerFunc
}

// Fail makes the next n requests of a method whose path begins with a prefix
// (without /api/v10) fail with an answer: see [Status], [RateLimited],
// [Cloudflare] and [HangUp].
func (s *Server) Fail(n int, method, prefix string, answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, &failure{method, prefix, n, answer})
}

// Status is an error with a JSON body.
func Status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		fmt.Fprintf(w, `{"message": "%d: %s", "code": 0}`, code, http.StatusText(code))
	}
}

// RateLimited is a 429 of the API.
func RateLimited(after time.Duration, global bool) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		seconds := strconv.FormatFloat(after.Seconds(), 'f', 3, 64)
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Retry-After", strconv.Itoa(int(after/time.Second)+1))
		h.Set("X-RateLimit-Scope", "user")
		if global {
			h.Set("X-RateLimit-Global", "true")
			h.Set("X-RateLimit-Scope", "global")
		}
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprintf(w, `{"message": "You are being rate limited.", "retry_after": %s, "global": %t}`, seconds, global)
	}
}

// Cloudflare is a 429 of what stands before the API: HTML and whole seconds.
func Cloudflare(after int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.Header().Set("Retry-After", strconv.Itoa(after))
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprint(w, "<!doctype html><html><title>Access denied | discord.com used Cloudflare to restrict access</title>error code: 1015</html>")
	}
}

// HangUp ends the connection without an answer.
func HangUp(w http.ResponseWriter, _ *http.Request) {
	if hijacker, ok := w.(http.Hijacker); ok {
		if c, _, err := hijacker.Hijack(); err == nil {
			c.Close()
		}
	}
}

// fail answers with a failure that waits for this request.
func (s *Server) fail(w http.ResponseWriter, r *http.Request) bool {
	path := strings.TrimPrefix(r.URL.Path, "/api/v10")
	s.mu.Lock()
	var found *failure
	for _, f := range s.failures {
		if f.left > 0 && f.method == r.Method && strings.HasPrefix(path, f.prefix) {
			f.left--
			found = f
			break
		}
	}
	s.mu.Unlock()
	if found != nil {
		found.answer(w, r)
	}
	return found != nil
}

// limit is the rate limit of a route.
type limit struct {
	most  int
	per   time.Duration
	used  int
	reset time.Time
}

// Limit lets only so many requests of a method and path through in a time, as
// buckets do, and tells so in the headers of every answer.
func (s *Server) Limit(method, prefix string, most int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits[method+" "+prefix] = &limit{most: most, per: per}
}

// limited writes the headers of a route's limit and refuses what is over it.
func (s *Server) limited(w http.ResponseWriter, r *http.Request) (int, any) {
	key := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v10")
	s.mu.Lock()
	defer s.mu.Unlock()
	for prefix, l := range s.limits {
		if !strings.HasPrefix(key, prefix) {
			continue
		}
		now := time.Now()
		if now.After(l.reset) {
			l.used, l.reset = 0, now.Add(l.per)
		}
		l.used++
		after := l.reset.Sub(now).Seconds()
		h := w.Header()
		h.Set("X-RateLimit-Bucket", prefix)
		h.Set("X-RateLimit-Limit", strconv.Itoa(l.most))
		h.Set("X-RateLimit-Remaining", strconv.Itoa(max(0, l.most-l.used)))
		h.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(l.reset.UnixMilli())/1000, 'f', 3, 64))
		h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(after, 'f', 3, 64))
		if l.used > l.most {
			h.Set("Retry-After", strconv.Itoa(int(after)+1))
			return http.StatusTooManyRequests, object{"message": "You are being rate limited.", "retry_after": after, "global": false}
		}
	}
	return 0, nil
}
