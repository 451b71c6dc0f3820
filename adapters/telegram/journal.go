package telegram

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"sync"
)

// journal keeps the numbers of updates that were answered but not yet
// acknowledged, so that a process that was killed in between does not answer
// them again when it is started anew. It is not synced to the disk: it is
// there for killed processes, and a machine that stops may repeat an answer.
// Nothing is lost without it. A nil journal keeps nothing. It is safe for
// concurrent use.
type journal struct {
	mu      sync.Mutex
	file    *os.File
	ids     map[int]bool
	dropped int // numbers that the file still has
}

// openJournal opens the file, or makes it.
func openJournal(name string) (*journal, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("telegram: journal: %w", err)
	}
	j := &journal{file: f, ids: map[int]bool{}}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if id, err := strconv.Atoi(lines.Text()); err == nil {
			j.ids[id] = true // a line that was cut short is no update's number, or one long past
		}
	}
	if err := lines.Err(); err != nil {
		f.Close()
		return nil, fmt.Errorf("telegram: journal %s: %w", name, err)
	}
	return j, nil
}

func (j *journal) has(id int) bool {
	if j == nil {
		return false
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.ids[id]
}

func (j *journal) add(id int) error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ids[id] = true
	if _, err := j.file.WriteString("\n" + strconv.Itoa(id) + "\n"); err != nil {
		return fmt.Errorf("telegram: journal: %w", err)
	}
	return nil
}

// tidyFrom is how many numbers the journal may hold before it is written anew.
const tidyFrom = 1000

// acknowledged forgets the numbers before an offset. The file is emptied when
// there are no others, and written anew when it has grown.
func (j *journal) acknowledged(offset int) error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	before := len(j.ids)
	maps.DeleteFunc(j.ids, func(id int, _ bool) bool { return id < offset })
	j.dropped += before - len(j.ids)
	if j.dropped == 0 || len(j.ids) > 0 && j.dropped < tidyFrom {
		return nil
	}
	var rest strings.Builder
	for id := range j.ids {
		rest.WriteString("\n" + strconv.Itoa(id) + "\n")
	}
	err := j.file.Truncate(0)
	if err == nil {
		_, err = j.file.WriteString(rest.String())
	}
	if err != nil {
		return fmt.Errorf("telegram: journal: %w", err)
	}
	j.dropped = 0
	return nil
}

func (j *journal) close() {
	if j != nil {
		j.file.Close()
	}
}
