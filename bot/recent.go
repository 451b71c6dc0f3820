package bot

import "container/list"

// recent is a map of bounded size: beyond it, what was put in longest ago is
// forgotten. It is not safe for concurrent use.
type recent[K comparable, V any] struct {
	most  int
	byKey map[K]*list.Element
	order *list.List // of *entryOf[K, V], the latest in front
}

type entryOf[K comparable, V any] struct {
	key   K
	value V
}

func newRecent[K comparable, V any](most int) *recent[K, V] {
	return &recent[K, V]{most: most, byKey: map[K]*list.Element{}, order: list.New()}
}

func (m *recent[K, V]) get(key K) (V, bool) {
	e, ok := m.byKey[key]
	if !ok {
		var none V
		return none, false
	}
	return e.Value.(*entryOf[K, V]).value, true
}

func (m *recent[K, V]) put(key K, value V) {
	m.drop(key)
	m.byKey[key] = m.order.PushFront(&entryOf[K, V]{key, value})
	for m.order.Len() > m.most {
		m.drop(m.order.Back().Value.(*entryOf[K, V]).key)
	}
}

func (m *recent[K, V]) drop(key K) {
	if e, ok := m.byKey[key]; ok {
		delete(m.byKey, key)
		m.order.Remove(e)
	}
}
