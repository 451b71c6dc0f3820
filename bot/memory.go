package bot

import (
	"container/list"
	"sync"
	"time"

	"reviewbot/knowledge"
)

// turn is the last question of a conversation and its answer.
type turn struct {
	question knowledge.Question
	answer   knowledge.Answer
}

// memory keeps the last turn of each conversation, for follow-ups and for
// "why". It is bounded: the conversation that was silent longest is forgotten
// first, and each after a while. It is safe for concurrent use.
type memory struct {
	most   int
	forget time.Duration
	now    func() time.Time

	mu    sync.Mutex
	byID  map[string]*list.Element
	order *list.List // of *memo, the latest in front
}

type memo struct {
	id string
	at time.Time
	turn
}

func newMemory(most int, forget time.Duration, now func() time.Time) *memory {
	return &memory{most: most, forget: forget, now: now, byID: map[string]*list.Element{}, order: list.New()}
}

// last returns the last turn of a conversation, if it is still remembered.
func (m *memory) last(id string) (turn, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.byID[id]
	if !ok {
		return turn{}, false
	}
	kept := e.Value.(*memo)
	if m.now().Sub(kept.at) > m.forget {
		m.drop(e)
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
	if e, ok := m.byID[id]; ok {
		m.drop(e)
	}
	m.byID[id] = m.order.PushFront(&memo{id, m.now(), t})
	for m.order.Len() > m.most {
		m.drop(m.order.Back())
	}
}

func (m *memory) drop(e *list.Element) {
	delete(m.byID, e.Value.(*memo).id)
	m.order.Remove(e)
}
