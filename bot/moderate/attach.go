package moderate

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// origin is what a phrasing is made from: an inbox item, or a draft that holds
// somebody's message.
type origin struct {
	id    string
	item  store.InboxItem // zero for a message
	draft string          // id, to be consumed; "" for an item
	asked []string
}

// originOf finds an origin by its id.
func (k *Desk) originOf(ctx context.Context, r bot.Request, id string) (origin, error) {
	it, err := k.itemByID(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		d, err := k.openOwn(ctx, r, id)
		if err != nil {
			return origin{}, err
		}
		if d.Asked == "" {
			return origin{}, store.ErrNotFound
		}
		return origin{id: id, draft: id, asked: []string{d.Asked}}, nil
	}
	if err != nil {
		return origin{}, err
	}
	asked, err := k.askingsOf(ctx, it)
	return origin{id: id, item: it, asked: asked}, err
}

// factPhrasing begins to make a phrasing from somebody's message.
func (k *Desk) factPhrasing(ctx context.Context, r bot.Request, st *state, said string) (bot.Reply, error) {
	if said = bot.Question(said); said == "" {
		return say(r.Lang, words.PhrasingUsage.In(r.Lang)), nil
	}
	d := k.newDraft(r, store.Edited, store.Subject{Kind: store.Fact})
	d.Book, d.Asked = st.revision(), said
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	reply := say(r.Lang, words.PhrasingOf.In(r.Lang))
	list(&reply, said)
	a := st.book.Ask(knowledge.Question{Text: said})
	k.showNearest(&reply, st, store.InboxItem{Nearest: a.Facts()})
	reply.Input = &bot.Input{Shape: bot.ChoiceInput, Options: append(attachOptions(r.Lang, st, d.ID, a.Facts()),
		option(r.Lang, words.AttachOther, pressAttachID, d.ID), option(r.Lang, words.Discard, pressDiscard, d.ID))}
	return reply, nil
}

// attachOptions offer the facts that come nearest.
func attachOptions(lang bot.Lang, st *state, id string, facts []string) []bot.Option {
	var out []bot.Option
	for _, near := range facts[:min(len(facts), 3)] {
		if _, _, ok := st.book.Fact(near); ok {
			o := option(lang, words.AttachTo, pressAttach, id+near)
			o.Label = sprintf(words.AttachTo, lang, near)
			out = append(out, o)
		}
	}
	return out
}

// attach asks for the wording by which a fact is asked for: origin, then
// fact. The wording is the moderator's own: it outlives the asker's right to
// be forgotten.
func (k *Desk) attach(ctx context.Context, r bot.Request, st *state, data string) (bot.Reply, error) {
	id, fact := cutID(data)
	return k.wording(ctx, r, st, id, fact, "", text{})
}

// askFact asks for the fact that an item is to be attached to.
func (k *Desk) askFact(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	if _, err := k.originOf(ctx, r, id); err != nil {
		return bot.Reply{}, err
	}
	reply := say(r.Lang, words.WhichFact.In(r.Lang))
	reply.Input = &bot.Input{
		Shape: bot.TextInput, Title: words.AttachOther.In(r.Lang), Data: bot.ModuleData(pressAttachID + id),
		Fields: []bot.Field{{Name: "fact", Label: words.FieldID.In(r.Lang)}},
	}
	return reply, nil
}

// wording is the panel with a fact and the phrasing for it.
func (k *Desk) wording(ctx context.Context, r bot.Request, st *state, id, fact, typed string, fault text) (bot.Reply, error) {
	from, err := k.originOf(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	f, _, ok := st.book.Fact(fact)
	if !ok {
		return say(r.Lang, words.NoFact.In(r.Lang)), nil
	}
	reply := say(r.Lang, words.Reword.In(r.Lang))
	list(&reply, from.asked...)
	reply.Parts = append(reply.Parts, bot.Part{Kind: bot.Statement, Text: f.Statement.In(r.Lang), Paragraph: f.Evidence.Paragraph})
	if fault != (text{}) {
		tell(&reply, fault.In(r.Lang))
	}
	reply.Input = &bot.Input{
		Shape: bot.PanelInput, Title: words.AttachTitle.In(r.Lang), Data: bot.ModuleData(pressAttachID + id),
		Fields: []bot.Field{
			{Name: "fact", Label: words.FieldID.In(r.Lang), Value: fact},
			{Name: "ask", Label: words.FieldAsk.In(r.Lang), Value: typed, Fault: fault.In(r.Lang)},
		},
		Options: []bot.Option{from.back(r.Lang)},
	}
	return reply, nil
}

// back leads to the item, or discards the draft.
func (o origin) back(lang bot.Lang) bot.Option {
	if o.draft != "" {
		return option(lang, words.Discard, pressDiscard, o.draft)
	}
	return option(lang, words.BackToItem, pressItem, o.id)
}

// filledFact takes the fact, and the wording once it is there.
func (k *Desk) filledFact(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	fact := strings.ToLower(bot.Clean(r.Event.Values["fact"]))
	ask := bot.Clean(r.Event.Values["ask"])
	from, err := k.originOf(ctx, r, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if len(r.Event.Values) == 0 {
		return k.askFact(ctx, r, st, id)
	}
	have, ok := st.items[store.Subject{Kind: store.Fact, ID: fact}]
	if !ok || have.Body == nil {
		reply, err := k.askFact(ctx, r, st, id)
		if err == nil {
			reply.Parts = append([]bot.Part{{Kind: bot.Say, Text: words.NoFact.In(r.Lang)}}, reply.Parts...)
			reply.Input.Fields[0].Value, reply.Input.Fields[0].Fault = fact, words.NoFact.In(r.Lang)
		}
		return reply, err
	}
	if ask == "" {
		return k.wording(ctx, r, st, id, fact, "", text{})
	}
	if fault := from.ownWords(ask); fault != (text{}) {
		return k.wording(ctx, r, st, id, fact, ask, fault)
	}
	d := k.newDraft(r, store.Edited, have.Subject)
	if from.draft != "" {
		if d, err = k.openOwn(ctx, r, from.draft); err != nil {
			return bot.Reply{}, err
		}
		d.Subject, d.Asked = have.Subject, ""
	}
	d.Before, d.Replaces, d.Test = have.Body, have.Revision, ask
	if from.draft == "" {
		d.Item, d.How = from.id, store.AsPhrasing
	}
	f := decoded(have.Body, store.Body.Fact)
	name := "asks_en"
	if isCyrillic(ask) {
		name = "asks_ru"
	}
	x, _, _ := factForm().field(name)
	d.Typed[name] = listed(append(items(x.get(&f)), ask))
	return k.preview(ctx, r, st, d, "")
}

// ownWords says what is wrong with a wording that is to outlive the question:
// it is too long, or one that an asker wrote.
func (o origin) ownWords(ask string) text {
	if len([]rune(ask)) > maxAsk {
		return filled(words.LongAsk, maxAsk)
	}
	key := strings.Join(bareWords(ask), " ")
	if pack.PhrasingKey(ask) == "" {
		return words.NoWords
	}
	for _, a := range o.asked {
		if strings.Join(bareWords(a), " ") == key {
			return words.NotReworded
		}
	}
	return text{}
}

// maxAsk is how many characters a phrasing has at most.
const maxAsk = 200

// fromItem begins a new fact for an item's question, at the nearest place.
func (k *Desk) fromItem(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	asked, err := k.askingsOf(ctx, it)
	if err != nil {
		return bot.Reply{}, err
	}
	d := k.newDraft(r, store.Add, store.Subject{Kind: store.Fact})
	d.Book, d.Item, d.How = st.revision(), it.ID, store.AsFact
	if len(it.Nearest) > 0 {
		if f, _, ok := st.book.Fact(it.Nearest[0]); ok {
			d.Typed["paragraph"] = strconv.Itoa(f.Evidence.Paragraph)
		}
	}
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	reply := k.panel(r, st, d, 0, nil)
	lead := []bot.Part{{Kind: bot.Say, Text: words.AnswersThese.In(r.Lang)}}
	var lines []bot.Item
	for _, s := range asked {
		lines = append(lines, bot.Item{Text: s})
	}
	if len(lines) > 0 {
		lead = append(lead, bot.Part{Kind: bot.List, Items: lines})
	}
	reply.Parts = append(lead, reply.Parts...)
	return reply, nil
}
