package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// packFiles returns the files of the pack that is asked for and its folder,
// "" for the built-in one.
func (a *app) packFiles() (files fs.FS, dir string, err error) {
	switch {
	case a.pack != "":
		files, err = folder("--pack", a.pack)
		return files, a.pack, err
	case a.settings.Pack != "":
		files, err = folder("REVIEWBOT_PACK", a.settings.Pack)
		return files, a.settings.Pack, err
	}
	return pack.Builtin(), "", nil
}

// folder opens a folder that a flag, setting or argument names.
func folder(from, dir string) (fs.FS, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("%s: there is no folder %q: give the folder of a pack, or nothing for the built-in one", from, dir)
	case err != nil:
		err = fmt.Errorf("%s: %w", from, err)
	case !info.IsDir():
		err = fmt.Errorf("%s: %q is not a folder: give the folder of a pack", from, dir)
	}
	if err != nil {
		return nil, usageError{err}
	}
	return os.DirFS(dir), nil
}

// load reads the pack and makes its Book.
func (a *app) load() (*pack.Pack, *knowledge.Book, error) {
	files, dir, err := a.packFiles()
	if err != nil {
		return nil, nil, err
	}
	p, book, err := openPack(files, dir)
	if err != nil {
		return nil, nil, usageError{inPack(dir, err)}
	}
	return p, book, nil
}

func openPack(files fs.FS, dir string) (*pack.Pack, *knowledge.Book, error) {
	if dir == "" {
		return pack.OpenBuiltin()
	}
	p, err := pack.Load(files)
	if err != nil {
		return nil, nil, err
	}
	book, err := knowledge.NewBook(p.Source)
	return p, book, err
}

// inPack names the pack of each fault that an error joins.
func inPack(dir string, err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return fmt.Errorf("pack %s: %w", packName(dir), err)
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, inPack(dir, e))
	}
	return errors.Join(out...)
}

func packName(dir string) string {
	if dir == "" {
		return "built-in"
	}
	return dir
}
