package pack_test

import (
	"strings"
	"testing"

	"reviewbot/knowledge"
)

// TestAnswers holds answers that each stand for a way of asking.
func TestAnswers(t *testing.T) {
	b := builtinBook(t)
	for _, c := range []struct {
		question  string
		outcome   knowledge.Outcome
		reason    knowledge.Reason
		verdict   knowledge.Verdict
		paragraph int // cited first; 0 for none
		says      string
	}{
		{"When did the Kazan BRICS summit take place?", knowledge.Answered, "", "", 9, "July"},
		{"when was the kazan sumit", knowledge.Answered, "", "", 9, "July"},
		{"kogda byl sammit v kazani", knowledge.Answered, "", "", 9, "июл"},
		{"сколько стран присоединилось к движению против неоколониализма?", knowledge.Answered, "", "", 4, "50"},
		{"did more than 30 countries join the movement against modern colonial practices?", knowledge.Answered, "", knowledge.Yes, 4, "50"},
		{"Did fewer than forty states join the movement against neocolonialism?", knowledge.Answered, knowledge.Contradicted, knowledge.No, 4, "50"},
		{"was the Kazan summit in October?", knowledge.Answered, knowledge.Contradicted, knowledge.No, 9, "July"},
		{"did Putin go to Uzbekistan in August?", knowledge.Answered, knowledge.Contradicted, knowledge.No, 6, "May"},
		{"What did Putin and Modi agree on during Putin's July trip to New Delhi?", knowledge.Answered, knowledge.Contradicted, "", 7, "Russia"},
		{"what happened in september", knowledge.Answered, "", "", 8, "Mongolia"},
		{"how do i mend a flat bicycle tyre", knowledge.Abstain, knowledge.OffTopic, "", 0, ""},
		{"hello", knowledge.Abstain, knowledge.OffTopic, "", 0, ""},
		{"спасибо!", knowledge.Abstain, knowledge.OffTopic, "", 0, ""},
		{"did putin visit brazil in 2024?", knowledge.Abstain, knowledge.Contradicted, "", -1, "Brazil"},
	} {
		a := b.Ask(knowledge.Question{Text: c.question})
		first := 0
		if cites := a.Citations(); len(cites) > 0 {
			first = cites[0].Paragraph()
		}
		if a.Outcome() != c.outcome || a.Reason() != c.reason || a.Verdict() != c.verdict || c.paragraph >= 0 && first != c.paragraph || !strings.Contains(a.Text(), c.says) {
			t.Errorf("%s\n got %s %q %q ¶%d: %s\nwant %s %q %q ¶%d: …%s…", c.question,
				a.Outcome(), a.Reason(), a.Verdict(), first, a.Text(), c.outcome, c.reason, c.verdict, c.paragraph, c.says)
		}
	}
}

// TestLeaningOnTheLastAnswer asks on.
func TestLeaningOnTheLastAnswer(t *testing.T) {
	b := builtinBook(t)
	for _, c := range []struct {
		before, after string
		paragraph     int
	}{
		{"what happened in june?", "and in September?", 8},
		{"когда Путин был в Узбекистане?", "а в Азербайджане?", 6},
	} {
		before := b.Ask(knowledge.Question{Text: c.before})
		a := b.Ask(knowledge.Question{Text: c.after, Previous: &before})
		if cites := a.Citations(); a.Outcome() != knowledge.Answered || len(cites) == 0 || cites[0].Paragraph() != c.paragraph {
			t.Errorf("%s %s: %s %s", c.before, c.after, a.Outcome(), a.Text())
		}
	}
}
