package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// checkCommand shows the settings and what they reach.
type checkCommand struct{}

// Run loads the pack and starts nothing.
func (*checkCommand) Run(a *app) error {
	state, err := a.settings.state()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, strings.Join(state, "\n"))
	_, dir, err := a.packFiles()
	if err != nil {
		return err
	}
	p, book, err := a.load()
	if err != nil {
		return err
	}
	review := book.Review()
	_, err = fmt.Fprintf(a.stdout, "pack %s: %s, version %d of %q, paragraphs %d, facts %d\n",
		packName(dir), p.ID, p.Version, review.Title.EN, review.Paragraphs(), book.Facts())
	return err
}

// versionCommand shows which build this is.
type versionCommand struct{}

// Run prints one line.
func (*versionCommand) Run(a *app) error {
	version, revision := "(unknown)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintf(a.stdout, "reviewbot %s%s %s %s/%s\n", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
