package pack

import (
	"fmt"
	"io/fs"
	"strings"

	"reviewbot/knowledge"
)

// A Fault is something wrong with a pack: where it stands and what to do. It
// is an error, so Load returns faults too.
type Fault struct {
	File    string // within the pack
	Line    int    // 0 if the fault is of the file as a whole
	Message string
	Warning bool // worth a look; the pack serves as it is

	form string // the message without its values
}

// String is file:line: message.
func (f Fault) String() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Warning {
		return place + ": warning: " + f.Message
	}
	return place + ": " + f.Message
}

// Error is String.
func (f Fault) Error() string { return f.String() }

// A Report is all that Lint found, in order of file and line.
type Report struct {
	Faults   []Fault
	Coverage Coverage
}

// Clean tells whether there is no fault but warnings.
func (r Report) Clean() bool {
	for _, f := range r.Faults {
		if !f.Warning {
			return false
		}
	}
	return true
}

// Coverage counts what the facts of a pack cover.
type Coverage struct {
	Facts     int
	Sentences int            // of the review
	Covered   int            // sentences with a fact
	Phrasings map[string]int // of facts, by language
	Kinds     map[knowledge.Kind]int
}

// String is four lines: facts, sentences, phrasings by language, facts by
// kind.
func (c Coverage) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "facts      %d\n", c.Facts)
	fmt.Fprintf(&b, "sentences  %d: %d with facts, %d without\n", c.Sentences, c.Covered, c.Sentences-c.Covered)
	fmt.Fprintf(&b, "phrasings  en %d, ru %d\n", c.Phrasings["en"], c.Phrasings["ru"])
	kinds := make([]string, 0, len(knowledge.Kinds))
	for _, k := range knowledge.Kinds {
		kinds = append(kinds, fmt.Sprintf("%s %d", k, c.Kinds[k]))
	}
	fmt.Fprintf(&b, "kinds      %s\n", strings.Join(kinds, ", "))
	return b.String()
}

// Lint checks a pack and reports every fault at once. It reads the files as
// they are and never panics, whatever they hold.
func Lint(dir fs.FS) Report { return lint(dir, false) }

// LintStore is Lint for facts that moderators changed: sentences without a
// fact and colliding phrasings are only warnings.
func LintStore(dir fs.FS) Report { return lint(dir, true) }

// linter checks the contents of a pack.
type linter struct {
	*contents
	lenient  bool
	names    *names
	world    *world
	topicIDs map[string]bool
}

func lint(dir fs.FS, lenient bool) Report {
	l := &linter{contents: read(dir), lenient: lenient}
	l.know()
	l.checkForm()
	l.checkMeta()
	l.checkEntities()
	l.checkTopics()
	l.checkOverviews()
	for _, f := range l.facts {
		p := f.v.Parts
		l.checkNames(f.file, roles{p.Who, p.With, p.Where}, func(part string, i int) int { return f.line("parts", part, i) })
		l.checkParts(f)
		l.checkStatement(f)
		l.checkNumbers(f)
	}
	l.checkNear()
	l.checkGatherings()
	l.checkPhrasings()
	coverage := l.cover()
	return Report{Faults: l.sorted(), Coverage: coverage}
}

// know reads the general lexicon and the pack's names.
func (l *linter) know() {
	w, err := general()
	if err != nil {
		l.fault("lexicon", 0, "%v", err)
	}
	l.world = w
	l.names = l.packNames()
}

// soft is a fault that is a warning in a store.
func (l *linter) soft(file string, line int, format string, args ...any) {
	l.faults = append(l.faults, Fault{File: file, Line: line, Message: fmt.Sprintf(format, args...), Warning: l.lenient, form: format})
}

// cover counts, and reports sentences without a fact.
func (l *linter) cover() Coverage {
	c := Coverage{Facts: len(l.facts), Phrasings: map[string]int{}, Kinds: map[knowledge.Kind]int{}}
	type place struct{ paragraph, sentence int }
	covered := map[place]bool{}
	for _, f := range l.facts {
		c.Phrasings["en"] += len(f.v.Asks.EN)
		c.Phrasings["ru"] += len(f.v.Asks.RU)
		c.Kinds[knowledge.Kind(f.v.Kind)]++
		if l.review == nil || strings.TrimSpace(f.v.Evidence.Quote) == "" {
			continue
		}
		for i, s := range l.review.Sentences(f.v.Evidence.Paragraph) {
			if strings.Contains(s, f.v.Evidence.Quote) {
				covered[place{f.v.Evidence.Paragraph, i}] = true
			}
		}
	}
	c.Covered = len(covered)
	if l.review == nil {
		return c
	}
	for n := 1; n <= l.review.Paragraphs(); n++ {
		sentences := l.review.Sentences(n)
		c.Sentences += len(sentences)
		for i, s := range sentences {
			if !covered[place{n, i}] && !l.anyBroken("facts/") {
				l.soft("review.txt", l.paragraphLine(n), "no fact rests on sentence %d of paragraph %d: write one for %q", i+1, n, clip(s))
			}
		}
	}
	return c
}

// paragraphLine is the line of review.txt that paragraph n stands on.
func (l *linter) paragraphLine(n int) int {
	text, _ := l.review.Paragraph(n)
	at := 0
	for line := range strings.Lines(l.body) {
		at++
		if strings.TrimSpace(line) == text {
			return at
		}
	}
	return 0
}
