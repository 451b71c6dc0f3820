package knowledge

import (
	"slices"
	"strings"

	"reviewbot/knowledge/match"
)

// Alike is a name for what a question asks after: the same for questions that
// have the same words with content, whatever their form, order and spelling.
// It is empty for small talk and for what has no words. It may change with
// the Book.
func (b *Book) Alike(question string) string {
	d := &decision{q: b.vocab.read(question, true)}
	b.understand(d.q)
	if !d.q.hasWords() {
		return ""
	}
	if _, talk := b.smallTalk(d); talk {
		return ""
	}
	var out []string
	for i := range d.q.words {
		out = append(out, b.alikeBy(&d.q.words[i])...)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

// alikeBy names a word by what it stands for: names, a month or number, else
// its stem. Words that only ask have none.
func (b *Book) alikeBy(w *word) []string {
	var out []string
	for _, e := range w.entities {
		out = append(out, b.vocab.names[e])
	}
	switch {
	case len(out) > 0:
	case w.other != noUnit:
		out = append(out, b.vocab.names[w.other])
	case w.function || w.generic:
	case w.stem != noUnit:
		out = append(out, b.vocab.names[w.stem])
	default:
		out = append(out, match.Stem(w.text))
	}
	return out
}
