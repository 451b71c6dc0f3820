package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

var hostile = []string{
	`"><script>alert(1)</script>`, `'><img src=x onerror=alert(1)>`, `</title><script>`, `{{.}}`, `javascript:alert(1)`,
	"\x00\xff\xfe", "a\u202eb\u2066", strings.Repeat("a", 2001), strings.Repeat("<b>", 600), `%2e%2e/`, `//evil.example/`, "q\r\nSet-Cookie: a=b",
}

// TestHostileInput holds that what strangers type comes out as text.
func TestHostileInput(t *testing.T) {
	s, _ := open(t, nil)
	h := s.Handler()
	for _, in := range hostile {
		q := url.QueryEscape(in)
		for _, address := range []string{
			"/ask?q=" + q, "/ask?q=kazan&lang=" + q, "/p/9?fact=" + q, "/p/9?lang=" + q, "/?q=" + q, "/?fact=" + q, "/api/v1/ask?q=" + q, "/api/v1/facts?id=" + q + "&topic=" + q,
		} {
			r := get(t, h, address, "Accept-Language", in, "If-None-Match", in)
			got := body(t, r)
			if r.StatusCode >= 500 || strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") && injected(got, in) {
				t.Errorf("%q: status %d\n%s", address, r.StatusCode, got)
			}
			if r.Header.Get("Set-Cookie") != "" {
				t.Errorf("%q sets a cookie", address)
			}
		}
	}
}

func injected(page, in string) bool {
	for _, bad := range []string{"<script", "<img", "onerror=alert(1)>", "\x00", "\u202e", `href="javascript:`, `href="//`} {
		if strings.Contains(page, bad) {
			return true
		}
	}
	return strings.ContainsAny(in, `<"`) && strings.Contains(page, in)
}

// TestTooLong holds that a long question is told so, and a longer address is
// refused unread.
func TestTooLong(t *testing.T) {
	s, _ := open(t, nil)
	for address, want := range map[string]int{
		"/ask?q=" + strings.Repeat("kazan+", 400):        http.StatusBadRequest,
		"/api/v1/ask?q=" + strings.Repeat("kazan+", 400): http.StatusBadRequest,
		"/ask?q=" + strings.Repeat("a", maxURL):          http.StatusRequestURITooLong,
	} {
		if r := get(t, s.Handler(), address); r.StatusCode != want {
			t.Errorf("%.20s…: status %d, want %d", address, r.StatusCode, want)
		}
	}
}

// TestPathTricks holds over real HTTP that no path leads out of the site or to
// its files.
func TestPathTricks(t *testing.T) {
	s, _ := open(t, nil)
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, path := range []string{
		"/../../etc/passwd", "/p/..%2f..%2fetc%2fpasswd", "/p/9/../../style.css", "/templates/layout.html", "/p/9%00", "/p/9;x", "/style.css", "/openapi.json", `/\evil.example`,
	} {
		request, err := http.NewRequest(http.MethodGet, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.URL.Opaque = path
		r, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		got := body(t, r)
		if err := r.Body.Close(); err != nil {
			t.Error(err)
		}
		to := r.Header.Get("Location")
		if r.StatusCode == http.StatusOK || strings.Contains(got, "root:") || strings.Contains(got, `{{define`) || strings.HasPrefix(to, "//") {
			t.Errorf("%s: status %d to %q", path, r.StatusCode, to)
		}
	}
}

func FuzzAsk(f *testing.F) {
	for _, in := range append(hostile, "when was the kazan summit", "когда был саммит") {
		f.Add(in, "brics-kazan-summit", "en")
	}
	s, _ := open(f, nil)
	h := s.Handler()
	f.Fuzz(func(t *testing.T, q, fact, lang string) {
		for _, address := range []string{
			"/ask?" + url.Values{"q": {q}, "lang": {lang}}.Encode(), "/p/9?" + url.Values{"fact": {fact}, "lang": {lang}, "q": {q}}.Encode(),
		} {
			r := get(t, h, address)
			if got := body(t, r); r.StatusCode >= 500 || injected(got, "") {
				t.Errorf("%q: status %d\n%s", address, r.StatusCode, got)
			}
		}
	})
}
