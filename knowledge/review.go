package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a text in the languages the bot speaks. RU may be empty.
type Text struct{ EN, RU string }

// In returns the text in a language, or the English one where it is missing.
func (t Text) In(l Lang) string {
	if l == Russian && t.RU != "" {
		return t.RU
	}
	return t.EN
}

// A Section is a heading of the review and the numbers of the paragraphs
// under it.
type Section struct {
	Title       Text
	First, Last int
}

// A Review is the document: its title, sections and numbered paragraphs. It
// is read-only, and the only maker of citations.
type Review struct {
	Title      Text
	sections   []Section
	paragraphs []string
	sentences  [][]span // by paragraph: where each sentence stands
	hash       string
}

type span struct{ start, end int }

// NewReview reads the text of a document: one paragraph or heading a line. A
// line is a heading if it is one of the titles; the paragraphs before the
// first heading belong to the section opening.
func NewReview(title Text, text string, opening Text, headings []Text) (*Review, error) {
	sum := sha256.Sum256([]byte(text))
	r := &Review{Title: title, hash: hex.EncodeToString(sum[:])}
	byTitle := make(map[string]Text, len(headings))
	for _, h := range headings {
		byTitle[h.EN] = h
	}
	current := Section{Title: opening, First: 1}
	closeSection := func() {
		current.Last = len(r.paragraphs)
		if current.Last >= current.First {
			r.sections = append(r.sections, current)
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if h, ok := byTitle[line]; ok {
			closeSection()
			current = Section{Title: h, First: len(r.paragraphs) + 1}
			delete(byTitle, line)
			continue
		}
		r.paragraphs = append(r.paragraphs, line)
		r.sentences = append(r.sentences, splitSentences(line))
	}
	closeSection()
	for _, h := range headings {
		if _, missing := byTitle[h.EN]; missing {
			return nil, fmt.Errorf("the review has no line %q: correct the section's title", h.EN)
		}
	}
	if len(r.paragraphs) == 0 {
		return nil, fmt.Errorf("the review has no paragraphs")
	}
	return r, nil
}

// SHA256 identifies the review: the hash of its text, in hex.
func (r *Review) SHA256() string { return r.hash }

// Paragraphs returns how many numbered paragraphs there are.
func (r *Review) Paragraphs() int { return len(r.paragraphs) }

// Paragraph returns the text of paragraph n, counted from 1, and whether
// there is one.
func (r *Review) Paragraph(n int) (string, bool) {
	if n < 1 || n > len(r.paragraphs) {
		return "", false
	}
	return r.paragraphs[n-1], true
}

// Sections returns the review's sections in order.
func (r *Review) Sections() []Section { return r.sections }

// SectionOf returns the section that paragraph n stands in.
func (r *Review) SectionOf(n int) Section {
	for _, s := range r.sections {
		if n >= s.First && n <= s.Last {
			return s
		}
	}
	return Section{}
}

// Sentences returns the sentences of paragraph n, or nil.
func (r *Review) Sentences(n int) []string {
	if n < 1 || n > len(r.paragraphs) {
		return nil
	}
	out := make([]string, len(r.sentences[n-1]))
	for i, s := range r.sentences[n-1] {
		out[i] = r.paragraphs[n-1][s.start:s.end]
	}
	return out
}

// Evidence says where in the review a fact is stated.
type Evidence struct {
	Paragraph int
	Quote     string
}

// A Citation is evidence that the review has checked: the quote stands word
// for word in the paragraph and is at most one sentence. Only Review.Cite
// makes one; the zero Citation cites nothing.
type Citation struct {
	paragraph int
	section   Text
	quote     string
	sentence  int // which sentence of the paragraph, from 0
}

// Paragraph is the number of the cited paragraph.
func (c Citation) Paragraph() int { return c.paragraph }

// Section is the title of the section the paragraph stands in.
func (c Citation) Section() Text { return c.section }

// Quote is the cited text, word for word.
func (c Citation) Quote() string { return c.quote }

// Cite checks evidence against the text. The errors say what is wrong: no
// such paragraph, a quote that does not stand there, or one that goes over
// the end of a sentence.
func (r *Review) Cite(e Evidence) (Citation, error) {
	text, ok := r.Paragraph(e.Paragraph)
	if !ok {
		return Citation{}, &ParagraphError{e.Paragraph, len(r.paragraphs)}
	}
	if strings.TrimSpace(e.Quote) == "" {
		return Citation{}, &QuoteError{Evidence: e, Why: "is empty"}
	}
	at := strings.Index(text, e.Quote)
	if at < 0 {
		return Citation{}, &QuoteError{Evidence: e, Why: "does not stand there word for word"}
	}
	for i, s := range r.sentences[e.Paragraph-1] {
		if at >= s.start && at+len(e.Quote) <= s.end {
			return Citation{e.Paragraph, r.SectionOf(e.Paragraph).Title, e.Quote, i}, nil
		}
	}
	return Citation{}, &QuoteError{Evidence: e, Why: "is longer than one sentence"}
}

// citeSentence cites a whole sentence of paragraph n, counted from 0.
func (r *Review) citeSentence(n, sentence int) Citation {
	s := r.sentences[n-1][sentence]
	return Citation{n, r.SectionOf(n).Title, r.paragraphs[n-1][s.start:s.end], sentence}
}

// A ParagraphError reports a paragraph number outside the review.
type ParagraphError struct{ Paragraph, Last int }

func (e *ParagraphError) Error() string {
	return fmt.Sprintf("there is no paragraph %d: the review has paragraphs 1 to %d", e.Paragraph, e.Last)
}

// A QuoteError reports a quote that the review does not bear out.
type QuoteError struct {
	Evidence
	Why string
}

func (e *QuoteError) Error() string {
	return fmt.Sprintf("the quote %s in paragraph %d: %q", e.Why, e.Paragraph, e.Quote)
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "prof": true, "no": true, "vs": true, "etc": true, "e.g": true, "i.e": true}

// splitSentences finds the sentences of a paragraph: each ends at a full
// stop, exclamation or question mark before white space and a capital letter,
// digit or quotation mark.
func splitSentences(p string) []span {
	var out []span
	start := 0
	for i := 0; i < len(p); i++ {
		if c := p[i]; c != '.' && c != '!' && c != '?' {
			continue
		}
		end := i + 1
		rest := strings.TrimLeft(p[end:], "”\"’)")
		end = len(p) - len(rest)
		next := strings.TrimLeft(rest, " ")
		if next == rest && rest != "" || !opensSentence(next) || isAbbreviation(p[start:i]) {
			continue
		}
		out = append(out, span{start, end})
		start = len(p) - len(next)
		i = start - 1
	}
	if start < len(p) {
		out = append(out, span{start, len(p)})
	}
	return out
}

func opensSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("“\"‘«(", r)
}

// isAbbreviation tells whether the text before a full stop ends in an
// abbreviation or a single capital letter.
func isAbbreviation(s string) bool {
	word := s[strings.LastIndexAny(s, " (")+1:]
	r, n := utf8.DecodeRuneInString(word)
	return abbreviations[strings.ToLower(word)] || n > 0 && n == len(word) && unicode.IsUpper(r)
}
