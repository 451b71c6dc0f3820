package main

import (
	"errors"
	"fmt"
	"os/user"
	"reflect"
	"slices"
	"strings"

	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// importCommand makes the store hold what a pack holds.
type importCommand struct {
	Dir  string `arg:"" help:"Folder of a pack, as export writes it."`
	Save bool   `help:"Save it, in one transaction. Without this nothing is changed."`
}

// Run shows the differences and, if asked to, saves them.
func (c *importCommand) Run(a *app) error {
	theirs, err := c.read(a)
	if err != nil {
		return err
	}
	ours, err := a.packFacts()
	if err != nil {
		return err
	}
	config, err := a.storeConfig()
	if err != nil {
		return err
	}
	s, err := sqlstore.Open(a.ctx, config)
	if err != nil {
		return storeFault(config.Place, err)
	}
	err = c.into(a, s, ours, theirs)
	if errors.Is(err, store.ErrMoved) {
		err = errors.New("facts import: somebody changed the facts in the meantime: look at the differences again")
	}
	return storeFault(config.Place, errors.Join(err, s.Close()))
}

// read loads the folder and refuses one that fails lint.
func (c *importCommand) read(a *app) (*pack.Pack, error) {
	files, err := folder("facts import", c.Dir)
	if err != nil {
		return nil, err
	}
	step, done := a.progress("checking")
	step(1, 2)
	report := pack.LintStore(files)
	step(2, 2)
	done()
	if !report.Clean() {
		if err := a.print("facts import", writeFaults(c.Dir, report)); err != nil {
			return nil, err
		}
		return nil, faulty("facts import", c.Dir, report)
	}
	p, err := pack.Load(files)
	if err != nil {
		return nil, usageError{inPack(c.Dir, err)}
	}
	return p, nil
}

// into compares the folder with the store and saves the difference.
func (c *importCommand) into(a *app, s *sqlstore.Store, ours *facts, theirs *pack.Pack) error {
	pack, err := store.NewPackContents(ours.pack.ID, ours.pack.Version, ours.pack.Source)
	if err == nil {
		_, err = s.Follow(a.ctx, pack)
	}
	if err != nil {
		return err
	}
	contents, err := s.Contents(a.ctx)
	if err != nil {
		return err
	}
	if review := theirs.Source.Review.SHA256(); review != contents.Head.Review {
		return usageError{fmt.Errorf("facts import: %q is of another review (SHA-256 %.12s…) than the store (%.12s…): nothing of it fits", c.Dir, review, contents.Head.Review)}
	}
	wanted, err := store.NewPackContents(theirs.ID, theirs.Version, theirs.Source)
	if err != nil {
		return usageError{fmt.Errorf("facts import: %w", err)}
	}
	plan := withoutUnread(store.PlanImport(contents, wanted), ours.source, contents)
	if err := c.show(a, contents, plan, ours.pack, theirs); err != nil || !c.Save || plan.Empty() {
		return err
	}
	source, _ := store.Assemble(ours.source, store.With(contents.Items, plan.Edits))
	if _, err := knowledge.NewBook(source); err != nil {
		return usageError{fmt.Errorf("facts import: this makes no Book: %w", err)}
	}
	saved, err := s.Apply(a.ctx, store.Change{
		By: terminalUser(), Why: "import of " + c.Dir, Seen: contents.Head.Revision, Edits: plan.Edits, ThroughFreeze: true,
	})
	if err != nil {
		return err
	}
	return a.print("facts import", fmt.Sprintf("saved as revisions %d to %d\n", contents.Head.Revision+1, saved.Head.Revision))
}

// withoutUnread takes out of a plan what would retire items that this program
// cannot use: an export of it had to leave them out.
func withoutUnread(plan store.Plan, base knowledge.Source, contents store.Contents) store.Plan {
	_, left := store.Assemble(base, contents.Items)
	plan.Edits = slices.DeleteFunc(plan.Edits, func(e store.Edit) bool {
		return e.After == nil && slices.ContainsFunc(left, func(q store.Quarantined) bool { return q.Item.Subject == e.Subject })
	})
	return plan
}

// terminalUser is who sits at the terminal.
func terminalUser() store.Who {
	who := store.Who{Platform: "terminal"}
	if u, err := user.Current(); err == nil {
		who.User = u.Username
	}
	return who
}

// show prints what would change.
func (c *importCommand) show(a *app, contents store.Contents, plan store.Plan, ours, theirs *pack.Pack) error {
	var out strings.Builder
	counts := map[string]int{}
	for _, e := range plan.Edits {
		it, _ := contents.Item(e.Subject)
		sign, what := "~", "changed"
		switch {
		case it.Body == nil:
			sign, what = "+", "added"
		case e.After == nil:
			sign, what = "-", "retired"
		}
		counts[what]++
		fmt.Fprintf(&out, "%s %s\n", sign, oneLine(e.Subject.String()))
		if it.Body != nil && e.After != nil {
			writeDiff(&out, it.Body, e.After)
		}
	}
	if !reflect.DeepEqual(ours.Source.Overviews, theirs.Source.Overviews) || ours.Source.Review.Title != theirs.Source.Review.Title {
		fmt.Fprintln(&out, "sections or title differ: they stay those of the pack in use (--pack)")
	}
	switch {
	case plan.Empty():
		fmt.Fprintln(&out, "no difference")
	default:
		fmt.Fprintf(&out, "added %d, changed %d, retired %d\n", counts["added"], counts["changed"], counts["retired"])
	}
	if !c.Save && !plan.Empty() {
		fmt.Fprintln(&out, "nothing was changed: give --save to save this")
	}
	return a.print("facts import", out.String())
}

// writeDiff writes the fields in which two bodies differ, a line a value.
func writeDiff(out *strings.Builder, before, after store.Body) {
	for _, f := range store.Diff(before, after) {
		for _, v := range f.Removed {
			fmt.Fprintf(out, "    - %s: %s\n", f.Field, oneLine(v))
		}
		for _, v := range f.Added {
			fmt.Fprintf(out, "    + %s: %s\n", f.Field, oneLine(v))
		}
	}
}
