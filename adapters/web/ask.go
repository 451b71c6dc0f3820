package web

import (
	"net/http"
	"strings"
	"time"

	"reviewbot/bot"
	"reviewbot/knowledge"
)

// answered is what the page of an answer shows.
type answered struct {
	Parts    []answerPart
	Lang     string // of the answer
	Choices  []knowledge.Choice
	Passages []passage
	Why      []string
	Refused  bool
	Empty    bool
}

// answerPart is a part of a reply, with the fact that a statement reports.
type answerPart struct {
	bot.Part
	Fact string
}

// Says tells whether these are the bot's own words.
func (p answerPart) Says() bool { return p.Kind == bot.Say || p.Kind == bot.Heading }

// States tells whether it reports what the review says.
func (p answerPart) States() bool { return p.Kind == bot.Statement }

// Quotes tells whether these are the words of the review.
func (p answerPart) Quotes() bool { return p.Kind == bot.Quote }

// Remarks tells whether these are the words of moderators.
func (p answerPart) Remarks() bool { return p.Kind == bot.Note }

// consult answers a question when there is room; it is false if there is none.
func (s *Site) consult(r *http.Request, question string, lang bot.Lang) (bot.Consultation, bool) {
	timer := time.NewTimer(s.patience)
	defer timer.Stop()
	select {
	case s.asking <- struct{}{}:
	case <-timer.C:
		return bot.Consultation{}, false
	case <-r.Context().Done():
		return bot.Consultation{}, false
	}
	defer func() { <-s.asking }()
	return s.Bot.Consult(Platform, question, lang), true
}

func (s *Site) ask(w http.ResponseWriter, r *http.Request) {
	at := s.current()
	p := s.newPage(r, at)
	question := strings.TrimSpace(bot.Question(r.URL.Query().Get("q")))
	p.Title, p.Asked = words.Ask.In(p.Lang), question
	if at.fresh(w, r, p.variant()) {
		return
	}
	w.Header().Set("Cache-Control", "private, no-cache")
	if question == "" {
		p.Data = answered{Empty: true}
		s.show(w, r, http.StatusOK, "ask", p)
		return
	}
	p.Title = question
	c, ok := s.consult(r, r.URL.Query().Get("q"), p.Lang)
	if !ok {
		w.Header().Set("Retry-After", "5")
		s.notice(w, r, http.StatusServiceUnavailable, words.Busy.In(p.Lang), words.BusyHint.In(p.Lang))
		return
	}
	status := http.StatusOK
	if c.Refused {
		status = http.StatusBadRequest
		unkept(w)
	}
	p.Data = (&snapshot{Edition: c.Edition}).answered(c, p.Lang)
	s.show(w, r, status, "ask", p)
}

// answered shows a consultation: the reply, and the cited paragraphs with the
// quotes marked.
func (at *snapshot) answered(c bot.Consultation, lang bot.Lang) answered {
	out := answered{Lang: c.Reply.Lang.String(), Why: c.Why, Refused: c.Refused, Choices: c.Answer.Choices()}
	lines := c.Answer.Lines()
	for _, part := range c.Reply.Parts {
		p := answerPart{Part: part}
		if part.Kind == bot.Statement && len(lines) > 0 {
			p.Fact, p.Paragraph, lines = lines[0].Fact, lines[0].Citation.Paragraph(), lines[1:]
		}
		out.Parts = append(out.Parts, p)
	}
	quotes := map[int][]string{}
	var order []int
	for _, cite := range c.Reply.Citations {
		n := cite.Paragraph()
		if quotes[n] == nil {
			order = append(order, n)
		}
		quotes[n] = append(quotes[n], cite.Quote())
	}
	for _, n := range order {
		out.Passages = append(out.Passages, at.passage(n, lang, quotes[n]...))
	}
	return out
}
