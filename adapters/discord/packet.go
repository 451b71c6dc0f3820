package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// The gateway's operations that come in.
const (
	opDispatch       = 0
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

// packet takes a message of the gateway and gives what discordgo is to have in
// its place. An error ends the connection.
func (s *shard) packet(raw []byte) ([]byte, error) {
	var p struct {
		Op   int             `json:"op"`
		Seq  int64           `json:"s"`
		Type string          `json:"t"`
		Data json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, s.end(fmt.Errorf("discord: gateway: a message cannot be read: %w", err))
	}
	s.mu.Lock()
	s.heard = time.Now()
	s.mu.Unlock()
	switch p.Op {
	case opDispatch:
		return s.dispatch(p.Type, p.Seq, p.Data)
	case opReconnect:
		return nil, s.end(errors.New("the gateway asks to reconnect"))
	case opInvalidSession:
		if string(bytes.TrimSpace(p.Data)) == "true" {
			return nil, s.end(errors.New("the gateway asks to resume"))
		}
		return nil, s.end(errInvalidSession)
	case opHello:
		var hello struct {
			Interval int64 `json:"heartbeat_interval"`
		}
		if json.Unmarshal(p.Data, &hello) != nil || hello.Interval <= 0 {
			return nil, s.end(errors.New("discord: gateway: a greeting without an interval"))
		}
		s.mu.Lock()
		s.interval = time.Duration(hello.Interval) * time.Millisecond
		s.acked = s.heard
		s.mu.Unlock()
	case opAck:
		s.mu.Lock()
		s.acked = s.heard
		s.mu.Unlock()
	}
	return raw, nil
}

// end notes why a connection ends.
func (s *shard) end(why error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason == nil {
		s.reason = why
	}
	return io.EOF
}

// dispatch takes an event. Of READY discordgo has what it needs to resume, of
// all others the number alone: they are decoded and served by us.
func (s *shard) dispatch(kind string, seq int64, raw json.RawMessage) ([]byte, error) {
	passed := map[string]any{"op": opDispatch, "s": seq, "t": "SERVED", "d": nil}
	switch kind {
	case "READY":
		var r struct {
			Session string `json:"session_id"`
			Resume  string `json:"resume_gateway_url"`
			User    user   `json:"user"`
		}
		if json.Unmarshal(raw, &r) != nil || r.Session == "" {
			return nil, s.end(errors.New("discord: gateway: READY without a session"))
		}
		s.adapter.self.Store(&r.User.ID)
		s.mu.Lock()
		if r.Resume != "" {
			s.address = r.Resume
		}
		s.mu.Unlock()
		passed["t"], passed["d"] = kind, map[string]any{"v": 10, "session_id": r.Session, "user": r.User}
		s.isReady()
	case "RESUMED":
		passed["t"], passed["d"] = kind, map[string]any{}
		s.isReady()
	case "INTERACTION_CREATE", "MESSAGE_CREATE":
		s.adapter.take(event{kind, raw})
	}
	return json.Marshal(passed)
}

func (s *shard) isReady() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.ready:
	default:
		close(s.ready)
	}
}
