package telegram

import (
	"container/list"
	"sync"

	"reviewbot/bot"
)

// remember is how many answers are recalled.
const remember = 4096

// post is a message in a chat.
type post struct {
	chat int64
	id   int
}

// answered is an answer of the bot's, as far as it is recalled.
type answered struct {
	question post   // the message that it answers
	answer   post   // where it stands
	text     string // of the question
	reply    bot.Reply
}

// recall keeps the last answers, so that a corrected question corrects its
// answer, a reply to an answer leans on it, and "back" costs nothing. All of
// it is convenience: after a restart the question is read from the message
// again. It is safe for concurrent use.
type recall struct {
	mu         sync.Mutex
	byQuestion map[post]*list.Element
	byAnswer   map[post]*list.Element
	order      *list.List // of answered, the latest in front
}

func newRecall() *recall {
	return &recall{byQuestion: map[post]*list.Element{}, byAnswer: map[post]*list.Element{}, order: list.New()}
}

// keep recalls an answer from now on.
func (r *recall) keep(a answered) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.byAnswer[a.answer]; ok {
		r.drop(e)
	}
	e := r.order.PushFront(a)
	r.byQuestion[a.question], r.byAnswer[a.answer] = e, e
	for r.order.Len() > remember {
		r.drop(r.order.Back())
	}
}

func (r *recall) drop(e *list.Element) {
	a := e.Value.(answered)
	if r.byQuestion[a.question] == e {
		delete(r.byQuestion, a.question)
	}
	if r.byAnswer[a.answer] == e {
		delete(r.byAnswer, a.answer)
	}
	r.order.Remove(e)
}

// to is the answer to a message.
func (r *recall) to(question post) (answered, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return value(r.byQuestion[question])
}

// at is the answer that stands somewhere.
func (r *recall) at(answer post) (answered, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return value(r.byAnswer[answer])
}

// gone forgets the answer that stood somewhere.
func (r *recall) gone(answer post) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.byAnswer[answer]; ok {
		r.drop(e)
	}
}

func value(e *list.Element) (answered, bool) {
	if e == nil {
		return answered{}, false
	}
	return e.Value.(answered), true
}
