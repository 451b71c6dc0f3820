package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// DefaultURL is the base of Discord's REST API.
const DefaultURL = "https://discord.com/api/v10"

// rest sends requests through a session of discordgo, one at a time, and does
// itself what discordgo's own ways of waiting do not: end with the context,
// know Cloudflare's 429, try again after 5xx and broken connections, give up
// after a while, share no bucket between webhooks and keep none for ever. It
// is safe for concurrent use.
type rest struct {
	session *discordgo.Session
	base    string
	token   string
	limits  limits
	log     *slog.Logger
}

func newRest(base, token string, log *slog.Logger) (*rest, error) {
	session, err := discordgo.New(botToken(token))
	if err != nil {
		return nil, fmt.Errorf("discord: %w", err)
	}
	session.UserAgent = "DiscordBot (https://discord.com/developers, 1) reviewbot"
	return &rest{session: session, base: strings.TrimRight(base, "/"), token: token, log: log}, nil
}

// botToken is a token as the API takes it.
func botToken(token string) string {
	if token == "" {
		return ""
	}
	return "Bot " + token
}

// An apiError is what Discord refused a request with.
type apiError struct {
	status, code int
	message      string
}

func (e *apiError) Error() string {
	return fmt.Sprintf("discord: status %d, code %d: %s", e.status, e.code, e.message)
}

// is tells whether an error is a refusal with one of these codes.
func is(err error, codes ...int) bool {
	var e *apiError
	if !errors.As(err, &e) {
		return false
	}
	for _, c := range codes {
		if e.code == c {
			return true
		}
	}
	return false
}

// effort says how much is done for a request.
type effort struct {
	tries int
	limit time.Duration // for all tries together
}

// The efforts: what a user waits for, and what can take its time.
var (
	swift   = effort{2, 1500 * time.Millisecond} // within the first response
	prompt  = effort{3, 2500 * time.Millisecond}
	patient = effort{8, 2 * time.Minute}
)

const (
	firstPause = 200 * time.Millisecond // doubled by each try, half of it by chance
	maxPause   = 20 * time.Second
	onePatient = 15 * time.Second // for one try
)

// do sends a request and decodes the answer into out, unless that is nil. It
// tries again after 429 as long as told, and after 5xx and network errors
// with growing pauses; any other refusal is final.
func (c *rest) do(ctx context.Context, method, path string, body, out any, e effort) error {
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			return fmt.Errorf("discord: %w", err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, e.limit)
	defer cancel()
	route := routeOf(method, path)
	pause := firstPause
	for try := 1; ; try++ {
		if err := sleep(ctx, c.limits.wait(route)); err != nil {
			return err
		}
		answer, wait, err := c.once(ctx, method, path, raw, route)
		if err == nil && out != nil && len(answer) > 0 {
			if err := json.Unmarshal(answer, out); err != nil {
				return fmt.Errorf("discord: answer to %s %s: %w", method, route, err)
			}
		}
		if err == nil || wait < 0 || try >= e.tries {
			return err
		}
		if wait == 0 {
			wait = pause/2 + rand.N(pause/2)
			pause = min(2*pause, maxPause)
		}
		c.log.DebugContext(ctx, "a request is tried again", "route", route, "after", wait, "err", err)
		if sleep(ctx, wait) != nil {
			return err
		}
	}
}

// once sends a request once. A wait is how long to wait before the next try:
// 0 is up to the caller, less than 0 means that there is none.
func (c *rest) once(ctx context.Context, method, path string, raw []byte, route string) ([]byte, time.Duration, error) {
	seen := &recorder{}
	one, cancel := context.WithTimeout(ctx, onePatient)
	defer cancel()
	// A bucket of its own for each request: what is kept of limits is kept in
	// c.limits.
	bucket := discordgo.NewRatelimiter().LockBucket("")
	answer, err := c.session.RequestWithLockedBucket(method, c.base+path, "application/json", raw, bucket, 0,
		discordgo.WithContext(one), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0),
		discordgo.WithClient(&http.Client{Transport: seen, CheckRedirect: noRedirect}))
	c.limits.learn(route, seen.status, seen.header)
	switch {
	case err == nil:
		return answer, 0, nil
	case ctx.Err() != nil:
		return nil, -1, fmt.Errorf("discord: %s %s: %w", method, route, ctx.Err())
	case seen.status == 0:
		return nil, 0, fmt.Errorf("discord: %s %s: %w", method, route, hideURL(err))
	case seen.status == http.StatusTooManyRequests:
		return nil, max(retryAfter(seen), time.Millisecond), &apiError{seen.status, 0, "too many requests"}
	case seen.status >= 500:
		return nil, 0, &apiError{seen.status, 0, http.StatusText(seen.status)}
	}
	return nil, -1, refusal(seen)
}

func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// hideURL drops the address from an error: that of a webhook has a token.
func hideURL(err error) error {
	var n net.Error
	if errors.As(err, &n) && n.Timeout() {
		return errors.New("no answer in time")
	}
	return errors.New("the connection failed")
}

// refusal reads the body of an error.
func refusal(seen *recorder) error {
	e := &apiError{status: seen.status, message: http.StatusText(seen.status)}
	var body struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(seen.body, &body) == nil && body.Message != "" {
		e.code, e.message = body.Code, body.Message+prefix(string(body.Errors), 500)
	}
	return e
}

// retryAfter is how long a 429 says to wait: in its body to the millisecond,
// in its header in seconds.
func retryAfter(seen *recorder) time.Duration {
	var body struct {
		After float64 `json:"retry_after"`
	}
	if json.Unmarshal(seen.body, &body) == nil && body.After > 0 {
		return time.Duration(body.After * float64(time.Second))
	}
	if s, err := strconv.ParseFloat(seen.header.Get("Retry-After"), 64); err == nil && s > 0 {
		return time.Duration(s * float64(time.Second))
	}
	return time.Second
}

// recorder keeps what discordgo does not tell about an answer, and takes from
// it what discordgo would wait for or stumble over.
type recorder struct {
	status int
	header http.Header
	body   []byte
}

// maxAnswer bounds an answer, in bytes.
const maxAnswer = 4 << 20

// RoundTrip sends a request by the default transport.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	r.status, r.header, r.body = resp.StatusCode, resp.Header.Clone(), body
	for name := range resp.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			delete(resp.Header, name)
		}
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		body = []byte(`{}`) // Cloudflare's is HTML
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// sleep waits, or returns the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
