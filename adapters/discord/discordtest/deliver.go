package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// ErrNoAnswer is that of an interaction without a response in time: people
// see "The application did not respond".
var ErrNoAnswer = errors.New("the application did not respond")

// Sign makes the headers of a signed interaction.
func (s *Server) Sign(h http.Header, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	h.Set("X-Signature-Timestamp", stamp)
	h.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(s.key, append([]byte(stamp), body...))))
}

// Deliver sends an interaction the way that the application has it and waits
// for the response. What the interaction does not say about the place, the
// token and the like is filled in. A slow response is [ErrNoAnswer].
func (s *Server) Deliver(ctx context.Context, interaction map[string]any) (*Exchange, error) {
	e := &Exchange{server: s, sent: s.complete(clone(interaction)), begun: time.Now(), answered: make(chan struct{})}
	s.mu.Lock()
	s.exchanges[text(e.sent["token"])] = e
	endpoint := s.endpoint
	s.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, s.config.Patience+s.config.NoEndpointWait)
	defer cancel()
	if endpoint != "" {
		if err := s.post(ctx, endpoint, e); err != nil {
			return nil, err
		}
	} else if err := s.dispatch(ctx, e); err != nil {
		return nil, err
	}
	select {
	case <-e.answered:
		return e, nil
	case <-time.After(s.config.Patience):
	case <-ctx.Done():
	}
	return nil, ErrNoAnswer
}

// complete fills in what every interaction has.
func (s *Server) complete(i object) object {
	filled := object{
		"id": s.id(), "application_id": s.AppID, "token": "token-" + s.id(), "version": 1.0,
		"locale": "en-US", "app_permissions": "2248473465835073", "entitlements": []any{},
	}
	for k, v := range i {
		filled[k] = v
	}
	return filled
}

// dispatch sends an interaction by the gateway, once a shard is there.
func (s *Server) dispatch(ctx context.Context, e *Exchange) error {
	deadline := time.Now().Add(s.config.NoEndpointWait)
	for !s.Dispatch(text(e.sent["guild_id"]), "INTERACTION_CREATE", e.sent) {
		if time.Now().After(deadline) || ctx.Err() != nil {
			return fmt.Errorf("%w: no session is there", ErrNoAnswer)
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.mu.Lock()
	e.begun = time.Now()
	s.mu.Unlock()
	return nil
}

// post sends an interaction to the endpoint and takes the answer from the
// body.
func (s *Server) post(ctx context.Context, endpoint string, e *Exchange) error {
	body, err := json.Marshal(e.sent)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	s.Sign(r.Header, time.Now(), body)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	if response.StatusCode == http.StatusAccepted || response.StatusCode == http.StatusNoContent {
		return nil // the response comes by REST
	}
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "application/json" {
		return fmt.Errorf("%w: %s, %s: %s", ErrNoAnswer, response.Status, response.Header.Get("Content-Type"), answer)
	}
	var value any
	if err := json.Unmarshal(answer, &value); err != nil {
		return fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	return e.respond(value, true)
}
