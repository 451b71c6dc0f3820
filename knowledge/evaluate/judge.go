package evaluate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Judge tells whether an answer is right, and if not, why. The paragraphs are
// the review's, the first at index 0.
func Judge(q Question, a Answer, paragraphs []string) (right bool, why string) {
	if why := malformed(q, a, paragraphs); why != "" {
		return false, why
	}
	hits := met(q.Must, a)
	cited := citedBy(a)
	switch {
	case !q.Answerable:
		if a.Outcome != "answer" || isCorrection(q, hits, cited) {
			return true, ""
		}
		return false, "answered what the review does not say"
	case a.Outcome != "answer":
		return false, a.Outcome
	case q.Kind == kindList:
		return judgeList(q, hits, cited)
	case q.Kind == kindYesNo && q.Polarity != "" && a.Verdict != q.Polarity:
		return false, fmt.Sprintf("verdict %s, gold %s", literal(a.Verdict), literal(q.Polarity))
	case !all(hits):
		return false, "misses " + missing(q.Must, hits)
	case q.Kind == kindOverview:
		stray := slices.DeleteFunc(slices.Clone(cited), func(n int) bool { return slices.Contains(q.Paragraphs, n) })
		return len(stray) <= 1, fmt.Sprintf("cites %s beside %s", numbers(stray), numbers(set(q.Paragraphs)))
	}
	return slices.Contains(q.Paragraphs, cited[0]), fmt.Sprintf("cites %d, gold %s", cited[0], numbers(set(q.Paragraphs)))
}

// malformed says what makes an answer wrong whatever was asked, or "".
func malformed(q Question, a Answer, paragraphs []string) string {
	switch a.Outcome {
	case "answer", "clarify", "abstain":
	case "":
		return "outcome None"
	default:
		return "outcome " + literal(a.Outcome)
	}
	for _, c := range a.Citations {
		quote := strings.TrimSpace(c.Quote)
		switch {
		case c.Paragraph < 1 || c.Paragraph > len(paragraphs):
			return fmt.Sprintf("cites paragraph %d", c.Paragraph)
		case quote == "" || !strings.Contains(paragraphs[c.Paragraph-1], quote):
			return fmt.Sprintf("quote not verbatim in paragraph %d", c.Paragraph)
		case sentenceEnds(quote) > 1 || strings.Contains(quote, ". "):
			return fmt.Sprintf("quote of more than one sentence from paragraph %d", c.Paragraph)
		}
	}
	many := len(a.Citations) > 2 && a.Outcome == "answer" && q.Kind != kindList && q.Kind != kindOverview
	switch {
	case a.Outcome == "answer" && len(a.Citations) == 0:
		return "answer without a citation"
	case strings.TrimSpace(a.Text) == "":
		return "no text"
	case many:
		return fmt.Sprintf("%d citations", len(a.Citations))
	}
	return ""
}

// isCorrection tells whether an answer to a false premise cites and words
// what the review does say.
func isCorrection(q Question, hits []bool, cited []int) bool {
	return q.Kind == kindFalsePremise && len(hits) > 0 && all(hits) && len(cited) > 0 && slices.Contains(q.Paragraphs, cited[0])
}

// judgeList wants four fifths of the items, four fifths of the paragraphs
// cited, and four fifths of what is cited to be of those.
func judgeList(q Question, hits []bool, cited []int) (bool, string) {
	gold, got := set(q.Paragraphs), set(cited)
	both := 0
	for _, n := range got {
		if slices.Contains(gold, n) {
			both++
		}
	}
	few := func(n, of int) bool { return float64(n) < 0.8*float64(of) }
	switch n := count(hits); {
	case few(n, len(hits)):
		return false, fmt.Sprintf("%d of %d items", n, len(hits))
	case few(both, len(gold)):
		return false, fmt.Sprintf("cites %s of %s", numbers(got), numbers(gold))
	case few(both, len(got)):
		return false, fmt.Sprintf("cites %s, gold %s", numbers(got), numbers(gold))
	}
	return true, ""
}

// met tells for each list whether the answer's text or quotes have one of its
// strings.
func met(must [][]string, a Answer) []bool {
	texts := []string{a.Text}
	for _, c := range a.Citations {
		texts = append(texts, c.Quote)
	}
	said := fold(strings.Join(texts, " "))
	hits := make([]bool, len(must))
	for i, group := range must {
		hits[i] = slices.ContainsFunc(group, func(s string) bool { return strings.Contains(said, fold(s)) })
	}
	return hits
}

func fold(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }

func citedBy(a Answer) []int {
	out := make([]int, len(a.Citations))
	for i, c := range a.Citations {
		out[i] = c.Paragraph
	}
	return out
}

// sentenceEnds counts full stops, exclamation and question marks before white
// space or the end.
func sentenceEnds(s string) int {
	n := 0
	for i, r := range s {
		if !strings.ContainsRune(".!?", r) {
			continue
		}
		next, size := utf8.DecodeRuneInString(s[i+1:])
		if size == 0 || unicode.IsSpace(next) {
			n++
		}
	}
	return n
}

func all(hits []bool) bool { return !slices.Contains(hits, false) }

func count(hits []bool) int {
	n := 0
	for _, h := range hits {
		if h {
			n++
		}
	}
	return n
}

func set(in []int) []int {
	out := slices.Clone(in)
	slices.Sort(out)
	return slices.Compact(out)
}

func missing(must [][]string, hits []bool) string {
	var out []string
	for i, group := range must {
		if !hits[i] {
			out = append(out, strings.Join(group, "/"))
		}
	}
	return strings.Join(out, "; ")
}
