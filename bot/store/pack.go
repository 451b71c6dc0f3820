package store

import (
	"fmt"

	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// PackContents is a pack as a store takes it.
type PackContents struct {
	ID      string
	Version int
	Review  string // SHA-256 of its review
	Items   []PackItem
}

// A PackItem is one subject of a pack.
type PackItem struct {
	Subject Subject
	Body    Body
}

// NewPackContents takes everything of a source that a store keeps.
func NewPackContents(id string, version int, src knowledge.Source) (PackContents, error) {
	p := PackContents{ID: id, Version: version, Review: src.Review.SHA256()}
	seen := map[Subject]bool{}
	add := func(kind SubjectKind, id string, b Body, err error) error {
		s := Subject{kind, id}
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", s, err)
		case id == "":
			return fmt.Errorf("a %s has no id: write one", kind)
		case seen[s] && (kind == Silence || kind == Misconception):
			return nil // named after its content: the same one
		case seen[s]:
			return fmt.Errorf("%s stands twice: keep one", s)
		}
		seen[s] = true
		p.Items = append(p.Items, PackItem{s, b})
		return nil
	}
	return p, p.take(src, add)
}

type adder func(kind SubjectKind, id string, b Body, err error) error

func (p *PackContents) take(src knowledge.Source, add adder) error {
	for _, f := range src.Facts {
		b, err := FactBody(f)
		if err := add(Fact, f.ID, b, err); err != nil {
			return err
		}
	}
	for _, e := range src.Entities {
		b, err := EntityBody(e)
		if err := add(Entity, e.ID, b, err); err != nil {
			return err
		}
	}
	for _, t := range src.Topics {
		b, err := TopicBody(t)
		if err := add(Topic, t.ID, b, err); err != nil {
			return err
		}
	}
	for _, c := range src.Concepts {
		b, err := ConceptBody(c)
		if err := add(Concept, c.ID, b, err); err != nil {
			return err
		}
	}
	for _, g := range src.Gatherings {
		b, err := GatheringBody(g)
		if err := add(Gathering, g.ID, b, err); err != nil {
			return err
		}
	}
	if err := takeSilences(Silence, src.Silences, add); err != nil {
		return err
	}
	return takeSilences(Misconception, src.Misconceptions, add)
}

func takeSilences(kind SubjectKind, list []knowledge.Silence, add adder) error {
	for _, s := range list {
		if s.ID == "" {
			s.ID = pack.SilenceID(s)
		}
		b, err := SilenceBody(s)
		if err := add(kind, s.ID, b, err); err != nil {
			return err
		}
	}
	return nil
}

// PlanFollow says what brings a store in step with a pack, whatever their
// versions: untouched items follow it, of touched ones each difference is for
// a moderator. What the pack says becomes the Base of either, so that the
// same difference is told once.
func PlanFollow(c Contents, p PackContents) Plan {
	action := Upgrade
	if c.Head.Revision == 0 {
		action = Pack
	}
	var plan Plan
	kept := index(c)
	for _, theirs := range p.Items {
		plan.follow(kept[theirs.Subject], theirs, action, p)
		delete(kept, theirs.Subject)
	}
	for _, ours := range c.Items {
		if _, gone := kept[ours.Subject]; gone && ours.Base != nil {
			plan.follow(ours, PackItem{Subject: ours.Subject}, action, p)
		}
	}
	return plan
}

func (plan *Plan) follow(ours Item, theirs PackItem, action Action, p PackContents) {
	switch {
	case theirs.Body.Is(ours.Base):
		return
	case ours.Body.Is(ours.Base):
		plan.Edits = append(plan.Edits, Edit{theirs.Subject, action, ours.Revision, theirs.Body})
		return
	case !ours.Body.Is(theirs.Body):
		plan.Differences = append(plan.Differences, Difference{theirs.Subject, p.ID, p.Version, theirs.Body})
	}
	plan.Rebases = append(plan.Rebases, theirs)
}

// PlanImport says what makes a store hold what a pack holds and nothing else.
func PlanImport(c Contents, p PackContents) Plan {
	var plan Plan
	kept := index(c)
	for _, theirs := range p.Items {
		ours := kept[theirs.Subject]
		delete(kept, theirs.Subject)
		if !ours.Body.Is(theirs.Body) {
			plan.Edits = append(plan.Edits, Edit{Subject: theirs.Subject, Action: Import, Replaces: ours.Revision, After: theirs.Body})
		}
	}
	for _, ours := range c.Items {
		if _, gone := kept[ours.Subject]; gone && ours.Body != nil {
			plan.Edits = append(plan.Edits, Edit{Subject: ours.Subject, Action: Import, Replaces: ours.Revision})
		}
	}
	return plan
}

func index(c Contents) map[Subject]Item {
	out := make(map[Subject]Item, len(c.Items))
	for _, it := range c.Items {
		out[it.Subject] = it
	}
	return out
}
