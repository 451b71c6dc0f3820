package web

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
	"reviewbot/knowledge/pack"
)

var builtin = sync.OnceValues(func() (bot.Edition, error) {
	p, err := pack.Load(pack.Builtin())
	if err != nil {
		return bot.Edition{}, err
	}
	book, err := knowledge.NewBook(p.Source)
	return bot.Edition{Book: book, Revision: 1, Publisher: p.Publisher}, err
})

// history is a store's.
type history struct {
	revisions []store.Revision
	err       error
}

func (h *history) Revisions(context.Context, store.RevisionQuery) ([]store.Revision, error) {
	return h.revisions, h.err
}

// open is a site of the built-in pack.
func open(t testing.TB, h History) (*Site, *bot.Bot) {
	t.Helper()
	e, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	b := bot.New(bot.Config{Edition: e, Log: log})
	s, err := Open(Config{Bot: b, History: h, Build: "test", Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

// get asks for an address, with headers as name and value.
func get(t testing.TB, h http.Handler, address string, headers ...string) *http.Response {
	t.Helper()
	return do(t, h, http.MethodGet, address, headers...)
}

func do(t testing.TB, h http.Handler, method, address string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "/", nil)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	r.URL = u
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// routes are addresses of all kinds, the status and something that is shown.
var routes = []struct {
	address string
	status  int
	shows   string
}{
	{"/", 200, `id="p17"`},
	{"/?lang=ru", 200, `<html lang="ru">`},
	{"/p/9", 200, "Moderators&#39; note: the public record"},
	{"/p/9?fact=brics-kazan-summit", 200, `<mark id="quote">The Kazan BRICS summit in July`},
	{"/p/9?fact=brics-kazan-summit&lang=ru", 200, "Примечание модераторов"},
	{"/p/9?fact=no-such-fact", 404, "That fact was taken out since"},
	{"/p/0", 404, "numbers 1 to 17"},
	{"/p/18", 404, "numbers 1 to 17"},
	{"/p/09", 404, "numbers 1 to 17"},
	{"/p/99999999999999999999", 404, "numbers 1 to 17"},
	{"/p/nine", 404, "numbers 1 to 17"},
	{"/ask", 200, "Write a question"},
	{"/ask?q=", 200, "Write a question"},
	{"/ask?q=when+was+the+kazan+summit", 200, "<mark>The Kazan BRICS summit in July"},
	{"/ask?q=when+was+the+kazan+summit", 200, "Why this answer"},
	{"/ask?q=why+did+putin+visit+brazil", 200, "does not say this of Brazil"},
	{"/ask?q=%D0%BA%D0%BE%D0%B3%D0%B4%D0%B0+%D0%B1%D1%8B%D0%BB+%D1%81%D0%B0%D0%BC%D0%BC%D0%B8%D1%82+%D0%B2+%D0%BA%D0%B0%D0%B7%D0%B0%D0%BD%D0%B8", 200, `lang="ru"`},
	{"/nothing", 404, "There is nothing here"},
	{"/a/b/c", 404, `href="./../../"`},
	{"/robots.txt", 200, "Disallow: /ask"},
	{"/icon.svg", 200, "<svg"},
	{"/api/v1/ask?q=when+was+the+kazan+summit", 200, `"paragraph":9`},
	{"/api/v1/ask", 400, `"error"`},
	{"/api/v1/facts?paragraph=9", 200, `"brics-kazan-summit"`},
	{"/api/v1/facts?paragraph=99", 400, `"error"`},
	{"/api/v1/paragraphs", 200, `"number":17`},
	{"/api/v1/openapi.json", 200, `"3.1.0"`},
}

func TestRoutes(t *testing.T) {
	s, _ := open(t, nil)
	h := s.Handler()
	for _, tt := range routes {
		r := get(t, h, tt.address)
		if got := body(t, r); r.StatusCode != tt.status || !strings.Contains(got, tt.shows) {
			t.Errorf("%s: status %d, want %d and %q in %s", tt.address, r.StatusCode, tt.status, tt.shows, got)
		}
		if head := do(t, h, http.MethodHead, tt.address); head.StatusCode != tt.status || body(t, head) != "" {
			t.Errorf("HEAD %s: status %d, want %d and no body", tt.address, head.StatusCode, tt.status)
		}
		if r := do(t, h, http.MethodPost, tt.address); r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") == "" {
			t.Errorf("POST %s: status %d", tt.address, r.StatusCode)
		}
	}
}

// TestNothingFromElsewhere holds the headers of every response, that no page
// has a script, a style of its own or an address elsewhere, and that nothing
// is remembered of who reads.
func TestNothingFromElsewhere(t *testing.T) {
	s, _ := open(t, nil)
	loads := regexp.MustCompile(`(?i)<script|<iframe|<img|\sstyle=|\son[a-z]+=|javascript:|(?:src|href|action)="(?:[a-z]+:|//)`)
	for _, tt := range routes {
		r := get(t, s.Handler(), tt.address)
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", tt.address, name, got, want)
			}
		}
		if len(r.Cookies()) > 0 {
			t.Errorf("%s sets a cookie", tt.address)
		}
		if got := body(t, r); strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") && loads.MatchString(got) {
			t.Errorf("%s has %q", tt.address, loads.FindString(got))
		}
	}
	if strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("the policy is not strict: %s", policy)
	}
}

// TestCached holds that a response is valid as long as its edition is.
func TestCached(t *testing.T) {
	s, b := open(t, nil)
	h := s.Handler()
	for _, address := range []string{"/", "/p/9", "/p/9?fact=brics-kazan-summit", "/ask?q=kazan+summit", "/api/v1/ask?q=kazan", "/api/v1/facts", "/api/v1/paragraphs"} {
		b.Publish(edition(t, 1))
		tag := get(t, h, address).Header.Get("ETag")
		if !regexp.MustCompile(`^W/"[\x21\x23-\x7e]+"$`).MatchString(tag) {
			t.Errorf("%s: ETag %q", address, tag)
		}
		if r := get(t, h, address, "If-None-Match", `"x", `+tag); r.StatusCode != http.StatusNotModified || body(t, r) != "" {
			t.Errorf("%s: status %d for its own ETag", address, r.StatusCode)
		}
		b.Publish(edition(t, 2))
		if r := get(t, h, address, "If-None-Match", tag); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d for the ETag of another revision", address, r.StatusCode)
		}
		if russian := get(t, h, address, "Accept-Language", "ru"); !strings.HasPrefix(address, "/api") && russian.Header.Get("ETag") == get(t, h, address).Header.Get("ETag") {
			t.Errorf("%s: both languages have one ETag", address)
		}
	}
	for _, address := range []string{"/p/99", "/p/9?fact=no-such-fact", "/api/v1/ask"} {
		if r := get(t, h, address); r.Header.Get("ETag") != "" || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s is to be kept: %v", address, r.Header)
		}
	}
}

func edition(t *testing.T, revision int64) bot.Edition {
	t.Helper()
	e, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	e.Revision = revision
	return e
}

func TestLanguage(t *testing.T) {
	s, _ := open(t, nil)
	for _, tt := range []struct{ address, header, want string }{
		{"/", "", "en"}, {"/", "ru-RU,ru;q=0.9,en;q=0.8", "ru"}, {"/", "de,fr;q=0.5", "en"}, {"/", "uk", "en"},
		{"/?lang=ru", "en", "ru"}, {"/?lang=en", "ru", "en"}, {"/?lang=%22%3E", "ru", "ru"}, {"/p/2?lang=ru", "", "ru"}, {"/", ";;;,q=", "en"},
	} {
		got := body(t, get(t, s.Handler(), tt.address, "Accept-Language", tt.header))
		if !strings.Contains(got, `<html lang="`+tt.want+`">`) {
			t.Errorf("%s for %q is not in %q", tt.address, tt.header, tt.want)
		}
		if kept := strings.Contains(got, `name="lang" value="`+tt.want); kept != regexp.MustCompile(`lang=(en|ru)$`).MatchString(tt.address) {
			t.Errorf("%s: keeps the language: %v", tt.address, kept)
		}
	}
}

// TestMoved holds that a fact is found at the paragraph that it rests on now.
func TestMoved(t *testing.T) {
	s, _ := open(t, nil)
	r := get(t, s.Handler(), "/p/2?fact=brics-kazan-summit&lang=ru")
	if want := "./../p/9?fact=brics-kazan-summit&lang=ru#quote"; r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != want {
		t.Errorf("status %d to %q, want %q", r.StatusCode, r.Header.Get("Location"), want)
	}
}

// TestLately holds that people's changes are shown, the pack's are not, and
// that a page is whole without them.
func TestLately(t *testing.T) {
	e := edition(t, 9)
	f, _, _ := e.Book.Fact("brics-kazan-summit")
	after, err := store.FactBody(f)
	if err != nil {
		t.Fatal(err)
	}
	f.ID, f.Statement.EN = "gone-fact", "What is <gone>."
	before, err := store.FactBody(f)
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	kazan, gone := store.Subject{Kind: store.Fact, ID: "brics-kazan-summit"}, store.Subject{Kind: store.Fact, ID: "gone-fact"}
	secret := store.Who{Platform: "discord", User: "77777777"}
	h := &history{err: errors.New("away")}
	s, b := open(t, h)
	b.Publish(e)
	if r := get(t, s.Handler(), "/"); r.StatusCode != 200 || r.Header.Get("ETag") != "" || !strings.Contains(body(t, r), `id="p17"`) {
		t.Errorf("without the store: %d %v", r.StatusCode, r.Header)
	}
	h.err, h.revisions = nil, []store.Revision{
		{Number: 10, Subject: kazan, Action: store.Undo, By: secret, At: day, After: after},
		{Number: 9, Subject: gone, Action: store.Retire, By: secret, At: day, Before: before},
		{Number: 8, Subject: kazan, Action: store.Edited, By: secret, At: day, After: after, Why: "private words"},
		{Number: 7, Subject: kazan, Action: store.Pack, At: day, After: after},
	}
	got := body(t, get(t, s.Handler(), "/"))
	for _, want := range []string{"What changed lately", "changed: <a href=\"./p/9?fact=brics-kazan-summit#quote\"", "taken out: <del lang=\"en\">What is &lt;gone&gt;.</del>", `<time datetime="2026-03-04">`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, bad := range []string{"77777777", "private words", "changed back", "added:"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is shown", bad)
		}
	}
}

func TestPacked(t *testing.T) {
	s, _ := open(t, nil)
	plain := body(t, get(t, s.Handler(), "/"))
	r := get(t, s.Handler(), "/", "Accept-Encoding", "br, gzip;q=0.8")
	z, err := gzip.NewReader(r.Body)
	if err != nil || r.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal(err, r.Header)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || string(unpacked) != plain {
		t.Errorf("the packed page differs: %v", err)
	}
	if r := get(t, s.Handler(), "/", "Accept-Encoding", "gzip;q=0"); r.Header.Get("Content-Encoding") != "" {
		t.Error("packed for who refuses it")
	}
}

// TestBusy holds that a question that finds no room is told so.
func TestBusy(t *testing.T) {
	s, _ := open(t, nil)
	s.patience = time.Millisecond
	for range cap(s.asking) {
		s.asking <- struct{}{}
	}
	for _, address := range []string{"/ask?q=kazan", "/api/v1/ask?q=kazan"} {
		if r := get(t, s.Handler(), address); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %v", address, r.StatusCode, r.Header)
		}
	}
	if r := get(t, s.Handler(), "/p/9"); r.StatusCode != 200 {
		t.Errorf("a paragraph: %d", r.StatusCode)
	}
}

// TestMark holds that marking loses no letter, and marks all that is quoted.
func TestMark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.StringOfN(rapid.RuneFrom([]rune("abcя. ")), 0, 40, -1).Draw(t, "content")
		quotes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			runes := []rune(content)
			from := rapid.IntRange(0, len(runes)).Draw(t, "from")
			return string(runes[from:rapid.IntRange(from, len(runes)).Draw(t, "to")])
		}), 0, 4).Draw(t, "quotes")
		quotes = append(quotes, "elsewhere")
		var whole, marked strings.Builder
		first := 0
		for _, s := range mark(content, quotes) {
			whole.WriteString(s.Text)
			if s.Marked {
				marked.WriteString(s.Text)
			}
			if s.First {
				first++
			}
		}
		if whole.String() != content || first > 1 || (first == 1) != (marked.Len() > 0) {
			t.Fatalf("%q came out as %q, first marks %d", content, whole.String(), first)
		}
		for _, q := range quotes {
			if strings.Contains(content, q) && len(q) > marked.Len() {
				t.Fatalf("%q is not marked whole", q)
			}
		}
	})
}

func TestWordsAreComplete(t *testing.T) {
	all := reflect.ValueOf(words)
	check := func(name string, x text) {
		if x.EN == "" || x.RU == "" || strings.Count(x.EN, "%") != strings.Count(x.RU, "%") {
			t.Errorf("%s: %+v", name, x)
		}
	}
	for i := range all.NumField() {
		switch f := all.Field(i).Interface().(type) {
		case text:
			check(all.Type().Field(i).Name, f)
		case map[store.Action]text:
			for _, a := range []store.Action{store.Add, store.Edited, store.Retire, store.Restore, store.Undo, store.Import, store.Upgrade} {
				check(string(a), f[a])
			}
		}
	}
}

// TestChoices holds that what may have been meant leads to its paragraph.
func TestChoices(t *testing.T) {
	file, err := pack.Builtin().Open("questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	questions, err := evaluate.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	s, b := open(t, nil)
	for _, q := range questions {
		a := b.Edition().Book.Ask(knowledge.Question{Text: q.Question})
		if len(a.Choices()) == 0 {
			continue
		}
		got := body(t, get(t, s.Handler(), "/ask?q="+url.QueryEscape(q.Question)))
		for _, c := range a.Choices() {
			if !strings.Contains(got, "?fact="+c.Fact+"#quote") {
				t.Errorf("%q: no way to %s", q.Question, c.Fact)
			}
		}
		return
	}
	t.Skip("no question of the pack is unclear")
}
