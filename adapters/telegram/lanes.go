package telegram

import "sync"

// lanes run jobs: those of a lane one after another in their order, those of
// different lanes side by side. A lane lives as long as it has jobs. How many
// jobs there are is bounded by who puts them.
type lanes struct {
	mu    sync.Mutex
	queue map[string][]func()
}

// put adds a job to a lane.
func (l *lanes) put(lane string, job func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	waiting, runs := l.queue[lane]
	if l.queue == nil {
		l.queue = map[string][]func(){}
	}
	l.queue[lane] = append(waiting, job)
	if !runs {
		go l.run(lane)
	}
}

// waiting is how many jobs of a lane have not begun.
func (l *lanes) waiting(lane string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.queue[lane])
}

// run does the jobs of a lane until there are none.
func (l *lanes) run(lane string) {
	for {
		l.mu.Lock()
		waiting := l.queue[lane]
		if len(waiting) == 0 {
			delete(l.queue, lane)
			l.mu.Unlock()
			return
		}
		l.queue[lane] = waiting[1:]
		l.mu.Unlock()
		waiting[0]()
	}
}
