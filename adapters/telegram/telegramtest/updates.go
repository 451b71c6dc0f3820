package telegramtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// pendingUpdate is an update that is not confirmed.
type pendingUpdate struct {
	id   int
	kind string
	body json.RawMessage
}

// Push puts an update of a kind ("message", "callback_query", …) into the
// queue and returns its number.
func (s *Server) Push(kind string, value any) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.push(kind, value)
}

func (s *Server) push(kind string, value any) int {
	s.nextUpdate++
	body, err := json.Marshal(Object{"update_id": s.nextUpdate, kind: value})
	if err != nil {
		panic(err)
	}
	s.pending = append(s.pending, pendingUpdate{s.nextUpdate, kind, body})
	s.change()
	return s.nextUpdate
}

// PushRaw puts an update into the queue as it stands: what the function makes
// of its number.
func (s *Server) PushRaw(kind string, make func(update int) string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextUpdate++
	s.pending = append(s.pending, pendingUpdate{s.nextUpdate, kind, json.RawMessage(make(s.nextUpdate))})
	s.change()
	return s.nextUpdate
}

// Pending is how many updates are not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pending)
}

// Polling tells whether a long poll is under way.
func (s *Server) Polling() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poll != nil
}

// getUpdates confirms what lies before the offset and waits for what comes
// after it. A second call ends the first.
func (s *Server) getUpdates(r *http.Request, params map[string]string) (any, error) {
	offset, _ := strconv.Atoi(params["offset"])
	limit, err := strconv.Atoi(params["limit"])
	if err != nil || limit < 1 || limit > 100 {
		limit = 100
	}
	wait, _ := strconv.Atoi(params["timeout"])
	deadline := time.After(time.Duration(wait) * time.Second)

	s.mu.Lock()
	if s.hook != nil {
		s.mu.Unlock()
		return nil, &refusal{Code: http.StatusConflict, Text: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	}
	s.endPoll()
	mine := make(chan struct{})
	s.poll = mine
	if list := params["allowed_updates"]; list != "" {
		s.allowed = nil
		_ = json.Unmarshal([]byte(list), &s.allowed)
	}
	s.confirm(offset)
	defer func() {
		s.mu.Lock()
		if s.poll == mine {
			s.poll = nil
		}
		s.mu.Unlock()
	}()
	for {
		out := s.batch(limit)
		changed := s.changed
		s.mu.Unlock()
		if len(out) > 0 || wait == 0 {
			return out, nil
		}
		select {
		case <-changed:
		case <-mine:
			return nil, &refusal{Code: http.StatusConflict, Text: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
		case <-deadline:
			return []any{}, nil
		case <-r.Context().Done():
			return []any{}, nil
		}
		s.mu.Lock()
	}
}

// endPoll ends the long poll under way. The lock is held.
func (s *Server) endPoll() {
	if s.poll != nil {
		close(s.poll)
		s.poll = nil
	}
}

// confirm forgets the updates before an offset; a negative one counts from
// the end.
func (s *Server) confirm(offset int) {
	if offset < 0 {
		s.pending = s.pending[max(0, len(s.pending)+offset):]
		return
	}
	s.pending = slices.DeleteFunc(s.pending, func(u pendingUpdate) bool { return u.id < offset })
	s.change()
}

// batch is what a poll gets: updates of the kinds that are allowed.
func (s *Server) batch(limit int) []json.RawMessage {
	out := []json.RawMessage{}
	s.pending = slices.DeleteFunc(s.pending, func(u pendingUpdate) bool { return !s.wanted(u.kind) })
	for _, u := range s.pending[:min(limit, len(s.pending))] {
		out = append(out, u.body)
	}
	return out
}

// wanted tells whether updates of a kind are delivered. Without a list all
// are but those that must be asked for.
func (s *Server) wanted(kind string) bool {
	if len(s.allowed) == 0 {
		return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
	}
	return slices.Contains(s.allowed, kind)
}
