// Package web is the reader page: the review with numbered paragraphs that
// citations lead to, the facts that rest on each, and a search field that asks
// the Book; and the same as JSON. It needs no JavaScript, sets no cookie and
// loads nothing from elsewhere. It only reads; mount Handler at the root.
package web

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// Platform is the page's name among platforms.
const Platform = "web"

// Bot is what the page reads from. Package bot has it.
type Bot interface {
	Edition() bot.Edition
	Consult(platform, question string, lang bot.Lang) bot.Consultation
	Suggest(ctx context.Context, prefix string, lang bot.Lang) []bot.Suggestion
}

// History tells what changed. Package store has it.
type History interface {
	Revisions(ctx context.Context, q store.RevisionQuery) ([]store.Revision, error)
}

// Config is what a Site is made from.
type Config struct {
	Bot     Bot
	History History // nil if nothing is kept
	// Build tells programs apart: what is cached of one is not valid for
	// another.
	Build string
	Log   *slog.Logger
}

// A Site serves the page. It is safe for concurrent use.
type Site struct {
	Config
	log       *slog.Logger
	templates map[string]*template.Template
	style     []byte
	styleName string
	now       atomic.Pointer[snapshot]
	asking    chan struct{} // a place for each answer under way
	patience  time.Duration // how long a question waits for a place
}

//go:embed templates style.css icon.svg openapi.json
var files embed.FS

// pages are the templates that fill in the layout.
var pages = []string{"review", "paragraph", "ask", "notice"}

// asksPerCore is how many answers are worked out at once, for each core.
const asksPerCore = 4

// Open makes a Site.
func Open(c Config) (*Site, error) {
	s := &Site{
		Config: c, log: c.Log.With("component", Platform), templates: map[string]*template.Template{},
		asking: make(chan struct{}, asksPerCore*runtime.GOMAXPROCS(0)), patience: 2 * time.Second,
	}
	for _, name := range pages {
		t, err := template.ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, err
		}
		s.templates[name] = t
	}
	style, err := files.ReadFile("style.css")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(style)
	s.style, s.styleName = style, "style-"+hex.EncodeToString(sum[:6])+".css"
	return s, nil
}

// Handler serves all of the page and the API.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.review)
	mux.HandleFunc("GET /p/{number}", s.paragraph)
	mux.HandleFunc("GET /ask", s.ask)
	mux.HandleFunc("GET /"+s.styleName, s.serveStyle)
	mux.HandleFunc("GET /icon.svg", s.icon)
	mux.HandleFunc("GET /robots.txt", s.robots)
	mux.HandleFunc("GET /api/v1/ask", s.apiAsk)
	mux.HandleFunc("GET /api/v1/facts", s.apiFacts)
	mux.HandleFunc("GET /api/v1/paragraphs", s.apiParagraphs)
	mux.HandleFunc("GET /api/v1/openapi.json", s.apiDescription)
	mux.HandleFunc("/", s.nothing)
	return guarded(mux)
}

// fingerprint is of all files of the page, so that a change of them outdates
// what is cached.
func fingerprint() string {
	h := sha256.New()
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			content, _ := files.ReadFile(name)
			h.Write(content)
		}
		return nil
	})
	return hex.EncodeToString(h.Sum(nil))
}
