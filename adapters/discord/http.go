package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Path is where the handler is mounted.
const Path = "/discord/interactions"

const (
	maxBody   = 256 << 10        // of an interaction, in bytes; the largest that Discord sends are about 50 KB
	maxSkew   = 5 * time.Minute  // how far a timestamp may be from now: older ones are replays
	readLimit = 10 * time.Second // for the body
)

// Handler serves interactions over HTTP. It needs Config.PublicKey. It keeps
// nothing of a request: a repeated question is answered again.
func (a *Adapter) Handler() http.Handler { return http.HandlerFunc(a.serveHTTP) }

func (a *Adapter) serveHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "use POST", http.StatusMethodNotAllowed)
		return
	}
	stamp, sig, ok := a.signature(r.Header)
	if !ok { // before the body is read
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
		return
	}
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(readLimit))
	buffer := bodies.Get().(*[]byte)
	defer bodies.Put(buffer)
	signed, err := readBody(append((*buffer)[:0], stamp...), http.MaxBytesReader(w, r.Body, maxBody))
	*buffer = signed
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		http.Error(w, "the body cannot be read", http.StatusBadRequest)
		return
	case !ed25519.Verify(a.key, signed, sig):
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
		return
	}
	var i interaction
	if err := json.Unmarshal(signed[len(stamp):], &i); err != nil {
		a.log.WarnContext(r.Context(), "an interaction cannot be read", "err", err)
		http.Error(w, "this interaction cannot be read", http.StatusBadRequest)
		return
	}
	first, _, after := a.serve(r.Context(), &i)
	a.write(w, first)
	if after != nil {
		http.NewResponseController(w).Flush()
		a.background(r.Context(), after)
	}
}

// bodies are buffers for a timestamp and the body that it was signed with.
var bodies = sync.Pool{New: func() any { b := make([]byte, 0, 8<<10); return &b }}

// readBody appends what a reader has.
func readBody(b []byte, r io.Reader) ([]byte, error) {
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}

// signature reads the headers of a signed request. A timestamp that is not of
// now is refused, though its signature be right.
func (a *Adapter) signature(h http.Header) (stamp string, sig []byte, ok bool) {
	stamp = h.Get("X-Signature-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || a.key == nil || len(stamp) > 20 {
		return "", nil, false
	}
	if d := a.now().Sub(time.Unix(seconds, 0)); d > maxSkew || d < -maxSkew {
		return "", nil, false
	}
	sig, err = hex.DecodeString(h.Get("X-Signature-Ed25519"))
	return stamp, sig, err == nil && len(sig) == ed25519.SignatureSize
}

func (a *Adapter) write(w http.ResponseWriter, r response) {
	raw, err := json.Marshal(r)
	if err != nil {
		a.log.Error("a response cannot be written", "err", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	w.Write(raw)
}

// settle is how long Discord is given to take in a response before a request
// that builds on it.
const settle = 250 * time.Millisecond

// background does what follows a response, once that is on its way.
func (a *Adapter) background(ctx context.Context, after func(context.Context)) {
	a.following.Add(1)
	go func() {
		defer a.following.Done()
		ctx := context.WithoutCancel(ctx)
		if sleep(ctx, settle) == nil {
			after(ctx)
		}
	}()
}
