package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"reviewbot/adapters/console"
	"reviewbot/bot"
	"reviewbot/bot/keeper"
	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// storeConfig reads the settings of the store and tells all their faults.
func (a *app) storeConfig() (sqlstore.Config, error) {
	url, err := a.settings.database()
	if err != nil {
		return sqlstore.Config{}, usageError{err}
	}
	place, err := sqlstore.ParseURL(url)
	if err == nil && !place.Postgres {
		if folder := filepath.Dir(place.File); !isFolder(folder) {
			err = fmt.Errorf("DATABASE_URL: there is no folder %q: make it, or name another file", folder)
		}
	}
	retention, err2 := a.settings.retention()
	if err = errors.Join(err, err2); err != nil {
		return sqlstore.Config{}, usageError{err}
	}
	return sqlstore.Config{Place: place, Retention: retention}, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// storeFault says in plain words what is wrong with the database and what to
// do. Drivers' words are not shown.
func storeFault(place sqlstore.Place, err error) error {
	var other *store.OtherReviewError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &other):
		return usageError{fmt.Errorf("database %s: %w", place, other)}
	case errors.Is(err, store.ErrDamaged):
		return fmt.Errorf("database %s: it is damaged, or no database: restore it from a backup, or move it away to start anew from the pack", place)
	case errors.Is(err, store.ErrLocked):
		return fmt.Errorf("database %s: another program has locked it: end that program, or try again later", place)
	case errors.Is(err, store.ErrReadOnly):
		return fmt.Errorf("database %s: it cannot be written: give reviewbot the right to write it, and the folder that it is in", place)
	case errors.Is(err, store.ErrFull):
		return fmt.Errorf("database %s: the disk is full: make room", place)
	case errors.Is(err, store.ErrUnavailable):
		return fmt.Errorf("database %s: it cannot be reached: see that it is there and running, and that DATABASE_URL is right", place)
	}
	return err
}

// facts are what a command answers from.
type facts struct {
	pack        *pack.Pack
	files       fs.FS // of the pack
	source      knowledge.Source
	opened      *knowledge.Book // of the built-in pack; nil for any other facts
	contents    store.Contents  // empty if there is no store
	quarantined []store.Quarantined
}

// stored tells whether the facts are a store's.
func (f *facts) stored() bool { return f.contents.Head.Revision > 0 }

// revision is the revision of the Book, or the version of the pack.
func (f *facts) revision() int {
	if f.stored() {
		return int(f.contents.Head.Revision)
	}
	return f.pack.Version
}

// facts reads the store if there is one, else the pack. It never makes a
// database.
func (a *app) facts() (*facts, error) {
	f, err := a.packFacts()
	if err != nil {
		return nil, err
	}
	config, err := a.storeConfig()
	if err != nil {
		return nil, err
	}
	return f, a.fromStore(f, config)
}

// packFacts are those of the pack.
func (a *app) packFacts() (*facts, error) {
	files, dir, err := a.packFiles()
	if err != nil {
		return nil, err
	}
	var p *pack.Pack
	var opened *knowledge.Book
	if dir == "" {
		p, opened, err = pack.OpenBuiltin()
	} else {
		p, err = pack.Load(files)
	}
	if err != nil {
		return nil, usageError{inPack(dir, err)}
	}
	return &facts{pack: p, files: files, source: p.Source, opened: opened}, nil
}

// fromStore puts the store's facts in the place of the pack's, if there is a
// store.
func (a *app) fromStore(f *facts, config sqlstore.Config) error {
	s, err := sqlstore.OpenExisting(a.ctx, config)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return storeFault(config.Place, err)
	}
	contents, err := s.Contents(a.ctx)
	if err = errors.Join(err, s.Close()); err != nil {
		return storeFault(config.Place, err)
	}
	if contents.Head.Revision == 0 {
		return nil
	}
	if review := f.pack.Source.Review.SHA256(); contents.Head.Review != review {
		return storeFault(config.Place, &store.OtherReviewError{Stored: contents.Head.Review, Given: review, Pack: contents.Head.Pack})
	}
	f.contents, f.opened = contents, nil
	f.source, f.quarantined = store.Assemble(f.pack.Source, contents.Items)
	for _, q := range f.quarantined {
		fmt.Fprintln(a.stderr, "reviewbot: left out:", oneLine(q.Why.Error()))
	}
	return nil
}

// book makes the Book of facts.
func (f *facts) book() (*knowledge.Book, error) {
	if f.opened != nil {
		return f.opened, nil
	}
	book, err := knowledge.NewBook(f.source)
	if err != nil {
		return nil, usageError{fmt.Errorf("pack %s: %w", f.pack.ID, err)}
	}
	return book, nil
}

// service is a bot with what it lives on.
type service struct {
	bot    *bot.Bot
	keeper *keeper.Keeper
	store  *sqlstore.Store
	keys   store.Keys
	place  sqlstore.Place
}

// serve opens the store, making and filling it if there is none, and the bot
// that answers from it. Where the database cannot be used the bot answers from
// the pack until it can.
func (a *app) serve(log *slog.Logger) (*service, error) {
	f, err := a.packFacts()
	if err != nil {
		return nil, err
	}
	config, err := a.storeConfig()
	if err != nil {
		return nil, err
	}
	s := &service{place: config.Place}
	if s.keys, err = a.settings.keys(config.Place); errors.Is(err, errUnkept) {
		fmt.Fprintln(a.stderr, "reviewbot:", err)
	} else if err != nil {
		return nil, usageError{err}
	}
	if s.store, err = sqlstore.New(config); err != nil {
		return nil, storeFault(config.Place, err)
	}
	if err = a.desk(s, f, config, log); err == nil {
		err = s.keeper.Start(a.ctx)
	}
	if err != nil {
		return nil, errors.Join(storeFault(config.Place, err), s.store.Close())
	}
	return s, nil
}

// run keeps the store and the bot in step until the context ends.
func (s *service) run(ctx context.Context, log *slog.Logger) {
	var beside sync.WaitGroup
	beside.Go(func() { keeper.Sweep(ctx, s.store, log, time.Hour) })
	beside.Go(func() { s.bot.Record(ctx) })
	s.keeper.Run(ctx)
	beside.Wait()
}

// progress tells how far long work is, on a terminal; done ends it.
func (a *app) progress(what string) (step func(done, of int64), done func()) {
	if !console.IsTerminal(a.stderr) {
		return func(int64, int64) {}, func() {}
	}
	return func(done, of int64) { fmt.Fprintf(a.stderr, "\r%s %d/%d", what, done, of) },
		func() { fmt.Fprint(a.stderr, "\r\x1b[K") }
}
