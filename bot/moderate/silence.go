package moderate

import (
	"context"
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// silent asks which of an item's questions the review does not answer.
func (k *Desk) silent(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	asked, err := k.askingsOf(ctx, it)
	if err != nil {
		return bot.Reply{}, err
	}
	return silencePanel(r, id, strings.Join(asked, "\n"), text{}), nil
}

func silencePanel(r bot.Request, id, value string, fault text) bot.Reply {
	reply := say(r.Lang, words.WhichSilent.In(r.Lang))
	if fault != (text{}) {
		tell(&reply, fault.In(r.Lang))
	}
	reply.Input = &bot.Input{
		Shape: bot.PanelInput, Title: words.ReviewSilent.In(r.Lang), Data: bot.ModuleData(pressSilent + id),
		Fields:  []bot.Field{{Name: "asks", Label: words.FieldSilence.In(r.Lang), Value: value, Long: true, Fault: fault.In(r.Lang)}},
		Options: []bot.Option{option(r.Lang, words.BackToItem, pressItem, id)},
	}
	return reply
}

// filledSilence begins a silence of the questions that were left in the
// panel. What is kept of each is Book.Alike's name for it: by that it is
// known again, but it is not the asker's sentence.
func (k *Desk) filledSilence(ctx context.Context, r bot.Request, st *state, id string) (bot.Reply, error) {
	it, err := k.itemByID(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	value, ok := r.Event.Values["asks"]
	if !ok {
		return k.silent(ctx, r, st, id)
	}
	var asks []string
	for line := range strings.Lines(bot.Plain(value)) {
		if w := st.book.Alike(bot.Question(line)); w != "" {
			asks = append(asks, w)
		}
	}
	if len(asks) == 0 {
		return silencePanel(r, id, value, words.NoWords), nil
	}
	s := knowledge.Silence{Near: it.Nearest, Asks: asks}
	s.ID = pack.SilenceID(s)
	body, err := store.SilenceBody(s)
	if err != nil {
		return bot.Reply{}, err
	}
	subject := store.Subject{Kind: store.Silence, ID: s.ID}
	d := k.newDraft(r, store.Add, subject)
	d.Item, d.How = it.ID, store.AsSilence
	d.Edits = []edit{{subject, store.Add, st.items[subject].Revision, body}}
	return k.preview(ctx, r, st, d, "")
}
