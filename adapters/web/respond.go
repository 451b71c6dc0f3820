package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// policy allows the stylesheet and forms of the site itself, and nothing else.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Limits of a request.
const (
	maxURL  = 16 << 10 // bytes, before it is read
	maxBody = 1 << 10  // nothing here reads a body
)

// guarded sets what holds for every response. Addresses hold questions: no
// other site is to see them.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if len(r.URL.RawQuery) > maxURL {
			http.Error(w, "the address is too long", http.StatusRequestURITooLong)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// content is a body as it is sent, and packed.
type content struct {
	kind          string
	plain, packed []byte
}

// minPacked is the size, in bytes, from which packing is worth it.
const minPacked = 1 << 10

func newContent(kind string, body []byte) *content {
	c := &content{kind: kind, plain: body}
	if len(body) < minPacked {
		return c
	}
	var buffer bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buffer, gzip.BestSpeed) // the level is a valid one
	_, err := w.Write(body)
	if err == nil && w.Close() == nil && buffer.Len() < len(body) {
		c.packed = buffer.Bytes()
	}
	return c
}

// send writes a response. A HEAD gets the header alone.
func (c *content) send(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	h.Set("Content-Type", c.kind)
	h.Add("Vary", "Accept-Encoding")
	body := c.plain
	if c.packed != nil && acceptsGzip(r.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		body = c.packed
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // who asked is gone
	}
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3); a refusal by q=0
// counts.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			_, q, _ := strings.Cut(weight, "=")
			v, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
			return err != nil || v > 0
		}
	}
	return false
}

// fresh sets the headers of what is valid for an edition, and answers 304 if
// who asks has it already.
func (at *snapshot) fresh(w http.ResponseWriter, r *http.Request, variant string) bool {
	tag := fmt.Sprintf(`W/"%s-%s"`, at.tag, variant)
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept-Language")
	for known := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		known = strings.TrimSpace(known)
		if known == "*" || strings.TrimPrefix(known, "W/") == strings.TrimPrefix(tag, "W/") {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

// unkept takes back what fresh said: the response is not whole.
func unkept(w http.ResponseWriter) {
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
}

func (s *Site) serveStyle(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // its name changes with it
	newContent("text/css; charset=utf-8", s.style).send(w, r, http.StatusOK)
}

func (s *Site) icon(w http.ResponseWriter, r *http.Request) {
	s.file(w, r, "icon.svg", "image/svg+xml")
}

// file sends a file of the program.
func (s *Site) file(w http.ResponseWriter, r *http.Request, name, kind string) {
	body, err := files.ReadFile(name)
	if err != nil {
		s.log.Error("file", "name", name, "error", err)
		http.Error(w, "not there", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=86400")
	newContent(kind, body).send(w, r, http.StatusOK)
}

// robots keeps crawlers from asking questions.
func (s *Site) robots(w http.ResponseWriter, r *http.Request) {
	newContent("text/plain; charset=utf-8", []byte("User-agent: *\nDisallow: /ask\nDisallow: /api/\n")).send(w, r, http.StatusOK)
}
