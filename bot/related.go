package bot

import (
	"cmp"
	"slices"

	"reviewbot/knowledge"
)

// maxRelated is how many related facts are shown.
const maxRelated = 6

// relatedCommand shows what is related to a fact, or to the last answer.
func (b *Bot) relatedCommand(r Request) Reply {
	id := r.Text
	if id == "" {
		id = b.lastFact(r)
	}
	if _, _, ok := r.Book.Fact(id); !ok {
		return say(r.Lang, words.NothingAsked.In(r.Lang))
	}
	return b.relatedTo(r, id)
}

// relatedTo lists the facts that have most in common with one.
func (b *Bot) relatedTo(r Request, id string) Reply {
	f, _, _ := r.Book.Fact(id)
	near := related(r.Book, f)
	if len(near) == 0 {
		return say(r.Lang, words.NothingRelated.In(r.Lang))
	}
	reply := Reply{Lang: r.Lang}
	reply.facts(words.Related.In(r.Lang), near, true)
	for _, f := range near {
		reply.Buttons = append(reply.Buttons, Button{
			cutTo(f.Statement.In(r.Lang), maxLabel), press{pressFact, r.Revision, "", f.ID}.data(), "",
		})
	}
	return reply
}

// maxLabel is how many characters a button's label has at most: Discord's
// limit.
const maxLabel = 80

// related finds the facts that share names, time, topics or the sentence with
// one, those with most in common first.
func related(book *knowledge.Book, f knowledge.Fact) []knowledge.Fact {
	type scored struct {
		knowledge.Fact
		score int
	}
	var found []scored
	names := namesOf(f)
	for g := range book.All() {
		if g.ID == f.ID {
			continue
		}
		score := shared(f.Topics, g.Topics) + 2*shared(names, namesOf(g))
		if g.Evidence.Paragraph == f.Evidence.Paragraph {
			score++
		}
		if !f.Parts.When.IsZero() && g.Parts.When == f.Parts.When {
			score++
		}
		if score >= 2 {
			found = append(found, scored{g, score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var out []knowledge.Fact
	for _, s := range found[:min(len(found), maxRelated)] {
		out = append(out, s.Fact)
	}
	return out
}

// namesOf are the names in the parts of a fact; those that the whole review
// is about tell nothing, and are in most.
func namesOf(f knowledge.Fact) []string {
	return slices.Concat(f.Parts.With, f.Parts.Where, f.Parts.What)
}

func shared(a, b []string) int {
	n := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			n++
		}
	}
	return n
}

// answerWith answers by a fact, as if it had been asked for.
func (b *Bot) answerWith(r Request, id string) Reply {
	f, c, _ := r.Book.Fact(id)
	reply := Reply{Lang: r.Lang, Facts: []string{id}, Revision: r.Revisions[id]}
	reply.evidence([]knowledge.Line{{Statement: f.Statement.In(r.Lang), Citation: c, Note: f.Note.In(r.Lang)}})
	k := r.buttons()
	reply.Buttons = []Button{
		k.paragraph(c.Paragraph()),
		k.button(words.Related, "/related "+id, pressRelated, id),
		k.button(words.Good, "/good", pressGood, id),
		k.button(words.Bad, "/bad", pressBad, id),
		k.button(words.SuggestButton, "/suggest", pressSuggest, id),
	}
	if k.hand != "" && !k.terminal {
		reply.Buttons = append(reply.Buttons, k.own(words.Delete, "", pressDelete, id))
	}
	return reply
}

// lastFact is the first fact of the conversation's last answer, or "".
func (b *Bot) lastFact(r Request) string {
	last, ok := b.memory.last(r.Event.Conversation)
	if !ok {
		return ""
	}
	if facts := last.answer.Facts(); len(facts) > 0 {
		return facts[0]
	}
	return ""
}
