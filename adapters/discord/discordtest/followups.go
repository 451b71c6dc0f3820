package discordtest

import "net/http"

// answeredExchange is the interaction of a webhook's token, once its response
// has come.
func (s *Server) answeredExchange(r *http.Request) *Exchange {
	e := s.exchange(r.PathValue("token"))
	if e == nil || r.PathValue("app") != s.AppID {
		return nil
	}
	select {
	case <-e.answered:
		return e
	default:
		s.fault("a follow-up before the response")
		return nil
	}
}

func unknownWebhook() (int, any) { return refuse(http.StatusNotFound, 10015, "Unknown Webhook") }

func (s *Server) postFollowUp(r *http.Request, body any) (int, any) {
	e := s.answeredExchange(r)
	if e == nil {
		return unknownWebhook()
	}
	o, _ := body.(object)
	id := s.keepResponse(e, o)
	s.mu.Lock()
	e.followUps = append(e.followUps, id)
	s.mu.Unlock()
	return http.StatusOK, s.Message(id)
}

// messageOf is the id of a message that a webhook's path names.
func (e *Exchange) messageOf(r *http.Request) string {
	if id := r.PathValue("message"); id != "@original" {
		return id
	}
	return e.originalID()
}

func (s *Server) getFollowUp(r *http.Request, _ any) (int, any) {
	e := s.answeredExchange(r)
	if e == nil {
		return unknownWebhook()
	}
	if m := s.Message(e.messageOf(r)); m != nil {
		return http.StatusOK, m
	}
	return refuse(http.StatusNotFound, 10008, "Unknown Message")
}

// patchFollowUp edits a message, or makes the one that was deferred.
func (s *Server) patchFollowUp(r *http.Request, body any) (int, any) {
	e := s.answeredExchange(r)
	if e == nil {
		return unknownWebhook()
	}
	id := e.messageOf(r)
	if id == "" && e.Type == respondDeferred {
		o, _ := clone(body).(object)
		o["flags"] = float64(number(o["flags"]) | number(e.Data["flags"]))
		e.made(s.keepResponse(e, o))
		return http.StatusOK, s.Message(e.originalID())
	}
	return s.edit(id, body)
}

func (s *Server) deleteFollowUp(r *http.Request, _ any) (int, any) {
	e := s.answeredExchange(r)
	if e == nil {
		return unknownWebhook()
	}
	return s.remove(e.messageOf(r))
}
