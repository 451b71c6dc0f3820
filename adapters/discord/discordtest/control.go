package discordtest

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// Connected waits until so many sessions have a connection.
func (s *Server) Connected(ctx context.Context, sessions int) error {
	for {
		n := 0
		g := &s.gateway
		g.mu.Lock()
		for _, ses := range g.sessions {
			if ses.link != nil {
				n++
			}
		}
		g.mu.Unlock()
		if n >= sessions {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("discordtest: %d of %d sessions are connected: %w", n, sessions, ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// Identifies counts the identifies that were let in.
func (s *Server) Identifies() int {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	return len(s.gateway.identifies)
}

// Resumes counts the resumes that succeeded.
func (s *Server) Resumes() int {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	return s.gateway.resumes
}

// Shards are the shards of the sessions that are connected.
func (s *Server) Shards() map[[2]int]bool {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	out := map[[2]int]bool{}
	for _, ses := range s.gateway.sessions {
		if ses.link != nil {
			out[ses.shard] = true
		}
	}
	return out
}

// Intents are those of the sessions, joined.
func (s *Server) Intents() int {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	all := 0
	for _, ses := range s.gateway.sessions {
		all |= ses.intents
	}
	return all
}

func (s *Server) links() []*link {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	var out []*link
	for l := range s.gateway.links {
		out = append(out, l)
	}
	return out
}

// Drop ends all connections without a word.
func (s *Server) Drop() {
	for _, l := range s.links() {
		l.conn.Close()
	}
}

// CloseLinks closes all connections with a code.
func (s *Server) CloseLinks(code int) {
	for _, l := range s.links() {
		l.close(code, "as the test wants")
	}
}

// Refuse closes the next n identifies with a code.
func (s *Server) Refuse(n, code int) {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	s.gateway.refusals, s.gateway.refusal = n, code
}

// Reconnect asks all connections to reconnect (op 7).
func (s *Server) Reconnect() {
	for _, l := range s.links() {
		l.send(packet{Op: opReconnect})
	}
}

// ReconnectAfterResume answers the next n resumes with op 7 before anything
// else.
func (s *Server) ReconnectAfterResume(n int) {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	s.gateway.afterward = n
}

// Invalidate ends all sessions with op 9; those that may be resumed are kept.
func (s *Server) Invalidate(resumable bool) {
	if !resumable {
		s.gateway.mu.Lock()
		s.gateway.sessions = map[string]*session{}
		s.gateway.mu.Unlock()
	}
	for _, l := range s.links() {
		l.send(packet{Op: opInvalidSession, Data: resumable})
	}
}

// Silence stops or resumes acknowledging heartbeats.
func (s *Server) Silence(silent bool) {
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	s.gateway.silent = silent
}

// Ping asks all connections for a heartbeat (op 1).
func (s *Server) Ping() {
	for _, l := range s.links() {
		l.send(packet{Op: opHeartbeat})
	}
}

// Raw sends bytes to all connections, whatever they are.
func (s *Server) Raw(message []byte) {
	for _, l := range s.links() {
		l.write.Lock()
		l.conn.WriteMessage(1, message)
		l.write.Unlock()
	}
}

// Dispatch sends an event to the shard of a guild, or of direct messages where
// the guild is "". It is false if no session has that shard.
func (s *Server) Dispatch(guild, kind string, data any) bool {
	sent := false
	for _, ses := range s.sessionsOf(guild) {
		s.emit(ses, kind, data)
		sent = true
	}
	return sent
}

func (s *Server) sessionsOf(guild string) []*session {
	n, _ := strconv.ParseUint(guild, 10, 64)
	s.gateway.mu.Lock()
	defer s.gateway.mu.Unlock()
	var out []*session
	for _, ses := range s.gateway.sessions {
		if int(n>>22)%ses.shard[1] == ses.shard[0] {
			out = append(out, ses)
		}
	}
	return out
}
