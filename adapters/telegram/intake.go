package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// remembered is how many finished updates are known by their number, so that
// a repeat is not answered again. Telegram repeats those that were not
// acknowledged: at most 100 of a poll, and those under way of a webhook.
const remembered = 4096

// errGivenUp ends the work on an update that holds up all others.
var errGivenUp = errors.New("held up the updates after it for too long")

// entry is an update that was taken in.
type entry struct {
	id     int
	since  time.Time
	done   chan struct{} // closed when it can be acknowledged
	cancel context.CancelCauseFunc
}

func (e *entry) finished() bool {
	select {
	case <-e.done:
		return true
	default:
		return false
	}
}

// intake takes updates in, each once, and has them handled: those of a chat in
// order, chats side by side. It is safe for concurrent use.
type intake struct {
	handle  func(context.Context, update) error
	log     *slog.Logger
	journal *journal
	fatal   func(error) // ends the adapter
	changed chan struct{}

	lanes lanes
	wg    sync.WaitGroup

	mu    sync.Mutex
	known map[int]*entry
	order []int // of known, the oldest first
	open  int   // how many are under way
}

func newIntake(handle func(context.Context, update) error, log *slog.Logger, j *journal, fatal func(error)) *intake {
	return &intake{
		handle: handle, log: log, journal: j, fatal: fatal,
		changed: make(chan struct{}, 1), known: map[int]*entry{},
	}
}

// take takes an update in, as it came. The context is that of the handling. A
// repeat gets the entry of the first. An update that cannot be read is skipped
// and logged: it is finished at once.
func (in *intake) take(ctx context.Context, raw json.RawMessage, after int) *entry {
	var head struct {
		ID int `json:"update_id"`
	}
	headErr := json.Unmarshal(raw, &head)
	if head.ID == 0 {
		head.ID = after + 1 // numbers grow; this lets the offset pass it
	}
	in.mu.Lock()
	if e, ok := in.known[head.ID]; ok {
		in.mu.Unlock()
		return e
	}
	ctx, cancel := context.WithCancelCause(ctx)
	e := &entry{head.ID, time.Now(), make(chan struct{}), cancel}
	in.remember(e)
	in.mu.Unlock()

	var u update
	err := errors.Join(headErr, json.Unmarshal(raw, &u))
	switch {
	case in.journal.has(e.id):
		in.finish(e)
	case err != nil:
		in.log.Error("update skipped: it cannot be read", "update", e.id, "error", err)
		in.finish(e)
	default:
		in.wg.Add(1)
		in.lanes.put(u.lane(), func() {
			defer in.wg.Done()
			in.serve(ctx, e, u)
		})
	}
	return e
}

// remember keeps an entry and forgets the oldest finished one. The lock is
// held.
func (in *intake) remember(e *entry) {
	in.open++
	in.known[e.id] = e
	in.order = append(in.order, e.id)
	for len(in.order) > remembered && in.known[in.order[0]].finished() {
		delete(in.known, in.order[0])
		in.order = in.order[1:]
	}
}

// underway is how many updates are not finished.
func (in *intake) underway() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.open
}

// serve handles one update and decides what becomes of it.
func (in *intake) serve(ctx context.Context, e *entry, u update) {
	err := in.safely(ctx, u)
	switch {
	case err == nil:
	case errors.Is(err, errShutdown):
		return // not acknowledged: Telegram keeps it
	case understand(err).kind == denied:
		in.fatal(err)
		return
	default:
		in.log.Warn("update given up", "update", e.id, "reason", err)
	}
	if err := in.journal.add(e.id); err != nil {
		in.log.Warn("a crash now could repeat an answer", "update", e.id, "error", err)
	}
	in.finish(e)
}

// safely handles an update; a panic is an error.
func (in *intake) safely(ctx context.Context, u update) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("telegram: update %d: panic: %v\n%s", u.ID, p, debug.Stack())
		}
	}()
	if err := in.handle(ctx, u); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return err
	}
	return nil
}

func (in *intake) finish(e *entry) {
	in.mu.Lock()
	in.open--
	in.mu.Unlock()
	close(e.done)
	e.cancel(nil)
	select {
	case in.changed <- struct{}{}:
	default:
	}
}
