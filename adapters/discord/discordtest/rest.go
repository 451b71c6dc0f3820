package discordtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// A Request is what the program sent by REST.
type Request struct {
	Method, Path string // the path without /api/v10
	Body         any
	Status       int // of the response
}

// Requests are all that came so far, in order.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.log...)
}

// route answers a request with a status and a value to encode, nil for none.
type route func(r *http.Request, body any) (int, any)

func (s *Server) routes(mux *http.ServeMux) {
	mux.HandleFunc("/gateway/", s.serveGateway)
	for pattern, h := range map[string]route{
		"GET /gateway":                                      s.getGateway,
		"GET /gateway/bot":                                  s.bot(s.getGatewayBot),
		"GET /users/@me":                                    s.bot(s.getMe),
		"GET /applications/@me":                             s.bot(s.getApplication),
		"POST /users/@me/channels":                          s.bot(s.openDM),
		"GET /applications/{app}/commands":                  s.bot(s.getCommands),
		"PUT /applications/{app}/commands":                  s.bot(s.putCommands),
		"GET /applications/{app}/guilds/{guild}/commands":   s.bot(s.getCommands),
		"PUT /applications/{app}/guilds/{guild}/commands":   s.bot(s.putCommands),
		"GET /channels/{channel}":                           s.bot(s.getChannel),
		"POST /channels/{channel}/messages":                 s.bot(s.postMessage),
		"GET /channels/{channel}/messages/{message}":        s.bot(s.getMessage),
		"PATCH /channels/{channel}/messages/{message}":      s.bot(s.patchMessage),
		"DELETE /channels/{channel}/messages/{message}":     s.bot(s.deleteMessage),
		"POST /interactions/{interaction}/{token}/callback": s.postCallback,
		"POST /webhooks/{app}/{token}":                      s.postFollowUp,
		"GET /webhooks/{app}/{token}/messages/{message}":    s.getFollowUp,
		"PATCH /webhooks/{app}/{token}/messages/{message}":  s.patchFollowUp,
		"DELETE /webhooks/{app}/{token}/messages/{message}": s.deleteFollowUp,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /api/v10"+path, s.serve(h))
	}
	mux.HandleFunc("/", s.serve(func(*http.Request, any) (int, any) { return refuse(http.StatusNotFound, 0, "404: Not Found") }))
}

// serve wraps a route: failures and rate limits first, then the check against
// the specification, then the route.
func (s *Server) serve(h route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err != nil {
			s.fault("%s %s: body: %v", r.Method, r.URL.Path, err)
		}
		if s.fail(w, r) {
			return
		}
		status, answer := s.limited(w, r)
		var body any
		if status == 0 {
			path := strings.TrimPrefix(r.URL.Path, "/api/v10")
			body = s.read(r, path, raw)
			status, answer = h(r, body)
			s.mu.Lock()
			s.log = append(s.log, Request{r.Method, path, body, status})
			s.mu.Unlock()
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		if answer != nil {
			json.NewEncoder(w).Encode(answer)
		}
	}
}

// read decodes a body and checks the request.
func (s *Server) read(r *http.Request, path string, raw []byte) any {
	var body any
	if len(raw) > 0 {
		if r.Header.Get("Content-Type") != "application/json" {
			s.fault("%s %s: Content-Type %q", r.Method, path, r.Header.Get("Content-Type"))
		}
		if err := json.Unmarshal(raw, &body); err != nil {
			s.fault("%s %s: %v", r.Method, path, err)
		}
	}
	if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
		s.fault("%s %s: User-Agent %q", r.Method, path, r.UserAgent())
	}
	s.check(r.Method, path, body)
	return body
}

// check holds a request against the specification, if there is one.
func (s *Server) check(method, path string, body any) {
	s.mu.Lock()
	s.checked++
	s.mu.Unlock()
	if s.spec == nil {
		return
	}
	if why := s.spec.check(method, path, body); why != "" {
		s.fault("%s %s: %s: %s", method, path, why, compact(body))
	}
}

func compact(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// refuse is an error as the API words it.
func refuse(status, code int, message string) (int, any) {
	return status, object{"code": code, "message": message}
}

// bot wraps a route that needs the bot's token.
func (s *Server) bot(h route) route {
	return func(r *http.Request, body any) (int, any) {
		if r.Header.Get("Authorization") != "Bot "+s.Token {
			return refuse(http.StatusUnauthorized, 0, "401: Unauthorized")
		}
		return h(r, body)
	}
}

func (s *Server) getGateway(*http.Request, any) (int, any) {
	return http.StatusOK, object{"url": s.gatewayURL()}
}

func (s *Server) getGatewayBot(*http.Request, any) (int, any) {
	return http.StatusOK, object{"url": s.gatewayURL(), "shards": s.config.Shards, "session_start_limit": object{
		"total": 1000, "remaining": s.gateway.remaining(), "reset_after": 14400000, "max_concurrency": s.config.MaxConcurrency,
	}}
}

func (s *Server) me() object {
	return object{"id": s.AppID, "username": "reviewbot", "discriminator": "0", "bot": true}
}

func (s *Server) getMe(*http.Request, any) (int, any) { return http.StatusOK, s.me() }

func (s *Server) getApplication(*http.Request, any) (int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app := object{"id": s.AppID, "name": "reviewbot", "verify_key": s.PublicKey, "flags": 0, "interactions_endpoint_url": nil}
	if s.endpoint != "" {
		app["interactions_endpoint_url"] = s.endpoint
	}
	return http.StatusOK, app
}

func (s *Server) openDM(_ *http.Request, body any) (int, any) {
	o, _ := body.(object)
	return http.StatusOK, object{"id": s.dm(text(o["recipient_id"])), "type": 1}
}

// dm is the channel of direct messages with a user: the same each time.
func (s *Server) dm(user string) string { return "9" + user }

func (s *Server) getChannel(r *http.Request, _ any) (int, any) {
	if id := r.PathValue("channel"); s.isClosed(id) {
		return refuse(http.StatusForbidden, 50001, "Missing Access")
	}
	return http.StatusOK, object{"id": r.PathValue("channel"), "type": 0, "guild_id": s.GuildID, "name": "general"}
}
