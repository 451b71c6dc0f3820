package moderate

import "sync"

// preview is what the gate found for a draft, so that confirming need not
// ask everything again.
type preview struct {
	id    string
	turn  int // of the draft
	found findings
}

// maxPreviews is how many previews are remembered.
const maxPreviews = 64

// previews remembers the last previews. It is safe for concurrent use.
type previews struct {
	mu   sync.Mutex
	kept []preview // the latest last
}

func (p *previews) put(v preview) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept = append(p.kept, v); len(p.kept) > maxPreviews {
		p.kept = append([]preview(nil), p.kept[1:]...)
	}
}

// of is the preview of a draft as it stands, if it is remembered and was made
// from a Book revision.
func (p *previews) of(d *draft, revision int64) (findings, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, v := range p.kept {
		if v.id == d.ID && v.turn == d.Turn && d.Book == revision {
			return v.found, true
		}
	}
	return findings{}, false
}
