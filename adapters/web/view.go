package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/knowledge"
)

// page is what every template has.
type page struct {
	Lang   bot.Lang
	Title  string
	Review string // its title
	Labels bot.Labels
	Asked  string // what stands in the search field
	Index  bool   // search engines may list the page
	Style  string
	Data   any

	root   string
	chosen bool       // the address says the language
	self   url.Values // of this page
	path   string
}

// newPage begins the page of a request.
func (s *Site) newPage(r *http.Request, at *snapshot) *page {
	lang, chosen := languageOf(r)
	p := &page{
		Lang: lang, Review: at.Book.Review().Title.In(lang), Labels: bot.LabelsOf(at.Edition, lang),
		root: root(r.URL.Path), chosen: chosen, self: r.URL.Query(), path: strings.TrimPrefix(r.URL.Path, "/"),
	}
	p.Style = p.root + s.styleName
	return p
}

// T is all words of the page.
func (*page) T() catalogue { return words }

// Say is a text in the page's language.
func (p *page) Say(t knowledge.Text) string { return t.In(p.Lang) }

// Code is the page's language.
func (p *page) Code() string { return p.Lang.String() }

// OtherCode is the other language.
func (p *page) OtherCode() string { return p.other().String() }

func (p *page) other() bot.Lang {
	if p.Lang == bot.Russian {
		return bot.English
	}
	return bot.Russian
}

// Keep is the language to be kept in forms, or "".
func (p *page) Keep() string {
	if p.chosen {
		return p.Lang.String()
	}
	return ""
}

// Link is an address of the site, relative to this page; what follows the path
// are names and values of the query.
func (p *page) Link(path string, query ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(query); i += 2 {
		q.Set(query[i], query[i+1])
	}
	if p.chosen {
		q.Set("lang", p.Lang.String())
	}
	return address(p.root+path, q)
}

// OtherLink is this page in the other language.
func (p *page) OtherLink() string {
	q := url.Values{"lang": {p.other().String()}}
	for _, name := range []string{"q", "fact"} {
		if v := p.self.Get(name); v != "" {
			q.Set(name, v)
		}
	}
	return address(p.root+p.path, q)
}

// ParagraphLink is the address of a paragraph.
func (p *page) ParagraphLink(n int) string { return p.Link("p/" + strconv.Itoa(n)) }

// FactLink is the address of a paragraph with a fact's quote marked.
func (p *page) FactLink(n int, fact string) string {
	return p.Link("p/"+strconv.Itoa(n), "fact", fact) + "#quote"
}

// AskLink is the address of an answer.
func (p *page) AskLink(question string) string { return p.Link("ask", "q", question) }

func address(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Written is the code of the language that a text is written in.
func (*page) Written(s string) string { return written(s) }

// passage is a paragraph as it is shown.
type passage struct {
	Number  int
	Section string
	Lang    string
	Spans   []span
	Facts   []shownFact
}

// span is a piece of a paragraph.
type span struct {
	Text   string
	Marked bool
	First  bool // of the marked ones
}

// shownFact is a fact as it is shown.
type shownFact struct {
	ID, Statement, Kind, Time, Note string
	Paragraph                       int
	Chosen                          bool
}

// passage shows paragraph n with quotes marked.
func (at *snapshot) passage(n int, lang bot.Lang, quotes ...string) passage {
	review := at.Book.Review()
	content, _ := review.Paragraph(n)
	return passage{
		Number: n, Section: review.SectionOf(n).Title.In(lang), Lang: written(content), Spans: mark(content, quotes),
	}
}

// facts are those that rest on paragraph n; the chosen one is marked.
func (at *snapshot) facts(n int, lang bot.Lang, chosen string) []shownFact {
	var out []shownFact
	for _, f := range at.Book.FactsAt(n) {
		out = append(out, at.shown(f, lang, f.ID == chosen))
	}
	return out
}

func (at *snapshot) shown(f knowledge.Fact, lang bot.Lang, chosen bool) shownFact {
	out := shownFact{
		ID: f.ID, Statement: f.Statement.In(lang), Kind: bot.KindName(f.Kind, lang),
		Paragraph: f.Evidence.Paragraph, Chosen: chosen,
	}
	if note := f.Note.In(lang); note != "" {
		out.Note = bot.MarkedNote(note, lang)
	}
	year := at.Book.Year()
	if when := f.Parts.When; !when.IsZero() && when != knowledge.Months(year, 1, year, 12) {
		out.Time = bot.PeriodName(when, lang)
	}
	return out
}

// shownNote is a note with the facts that it is on.
type shownNote struct {
	Text string
	On   []shownFact
}

// notes are the notes on facts, each once.
func notes(facts []shownFact) []shownNote {
	var out []shownNote
	for _, f := range facts {
		if f.Note == "" {
			continue
		}
		i := slices.IndexFunc(out, func(n shownNote) bool { return n.Text == f.Note })
		if i < 0 {
			i, out = len(out), append(out, shownNote{Text: f.Note})
		}
		out[i].On = append(out[i].On, f)
	}
	return out
}

// mark parts a text into pieces, of which those that stand in a quote are
// marked. Quotes may overlap.
func mark(content string, quotes []string) []span {
	type stretch struct{ from, to int }
	var found []stretch
	for _, q := range quotes {
		if at := strings.Index(content, q); at >= 0 && q != "" {
			found = append(found, stretch{at, at + len(q)})
		}
	}
	slices.SortFunc(found, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var out []span
	done, first := 0, true
	for _, f := range found {
		from := max(f.from, done)
		if from >= f.to {
			continue
		}
		if from > done {
			out = append(out, span{Text: content[done:from]})
		}
		out = append(out, span{content[from:f.to], true, first})
		done, first = f.to, false
	}
	if done < len(content) {
		out = append(out, span{Text: content[done:]})
	}
	return out
}
