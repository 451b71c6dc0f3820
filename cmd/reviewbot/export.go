package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"reviewbot/knowledge/pack"
)

// exportCommand writes the store as a pack.
type exportCommand struct {
	Dir string `arg:"" help:"Folder to write: a new or empty one, or one with an earlier export."`
}

// Run writes what changed since the last export, and removes files that the
// pack no longer has.
func (c *exportCommand) Run(a *app) error {
	f, err := a.facts()
	if err != nil {
		return err
	}
	if !f.stored() {
		return usageError{errors.New("facts export: there is no store yet: reviewbot makes it when it starts")}
	}
	files, err := pack.Export(f.source, f.files)
	if err != nil {
		return fmt.Errorf("facts export: %w", err)
	}
	if err := exportable(c.Dir, f.pack.ID); err != nil {
		return err
	}
	written, removed, err := writeFolder(c.Dir, files)
	if err != nil {
		return fmt.Errorf("facts export: %w", err)
	}
	return a.print("facts export", fmt.Sprintf("%s: revision %d, files %d, of them written %d, removed %d\n",
		c.Dir, f.revision(), len(files), written, removed))
}

// exportable refuses a folder that holds something else than this pack.
func exportable(dir, id string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return usageError{fmt.Errorf("facts export: %w", err)}
	}
	if p, _ := pack.Load(os.DirFS(dir)); p == nil || p.ID != id {
		return usageError{fmt.Errorf("facts export: %q is not empty and holds no pack %s: give another folder", dir, id)}
	}
	return nil
}

// writeFolder makes a folder hold these files: it writes those that differ,
// and removes YAML files of the pack's folders that are not among them.
func writeFolder(dir string, files map[string][]byte) (written, removed int, err error) {
	for name, data := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if before, err := os.ReadFile(to); err == nil && bytes.Equal(before, data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return written, removed, err
		}
		if err := replaceFile(to, data); err != nil {
			return written, removed, err
		}
		written++
	}
	for _, pattern := range []string{"concepts.yaml", "gatherings.yaml", "facts/*.yaml", "silences/*.yaml", "misconceptions/*.yaml"} {
		found, _ := fs.Glob(os.DirFS(dir), pattern) // the patterns are well-formed
		for _, name := range found {
			if _, ok := files[path.Clean(name)]; ok {
				continue
			}
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				return written, removed, err
			}
			removed++
		}
	}
	return written, removed, nil
}

// replaceFile writes a file so that it is there whole or as it was.
func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".export-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
