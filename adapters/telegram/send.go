package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// maxTries is how often a request is sent that the server fails at each time.
// With the longest backoff that is about two minutes.
const maxTries = 8

// longest is the longest wait between two tries.
const longest = 30 * time.Second

// sender calls methods until they are accepted, or it is clear that they will
// not be. It is safe for concurrent use.
type sender struct {
	client  *client
	pace    *pace
	log     *slog.Logger
	backoff time.Duration // the wait after a first failure
	moved   func(ctx context.Context, from, to int64)

	mu  sync.Mutex
	now map[int64]int64 // supergroups by the groups that they were
}

// call calls a method, again and again where that may help. Messages keep to
// the pace of their chat. The error is Telegram's last word, or the context's.
func (s *sender) call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	chat := s.address(params)
	paced := chat != 0 && (method == "sendMessage" || method == "editMessageText")
	for try, failures := 0, 0; ; try++ {
		if paced {
			if err := sleep(ctx, s.pace.wait(chat, time.Now())); err != nil {
				return err
			}
		}
		err := s.client.call(ctx, method, params, result, 0)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		switch f := understand(err); f.kind {
		case flooded:
			s.log.Info("asked to wait", "method", method, "wait", f.wait)
			s.pace.hold(chat, f.wait, time.Now())
			err = sleep(ctx, f.wait)
		case migrated:
			s.follow(ctx, chat, f.to)
			chat, err = s.address(params), nil
		case broken:
			if failures++; failures >= maxTries {
				return err
			}
			err = s.again(ctx, try, err)
		case passing, stopped:
			err = s.again(ctx, try, err)
		}
		if err != nil {
			return err
		}
	}
}

// address is the chat that a call is for, or 0. A group that became a
// supergroup is called by its new number.
func (s *sender) address(params tgbotapi.Params) int64 {
	chat, _ := strconv.ParseInt(params["chat_id"], 10, 64)
	s.mu.Lock()
	defer s.mu.Unlock()
	if to, ok := s.now[chat]; ok && chat != 0 {
		params["chat_id"] = strconv.FormatInt(to, 10)
		return to
	}
	return chat
}

// follow notes that a group became a supergroup. It is told of often, by
// messages and refusals; only the first time matters.
func (s *sender) follow(ctx context.Context, from, to int64) {
	s.mu.Lock()
	known := s.now[from] == to
	if s.now == nil {
		s.now = map[int64]int64{}
	}
	s.now[from] = to
	s.mu.Unlock()
	if !known {
		s.moved(ctx, from, to)
	}
}

// surely is call for what must succeed before anything else can: a server that
// fails is asked until it does not.
func (s *sender) surely(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	for {
		err := s.call(ctx, method, params, result)
		if err == nil || ctx.Err() != nil || understand(err).kind != broken {
			return err
		}
	}
}

// again waits before the next try.
func (s *sender) again(ctx context.Context, try int, err error) error {
	wait := backoff(s.backoff, try)
	s.log.Warn("will try again", "in", wait.Round(time.Millisecond), "error", err)
	return sleep(ctx, wait)
}

// backoff is the wait after a try, counted from 0: twice as long each time,
// and up to half as long again by chance.
func backoff(first time.Duration, try int) time.Duration {
	wait := min(first<<min(try, 16), longest)
	return wait + rand.N(wait/2+1)
}

// sleep waits, unless the context is done before.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// text sends or edits a message with HTML. Where Telegram cannot read the
// formatting, the plain text goes out once.
func (s *sender) text(ctx context.Context, method string, params tgbotapi.Params, plain string, result any) error {
	params["parse_mode"] = tgbotapi.ModeHTML
	err := s.call(ctx, method, params, result)
	if err == nil || understand(err).kind != markup {
		return err
	}
	s.log.Error("formatting refused, sent as plain text", "method", method, "error", err)
	delete(params, "parse_mode")
	params["text"] = plain
	return s.call(ctx, method, params, result)
}

// jsonParam adds a value as JSON. The values are our own structs: marshalling
// them cannot fail but by a mistake in them, which the error then tells.
func jsonParam(params tgbotapi.Params, name string, v any) error {
	if err := params.AddInterface(name, v); err != nil {
		return fmt.Errorf("telegram: %s: %w", name, err)
	}
	return nil
}

// told turns an error into the reason for which something is given up, or
// returns nil where nothing was lost.
func told(err error) error {
	if err == nil {
		return nil
	}
	if k := understand(err).kind; k == same || k == stale {
		return nil
	}
	return err
}

// errShutdown ends sends at the end of a shutdown: their updates stay with
// Telegram.
var errShutdown = errors.New("shutting down")
