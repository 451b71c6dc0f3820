package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"

	"reviewbot/bot/store"
)

// Report adds to the inbox.
func (s *Store) Report(ctx context.Context, reports ...store.Report) error {
	for _, r := range reports {
		if err := fits(store.MaxText, append([]string{r.Group, r.Text}, r.Nearest...)...); err != nil {
			return fault(ctx, "report", err)
		}
		if err := fits(store.MaxPayload, r.Explanation); err != nil {
			return fault(ctx, "report", err)
		}
	}
	return s.change(ctx, "report", func(t *tx) error {
		if _, err := t.lockHead(); err != nil { // so that Forget and Sweep see all of it or nothing
			return err
		}
		for _, r := range reports {
			if err := t.report(r); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) report(r store.Report) error {
	var item string
	err := t.row(`INSERT INTO inbox (id, kind, alike, made, difference, how, by_platform, by_user, resolved) VALUES (?, ?, ?, ?, '', '', '', '', 0)
		ON CONFLICT (kind, alike) WHERE how IN ('', 'dismissed') DO UPDATE SET alike = excluded.alike RETURNING id`,
		[]any{store.NewID(), string(r.Kind), r.Group, t.millis()}, &item)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO reports (item, asker, body, lang, fact, revision, nearest, explanation, times, first_at, last_at, platform)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, '')
		ON CONFLICT (item, asker) DO UPDATE SET body = excluded.body, lang = excluded.lang, fact = excluded.fact, revision = excluded.revision,
			nearest = excluded.nearest, explanation = excluded.explanation, times = reports.times + 1, last_at = excluded.last_at`,
		item, string(r.Asker), r.Text, r.Lang, r.Fact, r.Revision, ids(r.Nearest), r.Explanation, t.millis(), t.millis())
	return err
}

// selectInbox joins each item with its latest report and counts of all.
const selectInbox = `SELECT i.id, i.kind, i.alike, i.difference, i.how, i.by_platform, i.by_user, i.resolved, i.made,
		COALESCE(r.body, ''), COALESCE(r.lang, ''), COALESCE(r.fact, ''), COALESCE(r.revision, 0), COALESCE(r.nearest, '[]'), COALESCE(r.explanation, ''),
		COALESCE(n.askers, 0), COALESCE(n.times, 0), COALESCE(n.waiting, 0), COALESCE(n.first_at, i.made), COALESCE(n.last_at, i.made)
	FROM inbox i
	LEFT JOIN (SELECT item, COUNT(*) AS askers, SUM(times) AS times, COUNT(address) AS waiting, MIN(first_at) AS first_at, MAX(last_at) AS last_at
		FROM reports GROUP BY item) n ON n.item = i.id
	LEFT JOIN reports r ON r.item = i.id AND r.asker = (SELECT l.asker FROM reports l WHERE l.item = i.id ORDER BY l.last_at DESC, l.asker LIMIT 1)`

// Inbox lists items.
func (s *Store) Inbox(ctx context.Context, q store.InboxQuery) ([]store.InboxItem, error) {
	query, args := selectInbox+" WHERE 1 = 1", []any(nil)
	if !q.Resolved {
		query += " AND i.how = ''"
	}
	if q.ID != "" {
		query, args = query+" AND i.id = ?", append(args, q.ID)
	}
	if q.Kind != "" {
		query, args = query+" AND i.kind = ?", append(args, string(q.Kind))
	}
	query += " ORDER BY 16 DESC, 20 DESC, i.id" // askers, then the last time
	if q.Most > 0 {
		query, args = query+" LIMIT ?", append(args, q.Most)
	}
	out, err := list(s.peek(ctx), scanInbox, query, args...)
	return out, fault(ctx, "inbox", err)
}

func scanInbox(scan scanner) (store.InboxItem, error) {
	var it store.InboxItem
	var difference, nearest string
	var resolved, made, first, last int64
	err := scan(&it.ID, &it.Kind, &it.Group, &difference, &it.Resolved.How, &it.Resolved.By.Platform, &it.Resolved.By.User, &resolved, &made,
		&it.Text, &it.Lang, &it.Fact, &it.Revision, &nearest, &it.Explanation,
		&it.Askers, &it.Times, &it.Waiting, &first, &last)
	if err != nil {
		return it, err
	}
	it.First, it.Last = moment(first), moment(last)
	if it.Resolved.How != "" {
		it.Resolved.Item, it.Resolved.At = it.ID, moment(resolved)
	}
	if difference != "" {
		if err := json.Unmarshal([]byte(difference), &it.Difference); err != nil {
			return it, fmt.Errorf("inbox item %s cannot be read: %w", it.ID, err)
		}
	}
	it.Nearest, err = idsOf(nearest)
	return it, err
}

// Askings lists the reports of an item.
func (s *Store) Askings(ctx context.Context, item string) ([]store.Asking, error) {
	out, err := list(s.peek(ctx), func(scan scanner) (store.Asking, error) {
		var a store.Asking
		var last, tell int64
		err := scan(&a.Text, &a.Asker, &a.Times, &last, &tell)
		a.Last, a.Tell = moment(last), tell == 1
		return a, err
	}, "SELECT body, asker, times, last_at, CASE WHEN address IS NULL THEN 0 ELSE 1 END FROM reports WHERE item = ? ORDER BY last_at DESC, asker", item)
	return out, fault(ctx, "askings", err)
}

// Tell keeps the address of an asker.
func (s *Store) Tell(ctx context.Context, group string, asker store.Asker, platform string, address []byte) error {
	return s.change(ctx, "tell", func(t *tx) error {
		n, err := t.exec(`UPDATE reports SET platform = ?, address = ? WHERE asker = ? AND item IN (SELECT id FROM inbox WHERE alike = ? AND how = '')`,
			platform, address, string(asker), group)
		if err == nil && n == 0 {
			err = store.ErrNotFound
		}
		return err
	})
}

// resolve ends an item and returns the notices to those who wait.
func (t *tx) resolve(r store.Resolution, by store.Who) ([]store.Notice, error) {
	n, err := t.exec("UPDATE inbox SET how = ?, by_platform = ?, by_user = ?, resolved = ? WHERE id = ? AND how = ''",
		string(r.How), by.Platform, by.User, t.millis(), r.Item)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, t.resolvedBefore(r.Item)
	}
	var tell []store.Notice
	if r.Tell != nil {
		tell, err = list(t, func(scan scanner) (store.Notice, error) {
			n := *r.Tell
			err := scan(&n.Platform, &n.Target, &n.Asker)
			return n, err
		}, "SELECT platform, address, asker FROM reports WHERE item = ? AND address IS NOT NULL ORDER BY first_at, asker", r.Item)
	}
	if err == nil {
		_, err = t.exec("UPDATE reports SET address = NULL WHERE item = ?", r.Item)
	}
	return tell, err
}

func (t *tx) resolvedBefore(item string) error {
	var at int64
	e := &store.ResolvedError{Resolution: store.Resolution{Item: item}}
	err := t.row("SELECT how, by_platform, by_user, resolved FROM inbox WHERE id = ?", []any{item}, &e.How, &e.By.Platform, &e.By.User, &at)
	if err != nil {
		return err
	}
	e.At = moment(at)
	return e
}
