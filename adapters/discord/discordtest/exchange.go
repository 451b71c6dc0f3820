package discordtest

import (
	"errors"
	"net/http"
	"sync"
	"time"
)

// The types of interaction and of response.
const (
	kindPing = iota + 1
	kindCommand
	kindComponent
	kindAutocomplete
	kindModal
)

const (
	respondPong         = 1
	respondMessage      = 4
	respondDeferred     = 5
	respondDeferredEdit = 6
	respondEdit         = 7
	respondChoices      = 8
	respondModal        = 9
)

// lifetime is how long an interaction's token can be used.
const lifetime = 15 * time.Minute

// An Exchange is one interaction and what came back for it.
type Exchange struct {
	Type     int            // of the response; 0 if there was none
	Data     map[string]any // of the response
	ByHTTP   bool           // came in the body of the HTTP answer
	Elapsed  time.Duration  // until the response
	server   *Server
	sent     object
	begun    time.Time
	once     sync.Once
	answered chan struct{}

	original  string   // id of the message that the response made or edited
	followUps []string // ids
}

// Message is the one that the response made, edited or deferred; nil if there
// is none, or not yet.
func (e *Exchange) Message() Message { return e.server.Message(e.originalID()) }

func (e *Exchange) originalID() string {
	e.server.mu.Lock()
	defer e.server.mu.Unlock()
	return e.original
}

// FollowUps are the messages sent after the response.
func (e *Exchange) FollowUps() []Message {
	e.server.mu.Lock()
	ids := append([]string(nil), e.followUps...)
	e.server.mu.Unlock()
	var out []Message
	for _, id := range ids {
		if m := e.server.Message(id); m != nil {
			out = append(out, m)
		}
	}
	return out
}

var errAnswered = errors.New("interaction has already been acknowledged")

// legal tells which responses an interaction may have.
func legal(sent, response int) bool {
	switch response {
	case respondPong:
		return sent == kindPing
	case respondMessage, respondDeferred:
		return sent == kindCommand || sent == kindComponent || sent == kindModal
	case respondDeferredEdit, respondEdit:
		return sent == kindComponent || sent == kindModal
	case respondChoices:
		return sent == kindAutocomplete
	case respondModal:
		return sent == kindCommand || sent == kindComponent
	}
	return false
}

// respond takes the first response to an interaction, checks it and carries
// it out.
func (e *Exchange) respond(body any, byHTTP bool) error {
	err := errAnswered
	e.once.Do(func() {
		err = nil
		e.accept(body, byHTTP)
		close(e.answered)
	})
	return err
}

func (e *Exchange) accept(body any, byHTTP bool) {
	s := e.server
	response, _ := body.(object)
	kind, sent := number(response["type"]), number(e.sent["type"])
	e.Elapsed = time.Since(e.begun)
	e.ByHTTP, e.Type = byHTTP, kind
	e.Data, _ = response["data"].(object)
	s.check("POST", "/interactions/"+text(e.sent["id"])+"/token/callback", body)
	if byHTTP {
		s.checkDirection()
	}
	if !legal(sent, kind) {
		s.fault("a response of type %d to an interaction of type %d", kind, sent)
		return
	}
	switch kind {
	case respondMessage:
		e.made(s.keepResponse(e, e.Data))
	case respondEdit:
		m, _ := e.sent["message"].(object)
		e.made(text(m["id"]))
		s.edit(text(m["id"]), response["data"])
	case respondDeferredEdit:
		m, _ := e.sent["message"].(object)
		e.made(text(m["id"]))
	case respondDeferred:
		if flags := number(e.Data["flags"]); flags&^flagEphemeral != 0 {
			s.fault("a deferred response with flags %d", flags)
		}
	case respondModal:
		for _, why := range checkModal(e.Data) {
			s.fault("form: %s", why)
		}
	}
}

// checkDirection faults an answer in an HTTP body where interactions go by the
// gateway.
func (s *Server) checkDirection() {
	s.mu.Lock()
	gateway := s.endpoint == ""
	s.mu.Unlock()
	if gateway {
		s.fault("answered over HTTP without an endpoint")
	}
}

func (e *Exchange) made(id string) {
	e.server.mu.Lock()
	defer e.server.mu.Unlock()
	e.original = id
}

// keepResponse stores a message that answers an interaction.
func (s *Server) keepResponse(e *Exchange, data object) string {
	if data["message_reference"] != nil {
		s.fault("an interaction response with a message_reference")
	}
	for _, why := range checkMessage(data) {
		s.fault("response: %s: %s", why, compact(data))
	}
	return s.keep(text(e.sent["channel_id"]), data, object{"type": 20.0, "interaction_metadata": object{
		"id": e.sent["id"], "type": e.sent["type"], "user": userOf(e.sent),
	}})
}

func userOf(interaction object) any {
	if member, ok := interaction["member"].(object); ok {
		return member["user"]
	}
	return interaction["user"]
}

// exchange finds an interaction by its token while that can be used.
func (s *Server) exchange(token string) *Exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.exchanges[token]
	if e == nil || time.Since(e.begun) > lifetime {
		return nil
	}
	return e
}

// Age makes an interaction older, as if time had passed.
func (e *Exchange) Age(d time.Duration) {
	e.server.mu.Lock()
	defer e.server.mu.Unlock()
	e.begun = e.begun.Add(-d)
}

func (s *Server) postCallback(r *http.Request, body any) (int, any) {
	e := s.exchange(r.PathValue("token"))
	switch {
	case e == nil || text(e.sent["id"]) != r.PathValue("interaction"):
		return refuse(http.StatusNotFound, 10062, "Unknown interaction")
	case time.Since(e.begun) > s.config.Patience:
		s.fault("a first response after %v", time.Since(e.begun))
		return refuse(http.StatusNotFound, 10062, "Unknown interaction")
	}
	if err := e.respond(body, false); err != nil {
		s.fault("an interaction was answered twice: %s", compact(body))
		return refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	}
	if r.URL.Query().Get("with_response") != "true" {
		return http.StatusNoContent, nil
	}
	answer := object{"interaction": object{"id": e.sent["id"], "type": e.sent["type"]}}
	if m := e.Message(); m != nil && e.Type == respondMessage {
		answer["resource"] = object{"type": e.Type, "message": m}
	}
	return http.StatusOK, answer
}
