package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// maxBatch is how many updates a poll may get: the Bot API's limit.
const maxBatch = 100

// maxOpen is how many updates are handled at once.
const maxOpen = maxBatch

// Times of the loop.
const (
	longPoll  = 50 * time.Second     // what Telegram is asked to wait for an update
	shortest  = 5 * time.Millisecond // between polls while an update is under way
	patience  = time.Second          // the longest such wait
	holdUp    = 2 * time.Minute      // how long one update may hold up a full window
	grace     = 10 * time.Second     // what is under way at a shutdown gets this long
	lastWords = 3 * time.Second      // the last acknowledgement
)

// poller asks for updates and acknowledges them when they are finished.
// getUpdates acknowledges all that lie before its offset, so the offset is the
// oldest update that is not finished; what comes again is known by its number.
type poller struct {
	*Adapter
	intake *intake
	open   []*entry      // in the order of their numbers; the first is not finished
	next   int           // after the last that was taken in
	waited time.Duration // the last pause
}

// poll serves updates until the context is done, and then ends cleanly: what
// is under way gets a moment, and what was finished is acknowledged.
func (a *Adapter) poll(ctx context.Context, in *intake) error {
	if err := a.endWebhook(ctx); err != nil {
		return a.ended(ctx, err)
	}
	p := &poller{Adapter: a, intake: in}
	work, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	err := p.loop(ctx, work)
	a.drain(in, stop)
	if err != nil && ctx.Err() == nil {
		return err
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if _, err := p.updates(last, p.offset(), 0); err != nil {
		a.log.Warn("the last acknowledgement failed", "error", err)
	}
	return a.ended(ctx, err)
}

// ended is nil where the context ended things.
func (a *Adapter) ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
			return cause
		}
		return nil
	}
	return err
}

// drain waits for what is under way, and ends it when the time is up.
func (a *Adapter) drain(in *intake, stop context.CancelCauseFunc) {
	idle := make(chan struct{})
	go func() {
		in.wg.Wait()
		close(idle)
	}()
	select {
	case <-idle:
	case <-time.After(grace):
		a.log.Warn("shutting down: updates under way stay with Telegram", "updates", in.underway())
	}
	stop(errShutdown)
	<-idle
}

// loop polls until the context is done or the token is refused. What it takes
// in is handled with the context of the work.
func (p *poller) loop(ctx, work context.Context) error {
	for failures := 0; ctx.Err() == nil; {
		wait := p.wait
		if len(p.open) > 0 {
			wait = 0 // what is not acknowledged comes at once
		}
		offset := p.offset()
		batch, err := p.updates(ctx, offset, wait)
		if err != nil {
			if err := p.failed(ctx, err, failures); err != nil {
				return err
			}
			failures++
			continue
		}
		failures = 0
		if err := p.intake.journal.acknowledged(offset); err != nil {
			p.log.Warn("the journal grows", "error", err)
		}
		p.pause(ctx, p.take(work, batch))
	}
	return nil
}

// take takes a batch in and tells whether anything in it was new.
func (p *poller) take(work context.Context, batch []json.RawMessage) bool {
	before := p.next
	for _, raw := range batch {
		if e := p.intake.take(work, raw, p.next-1); e.id >= p.next {
			p.open = append(p.open, e)
			p.next = e.id + 1
		}
	}
	return p.next > before
}

// pause waits until all is finished, or a little: more each time that nothing
// new came, since then polls only repeat what is under way.
func (p *poller) pause(ctx context.Context, news bool) {
	if news {
		p.waited = shortest
	} else {
		p.waited = min(2*p.waited, patience)
	}
	timer := time.NewTimer(p.waited)
	defer timer.Stop()
	for p.advance(); len(p.open) > 0; p.advance() {
		select {
		case <-p.intake.changed:
		case <-timer.C:
			p.hurry()
			return
		case <-ctx.Done():
			return
		}
	}
}

// advance drops what is finished from the front.
func (p *poller) advance() {
	for len(p.open) > 0 && p.open[0].finished() {
		p.open = p.open[1:]
	}
}

// hurry gives an update up that has long held up a window full of others: no
// more come until it is acknowledged.
func (p *poller) hurry() {
	if len(p.open) > 0 && p.next-p.open[0].id >= maxBatch && time.Since(p.open[0].since) > p.holdUp {
		p.open[0].cancel(errGivenUp)
	}
}

// offset acknowledges all updates before it.
func (p *poller) offset() int {
	p.advance()
	if len(p.open) > 0 {
		return p.open[0].id
	}
	return p.next
}

// updates asks for updates, and acknowledges those before the offset.
func (p *poller) updates(ctx context.Context, offset int, wait time.Duration) ([]json.RawMessage, error) {
	params := tgbotapi.Params{"limit": strconv.Itoa(maxBatch), "allowed_updates": allowedUpdates}
	params.AddNonZero("offset", offset)
	params.AddNonZero("timeout", int(wait/time.Second))
	var batch []json.RawMessage
	err := p.send.client.call(ctx, "getUpdates", params, &batch, wait)
	return batch, err
}

// failed waits before the next poll, or says that there is none.
func (p *poller) failed(ctx context.Context, err error, failures int) error {
	if ctx.Err() != nil {
		return nil
	}
	wait := backoff(p.send.backoff, failures)
	switch f := understand(err); f.kind {
	case denied, missing:
		return errToken(err)
	case flooded:
		wait = f.wait
	case conflict:
		err = fmt.Errorf("%s: %w", p.rival(ctx, err), err)
	}
	p.log.Warn("no updates; will ask again", "in", wait.Round(time.Millisecond), "error", err)
	_ = sleep(ctx, wait)
	return nil
}

// rival says who else takes the updates.
func (p *poller) rival(ctx context.Context, err error) string {
	if strings.Contains(err.Error(), "webhook") {
		if info, err := p.webhookInfo(ctx); err == nil && info.URL != "" {
			return "a webhook takes the updates: " + host(info.URL) + "; whoever set it must delete it, or restart this program"
		}
	}
	return "another program polls with this token: end it, or give it a bot of its own"
}

// errToken says what to do about a refused token.
func errToken(err error) error {
	return fmt.Errorf("%w: Telegram refuses TELEGRAM_TOKEN: copy it anew from @BotFather (/mybots, API Token)", err)
}
