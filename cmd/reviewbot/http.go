package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"reviewbot/adapters/web"
)

// Limits of the web server. A webhook may take 20 s to be answered. Handlers
// bound the bodies that they read.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 40 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 32 << 10 // bytes
	goodbye       = 5 * time.Second
	unready       = time.Second // between "not ready" and taking no more connections
)

// A server is the one HTTP server of the program: the page and the API,
// health, and what platforms send.
type server struct {
	listener net.Listener
	mux      *http.ServeMux
	ready    *readiness
	log      *slog.Logger
}

// newServer listens, with the page, the API and health mounted. The error is
// that of a setting or of a port.
func (a *app) newServer(s *service, log *slog.Logger) (*server, error) {
	if _, _, err := net.SplitHostPort(a.settings.Listen); err != nil {
		return nil, usageError{errors.New("LISTEN_ADDR: write HOST:PORT or :PORT, such as :8080")}
	}
	site, err := web.Open(web.Config{Bot: s.bot, History: s.store, Build: build(), Log: log})
	if err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(a.ctx, "tcp", a.settings.Listen)
	if err != nil {
		return nil, fmt.Errorf("LISTEN_ADDR: %w: end the program that has that address, or set another", err)
	}
	h := &server{listener: listener, mux: http.NewServeMux(), ready: newReadiness(s), log: log}
	h.mux.Handle("/", site.Handler())
	h.mux.HandleFunc("GET /healthz", alive)
	h.mux.Handle("GET /readyz", h.ready)
	return h, nil
}

// url is where the server is reached on this machine.
func (h *server) url() string {
	host, port, err := net.SplitHostPort(h.listener.Addr().String())
	if ip := net.ParseIP(host); err == nil && (ip.IsUnspecified() || ip.IsLoopback()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// mount adds what a platform sends, and its state to /readyz. It is nothing
// without a server.
func (h *server) mount(path string, handler http.Handler, name string, connected func() bool) {
	if h != nil {
		h.mux.Handle(path, handler)
		h.ready.add(name, connected)
	}
}

// close ends a server that was never run.
func (h *server) close() error {
	if h == nil {
		return nil
	}
	return h.listener.Close()
}

// drain waits for the context, says that this program is not ready any more,
// and leaves who sends requests a moment to see it.
func (h *server) drain(ctx context.Context) {
	<-ctx.Done()
	h.ready.draining.Store(true)
	time.Sleep(unready)
}

// run serves until the context is done. Then it takes no more, and ends what
// is under way, within a time.
func (h *server) run(ctx context.Context) {
	s := &http.Server{
		Handler: h.mux, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelWarn),
	}
	h.log.Info("listening", "addr", h.listener.Addr().String())
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
		defer cancel()
		if err := s.Shutdown(last); err != nil {
			h.log.Warn("connections were cut", "error", err)
		}
	}()
	if err := s.Serve(h.listener); !errors.Is(err, http.ErrServerClosed) {
		h.log.Error("HTTP ended", "error", err)
	}
	<-done
}
