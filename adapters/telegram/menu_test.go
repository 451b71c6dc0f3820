package telegram

import (
	"strings"
	"testing"
)

func TestMenusAreSetOnce(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	set := func() int {
		n := 0
		for _, c := range s.Calls("") {
			if strings.HasPrefix(c.Method, "setMy") {
				n++
			}
		}
		return n
	}
	if !s.Wait(most, func() bool { return set() == 12 }) {
		t.Fatalf("%d settings, want 12", set())
	}
	if !s.Wait(most, func() bool { return s.Text("ShortDescription", "ru") != "" }) || s.Text("Name", "") != "The Review" {
		t.Errorf("named %q", s.Text("Name", ""))
	}
	everyone, admins, russian := s.Menu("default", ""), s.Menu("all_chat_administrators", ""), s.Menu("all_private_chats", "ru")
	if !strings.Contains(everyone, `"para"`) || strings.Contains(everyone, "fact_edit") || strings.Contains(everyone, "quit") {
		t.Errorf("everyone: %s", everyone)
	}
	if !strings.Contains(admins, "fact_edit") || strings.Contains(admins, "freeze") || !strings.Contains(russian, "абзац") {
		t.Errorf("administrators: %s\nRussian: %s", admins, russian)
	}
	if err := s.r.end(t); err != nil {
		t.Error(err)
	}
	a, _ := open(t, s.Server, Config{Bot: f})
	r := run(t, a, a.handle)
	if !s.Wait(most, func() bool { return len(s.Calls("getMyShortDescription")) == 4 }) {
		t.Error("not looked at again")
	}
	if err := r.end(t); err != nil || set() != 12 {
		t.Errorf("%v, %d settings: what is as it shall be is set again", err, set())
	}
}
