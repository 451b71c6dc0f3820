package sqlstore

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date, once if several programs start
// together. A database that a newer program made is left as it is: migrations
// only add.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	options, err := s.locker()
	if err != nil {
		return err
	}
	options = append(options, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	p, err := goose.NewProvider(s.goose, s.write, files, options...)
	if err != nil {
		return err
	}
	return again(ctx, func() error {
		if _, err := p.Up(ctx); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		return nil
	})
}

// again tries a few times, with growing pauses, what may lose to another
// program that starts at the same moment.
func again(ctx context.Context, try func() error) error {
	start := time.Now()
	var err error
	for n := range tries {
		if err = try(); err == nil || time.Since(start) > connectTimeout {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause(n)):
		}
	}
	return err
}
