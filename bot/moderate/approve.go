package moderate

import (
	"context"
	"fmt"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// sendForApproval has a draft wait for a second moderator and tells the log.
func (k *Desk) sendForApproval(ctx context.Context, r bot.Request, st *state, d *draft, edits []store.Edit) (bot.Reply, error) {
	d.State = store.Waiting
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	line := bot.Reply{Lang: r.Lang}
	heading(&line, sprintf(words.LogWaits, bot.English, d.Draft.Owner, d.name(bot.English)))
	line.Lang = bot.English
	k.showEdits(&line, st, d, edits)
	line.Buttons = []bot.Button{{Label: words.Look.In(bot.English), Data: bot.ModuleData(pressPreview + d.ID)}}
	notices, err := k.toLogs(line)
	if err != nil {
		return bot.Reply{}, err
	}
	if len(notices) > 0 {
		if _, err := k.Store.Apply(ctx, store.Change{By: r.Event.Who, Outbox: notices}); err != nil {
			k.Log.WarnContext(ctx, "the log does not hear of an approval", "err", err)
		}
	}
	reply := say(r.Lang, words.SentForApproval.In(r.Lang))
	reply.Manner = bot.Replacing
	return reply, nil
}

// approvals lists the drafts that wait for a second moderator.
func (k *Desk) approvals(ctx context.Context, r bot.Request, _ *state, _ string) (bot.Reply, error) {
	waiting, err := k.Store.WaitingDrafts(ctx)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("approvals: %w", err)
	}
	if len(waiting) == 0 {
		return say(r.Lang, words.NoneWaits.In(r.Lang)), nil
	}
	reply := bot.Reply{Lang: r.Lang}
	heading(&reply, words.Waiting.In(r.Lang))
	reply.Input = &bot.Input{Shape: bot.ChoiceInput}
	for _, w := range waiting[:min(len(waiting), maxChoices)] {
		d, err := k.load(ctx, w.ID)
		if err != nil {
			continue
		}
		reply.Input.Options = append(reply.Input.Options, bot.Option{
			Label: cut(d.name(r.Lang)+" · "+w.Owner.String(), maxLabel), Data: bot.ModuleData(pressPreview + w.ID),
		})
	}
	return reply, nil
}

// maxChoices is how many options a list offers.
const maxChoices = 20

// reject sends a waiting draft back to its owner, who may change it.
func (k *Desk) reject(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	d, err := k.openShared(ctx, r, id)
	if err != nil {
		return bot.Reply{}, k.consumed(err)
	}
	if d.State != store.Waiting {
		return notice(r.Lang, words.NotFound), nil
	}
	d.State = store.Open
	if err := k.keep(ctx, d); err != nil {
		return bot.Reply{}, err
	}
	line := bot.Reply{Lang: bot.English}
	heading(&line, sprintf(words.LogRejected, bot.English, r.Event.Who, d.name(bot.English), d.Draft.Owner))
	line.Buttons = []bot.Button{{Label: words.Look.In(bot.English), Data: bot.ModuleData(pressMenu + d.ID)}}
	notices, err := k.toLogs(line)
	if err == nil && len(notices) > 0 {
		_, err = k.Store.Apply(ctx, store.Change{By: r.Event.Who, Outbox: notices})
	}
	if err != nil {
		k.Log.WarnContext(ctx, "the log does not hear of a rejection", "err", err)
	}
	reply := say(r.Lang, words.Rejected.In(r.Lang))
	reply.Manner = bot.Replacing
	return reply, nil
}
