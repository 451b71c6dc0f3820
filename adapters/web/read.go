package web

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"

	"reviewbot/bot"
)

const htmlType = "text/html; charset=utf-8"

// render fills in a template.
func (s *Site) render(name string, p *page) (*content, error) {
	var out bytes.Buffer
	if err := s.templates[name].ExecuteTemplate(&out, "layout", p); err != nil {
		return nil, fmt.Errorf("web: %s: %w", name, err)
	}
	return newContent(htmlType, out.Bytes()), nil
}

// show renders a page and sends it.
func (s *Site) show(w http.ResponseWriter, r *http.Request, status int, name string, p *page) {
	c, err := s.render(name, p)
	if err != nil {
		s.log.Error("page", "error", err)
		unkept(w)
		http.Error(w, words.Trouble.In(p.Lang)+". "+words.TroubleHint.In(p.Lang), http.StatusInternalServerError)
		return
	}
	c.send(w, r, status)
}

// kept sends what was made of an edition before, or makes it.
func (s *Site) kept(w http.ResponseWriter, r *http.Request, at *snapshot, name string, p *page) {
	key := name + " " + p.path + " " + p.variant()
	if known, ok := at.pages.Load(key); ok {
		known.(*content).send(w, r, http.StatusOK)
		return
	}
	c, err := s.render(name, p)
	if err == nil {
		at.pages.Store(key, c)
	}
	s.show(w, r, http.StatusOK, name, p)
}

// notice shows a page that only says something.
func (s *Site) notice(w http.ResponseWriter, r *http.Request, status int, title, hint string) {
	p := s.newPage(r, s.current())
	p.Title, p.Data = title, hint
	unkept(w)
	s.show(w, r, status, "notice", p)
}

// nothing answers what no other handler does.
func (s *Site) nothing(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this page is only read", http.StatusMethodNotAllowed)
		return
	}
	lang, _ := languageOf(r)
	s.notice(w, r, http.StatusNotFound, words.NotFound.In(lang), words.NotFoundHint.In(lang))
}

// wholeReview is what the page of the review shows.
type wholeReview struct {
	Publisher string
	Sections  []section
	Examples  []string
	Changes   []shownChange
}

type section struct {
	Number   int
	Title    string
	Passages []passage
}

type shownChange struct {
	Date, Action, Statement, Fact string
	Paragraph                     int
	Live                          bool
}

// maxExamples is how many questions are offered.
const maxExamples = 3

func (s *Site) review(w http.ResponseWriter, r *http.Request) {
	at := s.current()
	p := s.newPage(r, at)
	changes, whole := s.lately(r.Context(), at)
	switch {
	case !whole:
		unkept(w)
	case at.fresh(w, r, p.variant()):
		return
	}
	p.Title, p.Index = p.Review, true
	data := wholeReview{Publisher: at.Publisher}
	for _, q := range s.Bot.Suggest(r.Context(), "", p.Lang) {
		if data.Examples = append(data.Examples, q.Text); len(data.Examples) == maxExamples {
			break
		}
	}
	for i, sec := range at.Book.Review().Sections() {
		shown := section{Number: i + 1, Title: sec.Title.In(p.Lang)}
		for n := sec.First; n <= sec.Last; n++ {
			passage := at.passage(n, p.Lang)
			passage.Facts = at.facts(n, p.Lang, "")
			shown.Passages = append(shown.Passages, passage)
		}
		data.Sections = append(data.Sections, shown)
	}
	for _, c := range changes {
		data.Changes = append(data.Changes, shownChange{
			c.At.UTC().Format("2006-01-02"), words.Actions[c.Action].In(p.Lang), c.statement(p.Lang), c.Fact, c.Paragraph, c.Live,
		})
	}
	p.Data = data
	if !whole {
		s.show(w, r, http.StatusOK, "review", p)
		return
	}
	s.kept(w, r, at, "review", p)
}

// variant tells apart the pages of one address.
func (p *page) variant() string {
	if p.chosen {
		return p.Code() + "-chosen"
	}
	return p.Code()
}

// oneParagraph is what the page of a paragraph shows.
type oneParagraph struct {
	passage
	Chosen     *shownFact
	Notes      []shownNote
	Gone       string // why the fact that was asked for is not shown
	Prev, Next int
}

func (s *Site) paragraph(w http.ResponseWriter, r *http.Request) {
	at := s.current()
	review := at.Book.Review()
	p := s.newPage(r, at)
	number := r.PathValue("number")
	n, err := strconv.Atoi(number)
	if _, ok := review.Paragraph(n); err != nil || !ok || strconv.Itoa(n) != number {
		s.notice(w, r, http.StatusNotFound, words.NotFound.In(p.Lang), fmt.Sprintf(words.NoParagraph.In(p.Lang), review.Paragraphs()))
		return
	}
	id := r.URL.Query().Get("fact")
	fact, cite, known := at.Book.Fact(id)
	if known && cite.Paragraph() != n { // a moderator gave it other evidence
		w.Header().Set("Location", p.FactLink(cite.Paragraph(), id))
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	data := oneParagraph{Prev: n - 1, Next: (n + 1) % (review.Paragraphs() + 1)}
	p.Title, p.Index = fmt.Sprintf("¶ %d · %s", n, review.SectionOf(n).Title.In(p.Lang)), id == ""
	switch {
	case id == "":
		if at.fresh(w, r, p.variant()) {
			return
		}
		data.fill(at, n, p.Lang, "", "")
		p.Data = data
		s.kept(w, r, at, "paragraph", p)
	case !known:
		data.fill(at, n, p.Lang, "", "")
		data.Gone = p.Labels.FactGone
		p.Data = data
		unkept(w)
		s.show(w, r, http.StatusNotFound, "paragraph", p)
	default:
		if at.fresh(w, r, p.variant()) {
			return
		}
		data.fill(at, n, p.Lang, id, cite.Quote())
		chosen := at.shown(fact, p.Lang, true)
		data.Chosen = &chosen
		p.Data = data
		s.show(w, r, http.StatusOK, "paragraph", p)
	}
}

// fill adds the text and the facts.
func (o *oneParagraph) fill(at *snapshot, n int, lang bot.Lang, fact, quote string) {
	o.passage = at.passage(n, lang, quote)
	o.Facts = at.facts(n, lang, fact)
	o.Notes = notes(o.Facts)
}
