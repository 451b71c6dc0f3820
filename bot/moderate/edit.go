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

// showMenu shows the fields of a draft.
func (k *Desk) showMenu(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	d, err := k.openOwn(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if !d.formed() {
		return k.preview(ctx, r, st, d, "")
	}
	reply := k.menu(r, st, d)
	reply.Manner = bot.Replacing
	return reply, nil
}

// menu shows what a draft changes so far, and the panels to go on with.
func (k *Desk) menu(r bot.Request, st *state, d *draft) bot.Reply {
	reply := bot.Reply{Lang: r.Lang, Manner: bot.Aside}
	heading(&reply, d.name(r.Lang))
	parts := d.differences(r.Lang)
	if len(parts) == 0 {
		tell(&reply, words.NoChangeYet.In(r.Lang))
		d.present(&reply, st)
	}
	reply.Parts = append(reply.Parts, parts...)
	in := &bot.Input{Shape: bot.ChoiceInput}
	for n := range d.pages() {
		o := option(r.Lang, text{}, pressPage, strconv.Itoa(n)+d.ID)
		o.Label = d.titleOf(n).In(r.Lang)
		in.Options = append(in.Options, o)
	}
	if len(parts) > 0 {
		in.Options = append(in.Options, option(r.Lang, words.Preview, pressPreview, d.ID))
	}
	in.Options = append(in.Options, option(r.Lang, words.Discard, pressDiscard, d.ID))
	reply.Input = in
	return reply
}

// present shows the statement and the quote as they stand.
func (d *draft) present(reply *bot.Reply, st *state) {
	if d.Subject.Kind != store.Fact {
		return
	}
	if f, c, ok := st.book.Fact(d.Subject.ID); ok {
		reply.Parts = append(reply.Parts,
			bot.Part{Kind: bot.Statement, Text: f.Statement.In(reply.Lang)},
			bot.Part{Kind: bot.Quote, Text: c.Quote(), Section: c.Section().In(reply.Lang), Paragraph: c.Paragraph()})
	}
}

// name says what a draft does to what.
func (d *draft) name(lang bot.Lang) string {
	subject := d.Subject
	if subject.ID == "" {
		subject.ID = d.Typed["id"]
	}
	return actionName(d.Action, lang) + ": " + strings.TrimSuffix(subject.String(), ":")
}

// differences are the fields that a draft changes, with the change marked.
func (d *draft) differences(lang bot.Lang) []bot.Part {
	if d.Subject.Kind == store.Entity {
		before, after, _ := d.entity()
		return compared(entityForm(), &before, &after, lang)
	}
	before, after, _ := d.fact()
	return compared(factForm(), &before, &after, lang)
}

func compared[T any](f form[T], before, after *T, lang bot.Lang) []bot.Part {
	var out []bot.Part
	for _, x := range f.changed(before, after) {
		out = append(out, bot.Part{Kind: bot.Compare, Text: x.label.In(lang), Spans: compare(x.get(before), x.get(after))})
	}
	return out
}

// comparedBodies compares two states of a subject; nil is none.
func comparedBodies(kind store.SubjectKind, before, after store.Body, lang bot.Lang) []bot.Part {
	switch kind {
	case store.Fact:
		a, b := decoded(before, store.Body.Fact), decoded(after, store.Body.Fact)
		return compared(factForm(), &a, &b, lang)
	case store.Entity:
		a, b := decoded(before, store.Body.Entity), decoded(after, store.Body.Entity)
		return compared(entityForm(), &a, &b, lang)
	case store.Silence, store.Misconception:
		a, b := decoded(before, store.Body.Silence), decoded(after, store.Body.Silence)
		return []bot.Part{{Kind: bot.Compare, Text: words.FieldSilence.In(lang), Spans: compare(listed(a.Asks), listed(b.Asks))}}
	}
	return []bot.Part{{Kind: bot.Compare, Text: string(kind), Spans: compare(string(before), string(after))}}
}

// statementOf is a line that names what a subject says.
func statementOf(s store.Subject, b store.Body, lang bot.Lang) string {
	switch s.Kind {
	case store.Fact:
		return decoded(b, store.Body.Fact).Statement.In(lang)
	case store.Entity:
		return decoded(b, store.Body.Entity).Name.In(lang)
	case store.Silence, store.Misconception:
		return listed(decoded(b, store.Body.Silence).Asks)
	}
	return ""
}

type text = knowledge.Text
