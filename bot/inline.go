package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"reviewbot/knowledge"
)

// An Inline is one result that is offered while a question is typed.
type Inline struct {
	Title string // at most 100 characters
	Line  string // what it answers, in short
	Fact  string // id; empty for the answer to what was typed
	Reply Reply  // the whole cited answer, without buttons
}

// Inline answers what is typed so far, and offers what else it may become:
// the answer to it first, if there is one. It counts against no limit and
// records nothing.
func (b *Bot) Inline(ctx context.Context, ev Event) []Inline {
	if ev.Level < Reader || ev.Level > Owner || ctx.Err() != nil || tooLong(ev.Text) {
		return nil
	}
	e := b.edition.Load()
	lang := b.choices.of(ctx, ev).lang(ev.Locale)
	typed := Clean(ev.Text)
	var out []Inline
	answered := map[string]bool{}
	if typed != "" {
		a := e.Book.Ask(knowledge.Question{Text: typed, Locale: lang})
		if a.Outcome() == knowledge.Answered {
			out = append(out, Inline{cutTo(typed, maxSuggestion), cutTo(a.Text(), maxLine), "", Show(a)})
			for _, id := range a.Facts() {
				answered[id] = true
			}
		}
	}
	for _, s := range b.Suggest(ctx, typed, lang) {
		if f, c, ok := e.Book.Fact(s.Fact); ok && !answered[s.Fact] {
			reply := Reply{Lang: lang, Facts: []string{f.ID}, Revision: e.Revisions[f.ID]}
			reply.evidence([]knowledge.Line{{Statement: f.Statement.In(lang), Citation: c, Note: f.Note.In(lang)}})
			out = append(out, Inline{s.Text, cutTo(f.Statement.In(lang), maxLine), f.ID, reply})
		}
	}
	return out
}

// maxLine is how many characters the line of a result has.
const maxLine = 160

// SuggestFacts completes the id or the name of a fact while it is typed: at
// most 25. Before anything is typed it offers one of each topic.
func (b *Bot) SuggestFacts(ctx context.Context, prefix string, lang Lang) []Suggestion {
	if ctx.Err() != nil || tooLong(prefix) {
		return nil
	}
	e := b.edition.Load()
	typed := strings.ToLower(Clean(prefix))
	var found []Suggestion
	for f := range e.Book.All() {
		if typed != "" && strings.Contains(f.ID, strings.ReplaceAll(typed, " ", "-")) {
			found = append(found, Suggestion{Fact: f.ID})
		}
	}
	slices.SortStableFunc(found, func(a, b Suggestion) int { return cmp.Compare(len(a.Fact), len(b.Fact)) })
	found = onePerFact(append(found, b.Suggest(ctx, prefix, lang)...))
	for i, s := range found {
		f, _, _ := e.Book.Fact(s.Fact)
		found[i].Text = cutWord(f.Statement.In(lang), maxSuggestion)
	}
	return found
}

// cutWord cuts a text to so many characters, at a space if it can.
func cutWord(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	s = cutTo(s, most-1)
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return s + "…"
}
