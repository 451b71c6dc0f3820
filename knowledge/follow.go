package knowledge

import "strings"

// leanMost is how many words with content a question may have to lean on the
// one before.
const leanMost = 2

// openers start a question that goes on from the last one.
var openers = []string{"and ", "what about ", "how about ", "but ", "so ", "then ", "а ", "и ", "ну а ", "а как насчет ", "а что насчет "}

// leanOn completes a question by the one before: "and in September?" after
// "what happened in June?". It returns the whole question, or false if the
// question stands by itself.
func (b *Book) leanOn(before string, q *reading) (string, bool) {
	if len(q.mentions)+len(q.times) == 0 && q.focus == 0 && len(q.numbers) == len(q.words) {
		return "", false
	}
	content := 0
	for i := range q.words {
		if w := &q.words[i]; w.weight > 0 && !w.cue {
			content++
		}
	}
	opened := false
	for _, o := range openers {
		opened = opened || strings.HasPrefix(q.text+" ", o)
	}
	if content > leanMost && !(opened && content <= leanMost+1) || q.talk != noTalk && !opened {
		return "", false
	}
	if !opened && content > 0 && q.focus == 0 && len(q.words) > 1 {
		return "", false
	}
	if !opened && content > 0 && !q.refersBack() {
		return "", false
	}
	p := b.vocab.read(before, true)
	b.weighReading(p)
	drop := make([]bool, len(p.words))
	b.replaceTimes(p, q, drop)
	b.replaceNames(p, q, drop)
	if q.focus&^askYesNo != 0 {
		for i := range p.words {
			drop[i] = drop[i] || p.words[i].cue
		}
	}
	var s strings.Builder
	for i := range q.words {
		s.WriteString(q.words[i].typed + " ")
	}
	for i := range p.words {
		if !drop[i] {
			s.WriteString(p.words[i].typed + " ")
		}
	}
	return strings.TrimSpace(s.String()), true
}

// refersBack tells whether a question has a word that stands for what was
// said before.
func (q *reading) refersBack() bool {
	for i := range q.words {
		switch q.words[i].text {
		case "it", "that", "this", "he", "she", "they", "them", "him", "her", "there", "those", "these",
			"это", "этот", "эта", "эти", "он", "она", "они", "оно", "там", "туда", "его", "ее", "их", "ним", "ней", "ними", "нем", "этом":
			return true
		}
	}
	return false
}

// replaceTimes drops the times of the earlier question if the later one has
// its own.
func (b *Book) replaceTimes(p, q *reading, drop []bool) {
	if len(q.times) == 0 {
		return
	}
	for _, t := range p.times {
		for k := t.at; k < t.end; k++ {
			drop[k] = true
		}
	}
}

// replaceNames drops the names of the earlier question for which the later
// one has another of the same sort.
func (b *Book) replaceNames(p, q *reading, drop []bool) {
	for _, m := range p.mentions {
		if b.aboutSubject(m.entity) {
			continue
		}
		for _, n := range q.mentions {
			if b.sameSort(m.entity, n.entity) {
				for k := m.start; k < m.end; k++ {
					drop[k] = true
				}
			}
		}
	}
}

func (b *Book) sameSort(a, c int32) bool {
	place := func(k string) bool { return k == "country" || k == "city" || k == "region" }
	x, y := b.entities[a].kind, b.entities[c].kind
	return x == y || place(x) && place(y)
}
