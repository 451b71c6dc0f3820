package main

import (
	"fmt"
	"path"
	"strings"

	"reviewbot/bot"
	"reviewbot/knowledge/pack"
)

// factsCommand works on the facts of a pack.
type factsCommand struct {
	Lint lintCommand `cmd:"" help:"Check a pack: a line for each fault, and what the facts cover."`
}

// lintCommand checks a pack.
type lintCommand struct {
	Dir string `arg:"" optional:"" help:"Folder of the pack; the one in use if left out."`
}

// Run prints the faults and the coverage.
func (c *lintCommand) Run(a *app) error {
	if c.Dir != "" {
		if _, err := folder("facts lint", c.Dir); err != nil {
			return err
		}
		a.pack = c.Dir
	}
	files, dir, err := a.packFiles()
	if err != nil {
		return err
	}
	report := pack.Lint(files)
	var out strings.Builder
	faults := 0
	for _, f := range report.Faults {
		if !f.Warning {
			faults++
		}
		f.File = path.Join(dir, f.File)
		fmt.Fprintln(&out, bot.Plain(f.String()))
	}
	fmt.Fprint(&out, report.Coverage)
	if _, err := fmt.Fprint(a.stdout, out.String()); err != nil {
		return fmt.Errorf("facts lint: %w", err)
	}
	if faults > 0 {
		return usageError{fmt.Errorf("facts lint: pack %s: faults to correct: %d", packName(dir), faults)}
	}
	return nil
}
