package moderate

import (
	"context"
	"fmt"
	"strings"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// freeze stops editing for all but owners; the argument says why.
func (k *Desk) freeze(ctx context.Context, r bot.Request, _ *state, why string) (bot.Reply, error) {
	if err := k.Store.Freeze(ctx, store.Freeze{By: r.Event.Who, Why: why}); err != nil {
		return bot.Reply{}, fmt.Errorf("freeze: %w", err)
	}
	k.logFreeze(ctx, r, sprintf(words.LogFrozen, bot.English, r.Event.Who, why))
	return say(r.Lang, words.IsFrozen.In(r.Lang)), nil
}

// unfreeze lets editing go on.
func (k *Desk) unfreeze(ctx context.Context, r bot.Request, _ *state, _ string) (bot.Reply, error) {
	if err := k.Store.Freeze(ctx, store.Freeze{}); err != nil {
		return bot.Reply{}, fmt.Errorf("unfreeze: %w", err)
	}
	k.logFreeze(ctx, r, sprintf(words.LogUnfrozen, bot.English, r.Event.Who))
	return say(r.Lang, words.IsUnfrozen.In(r.Lang)), nil
}

func (k *Desk) logFreeze(ctx context.Context, r bot.Request, line string) {
	notices, err := k.toLogs(say(bot.English, line))
	if err == nil && len(notices) > 0 {
		_, err = k.Store.Apply(ctx, store.Change{By: r.Event.Who, Outbox: notices})
	}
	if err != nil {
		k.Log.WarnContext(ctx, "the log does not hear of a freeze", "err", err)
	}
}

// takeBack begins to take back all edits of one person since a time:
// PLATFORM:USER, then a time. What somebody else edited later stays, and is
// told.
func (k *Desk) takeBack(ctx context.Context, r bot.Request, st *state, argument string) (bot.Reply, error) {
	name, when := firstWord(argument)
	platform, user, _ := strings.Cut(name, ":")
	since, err := parseSince(when, k.Now())
	if platform == "" || when == "" || err != nil {
		return say(r.Lang, words.TakeBackUsage.In(r.Lang)), nil
	}
	by := store.Who{Platform: platform, User: user}
	theirs, err := k.Store.Revisions(ctx, store.RevisionQuery{By: by, Since: since})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("history: %w", err)
	}
	d := k.newDraft(r, store.Undo, store.Subject{})
	d.Owner, d.Why = true, sprintf(words.TakeBackWhy, bot.English, by, since.UTC().Format(time.RFC3339))
	if err := k.undoAll(ctx, st, d, theirs); err != nil {
		return bot.Reply{}, err
	}
	if len(d.Edits) == 0 {
		reply := say(r.Lang, words.NothingOfTheirs.In(r.Lang))
		list(&reply, d.Skipped...)
		return reply, nil
	}
	d.Subject = d.Edits[0].Subject
	return k.preview(ctx, r, st, d, "")
}

// undoAll goes back, subject by subject, to what was before the first of
// somebody's revisions. A subject that others edited after that stays.
func (k *Desk) undoAll(ctx context.Context, st *state, d *draft, theirs []store.Revision) error {
	done := map[store.Subject]bool{}
	for _, first := range theirs {
		if done[first.Subject] || first.Action == store.Pack {
			continue
		}
		done[first.Subject] = true
		later, err := k.Store.Revisions(ctx, store.RevisionQuery{Subject: first.Subject, After: first.Number})
		if err != nil {
			return fmt.Errorf("history: %w", err)
		}
		last := first
		for _, v := range later {
			if v.By != first.By {
				d.Skipped = append(d.Skipped, first.Subject.String()+": "+revisionLine(v, bot.English))
				last = store.Revision{}
				break
			}
			last = v
		}
		if last.Number == 0 || last.After.Is(first.Before) {
			continue
		}
		d.Edits = append(d.Edits, edit{first.Subject, store.Undo, last.Number, first.Before})
	}
	return nil
}

// parseSince reads a time: a date, a date and a time of UTC, or how long ago
// it was, as 90m, 12h or 7d.
func parseSince(s string, now time.Time) (time.Time, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if d, err := time.ParseDuration(days + "h"); err == nil {
			return now.Add(-24 * d), nil
		}
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	for _, layout := range []string{"2006-01-02", "2006-01-02 15:04", "2006-01-02T15:04", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", s)
}

// rates shows what readers think of answers: the facts with the most bad
// words, or one fact by revision.
func (k *Desk) rates(ctx context.Context, r bot.Request, _ *state, id string) (bot.Reply, error) {
	all, err := k.Store.Rates(ctx, strings.ToLower(id))
	if err != nil {
		return bot.Reply{}, fmt.Errorf("rates: %w", err)
	}
	if len(all) == 0 {
		return say(r.Lang, words.NoRates.In(r.Lang)), nil
	}
	reply := bot.Reply{Lang: r.Lang}
	heading(&reply, words.Rates.In(r.Lang))
	var lines []string
	for _, v := range all[:min(len(all), maxRates)] {
		lines = append(lines, sprintf(words.RateLine, r.Lang, v.Fact, v.Revision, v.Good, v.Bad))
	}
	list(&reply, lines...)
	return reply, nil
}

// maxRates is how many lines of ratings are shown.
const maxRates = 25
