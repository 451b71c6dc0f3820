package keeper

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"reviewbot/bot/store"
)

// Sweep removes from a store what has had its time, at once and then every so
// often, until the context ends.
func Sweep(ctx context.Context, s store.Janitor, log *slog.Logger, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		swept, err := s.Sweep(ctx)
		switch {
		case err == nil && swept != (store.Swept{}):
			log.InfoContext(ctx, "swept", "questions", swept.Questions, "items", swept.Items, "drafts", swept.Drafts, "notices", swept.Notices)
		case err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrUnavailable): // the Keeper tells of that
			log.ErrorContext(ctx, "cannot sweep", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
