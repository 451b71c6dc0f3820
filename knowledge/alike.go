package knowledge

import (
	"slices"
	"strings"

	"reviewbot/knowledge/match"
)

// alikeMark begins what Alike gives, so that it is never taken for words.
const alikeMark = "≈"

// Alike is a name for what a question asks after: the same for questions that
// ask for the same sort of thing with the same words of content, whatever
// their form, order and spelling. It is no sentence and not what was typed. It
// is empty for small talk and for what has no words. A silence that has it
// among its phrasings is given to all questions with that name.
func (b *Book) Alike(question string) string {
	d := &decision{q: b.vocab.read(question, true)}
	b.understand(d.q)
	if !d.q.hasWords() {
		return ""
	}
	if _, talk := b.smallTalk(d); talk {
		return ""
	}
	return b.alike(d.q)
}

func (b *Book) alike(q *reading) string {
	var out []string
	for i := range q.words {
		out = append(out, b.alikeBy(&q.words[i])...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if asks := q.focus.String(); asks != "" {
		out = append([]string{strings.ReplaceAll(asks, ", ", "+")}, out...)
	}
	return alikeMark + " " + strings.Join(out, " ")
}

// alikeBy names a word by what it stands for: names, a month or number, else
// its stem. Words that only ask have none.
func (b *Book) alikeBy(w *word) []string {
	var out []string
	for _, e := range w.entities {
		out = append(out, b.vocab.name(e))
	}
	switch {
	case len(out) > 0:
	case w.other != noUnit:
		out = append(out, b.vocab.name(w.other))
	case w.function || w.generic || w.cue:
	case w.stem != noUnit:
		out = append(out, b.vocab.name(w.stem))
	default:
		out = append(out, match.Stem(w.text))
	}
	return out
}

// markSilent finds the silences that are given by name.
func (b *Book) markSilent() {
	for i, s := range b.silences {
		for _, ask := range s.Asks {
			if strings.HasPrefix(ask, alikeMark) {
				if b.marked == nil {
					b.marked = map[string]int32{}
				}
				b.marked[ask] = int32(i)
			}
		}
	}
}

// markedSilent refuses a question that was marked as one that the review does
// not answer.
func (b *Book) markedSilent(d *decision) (Answer, bool) {
	if len(b.marked) == 0 {
		return Answer{}, false
	}
	n, ok := b.marked[b.alike(d.q)]
	if !ok {
		return Answer{}, false
	}
	var near []Line
	for _, id := range b.silences[n].Near {
		if f, ok := b.byID[id]; ok && len(near) == 0 {
			near = append(near, b.factLine(f, d.q.lang))
		}
	}
	if d.found = b.retrieve(d.q, d.memory); len(near) == 0 && len(d.found.candidates) > 0 {
		near = append(near, b.line(&d.found.candidates[0], d.q.lang))
	}
	d.route = "moderators marked that the review does not say"
	w := words(d.q.lang)
	if len(near) == 0 {
		return refused(d.q.lang, Silent, w.offTopic), true
	}
	return refused(d.q.lang, Silent, w.silent, near...), true
}
