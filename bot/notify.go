package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"reviewbot/bot/store"
)

// A Notifier sends what has no reply to ride on. Each adapter offers one.
type Notifier interface {
	// Platform is "discord" or "telegram".
	Platform() string
	// Notify shows a reply at an address, as Event.Address had it; the empty
	// address is the moderators' log. An error that is ErrGone is for good;
	// after any other the same comes again, later.
	Notify(ctx context.Context, address string, r Reply) error
}

// ErrGone reports an address that will not be reached any more: a blocked
// bot, a deleted channel, a log that is not set.
var ErrGone = errors.New("nobody is reached there any more")

// NoticeKind is the kind of notices that hold a Reply.
const NoticeKind = "reply"

// NoticeFor makes a notice of a reply: to the log if no address is given. The
// address of a person is sealed and theirs.
func NoticeFor(platform string, r Reply) (store.Notice, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return store.Notice{}, fmt.Errorf("bot: notice: %w", err)
	}
	return store.Notice{Platform: platform, Kind: NoticeKind, Payload: data}, nil
}

const (
	noticeLease   = time.Minute
	noticeBatch   = 16
	noticePause   = time.Second      // between looks into an empty outbox
	noticeRetry   = 10 * time.Second // after the first failure; doubled by each
	noticeTries   = 12               // about five hours
	maxNoticeWait = time.Hour
)

// Deliver sends the notices of a notifier's platform until the context is
// done. Each is sent at least once, or given up after some hours.
func (b *Bot) Deliver(ctx context.Context, box store.Outbox, n Notifier) {
	wait := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		rows, err := box.Claim(ctx, n.Platform(), noticeBatch, noticeLease)
		if err != nil && ctx.Err() == nil {
			b.log.WarnContext(ctx, "notices cannot be read", "platform", n.Platform(), "err", err)
			wait = noticeRetry
			continue
		}
		for _, row := range rows {
			b.deliver(ctx, box, n, row)
		}
		if wait = noticePause; len(rows) == noticeBatch {
			wait = 0
		}
	}
}

// deliver sends one notice.
func (b *Bot) deliver(ctx context.Context, box store.Outbox, n Notifier, row store.OutboxRow) {
	err := b.send(ctx, n, row)
	switch {
	case err == nil:
		err = box.Sent(ctx, row.ID)
	case errors.Is(err, ErrGone), row.Attempts+1 >= noticeTries:
		b.log.WarnContext(ctx, "a notice is given up", "platform", n.Platform(), "err", err)
		err = box.Failed(ctx, row.ID, -1)
	default:
		b.log.WarnContext(ctx, "a notice is sent later", "platform", n.Platform(), "err", err)
		err = box.Failed(ctx, row.ID, min(noticeRetry<<row.Attempts, maxNoticeWait))
	}
	if err != nil && ctx.Err() == nil {
		b.log.WarnContext(ctx, "the outbox cannot be written", "err", err)
	}
}

func (b *Bot) send(ctx context.Context, n Notifier, row store.OutboxRow) error {
	var r Reply
	if err := json.Unmarshal(row.Payload, &r); row.Kind != NoticeKind || err != nil {
		return fmt.Errorf("a notice of kind %q cannot be read: %w", row.Kind, ErrGone)
	}
	address := string(row.Target)
	if row.Asker != "" {
		plain, err := b.keys.Open(row.Asker, row.Target)
		if err != nil {
			return fmt.Errorf("%w: %w", err, ErrGone)
		}
		address = string(plain)
	}
	return n.Notify(ctx, address, r)
}
