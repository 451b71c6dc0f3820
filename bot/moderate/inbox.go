package moderate

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// perPage is how many inbox items a list shows.
const perPage = 8

// inbox lists what waits for a moderator; the argument is a kind, or nothing.
func (k *Desk) inbox(ctx context.Context, r bot.Request, st *state, kind string) (bot.Reply, error) {
	return k.inboxPage(ctx, r, st, "0"+kind)
}

// inboxPage lists one page: its number, one digit, then the kind.
func (k *Desk) inboxPage(ctx context.Context, r bot.Request, _ *state, data string) (bot.Reply, error) {
	page := 0
	if data != "" {
		page, _ = strconv.Atoi(data[:1])
		data = data[1:]
	}
	kind := store.InboxKind(strings.TrimSpace(data))
	if kind != "" && !slices.Contains(store.InboxKinds, kind) {
		reply := say(r.Lang, words.NoInboxKind.In(r.Lang))
		for _, known := range store.InboxKinds {
			list(&reply, "/inbox "+string(known)+" – "+words.InboxKinds[known].In(r.Lang))
		}
		return reply, nil
	}
	all, err := k.Store.Inbox(ctx, store.InboxQuery{Kind: kind, Most: (page+1)*perPage + 1})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("inbox: %w", err)
	}
	start := min(page*perPage, len(all))
	shown := all[start:min(start+perPage, len(all))]
	if len(shown) == 0 {
		return say(r.Lang, words.InboxEmpty.In(r.Lang)), nil
	}
	reply := bot.Reply{Lang: r.Lang}
	heading(&reply, words.Inbox.In(r.Lang))
	in := &bot.Input{Shape: bot.ChoiceInput}
	for _, it := range shown {
		in.Options = append(in.Options, bot.Option{Label: itemLine(it, r.Lang), Data: bot.ModuleData(pressItem + it.ID)})
	}
	if len(all) > start+perPage && page < 9 {
		in.Options = append(in.Options, option(r.Lang, words.MoreItems, pressInbox, strconv.Itoa(page+1)+string(kind)))
	}
	reply.Input = in
	return reply, nil
}

// itemLine is an inbox item in one line.
func itemLine(it store.InboxItem, lang bot.Lang) string {
	what := it.Text
	if it.Difference != nil {
		what = it.Difference.Subject.String()
	}
	return fmt.Sprintf("%s: %s · %s", words.InboxKinds[it.Kind].In(lang), cut(bot.Clean(what), maxSays), sprintf(words.AskedTimes, lang, it.Times, it.Askers))
}

// itemByID reads an open inbox item.
func (k *Desk) itemByID(ctx context.Context, id string) (store.InboxItem, error) {
	items, err := k.Store.Inbox(ctx, store.InboxQuery{ID: id, Resolved: true})
	switch {
	case err != nil:
		return store.InboxItem{}, fmt.Errorf("inbox: %w", err)
	case len(items) == 0:
		return store.InboxItem{}, store.ErrNotFound
	case items[0].Resolved.How != "":
		return store.InboxItem{}, &store.ResolvedError{Resolution: items[0].Resolved}
	}
	return items[0], nil
}

// maxAskings is how many of the wordings of an item are shown, and known as
// an asker's.
const maxAskings = 20

// item shows an inbox item with what can be done about it.
func (k *Desk) item(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	reply := bot.Reply{Lang: r.Lang}
	heading(&reply, itemLine(it, r.Lang))
	if it.Kind == store.PackDiffers {
		k.showDifference(&reply, st, it)
		return reply, nil
	}
	asked, err := k.askingsOf(ctx, it)
	if err != nil {
		return bot.Reply{}, err
	}
	list(&reply, asked...)
	if it.Waiting > 0 {
		tell(&reply, sprintf(words.SomeWait, r.Lang, it.Waiting))
	}
	k.showNearest(&reply, st, it)
	if it.Explanation != "" {
		tell(&reply, words.HowItCame.In(r.Lang))
		list(&reply, strings.Split(it.Explanation, "\n")...)
	}
	in := &bot.Input{Shape: bot.ChoiceInput}
	if it.Fact != "" {
		in.Options = append(in.Options, option(r.Lang, words.EditFact, pressTakeUp, it.ID))
	}
	if it.Kind != store.Suggestion {
		in.Options = append(in.Options, attachOptions(r.Lang, st, it.ID, it.Nearest)...)
		in.Options = append(in.Options,
			option(r.Lang, words.AttachOther, pressAttachID, it.ID),
			option(r.Lang, words.DraftFact, pressFromItem, it.ID),
			option(r.Lang, words.ReviewSilent, pressSilent, it.ID))
	}
	in.Options = append(in.Options, option(r.Lang, words.Dismiss, pressDismiss, it.ID))
	reply.Input = in
	return reply, nil
}

// askingsOf are the wordings of an item, each once.
func (k *Desk) askingsOf(ctx context.Context, it store.InboxItem) ([]string, error) {
	askings, err := k.Store.Askings(ctx, it.ID)
	if err != nil {
		return nil, fmt.Errorf("inbox: %w", err)
	}
	var out []string
	for _, a := range askings {
		if s := bot.Clean(a.Text); s != "" && !slices.Contains(out, s) && len(out) < maxAskings {
			out = append(out, s)
		}
	}
	return out, nil
}

func (k *Desk) showNearest(reply *bot.Reply, st *state, it store.InboxItem) {
	var lines []bot.Item
	for _, id := range it.Nearest {
		if f, _, ok := st.book.Fact(id); ok {
			lines = append(lines, bot.Item{Text: f.Statement.In(reply.Lang) + " [" + id + "]", Paragraph: f.Evidence.Paragraph})
		}
	}
	if len(lines) > 0 {
		tell(reply, words.NearestFacts.In(reply.Lang))
		reply.Parts = append(reply.Parts, bot.Part{Kind: bot.List, Items: lines})
	}
}

// showDifference shows what a newer pack says otherwise, and offers either.
func (k *Desk) showDifference(reply *bot.Reply, st *state, it store.InboxItem) {
	lang := reply.Lang
	d := it.Difference
	if d == nil {
		return
	}
	tell(reply, sprintf(words.PackHas, lang, d.Pack, d.Version))
	ours := st.items[d.Subject].Body
	if d.Theirs == nil {
		tell(reply, words.PackRetired.In(lang))
	} else {
		reply.Parts = append(reply.Parts, comparedBodies(d.Subject.Kind, ours, d.Theirs, lang)...)
	}
	reply.Input = &bot.Input{Shape: bot.ChoiceInput, Options: []bot.Option{
		option(lang, words.KeepOurs, pressOurs, it.ID), option(lang, words.TakeTheirs, pressTheirs, it.ID),
	}}
}

// keepOurs resolves a difference from the pack without a change.
func (k *Desk) keepOurs(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	return k.resolve(ctx, r, id, store.KeptOurs)
}

// dismiss resolves an item without a change.
func (k *Desk) dismiss(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	return k.resolve(ctx, r, id, store.Dismissed)
}

func (k *Desk) resolve(ctx context.Context, r bot.Request, id string, how store.How) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if (how == store.KeptOurs) != (it.Kind == store.PackDiffers) {
		return notice(r.Lang, words.NotFound), nil
	}
	_, err = k.Store.Apply(ctx, store.Change{By: r.Event.Who, Resolve: []store.Resolution{{Item: id, How: how}}})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("inbox: %w", err)
	}
	reply := say(r.Lang, words.Done.In(r.Lang))
	reply.Manner = bot.Replacing
	reply.Buttons = []bot.Button{{Label: words.Inbox.In(r.Lang), Data: bot.ModuleData(pressInbox + "0"), Typed: "/inbox"}}
	return reply, nil
}

// takeTheirs begins to take the pack's side, through the gate.
func (k *Desk) takeTheirs(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if it.Difference == nil {
		return notice(r.Lang, words.NotFound), nil
	}
	s := it.Difference.Subject
	d := k.newDraft(r, store.Upgrade, s)
	d.Item, d.How = it.ID, store.TookTheirs
	d.Edits = []edit{{s, store.Upgrade, st.items[s].Revision, it.Difference.Theirs}}
	return k.preview(ctx, r, st, d, "")
}

// takeUp begins to edit the fact that a suggestion or a bad answer is about.
func (k *Desk) takeUp(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	have, ok := st.items[store.Subject{Kind: store.Fact, ID: it.Fact}]
	if !ok || have.Body == nil {
		return say(r.Lang, words.NoFact.In(r.Lang)), nil
	}
	d := k.newDraft(r, store.Edited, have.Subject)
	d.Before, d.Replaces, d.Book = have.Body, have.Revision, st.revision()
	d.Item, d.How = it.ID, store.AsEdit
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	reply := k.menu(r, st, d)
	reply.Parts = append([]bot.Part{{Kind: bot.Say, Text: words.Suggested.In(r.Lang) + ": " + it.Text}}, reply.Parts...)
	return reply, nil
}
