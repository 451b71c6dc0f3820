package keeper

import "context"

// A turn is a lock that one can stop waiting for. Make it with newTurn.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

// Lock waits for the turn.
func (t turn) Lock() { t <- struct{}{} }

// LockContext waits for the turn until the context ends.
func (t turn) LockContext(ctx context.Context) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Unlock gives the turn back.
func (t turn) Unlock() { <-t }
