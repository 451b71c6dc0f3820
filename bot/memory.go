package bot

import (
	"sync"
	"time"

	"reviewbot/knowledge"
)

// turn is the last question of a conversation and its answer.
type turn struct {
	question knowledge.Question
	answer   knowledge.Answer
	revision int64 // of the Book
}

// memory keeps the last turn of each conversation, for follow-ups and for
// "why". It is bounded: the conversation that was silent longest is forgotten
// first, and each after a while. It is safe for concurrent use.
type memory struct {
	forget time.Duration
	now    func() time.Time

	mu    sync.Mutex
	turns *recent[string, memo]
}

type memo struct {
	at time.Time
	turn
}

func newMemory(most int, forget time.Duration, now func() time.Time) *memory {
	return &memory{forget: forget, now: now, turns: newRecent[string, memo](most)}
}

// last returns the last turn of a conversation, if it is still remembered.
func (m *memory) last(id string) (turn, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept, ok := m.turns.get(id)
	if !ok {
		return turn{}, false
	}
	if m.now().Sub(kept.at) > m.forget {
		m.turns.drop(id)
		return turn{}, false
	}
	return kept.turn, true
}

// keep remembers a turn. The empty id is no conversation.
func (m *memory) keep(id string, t turn) {
	if id == "" {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turns.put(id, memo{m.now(), t})
}

// drop forgets a conversation.
func (m *memory) drop(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turns.drop(id)
}
