package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

const jsonType = "application/json; charset=utf-8"

// sendJSON writes a value, and the review's words as they stand.
func (s *Site) sendJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		s.log.Error("api", "error", err)
		unkept(w)
		http.Error(w, `{"error":"the answer could not be written"}`, http.StatusInternalServerError)
		return
	}
	newContent(jsonType, out.Bytes()).send(w, r, status)
}

// fault is what the API says when it cannot do what is asked.
type fault struct {
	Error string `json:"error"`
}

func (s *Site) refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	unkept(w)
	s.sendJSON(w, r, status, fault{why})
}

// bilingual is a text in both languages.
type bilingual struct {
	EN string `json:"en"`
	RU string `json:"ru"`
}

// apiAnswer is an answer, with what each line rests on.
type apiAnswer struct {
	Revision int64  `json:"revision"`
	Question string `json:"question"`
	Lang     string `json:"lang"` // of the words around the quotes
	evaluate.Answer
	Lines []apiLine `json:"lines"`
	Why   []string  `json:"why"`
}

type apiLine struct {
	Fact      string `json:"fact"`
	Statement string `json:"statement"`
	Note      string `json:"note"`
	Paragraph int    `json:"paragraph"`
	Quote     string `json:"quote"`
}

func (s *Site) apiAsk(w http.ResponseWriter, r *http.Request) {
	at := s.current()
	lang, _ := languageOf(r)
	question := r.URL.Query().Get("q")
	if bot.Question(question) == "" {
		s.refuse(w, r, http.StatusBadRequest, "give the question: ask?q=…")
		return
	}
	if at.fresh(w, r, lang.String()) {
		return
	}
	w.Header().Set("Cache-Control", "private, no-cache")
	c, ok := s.consult(r, question, lang)
	switch {
	case !ok:
		w.Header().Set("Retry-After", "5")
		s.refuse(w, r, http.StatusServiceUnavailable, "too many questions at once: try again in a few seconds")
		return
	case c.Refused:
		s.refuse(w, r, http.StatusBadRequest, c.Reply.Parts[0].Text)
		return
	}
	out := apiAnswer{
		Revision: c.Edition.Revision, Question: bot.Question(question), Lang: c.Answer.Lang().String(),
		Answer: evaluate.Record(c.Answer), Lines: []apiLine{}, Why: append([]string{}, c.Why...),
	}
	for _, l := range c.Answer.Lines() {
		out.Lines = append(out.Lines, apiLine{l.Fact, l.Statement, l.Note, l.Citation.Paragraph(), l.Citation.Quote()})
	}
	s.sendJSON(w, r, http.StatusOK, out)
}

type apiFactList struct {
	Revision int64     `json:"revision"`
	Facts    []apiFact `json:"facts"`
}

type apiFact struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	Statement bilingual `json:"statement"`
	Paragraph int       `json:"paragraph"`
	Quote     string    `json:"quote"`
	When      string    `json:"when"` // 2024-07, 2024-02..2024-03, or ""
	Topics    []string  `json:"topics"`
	Note      bilingual `json:"note"`
	Revision  int64     `json:"revision"` // 0 if the pack's
}

// apiFacts lists facts, all or those of a paragraph, a topic or an id.
func (s *Site) apiFacts(w http.ResponseWriter, r *http.Request) {
	at := s.current()
	q := r.URL.Query()
	paragraph := 0
	if v := q.Get("paragraph"); v != "" {
		n, err := strconv.Atoi(v)
		if _, ok := at.Book.Review().Paragraph(n); err != nil || !ok {
			s.refuse(w, r, http.StatusBadRequest, fmt.Sprintf(words.NoParagraph.EN, at.Book.Review().Paragraphs()))
			return
		}
		paragraph = n
	}
	if at.fresh(w, r, "facts") {
		return
	}
	out := apiFactList{at.Revision, []apiFact{}}
	for f := range at.Book.All() {
		switch {
		case paragraph != 0 && f.Evidence.Paragraph != paragraph:
		case q.Get("topic") != "" && !slices.Contains(f.Topics, q.Get("topic")):
		case q.Get("id") != "" && f.ID != strings.ToLower(q.Get("id")):
		default:
			out.Facts = append(out.Facts, at.apiFact(f))
		}
	}
	s.sendJSON(w, r, http.StatusOK, out)
}

func (at *snapshot) apiFact(f knowledge.Fact) apiFact {
	return apiFact{
		ID: f.ID, Kind: string(f.Kind), Statement: bilingual(f.Statement), Paragraph: f.Evidence.Paragraph,
		Quote: f.Evidence.Quote, When: f.Parts.When.String(), Topics: append([]string{}, f.Topics...),
		Note: bilingual(f.Note), Revision: at.Revisions[f.ID],
	}
}

type apiReview struct {
	Revision   int64          `json:"revision"`
	Title      bilingual      `json:"title"`
	Publisher  string         `json:"publisher"`
	SHA256     string         `json:"sha256"`
	Paragraphs []apiParagraph `json:"paragraphs"`
}

type apiParagraph struct {
	Number  int       `json:"number"`
	Section bilingual `json:"section"`
	Text    string    `json:"text"`
	Facts   []string  `json:"facts"`
}

func (s *Site) apiParagraphs(w http.ResponseWriter, r *http.Request) {
	at := s.current()
	if at.fresh(w, r, "paragraphs") {
		return
	}
	review := at.Book.Review()
	out := apiReview{at.Revision, bilingual(review.Title), at.Publisher, review.SHA256(), []apiParagraph{}}
	for n := 1; n <= review.Paragraphs(); n++ {
		content, _ := review.Paragraph(n)
		p := apiParagraph{n, bilingual(review.SectionOf(n).Title), content, []string{}}
		for _, f := range at.Book.FactsAt(n) {
			p.Facts = append(p.Facts, f.ID)
		}
		out.Paragraphs = append(out.Paragraphs, p)
	}
	s.sendJSON(w, r, http.StatusOK, out)
}

func (s *Site) apiDescription(w http.ResponseWriter, r *http.Request) {
	s.file(w, r, "openapi.json", jsonType)
}
