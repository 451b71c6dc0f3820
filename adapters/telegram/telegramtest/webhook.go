package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// webhook is where updates are delivered to.
type webhook struct {
	url, secret string
	connections int
	lastError   string
	lastAt      time.Time
	stop        context.CancelFunc
	under       map[int]bool // updates that are delivered or wait to be again
	open        int          // deliveries under way
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// setWebhook starts delivery. The real server wants https; this one also
// takes the loopback interface.
func (s *Server) setWebhook(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	to, err := url.Parse(params["url"])
	switch {
	case params["url"] == "":
		s.endWebhook()
		return true, nil
	case err != nil || to.Host == "":
		return nil, refuse("bad webhook: invalid URL")
	case to.Scheme != "https" && to.Hostname() != "127.0.0.1" && to.Hostname() != "localhost":
		return nil, refuse("bad webhook: An HTTPS URL must be provided for webhook")
	case params["secret_token"] != "" && !secretToken.MatchString(params["secret_token"]):
		return nil, refuse("secret token contains unallowed characters")
	}
	s.endWebhook()
	s.endPoll()
	if params["drop_pending_updates"] == "true" {
		s.pending = nil
	}
	if list := params["allowed_updates"]; list != "" {
		s.allowed = nil
		_ = json.Unmarshal([]byte(list), &s.allowed)
	}
	connections, err := strconv.Atoi(params["max_connections"])
	if err != nil || connections < 1 || connections > 100 {
		connections = 40
	}
	ctx, stop := context.WithCancel(context.Background())
	s.hook = &webhook{url: params["url"], secret: params["secret_token"], connections: connections, stop: stop, under: map[int]bool{}}
	go s.deliver(ctx, s.hook)
	return true, nil
}

func (s *Server) deleteWebhook(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endWebhook()
	if params["drop_pending_updates"] == "true" {
		s.pending = nil
	}
	return true, nil
}

// endWebhook ends delivery. The lock is held.
func (s *Server) endWebhook() {
	if s.hook != nil {
		s.hook.stop()
		s.hook = nil
	}
}

func (s *Server) getWebhookInfo() (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info := Object{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.pending)}
	if s.hook != nil {
		info["url"], info["max_connections"] = s.hook.url, s.hook.connections
		if s.hook.lastError != "" {
			info["last_error_message"], info["last_error_date"] = s.hook.lastError, s.hook.lastAt.Unix()
		}
	}
	if s.allowed != nil {
		info["allowed_updates"] = s.allowed
	}
	return info, nil
}

// deliver sends each pending update until it is taken, several at a time.
func (s *Server) deliver(ctx context.Context, h *webhook) {
	for ctx.Err() == nil {
		s.mu.Lock()
		changed := s.changed
		s.pending = slices.DeleteFunc(s.pending, func(u pendingUpdate) bool { return !s.wanted(u.kind) })
		for _, u := range s.pending {
			if h.open < h.connections && !h.under[u.id] {
				h.under[u.id] = true
				h.open++
				go s.deliverOne(ctx, h, u)
			}
		}
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

func (s *Server) deliverOne(ctx context.Context, h *webhook, u pendingUpdate) {
	err := post(ctx, h, u.body)
	s.mu.Lock()
	h.open--
	s.change()
	s.mu.Unlock()
	if err != nil {
		select {
		case <-time.After(s.Redeliver):
		case <-ctx.Done():
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(h.under, u.id)
	if err != nil {
		h.lastError, h.lastAt = err.Error(), s.now()
	} else {
		s.pending = slices.DeleteFunc(s.pending, func(p pendingUpdate) bool { return p.id == u.id })
	}
	s.change()
}

func post(ctx context.Context, h *webhook, body []byte) error {
	ctx, done := context.WithTimeout(ctx, time.Minute)
	defer done()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("Wrong response from the webhook: %s", resp.Status) //lint:ignore ST1005 the server's own words
	}
	return nil
}
