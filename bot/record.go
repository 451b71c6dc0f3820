package bot

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// maxRecords is how many records wait; more are dropped.
const maxRecords = 1024

// record is something to be kept afterwards.
type record struct {
	asker  store.Asker
	asked  *store.Asked
	rating *store.Rating
	report func() store.Report
	done   chan<- struct{} // closed once all before it is kept
}

// recorder keeps what is known of questions after they were answered: nobody
// waits for it, and under overload it drops.
type recorder struct {
	bot     *Bot
	queue   chan record
	dropped atomic.Int64

	mu        sync.Mutex
	forgotten map[store.Asker]bool // asked to be forgotten while records wait
}

func newRecorder(b *Bot) *recorder {
	return &recorder{bot: b, queue: make(chan record, maxRecords), forgotten: map[store.Asker]bool{}}
}

// Dropped is how many records were dropped since the start.
func (b *Bot) Dropped() int64 { return b.recorder.dropped.Load() }

func (c *recorder) put(r record) {
	if c.bot.kept == nil {
		return
	}
	select {
	case c.queue <- r:
	default:
		c.dropped.Add(1)
	}
}

// asked keeps a question: an answered one for the edit gate, a refused one
// for the inbox. Small talk and what has no words is not kept.
func (c *recorder) asked(r Request, q knowledge.Question, a knowledge.Answer) {
	switch {
	case c.bot.kept == nil || r.Event.Terminal && r.Event.Who.User == "":
	case a.Outcome() == knowledge.Abstain:
		c.reported(r, store.Missed, Question(q.Text), "")
	case a.Outcome() == knowledge.Answered && q.Text != "":
		asker := c.bot.asker(r.Event)
		c.put(record{asker: asker, asked: &store.Asked{
			Text: Question(q.Text), Lang: a.Lang().String(), Asker: asker,
			At: c.bot.now(), Outcome: a.Outcome().String(), Facts: a.Facts(),
		}})
	}
}

func (c *recorder) reported(r Request, kind store.InboxKind, question, fact string) {
	r.Event.Values, r.Event.Chats = nil, nil
	c.put(record{asker: c.bot.asker(r.Event), report: func() store.Report {
		return c.bot.report(r, kind, question, fact)
	}})
}

func (c *recorder) rated(_ Request, rating store.Rating) {
	c.put(record{asker: rating.Asker, rating: &rating})
}

// settle waits, for a moment at most, until what waits now is kept.
func (c *recorder) settle(ctx context.Context) {
	done := make(chan struct{})
	select {
	case c.queue <- record{done: done}:
	default:
		return
	}
	select {
	case <-done:
	case <-ctx.Done():
	case <-time.After(settleTime):
	}
}

// settleTime is how long somebody waits for records of theirs.
const settleTime = 500 * time.Millisecond

// forget drops what waits of somebody.
func (c *recorder) forget(asker store.Asker) {
	if len(c.queue) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgotten[asker] = true
}

const (
	recordBatch   = 64
	recordTimeout = 5 * time.Second
)

// Record keeps records until the context is done, and then those that wait.
// One call at a time.
func (b *Bot) Record(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
			defer cancel()
			for len(b.recorder.queue) > 0 && last.Err() == nil {
				b.recorder.keep(last, <-b.recorder.queue)
			}
			return
		case r := <-b.recorder.queue:
			one, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
			b.recorder.keep(one, r)
			cancel()
		}
	}
}

// keep writes a batch that begins with a record.
func (c *recorder) keep(ctx context.Context, first record) {
	batch := []record{first}
	for len(batch) < recordBatch && len(c.queue) > 0 {
		batch = append(batch, <-c.queue)
	}
	var reports []store.Report
	var asked []store.Asked
	var errs []error
	for _, r := range c.wanted(batch) {
		switch {
		case r.report != nil:
			if report := r.report(); report.Group != "" {
				reports = append(reports, report)
			}
		case r.asked != nil:
			asked = append(asked, *r.asked)
		case r.rating != nil:
			errs = append(errs, c.bot.kept.Rate(ctx, *r.rating))
		}
	}
	if len(reports) > 0 {
		errs = append(errs, c.bot.kept.Report(ctx, reports...))
	}
	if len(asked) > 0 {
		errs = append(errs, c.bot.kept.Answered(ctx, asked...))
	}
	for _, r := range batch {
		if r.done != nil {
			close(r.done)
		}
	}
	for _, err := range errs {
		if err != nil {
			c.dropped.Add(1)
			c.bot.log.WarnContext(ctx, "questions are not recorded", "err", err)
			return
		}
	}
}

// wanted leaves out the records of who asked to be forgotten meanwhile.
func (c *recorder) wanted(batch []record) []record {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []record
	for _, r := range batch {
		if r.done != nil || !c.forgotten[r.asker] {
			out = append(out, r)
		}
	}
	if len(c.queue) == 0 {
		clear(c.forgotten)
	}
	return out
}
