package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"reviewbot/bot"
	"reviewbot/knowledge/pack"
)

// factsCommand works on the facts of a pack or of the store.
type factsCommand struct {
	Lint   lintCommand   `cmd:"" help:"Check a pack or the store: a line for each fault, and what the facts cover."`
	Export exportCommand `cmd:"" help:"Write the store's facts as a pack."`
	Import importCommand `cmd:"" help:"Show what a pack would change in the store; with --save, change it."`
	Log    logCommand    `cmd:"" help:"Show who changed what, when and why."`
}

// lintCommand checks a pack.
type lintCommand struct {
	Dir string `arg:"" optional:"" help:"Folder of a pack; if left out, the store, or the pack in use if there is none."`
}

// Run prints the faults and the coverage.
func (c *lintCommand) Run(a *app) error {
	files, dir, stored, err := c.files(a)
	if err != nil {
		return err
	}
	report := pack.Lint(files)
	if stored {
		report = pack.LintStore(files)
	}
	faults := writeFaults(dir, report)
	if err := a.print("facts lint", faults+report.Coverage.String()); err != nil {
		return err
	}
	return faulty("facts lint", dir, report)
}

// files are what to check: a folder, the store as it would be exported, or
// the pack in use if there is no store.
func (c *lintCommand) files(a *app) (files fs.FS, dir string, stored bool, err error) {
	if c.Dir != "" {
		files, err = folder("facts lint", c.Dir)
		return files, c.Dir, false, err
	}
	files, dir, err = a.packFiles()
	if err != nil {
		return nil, "", false, err
	}
	if _, fault := pack.Load(files); fault != nil {
		return files, dir, false, nil // lint tells the faults
	}
	f, err := a.facts()
	if err != nil || !f.stored() {
		return files, dir, false, err
	}
	out, err := pack.Export(f.source, f.files)
	if err == nil {
		files, err = pack.FS(out)
	}
	return files, "", true, err
}

// writeFaults is a line for each fault of a pack.
func writeFaults(dir string, report pack.Report) string {
	var out strings.Builder
	for _, f := range report.Faults {
		f.File = path.Join(dir, f.File)
		fmt.Fprintln(&out, bot.Plain(f.String()))
	}
	return out.String()
}

// faulty counts the faults of a pack that are more than warnings.
func faulty(op, dir string, report pack.Report) error {
	faults := 0
	for _, f := range report.Faults {
		if !f.Warning {
			faults++
		}
	}
	if faults == 0 {
		return nil
	}
	return usageError{fmt.Errorf("%s: pack %s: faults to correct: %d", op, packName(dir), faults)}
}

// print writes to the standard output.
func (a *app) print(op, text string) error {
	if _, err := fmt.Fprint(a.stdout, text); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}
