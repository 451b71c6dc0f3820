package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"reviewbot/bot/store"
)

const revisionColumns = "number, kind, id, replaces, action, by_platform, by_user, approved_platform, approved_user, made, why, body_before, body_after, sum"

const selectRevisions = "SELECT " + revisionColumns + " FROM revisions"

func scanRevision(scan scanner) (store.Revision, error) {
	var r store.Revision
	var made int64
	var before, after sql.NullString
	err := scan(&r.Number, &r.Subject.Kind, &r.Subject.ID, &r.Replaces, &r.Action, &r.By.Platform, &r.By.User,
		&r.Approved.Platform, &r.Approved.User, &made, &r.Why, &before, &after, &r.Sum)
	r.At, r.Before, r.After = moment(made), bodyOf(before), bodyOf(after)
	return r, err
}

// append writes a revision.
func (t *tx) append(r store.Revision) error {
	_, err := t.exec("INSERT INTO revisions ("+revisionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		r.Number, string(r.Subject.Kind), r.Subject.ID, r.Replaces, string(r.Action), r.By.Platform, r.By.User,
		r.Approved.Platform, r.Approved.User, kept(r.At), r.Why, body(r.Before), body(r.After), r.Sum)
	return err
}

// Revisions lists revisions.
func (s *Store) Revisions(ctx context.Context, q store.RevisionQuery) ([]store.Revision, error) {
	query, args := revisionQuery(q)
	out, err := list(s.peek(ctx), scanRevision, query, args...)
	return out, fault(ctx, "revisions", err)
}

func revisionQuery(q store.RevisionQuery) (string, []any) {
	where, args := []string{"number > ?"}, []any{q.After}
	if q.Subject != (store.Subject{}) {
		where, args = append(where, "kind = ? AND id = ?"), append(args, string(q.Subject.Kind), q.Subject.ID)
	}
	if !q.By.IsZero() {
		where, args = append(where, "by_platform = ? AND by_user = ?"), append(args, q.By.Platform, q.By.User)
	}
	if !q.Since.IsZero() {
		where, args = append(where, "made >= ?"), append(args, q.Since.UnixMilli())
	}
	query := selectRevisions + " WHERE " + strings.Join(where, " AND ") + " ORDER BY number"
	if q.Newest {
		query += " DESC"
	}
	if q.Most > 0 {
		query, args = query+" LIMIT ?", append(args, q.Most)
	}
	return query, args
}

// verifyStep is how many revisions are read at a time.
const verifyStep = 500

// Verify checks the log and the items against it, at one state of the store.
func (s *Store) Verify(ctx context.Context, progress func(done, of int64)) (store.Audit, error) {
	var audit store.Audit
	err := s.look(ctx, "verify", func(t *tx) error {
		h, err := t.head("")
		if err != nil {
			return err
		}
		v := verifier{last: map[store.Subject]store.Revision{}}
		for more := true; more; {
			query, args := revisionQuery(store.RevisionQuery{After: v.number, Most: verifyStep})
			page, err := list(t, scanRevision, query, args...)
			if err != nil {
				return err
			}
			for _, r := range page {
				v.next(r)
			}
			if more = len(page) > 0; more && progress != nil {
				progress(v.Revisions, h.Revision)
			}
		}
		items, err := t.items()
		v.close(h, items)
		audit = v.Audit
		return err
	})
	return audit, err
}

// verifier walks the log.
type verifier struct {
	store.Audit
	number int64
	sum    string
	last   map[store.Subject]store.Revision
}

func (v *verifier) fault(format string, args ...any) {
	v.Faults = append(v.Faults, fmt.Sprintf(format, args...))
}

func (v *verifier) next(r store.Revision) {
	v.Revisions++
	before := v.last[r.Subject]
	switch {
	case r.Number != v.number+1:
		v.fault("revision %d follows %d: what is between is missing", r.Number, v.number)
	case r.Sum != r.Chain(v.sum):
		v.fault("revision %d of %s is not what was saved: its sum is another", r.Number, r.Subject)
	}
	if r.Replaces != before.Number {
		v.fault("revision %d of %s replaces %d, but the one before it is %d", r.Number, r.Subject, r.Replaces, before.Number)
	} else if !r.Before.Is(before.After) {
		v.fault("revision %d of %s does not begin where %d ended", r.Number, r.Subject, before.Number)
	}
	v.number, v.sum, v.last[r.Subject] = r.Number, r.Sum, r
}

// close holds head and items to where the log ends.
func (v *verifier) close(h headRow, items []store.Item) {
	v.Subjects = len(v.last)
	if h.Revision != v.number || h.sum != v.sum {
		v.fault("the log ends at revision %d, the store stands at %d", v.number, h.Revision)
	}
	for _, it := range items {
		r, ok := v.last[it.Subject]
		if !ok {
			v.fault("%s has no revision", it.Subject)
		} else if it.Revision != r.Number || !it.Body.Is(r.After) {
			v.fault("%s is not what revision %d left", it.Subject, r.Number)
		}
		delete(v.last, it.Subject)
	}
	for s, r := range v.last {
		v.fault("%s is missing; revision %d left it", s, r.Number)
	}
}
