package knowledge

import (
	"strconv"

	"reviewbot/knowledge/match"
)

// found is a phrase found in a reading.
type found struct {
	start, end int
	m          meaning
}

// findPhrases finds names, concepts, times, ways of asking and small talk.
// Longer names win over shorter ones; the other kinds may overlap.
func (v *vocabulary) findPhrases(r *reading, marks marks) {
	var all [64]found
	hits := all[:0]
	for i := range r.words {
		node, ok := int32(0), true
		for j := i; j < len(r.words); j++ {
			if isArticle(r.words[j].text) {
				if j == i {
					break
				}
				continue
			}
			if node, ok = v.phrases.step(node, r.words[j].stem); !ok {
				break
			}
			for _, m := range v.phrases.at(node) {
				hits = append(hits, found{i, j + 1, m})
			}
		}
	}
	v.placeNames(r, hits, marks)
	for _, h := range hits {
		v.place(r, h, marks)
	}
}

// placeNames marks the words of names, the longest first.
func (v *vocabulary) placeNames(r *reading, hits []found, marks marks) {
	for {
		best := -1
		for i, h := range hits {
			if h.m.kind != meansEntity || best >= 0 && h.end-h.start <= hits[best].end-hits[best].start {
				continue
			}
			if r.nameFree(h.start, h.end, h.m.value) && !(h.end-h.start == 1 && r.words[h.start].text == "us" && !marks.us) {
				best = i
			}
		}
		if best < 0 {
			return
		}
		h := hits[best]
		r.mentions = append(r.mentions, mention{h.m.value, h.start, h.end})
		for k := h.start; k < h.end; k++ {
			w := &r.words[k]
			w.entities = append(w.entities, v.entityUnit(h.m.value))
			if h.end-h.start > 1 || !w.cue {
				w.known = true
			}
		}
	}
}

// nameFree tells whether no other name covers the words yet. Two entities of
// the same name may cover the same words.
func (q *reading) nameFree(start, end int, entity int32) bool {
	for _, m := range q.mentions {
		if m.start < end && start < m.end && !(m.start == start && m.end == end && m.entity != entity) {
			return false
		}
	}
	return true
}

// entityUnit is the unit of an entity: they are interned in order, so the
// first one's unit is kept.
func (v *vocabulary) entityUnit(entity int32) unit { return v.entityUnits[entity] }

func (v *vocabulary) place(r *reading, h found, marks marks) {
	switch h.m.kind {
	case meansConcept:
		if r.inLongName(h.start, h.end) {
			return
		}
		for k := h.start; k < h.end; k++ {
			w := &r.words[k]
			w.concepts = append(w.concepts, h.m.value)
			w.known = true
		}
	case meansMonth:
		if r.inLongName(h.start, h.end) && !r.inDate(h.start) || !r.isMonth(h, marks) {
			return
		}
		r.addTime(h, h.m.value, h.m.value)
		v.setOther(r, h, v.lookup("%"+strconv.Itoa(int(h.m.value))))
	case meansSeason:
		if r.words[h.start].text == "лет" {
			return // of years, not of summers
		}
		r.addTime(h, h.m.value, h.m.until)
	case meansOrdinal:
		r.ordinals = append(r.ordinals, numberWord{float64(h.m.value), h.start})
		v.setOther(r, h, v.lookup("^"+strconv.Itoa(int(h.m.value))))
	case meansNumber:
		if w := r.words[h.start].text; h.end-h.start == 1 && (match.IsNumber(w) || scale(w) > 1 && !r.compares(h.start)) {
			return
		}
		n := float64(h.m.value)
		if h.end < len(r.words) && scale(r.words[h.end-1].text) == 1 {
			n *= scale(r.words[h.end].text)
		}
		r.numbers = append(r.numbers, numberWord{n, h.start})
		v.setOther(r, h, v.lookup("="+strconv.Itoa(int(h.m.value))))
	case meansFocus:
		f := focus(h.m.value)
		if r.indefinite(h.end) {
			return
		}
		if f == askYesNo {
			r.yesNoCue(h)
			return
		}
		for k := h.start; k < h.end; k++ {
			r.words[k].cue = true
			r.words[k].generic = r.words[k].generic || f == generic
		}
		if f != generic {
			r.focus |= f
		}
	case meansSmalltalk:
		if r.talk == noTalk || h.end-h.start > r.talkLen {
			r.talk, r.talkLen = talk(h.m.value), h.end-h.start
		}
	}
}

// indefinite tells whether a Russian question word is none, for what follows
// it: somebody, something.
func (q *reading) indefinite(next int) bool {
	if next == len(q.words) {
		return false
	}
	switch q.words[next].text {
	case "то", "нибудь", "либо":
		return true
	}
	return false
}

// inLongName tells whether words lie inside a name of several words.
func (q *reading) inLongName(start, end int) bool {
	for _, m := range q.mentions {
		if m.end-m.start > 1 && start >= m.start && end <= m.end {
			return true
		}
	}
	return false
}

// inDate tells whether the month at a word stands in a name that is a date,
// like that of a memorial day: a number is its neighbour.
func (q *reading) inDate(at int) bool {
	return at > 0 && match.IsNumber(q.words[at-1].text) || at+1 < len(q.words) && match.IsNumber(q.words[at+1].text)
}

func (v *vocabulary) setOther(r *reading, h found, u unit) {
	for k := h.start; k < h.end; k++ {
		r.words[k].other, r.words[k].known = u, true
		r.words[k].function = false
	}
}

// isMonth tells "may" and "march" the months from the verbs.
func (q *reading) isMonth(h found, marks marks) bool {
	w := q.words[h.start].text
	if h.end-h.start != 1 || w != "may" && w != "march" {
		return true
	}
	if w == "may" && marks.may || h.start+1 == len(q.words) {
		return true
	}
	if next := q.words[h.start+1].text; match.IsNumber(next) || next == "and" || next == "or" {
		return true
	}
	if h.start == 0 {
		return w == "march"
	}
	switch q.words[h.start-1].text {
	case "in", "of", "since", "by", "until", "during", "early", "late", "mid", "last", "this", "and", "or", "from", "to", "the", "for":
		return true
	}
	return false
}

func (q *reading) addTime(h found, from, to int32) {
	for i, t := range q.times {
		if t.at >= h.start && t.at < h.end || h.start <= t.at && t.at < h.end {
			if to-from < int32(t.to-t.from) {
				q.times[i].from, q.times[i].to = int(from), int(to)
			}
			return
		}
	}
	q.times = append(q.times, timeWord{from: int(from), to: int(to), at: h.start, end: h.end})
}
