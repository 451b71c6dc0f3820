package pack

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"reviewbot/knowledge"
	"reviewbot/knowledge/match"
)

// checkForm finds what would make answers wrong: ids, kinds, evidence, times
// and bounds.
func (c *contents) checkForm() {
	first := map[string]row[factFile]{}
	for _, f := range c.facts {
		id := f.v.ID
		switch before, twice := first[id]; {
		case !knowledge.ValidID(id):
			c.fault(f.file, f.line("id"), "the id %q is malformed: write 3 to 40 lower-case letters, digits and hyphens", clip(id))
		case twice:
			c.fault(f.file, f.line("id"), "the id %s stands twice, first at %s:%d: give one of the facts another", id, before.file, before.line("id"))
		default:
			first[id] = f
		}
		if !slices.Contains(knowledge.Kinds, knowledge.Kind(f.v.Kind)) {
			c.fault(f.file, f.line("kind"), "unknown kind %q: write one of %s", clip(f.v.Kind), kindList())
		}
		if strings.TrimSpace(f.v.Statement.EN) == "" {
			c.fault(f.file, f.line("statement"), "there is no English statement: write statement.en")
		}
		c.checkEvidence(f)
		if _, err := knowledge.ParsePeriod(f.v.Parts.When); err != nil {
			c.fault(f.file, f.line("parts", "when"), "%v", err)
		}
		for i, n := range f.v.Parts.Count {
			if _, ok := boundHedges[n.bound()]; !ok {
				c.fault(f.file, f.line("parts", "count", i, "bound"), "unknown bound %q: write exact, more-than, at-least or mostly", clip(n.Bound))
			}
		}
	}
}

func kindList() string {
	var out []string
	for _, k := range knowledge.Kinds {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

func (c *contents) checkEvidence(f row[factFile]) {
	if c.review == nil {
		return
	}
	e := knowledge.Evidence{Paragraph: f.v.Evidence.Paragraph, Quote: f.v.Evidence.Quote}
	_, err := c.review.Cite(e)
	var quote *knowledge.QuoteError
	switch {
	case err == nil:
	case !errors.As(err, &quote):
		c.fault(f.file, f.line("evidence", "paragraph"), "%v; correct evidence.paragraph", err)
	case strings.TrimSpace(e.Quote) == "":
		c.fault(f.file, f.line("evidence", "quote"), "there is no quote: copy a sentence of paragraph %d from review.txt", e.Paragraph)
	case c.stands(e):
		c.fault(f.file, f.line("evidence", "quote"), "the quote is longer than one sentence: keep the one the fact rests on, and make facts of the others")
	default:
		c.fault(f.file, f.line("evidence", "quote"), "the quote does not stand in paragraph %d word for word: %s", e.Paragraph, c.nearest(e))
	}
}

func (c *contents) stands(e knowledge.Evidence) bool {
	text, _ := c.review.Paragraph(e.Paragraph)
	return strings.Contains(text, e.Quote)
}

// nearest says where in the review a wrong quote comes from.
func (c *contents) nearest(e knowledge.Evidence) string {
	want := words2(e.Quote)
	best, paragraph, sentence := 0.0, 0, ""
	for n := 1; n <= c.review.Paragraphs(); n++ {
		if text, _ := c.review.Paragraph(n); strings.Contains(text, e.Quote) {
			return fmt.Sprintf("it stands in paragraph %d, so correct evidence.paragraph", n)
		}
		for _, s := range c.review.Sentences(n) {
			score := overlap(want, words2(s))
			if n == e.Paragraph {
				score *= 1.0001
			}
			if score > best {
				best, paragraph, sentence = score, n, s
			}
		}
	}
	if best < 0.3 {
		return "nothing like it stands anywhere, so copy a sentence from review.txt"
	}
	return fmt.Sprintf("the nearest is in paragraph %d, %q; %s", paragraph, clip(sentence), difference(e.Quote, sentence))
}

// difference points to the first word in which a quote departs from a
// sentence.
func difference(quote, sentence string) string {
	q, s := strings.Fields(quote), strings.Fields(sentence)
	for i, word := range s {
		if match.Normalize(word) == match.Normalize(q[0]) {
			s = s[i:]
			break
		}
	}
	for i, word := range q {
		switch {
		case i >= len(s):
			return fmt.Sprintf("the quote goes on with %q after its end", clip(strings.Join(q[i:], " ")))
		case word == s[i]:
		case match.Normalize(word) == match.Normalize(s[i]):
			return fmt.Sprintf("copy its characters: %q is written %q there", word, s[i])
		default:
			return fmt.Sprintf("the quote has %q where the text has %q", clip(word), s[i])
		}
	}
	return "copy it from review.txt"
}

// words2 are the pairs of neighbouring words of a text.
func words2(s string) map[string]bool {
	out := map[string]bool{}
	last := ""
	for _, t := range match.Tokenize(match.Normalize(s)) {
		out[last+" "+t.Text] = true
		last = t.Text
	}
	return out
}

// overlap is the share of a in b, weighed against how much longer b is.
func overlap(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return (float64(both)/float64(max(len(a), 1)))*0.9 + float64(both)/float64(max(len(b), 1))*0.1
}
