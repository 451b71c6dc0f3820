package moderate

import (
	"context"
	"strconv"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// panel is one page of a draft's form. shown are the faults to show; nil
// shows none.
func (k *Desk) panel(r bot.Request, st *state, d *draft, n int, shown faults) bot.Reply {
	reply := bot.Reply{Lang: r.Lang, Manner: bot.Aside}
	heading(&reply, sprintf(words.PageOf, r.Lang, d.titleOf(n).In(r.Lang), n+1, d.pages()))
	in := d.input(n, shown, r.Lang)
	var wrong []string
	for _, x := range in.Fields {
		if x.Fault != "" {
			wrong = append(wrong, x.Label+": "+x.Fault)
		}
	}
	if len(wrong) > 0 {
		tell(&reply, words.PleaseCorrect.In(r.Lang))
		list(&reply, wrong...)
	} else {
		tell(&reply, words.FillIn.In(r.Lang))
	}
	in.Data = bot.ModuleData(pressPage + strconv.Itoa(n) + d.ID)
	k.offerHelp(&reply, r, st, d, in, shown)
	if n+1 < d.pages() && d.adding() {
		in.Options = append(in.Options, option(r.Lang, words.NextPage, pressPage, strconv.Itoa(n+1)+d.ID))
	}
	in.Options = append(in.Options,
		option(r.Lang, words.AllFields, pressMenu, d.ID),
		option(r.Lang, words.Discard, pressDiscard, d.ID))
	reply.Input = in
	return reply
}

func (d *draft) input(n int, shown faults, lang bot.Lang) *bot.Input {
	if d.Subject.Kind == store.Entity {
		e := decoded(d.Before, store.Body.Entity)
		return entityForm().pages[n].panel(&e, d.Typed, shown, d.adding(), lang)
	}
	before, _, _ := d.fact()
	return factForm().pages[n].panel(&before, d.Typed, shown, d.adding(), lang)
}

// offerHelp shows where a wrong quote may come from, and offers to take that,
// and to add entities that are named and not known.
func (k *Desk) offerHelp(reply *bot.Reply, r bot.Request, st *state, d *draft, in *bot.Input, shown faults) {
	if d.Subject.Kind != store.Fact {
		return
	}
	_, f, _ := d.fact()
	if _, ok := shown["quote"]; ok && f.Evidence.Quote != "" {
		if part, _, ok := placeOf(st, f, r.Lang); ok {
			reply.Parts = append(reply.Parts, part)
			in.Options = append(in.Options, option(r.Lang, words.TakeNearest, pressNearest, d.ID))
		}
	}
	if _, unknown := k.check(st, d); len(shown) > 0 {
		for i, name := range unknown[:min(len(unknown), maxUnknown)] {
			o := option(r.Lang, words.AddEntity, pressEntity, d.ID+strconv.Itoa(i))
			o.Label = cut(sprintf(words.AddEntity, r.Lang, name), maxLabel)
			in.Options = append(in.Options, o)
		}
	}
}

const (
	maxUnknown = 3  // entities offered to add
	maxLabel   = 80 // characters of a button's label
)

// showPage shows a panel: page, then draft.
func (k *Desk) showPage(ctx context.Context, r bot.Request, st *state, data string) (bot.Reply, error) {
	d, n, err := k.pageOf(ctx, r, data)
	if err != nil {
		return bot.Reply{}, err
	}
	return k.panel(r, st, d, n, nil), nil
}

func (k *Desk) pageOf(ctx context.Context, r bot.Request, data string) (*draft, int, error) {
	if data == "" {
		return nil, 0, store.ErrNotFound
	}
	n, err := strconv.Atoi(data[:1])
	if err != nil {
		return nil, 0, store.ErrNotFound
	}
	d, err := k.openOwn(ctx, r, data[1:])
	if err != nil {
		return nil, 0, err
	}
	if !d.formed() || n >= d.pages() {
		return nil, 0, store.ErrNotFound
	}
	return d, n, nil
}

// filledPage keeps what was typed into a panel, whatever is wrong with it.
func (k *Desk) filledPage(ctx context.Context, r bot.Request, st *state, data string) (bot.Reply, error) {
	d, n, err := k.pageOf(ctx, r, data)
	if err != nil {
		return bot.Reply{}, err
	}
	values := r.Event.Values
	if len(values) == 0 {
		return k.panel(r, st, d, n, nil), nil
	}
	d.take(n, values)
	d.State = store.Open
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	all, _ := k.check(st, d)
	found, whole := d.onPage(n, all, values)
	switch {
	case len(found) > 0 || !whole:
		return k.panel(r, st, d, n, found), nil
	case d.adding() && n+1 < d.pages() && n == d.reached()-1:
		return k.panel(r, st, d, n+1, nil), nil
	case d.adding() && len(all) == 0:
		return k.preview(ctx, r, st, d, "")
	}
	return k.menu(r, st, d), nil
}

func (d *draft) take(n int, values map[string]string) {
	if d.Subject.Kind == store.Entity {
		e := decoded(d.Before, store.Body.Entity)
		entityForm().pages[n].take(&e, d.Typed, values)
		return
	}
	before, _, _ := d.fact()
	factForm().pages[n].take(&before, d.Typed, values)
}

// onPage are the faults of the fields that were filled in, and whether all
// fields of the page were.
func (d *draft) onPage(n int, all faults, values map[string]string) (found faults, whole bool) {
	found, whole = faults{}, true
	for _, x := range d.input(n, nil, bot.English).Fields {
		if _, ok := values[x.Name]; !ok {
			whole = false
			continue
		}
		if fault, ok := all[x.Name]; ok {
			found[x.Name] = fault
		}
	}
	return found, whole
}

// reached is how many pages, from the first, have something typed.
func (d *draft) reached() int {
	last := 0
	for n := range d.pages() {
		for _, x := range d.input(n, nil, bot.English).Fields {
			if _, ok := d.Typed[x.Name]; ok {
				last = n + 1
			}
		}
	}
	return last
}

// takeNearest puts the nearest place of the review in place of a wrong quote.
func (k *Desk) takeNearest(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	d, err := k.openOwn(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	_, f, _ := d.fact()
	place, ok := nearest(st.source.Review, f.Evidence)
	if !ok || !d.formed() || d.Subject.Kind != store.Fact {
		return k.menu(r, st, d), nil
	}
	d.take(0, map[string]string{"quote": place.sentence, "paragraph": strconv.Itoa(place.paragraph)})
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	found, _ := k.check(st, d)
	shown, _ := d.onPage(0, found, d.Typed)
	reply := k.panel(r, st, d, 0, shown)
	if len(shown) == 0 && !d.adding() {
		reply = k.menu(r, st, d)
	}
	reply.Manner = bot.Replacing
	return reply, nil
}
