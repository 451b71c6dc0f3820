package knowledge

import "strings"

// Outcome says what kind of reply an answer is.
type Outcome uint8

// The outcomes. The zero value claims nothing.
const (
	Abstain   Outcome = iota // the review does not say, or nothing was asked
	Clarified                // a short list to choose from
	Answered
)

// String is the outcome's name in JSON and commands: abstain, clarify, answer.
func (o Outcome) String() string { return [...]string{"abstain", "clarify", "answer"}[o] }

// Reason says why an answer is not a plain one. Empty for a plain answer.
type Reason string

// The reasons.
const (
	OffTopic     Reason = "off_topic"    // not about the review
	Silent       Reason = "silent"       // on the subject, but the review does not say
	Unclear      Reason = "unclear"      // cannot tell what is asked
	Contradicted Reason = "contradicted" // the question assumes what the review does not say
)

// Verdict answers a yes/no question; empty where none was asked or none can
// be given.
type Verdict string

// The verdicts. No is given only when the review states something
// incompatible.
const (
	Yes Verdict = "yes"
	No  Verdict = "no"
)

// Question is what a user typed.
type Question struct {
	Text     string
	Locale   Lang    // of the user, for texts that have no language of their own
	Previous *Answer // the answer the question may lean on, or nil
}

// Line is one thing an answer reports: a statement with the citation that
// bears it out.
type Line struct {
	Fact      string // id
	Statement string // attributed, in the answer's language
	Citation  Citation
	Note      string // the moderators' remark, or ""
	inferred  bool
}

// Choice is one thing the user may have meant.
type Choice struct {
	Fact      string
	Text      string
	Paragraph int
}

// Answer is what the bot says to a question. Only a Book makes answers; every
// line of one carries a citation that the review has checked. The zero Answer
// abstains and says nothing.
type Answer struct {
	outcome Outcome
	reason  Reason
	verdict Verdict
	lang    Lang
	intro   string // what is said before the lines
	lines   []Line
	choices []Choice
	score   float64
	topic   *thread
}

// Outcome says whether this is an answer, a choice or neither.
func (a Answer) Outcome() Outcome { return a.outcome }

// Reason says why this is not a plain answer.
func (a Answer) Reason() Reason { return a.reason }

// Verdict is yes or no to a yes/no question.
func (a Answer) Verdict() Verdict { return a.verdict }

// Lang is the language of the words around the quotes.
func (a Answer) Lang() Lang { return a.lang }

// Intro is what stands before the lines: a verdict, a correction, a refusal,
// or a heading. It may be empty.
func (a Answer) Intro() string { return a.intro }

// Lines are the statements with their citations. An answer has at least one;
// a refusal may have some, as the nearest that the review says.
func (a Answer) Lines() []Line { return a.lines }

// Choices are what the user may have meant, the likeliest first, at most 5.
func (a Answer) Choices() []Choice { return a.choices }

// Score is how sure the decision was, from 0 to 1.
func (a Answer) Score() float64 { return a.score }

// Text is the answer without its quotes and notes.
func (a Answer) Text() string {
	var b strings.Builder
	b.WriteString(a.intro)
	for _, l := range a.lines {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.Statement)
	}
	return b.String()
}

// Citations are the citations of the lines, each once.
func (a Answer) Citations() []Citation {
	var out []Citation
	seen := make(map[Citation]bool, len(a.lines))
	for _, l := range a.lines {
		if !seen[l.Citation] {
			seen[l.Citation] = true
			out = append(out, l.Citation)
		}
	}
	return out
}

// Facts are the ids of the facts in the lines, each once.
func (a Answer) Facts() []string {
	var out []string
	seen := make(map[string]bool, len(a.lines))
	for _, l := range a.lines {
		if l.Fact != "" && !seen[l.Fact] {
			seen[l.Fact] = true
			out = append(out, l.Fact)
		}
	}
	return out
}

// answered makes an answer. It needs a line, so there is no answer without a
// citation.
func answered(lang Lang, intro string, first Line, more ...Line) Answer {
	return Answer{outcome: Answered, lang: lang, intro: intro, lines: append([]Line{first}, more...)}
}

// refused makes a reply that answers nothing, with the nearest the review
// says, if anything.
func refused(lang Lang, why Reason, intro string, nearest ...Line) Answer {
	return Answer{outcome: Abstain, reason: why, lang: lang, intro: intro, lines: nearest}
}
