package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	before := Body(`{"id":"a","statement":{"en":"old"},"parts":{"who":["x","y"],"count":[{"value":1}]},"note":{}}`)
	after := Body(`{"id":"a","statement":{"en":"new","ru":"новое"},"parts":{"who":["y","z","z"]},"note":{}}`)
	want := []FieldChange{
		{"statement.en", []string{"old"}, []string{"new"}},
		{"statement.ru", nil, []string{"новое"}},
		{"parts.who", []string{"x"}, []string{"z", "z"}},
		{"parts.count", []string{`{"value":1}`}, nil},
	}
	if diff := cmp.Diff(want, Diff(before, after)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := Diff(before, before); got != nil {
		t.Errorf("no difference: %v", got)
	}
	if got := Diff(nil, Body(`{"id":"a"}`)); len(got) != 1 || got[0].Added[0] != "a" {
		t.Errorf("added: %v", got)
	}
	if got := Diff(Body(`{"id":"a"}`), nil); len(got) != 1 || got[0].Removed[0] != "a" {
		t.Errorf("retired: %v", got)
	}
}

func FuzzDiff(f *testing.F) {
	f.Add([]byte(`{"a":{"b":[1,"x",{}]}}`), []byte(`{"a":null}`))
	f.Add([]byte(`[`), []byte(``))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		Diff(a, b)
		if got := Diff(a, a); got != nil {
			t.Errorf("%q differs from itself: %v", a, got)
		}
	})
}
