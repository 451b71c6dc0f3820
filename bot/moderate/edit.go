package moderate

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// errOthers reports a draft of somebody else.
var errOthers = errors.New("the draft is another moderator's")

// openOwn reads a draft of who sent a request, still to be worked on.
func (k *Desk) openOwn(ctx context.Context, r bot.Request, id string) (*draft, error) {
	d, err := k.load(ctx, id)
	switch {
	case d == nil || errors.Is(err, store.ErrConsumed):
		return nil, err
	case d.Draft.Owner != r.Event.Who:
		return nil, errOthers
	case errors.Is(err, store.ErrExpired):
		return nil, &expiredError{d.again()}
	}
	return d, err
}

// again is the data of a button that begins anew what a draft was about.
func (d *draft) again() string {
	switch {
	case d.Item != "":
		return pressItem + d.Item
	case d.Subject.Kind == store.Fact && d.Action == store.Add:
		return pressAdd
	case d.Subject.Kind == store.Fact:
		return pressEdit + d.Subject.ID
	}
	return ""
}

// factAdd begins a new fact, at the place of the review that is nearest to
// what was said, if anything was.
func (k *Desk) factAdd(ctx context.Context, r bot.Request, st *state, said string) (bot.Reply, error) {
	d := k.newDraft(r, store.Add, store.Subject{Kind: store.Fact})
	d.Book = st.revision()
	if place, ok := nearest(st.source.Review, knowledge.Evidence{Quote: said}); ok {
		d.Typed["paragraph"], d.Typed["quote"] = strconv.Itoa(place.paragraph), place.sentence
	}
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	reply := k.panel(r, st, d, 0, nil)
	if said = bot.Question(said); said != "" {
		reply.Parts = append([]bot.Part{{Kind: bot.Say, Text: words.Suggested.In(r.Lang) + ": " + said}}, reply.Parts...)
	}
	return reply, nil
}

// factEdit begins to edit a fact.
func (k *Desk) factEdit(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	it, ok := st.items[store.Subject{Kind: store.Fact, ID: strings.ToLower(id)}]
	if !ok || it.Body == nil {
		return say(r.Lang, words.NoFact.In(r.Lang)), nil
	}
	d := k.newDraft(r, store.Edited, it.Subject)
	d.Before, d.Replaces, d.Book = it.Body, it.Revision, st.revision()
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	return k.menu(r, st, d), nil
}

// entityAdd begins a new entity; the argument is its name, if any.
func (k *Desk) entityAdd(ctx context.Context, r bot.Request, st *state, name string) (bot.Reply, error) {
	return k.beginEntity(ctx, r, st, name, "")
}

func (k *Desk) beginEntity(ctx context.Context, r bot.Request, st *state, name, back string) (bot.Reply, error) {
	d := k.newDraft(r, store.Add, store.Subject{Kind: store.Entity})
	d.Book, d.Back = st.revision(), back
	if name != "" {
		d.Typed["name_en"] = name
		if isCyrillic(name) {
			d.Typed = typed{"name_ru": name}
		}
	}
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	return k.panel(r, st, d, 0, nil), nil
}

// entityEdit begins to edit an entity, by its id or a name.
func (k *Desk) entityEdit(ctx context.Context, r bot.Request, st *state, name string) (bot.Reply, error) {
	for _, e := range st.source.Entities {
		if strings.EqualFold(e.ID, name) || strings.EqualFold(e.Name.EN, name) || strings.EqualFold(e.Name.RU, name) {
			it := st.items[store.Subject{Kind: store.Entity, ID: e.ID}]
			d := k.newDraft(r, store.Edited, it.Subject)
			d.Before, d.Replaces, d.Book = it.Body, it.Revision, st.revision()
			if err := k.keep(ctx, d); err != nil {
				return bot.Reply{}, err
			}
			return k.menu(r, st, d), nil
		}
	}
	return say(r.Lang, words.NoEntity.In(r.Lang)), nil
}

// addNamed adds the entity that an edit names: the draft, then which name.
func (k *Desk) addNamed(ctx context.Context, r bot.Request, st *state, data string) (bot.Reply, error) {
	id, n := cutID(data)
	d, err := k.openOwn(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	_, unknown := k.check(st, d)
	i, err := strconv.Atoi(n)
	if err != nil || i < 0 || i >= len(unknown) {
		return k.menu(r, st, d), nil
	}
	return k.beginEntity(ctx, r, st, unknown[i], d.ID)
}

// idLength is how long ids made by store.NewID are.
const idLength = 16

// cutID parts data into an id and what follows it.
func cutID(data string) (id, rest string) {
	if len(data) < idLength {
		return data, ""
	}
	return data[:idLength], data[idLength:]
}

// pages is how many panels a draft has, and titleOf what one is called.
func (d *draft) pages() int {
	if d.Subject.Kind == store.Entity {
		return len(entityForm().pages)
	}
	return len(factForm().pages)
}

func (d *draft) titleOf(n int) text {
	if d.Subject.Kind == store.Entity {
		return entityForm().pages[n].title
	}
	return factForm().pages[n].title
}

// check fills in the form and holds the result to the rules.
func (k *Desk) check(st *state, d *draft) (found faults, unknown []string) {
	if d.Subject.Kind == store.Entity {
		_, e, found := d.entity()
		for name, fault := range checkEntity(st, e, d.adding()) {
			found.add(name, fault)
		}
		return found, nil
	}
	_, f, found := d.fact()
	rules, unknown := checkFact(st, f, d.adding())
	for name, fault := range rules {
		found.add(name, fault)
	}
	return found, unknown
}
