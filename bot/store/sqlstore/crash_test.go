package sqlstore

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"reviewbot/bot/store"
)

// The test program runs itself as a child: to be killed, to race, to lack
// rights.
const (
	childJob = "SQLSTORE_TEST_CHILD"
	childURL = "SQLSTORE_TEST_CHILD_URL"
)

// killsSetting is how many processes the crash test kills on each database.
const killsSetting = "REVIEWBOT_TEST_KILLS"

func TestMain(m *testing.M) {
	jobs := map[string]func(context.Context, Config) error{"edit": editForever, "open": openOnce}
	job, ok := jobs[os.Getenv(childJob)]
	if !ok {
		os.Exit(m.Run())
	}
	place, err := ParseURL(os.Getenv(childURL))
	if err == nil {
		err = job(context.Background(), Config{Place: place})
	}
	if err != nil {
		fmt.Println("child:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child is this program with another job.
func child(ctx context.Context, job, url string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0])
	c.Env = append(os.Environ(), childJob+"="+job, childURL+"="+url)
	return c
}

func openOnce(ctx context.Context, c Config) error {
	s, err := Open(ctx, c)
	if err != nil {
		return err
	}
	_, err = s.Follow(ctx, store.PackContents{ID: "p", Version: 1, Review: "r", Items: []store.PackItem{{Subject: crashFact(0), Body: store.Body("{}")}}})
	return errors.Join(err, s.Close())
}

func crashFact(n int) store.Subject {
	return store.Subject{Kind: store.Fact, ID: fmt.Sprintf("fact-%d", n)}
}

// editForever edits facts, each edit with a draft, a report that it resolves
// and a notice, and tells what was acknowledged: number, body.
func editForever(ctx context.Context, c Config) error {
	s, err := Open(ctx, c)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		fact, token := crashFact(n%5), store.NewID()
		if err := s.Report(ctx, store.Report{Kind: store.Missed, Group: token, Text: token}); err != nil {
			return err
		}
		inbox, err := s.Inbox(ctx, store.InboxQuery{Kind: store.Missed})
		if err != nil {
			return err
		}
		draft, err := s.SaveDraft(ctx, store.Draft{ID: token, State: store.Open, Expires: time.Now().Add(time.Hour)})
		if err != nil {
			return err
		}
		contents, err := s.Contents(ctx)
		if err != nil {
			return err
		}
		it, _ := contents.Item(fact)
		body := store.Body(strconv.Quote(token))
		change := store.Change{
			Draft: draft.ID, Why: token, Edits: []store.Edit{{Subject: fact, Action: store.Edited, Replaces: it.Revision, After: body}},
			Outbox: []store.Notice{{Platform: "p", Payload: body}},
		}
		for _, it := range inbox {
			if it.Group == token {
				change.Resolve = []store.Resolution{{Item: it.ID, How: store.AsPhrasing}}
			}
		}
		saved, err := s.Apply(ctx, change)
		if err != nil {
			return err
		}
		fmt.Println(saved.Head.Revision, token)
	}
}

// TestCrash kills processes in mid-edit, and finds every edit that they were
// told is saved, whole, and a log that verifies.
func TestCrash(t *testing.T) {
	kills := 5
	if set := os.Getenv(killsSetting); set != "" {
		n, err := strconv.Atoi(set)
		if err != nil {
			t.Fatalf("%s: %v", killsSetting, err)
		}
		kills = n
	}
	each(t, func(t *testing.T, url string) {
		s, err := Open(t.Context(), Config{Place: parse(t, url)})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		acknowledged, lost := map[int64]string{}, 0
		for n := range kills {
			killOne(t, url, acknowledged)
			if n%50 == 0 || n == kills-1 {
				lost = survived(t, s, acknowledged)
			}
		}
		h, err := s.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("killed %d, edits acknowledged %d, saved %d, lost %d", kills, len(acknowledged), h.Revision, lost)
	})
}

// killOne lets a child acknowledge some edits and kills it.
func killOne(t *testing.T, url string, acknowledged map[int64]string) {
	t.Helper()
	c := child(t.Context(), "edit", url)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	killAfter := 1 + rand.IntN(12)
	for n := 0; lines.Scan(); n++ {
		number, token, _ := strings.Cut(lines.Text(), " ")
		revision, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			t.Fatal(lines.Text())
		}
		acknowledged[revision] = token
		if n == killAfter {
			time.AfterFunc(time.Duration(rand.IntN(20_000))*time.Microsecond, func() { c.Process.Kill() })
		}
	}
	if err := c.Wait(); err == nil || c.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
}

// survived looks for the acknowledged edits, and for halves of edits. It
// returns how many are lost.
func survived(t *testing.T, s *Store, acknowledged map[int64]string) (lost int) {
	t.Helper()
	ctx := t.Context()
	audit, err := s.Verify(ctx, nil)
	if err != nil || len(audit.Faults) > 0 {
		t.Fatalf("the log does not verify: %v, %v", audit.Faults, err)
	}
	revisions, err := s.Revisions(ctx, store.RevisionQuery{})
	if err != nil {
		t.Fatal(err)
	}
	whole := map[string]int{} // parts of each edit, by its token
	for _, r := range revisions {
		if token, ok := acknowledged[r.Number]; ok && (r.Why != token || string(r.After) != strconv.Quote(token)) {
			t.Errorf("revision %d is %s, acknowledged was %s", r.Number, r.Why, token)
		}
		whole[r.Why]++
	}
	for number, token := range acknowledged {
		if whole[token] == 0 {
			lost++
			t.Errorf("revision %d, acknowledged, is lost", number)
		}
	}
	count := func(query string) {
		found, err := list(s.peek(ctx), func(scan scanner) (string, error) {
			var token string
			return token, scan(&token)
		}, query)
		if err != nil {
			t.Fatal(err)
		}
		for _, token := range found {
			whole[token]++
		}
	}
	count("SELECT id FROM drafts WHERE state = 'consumed'")
	count("SELECT alike FROM inbox WHERE how <> ''")
	rows, err := list(s.peek(ctx), func(scan scanner) (string, error) {
		var payload []byte
		err := scan(&payload)
		return strings.Trim(string(payload), `"`), err
	}, "SELECT payload FROM outbox")
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range rows {
		whole[token]++
	}
	for token, parts := range whole {
		if parts != 4 {
			t.Errorf("edit %s was saved in part: %d of 4", token, parts)
		}
	}
	return lost
}

// TestStartTogether starts several programs on an empty database at once.
func TestStartTogether(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		var children []*exec.Cmd
		for range 4 {
			c := child(t.Context(), "open", url)
			c.Stdout, c.Stderr = t.Output(), t.Output()
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			children = append(children, c)
		}
		for _, c := range children {
			if err := c.Wait(); err != nil {
				t.Errorf("a program that started together with others: %v", err)
			}
		}
		s, err := Open(t.Context(), Config{Place: parse(t, url)})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if h, err := s.Head(t.Context()); err != nil || h.Revision != 1 {
			t.Errorf("head %+v, %v", h, err)
		}
	})
}
