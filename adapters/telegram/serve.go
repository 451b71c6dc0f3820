package telegram

import (
	"context"
)

func (a *Adapter) handle(ctx context.Context, u update) error { return nil }
func (a *Adapter) moved(from, to int64)                       {}
