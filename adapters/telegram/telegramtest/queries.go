package telegramtest

import (
	"encoding/json"
	"net/url"
)

// Limits of the answers to queries.
const (
	maxResults = 50
	maxID      = 64  // bytes
	maxAlert   = 200 // characters
)

// answer keeps the answer to a query that has not expired.
func (s *Server) answer(id string, params map[string]string) error {
	q, ok := s.queries[id]
	if !ok || s.now().Sub(q.at) > s.CallbackLife {
		return refuse("query is too old and response timeout expired or query ID is invalid")
	}
	q.answered = params
	s.change()
	return nil
}

func (s *Server) answerCallbackQuery(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len([]rune(params["text"])) > maxAlert {
		return nil, refuse("MESSAGE_TOO_LONG")
	}
	if u := params["url"]; u != "" {
		if p, err := url.Parse(u); err != nil || p.Host != "t.me" || p.Query().Get("start") == "" {
			return nil, refuse("URL_INVALID")
		}
	}
	return true, s.answer(params["callback_query_id"], params)
}

// Result is one of the answers to an inline query.
type Result struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Content struct {
		Text string `json:"message_text"`
		Mode string `json:"parse_mode"`
	} `json:"input_message_content"`
	Description string          `json:"description"`
	Markup      json.RawMessage `json:"reply_markup"`
}

func (s *Server) answerInlineQuery(params map[string]string) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	results, err := results(params)
	if err != nil {
		return nil, err
	}
	if len(results) > maxResults {
		return nil, refuse("RESULTS_TOO_MUCH")
	}
	seen := map[string]bool{}
	for _, r := range results {
		switch {
		case r.ID == "" || len(r.ID) > maxID:
			return nil, refuse("RESULT_ID_INVALID")
		case seen[r.ID]:
			return nil, refuse("RESULT_ID_DUPLICATE")
		case r.Title == "" || r.Type != "article":
			return nil, refuse("can't parse inline query result")
		}
		seen[r.ID] = true
		if _, _, err := shown(r.Content.Text, r.Content.Mode, maxText); err != nil {
			return nil, err
		}
		if err := new(Message).keyboard(string(r.Markup)); err != nil {
			return nil, err
		}
	}
	return true, s.answer(params["inline_query_id"], params)
}

func results(params map[string]string) ([]Result, error) {
	var out []Result
	if err := json.Unmarshal([]byte(params["results"]), &out); err != nil {
		return nil, refuse("can't parse inline query results JSON object")
	}
	return out, nil
}

// Results are those that an inline query was answered with.
func (s *Server) Results(id string) []Result {
	params, ok := s.Answered(id)
	if !ok {
		return nil
	}
	out, _ := results(params)
	return out
}

// Choose lets a user send a result into a chat and returns the message. The
// bot is not told: inline feedback is off, as it is for new bots.
func (s *Server) Choose(from *User, chat int64, id string, r Result) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{From: from, Via: true, Markup: r.Content.Text}
	m.Text, _, _ = shown(r.Content.Text, r.Content.Mode, maxText)
	_ = m.keyboard(string(r.Markup))
	s.add(s.chats[chat], m)
	m.Inline = "i" + id + r.ID
	s.inline[m.Inline] = m
	s.change()
	return *m
}
