package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

var errInvalidSession = errors.New("the session is over")

// shard keeps one connection to the gateway open.
type shard struct {
	adapter *Adapter
	number  int
	of      int
	turn    *turns
	log     *slog.Logger
	session *discordgo.Session // nil before an identify

	resumable bool // the session was ready once

	mu       sync.Mutex
	address  string // where the next connection goes
	known    string // the address that the session remembers
	moved    bool   // the next dial fails, so that the session asks for the address
	tap      *tap
	code     int // of the close frame
	reason   error
	interval time.Duration // of heartbeats
	heard    time.Time     // when the last frame came
	acked    time.Time
	ready    chan struct{}
	left     chan struct{} // discordgo has let go of the connection
	up       atomic.Bool
}

// run keeps the shard connected until the context is done. The error is one
// that trying again does not mend.
func (s *shard) run(ctx context.Context) error {
	pause := s.adapter.times.pause
	for {
		lasted, err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if f := fatal(s.closeCode()); f != nil {
			return f
		}
		if lasted {
			pause = s.adapter.times.pause
		}
		wait := pause/2 + rand.N(pause/2+1)
		s.log.WarnContext(ctx, "the gateway's connection ended", "why", err, "code", s.closeCode(), "again_in", wait)
		if sleep(ctx, wait) != nil {
			return nil
		}
		pause = min(2*pause, s.adapter.times.maxPause)
	}
}

// connect opens a connection, resuming if there is something to resume, and
// stays until it ends. It tells whether it was ever ready.
func (s *shard) connect(ctx context.Context) (ready bool, err error) {
	if s.session == nil || !s.resumable {
		if err := s.turn.take(ctx, s.number); err != nil {
			return false, err
		}
		if s.session, err = s.newSession(); err != nil {
			return false, err
		}
	}
	s.begin()
	defer s.up.Store(false)
	opened := make(chan error, 1)
	session := s.session
	go func() { opened <- s.open(session) }()
	limit := time.NewTimer(s.adapter.times.ready)
	defer limit.Stop()
	select {
	case err := <-opened:
		if err != nil {
			s.cut()
			return false, s.why(err)
		}
		return s.stay(ctx)
	case <-limit.C:
		err = errors.New("it was not open in time")
	case <-ctx.Done():
		err = ctx.Err()
	}
	s.cut()
	s.session = nil // it may hang: it is left behind
	return false, err
}

// stay watches a connection until it ends.
func (s *shard) stay(ctx context.Context) (ready bool, err error) {
	tick := time.NewTicker(s.adapter.times.watch)
	defer tick.Stop()
	readyNow := s.ready
	late := time.NewTimer(s.adapter.times.ready)
	defer late.Stop()
	for {
		select {
		case <-ctx.Done():
			s.goodbye()
			return ready, ctx.Err()
		case <-readyNow:
			ready, readyNow, s.resumable = true, nil, true
			s.up.Store(true)
			s.log.InfoContext(ctx, "the gateway is connected")
		case <-late.C:
			if !ready {
				return s.finish(ready, errors.New("it was not ready in time"))
			}
		case <-tick.C:
			if why := s.silent(); why != nil {
				return s.finish(ready, why)
			}
		case <-s.tap.ended:
			return s.finish(ready, io.ErrUnexpectedEOF)
		case <-s.left:
			return s.finish(ready, io.ErrUnexpectedEOF)
		}
	}
}

// finish cuts a connection and waits for discordgo to let go of it. A session
// that does not is left behind, with its goroutine: it hangs.
func (s *shard) finish(ready bool, err error) (bool, error) {
	s.cut()
	select {
	case <-s.left:
	case <-time.After(s.adapter.times.leave):
		s.log.Warn("a session hangs and is left behind")
		s.session = nil
	}
	return ready, s.why(err)
}

// why is the reason that a connection ended: ours, if we ended it. A session
// that is over is forgotten.
func (s *shard) why(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason != nil {
		err = s.reason
	}
	if errors.Is(err, errInvalidSession) || over(s.code) {
		s.session, s.address = nil, s.turn.url
	}
	return err
}

// begin clears what is known of the last connection.
func (s *shard) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tap, s.code, s.reason, s.interval = nil, 0, nil, 0
	s.heard = time.Now()
	s.acked = s.heard
	s.ready = make(chan struct{})
	for len(s.left) > 0 {
		<-s.left
	}
}

func (s *shard) closeCode() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.code
}

// cut ends the connection without a close frame.
func (s *shard) cut() {
	s.mu.Lock()
	t := s.tap
	s.mu.Unlock()
	if t != nil {
		t.end()
	}
}

// goodbye closes the connection for good: the session is over.
func (s *shard) goodbye() {
	session := s.session
	done := make(chan struct{})
	go func() { session.Close(); close(done) }()
	select {
	case <-done:
	case <-time.After(s.adapter.times.leave):
	}
	s.cut()
	s.session = nil
}

// silent tells why a connection is dead though it is open: nothing comes, or
// no heartbeat is acknowledged.
func (s *shard) silent() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	patience := 2*s.interval + s.adapter.times.slack
	switch {
	case s.interval == 0:
		return nil
	case now.Sub(s.acked) > patience:
		return fmt.Errorf("no heartbeat was acknowledged for %v", now.Sub(s.acked).Round(time.Millisecond))
	case now.Sub(s.heard) > patience:
		return fmt.Errorf("nothing came for %v", now.Sub(s.heard).Round(time.Millisecond))
	}
	return nil
}
