package discordtest

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func value(t *testing.T, raw string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSpecification shows that the check finds what it is for.
func TestSpecification(t *testing.T) {
	folder := os.Getenv("REVIEWBOT_TEST_SPECS")
	if folder == "" {
		t.Skip("REVIEWBOT_TEST_SPECS names no folder with discord-openapi.json")
	}
	s, err := loadSpec(folder)
	if err != nil {
		t.Fatal(err)
	}
	respond := "/interactions/1/token/callback"
	for _, tt := range []struct{ name, method, path, body, want string }{
		{"message", "POST", respond, `{"type":4,"data":{"flags":32768,"allowed_mentions":{"parse":[]},"components":[{"type":17,"components":[{"type":10,"content":"x"}]}]}}`, ""},
		{"choices", "POST", respond, `{"type":8,"data":{"choices":[{"name":"a","value":"b"}]}}`, ""},
		{"form", "POST", respond, `{"type":9,"data":{"custom_id":"x","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"a","style":1}}]}}`, ""},
		{"wrong type", "POST", respond, `{"type":4,"data":{"content":5}}`, "content"},
		{"unknown field", "POST", respond, `{"type":4,"data":{"contents":"x"}}`, "unknown field /data/contents"},
		{"unknown field deep down", "POST", respond, `{"type":4,"data":{"components":[{"type":17,"components":[{"type":10,"content":"x","text":"y"}]}]}}`, "unknown field"},
		{"title of a form", "POST", respond, `{"type":9,"data":{"custom_id":"x","title":"` + strings.Repeat("t", 46) + `","components":[{"type":10,"content":"x"}]}}`, "45"},
		{"no operation", "POST", "/interactions/1", `{}`, "no such operation"},
		{"commands", "PUT", "/applications/1/commands", `[{"name":"ask","description":"x"}]`, ""},
		{"permissions as a string", "PUT", "/applications/1/commands", `[{"name":"ask","description":"x","default_member_permissions":"8"}]`, "permissions"},
		{"gateway", "GET", "/gateway/bot", `null`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := s.check(tt.method, tt.path, value(t, tt.body))
			if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestMessageLimits(t *testing.T) {
	text := func(n int) string { return `{"type":10,"content":"` + strings.Repeat("я", n) + `"}` }
	v2 := func(components string) string {
		return `{"flags":32768,"allowed_mentions":{"parse":[]},"components":[` + components + `]}`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"plain", `{"content":"x","allowed_mentions":{"parse":[]}}`, ""},
		{"2001", `{"content":"` + strings.Repeat("я", 2001) + `","allowed_mentions":{"parse":[]}}`, "2000"},
		{"no mentions said", `{"content":"x"}`, "allowed_mentions"},
		{"mentions parsed", `{"content":"x","allowed_mentions":{"parse":["everyone"]}}`, "allowed_mentions"},
		{"empty", `{"allowed_mentions":{"parse":[]}}`, "empty"},
		{"embeds", `{"embeds":[{"description":"` + strings.Repeat("x", 4000) + `"},{"description":"` + strings.Repeat("x", 2001) + `"}],"allowed_mentions":{"parse":[]}}`, "6000"},
		{"v2", v2(text(4000)), ""},
		{"4001", v2(text(2000) + "," + text(2001)), "4000"},
		{"41 components", v2(strings.TrimSuffix(strings.Repeat(text(1)+",", 41), ",")), "41 components"},
		{"v2 with content", `{"content":"x","flags":32768,"allowed_mentions":{"parse":[]},"components":[` + text(1) + `]}`, "content"},
		{"v2 without its flag", `{"allowed_mentions":{"parse":[]},"components":[` + text(1) + `]}`, "flag"},
		{"blank text", v2(`{"type":10,"content":" "}`), "without words"},
		{"same custom id", v2(`{"type":1,"components":[{"type":2,"style":2,"label":"a","custom_id":"x"},{"type":2,"style":2,"label":"b","custom_id":"x"}]}`), "twice"},
		{"no label", v2(`{"type":1,"components":[{"type":2,"style":2,"custom_id":"x"}]}`), "label"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(checkMessage(value(t, tt.body).(object)), "; ")
			if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestCommandLimits(t *testing.T) {
	good := `{"name":"ask","description":"x","contexts":[0],"integration_types":[0]}`
	for _, tt := range []struct{ name, body, want string }{
		{"plain", "[" + good + "]", ""},
		{"upper case", "[" + strings.Replace(good, "ask", "Ask", 1) + "]", "no name"},
		{"a space", "[" + strings.Replace(good, "ask", "a k", 1) + "]", "no name"},
		{"101", "[" + strings.TrimSuffix(strings.Repeat(good+",", 101), ",") + "]", "too many"},
		{"no place", `[{"name":"ask","description":"x"}]`, "contexts"},
		{"an option's name", `[{"name":"ask","description":"x","contexts":[0],"integration_types":[0],"options":[{"type":3,"name":"Q","description":"x"}]}]`, "no name"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(checkCommands(list(value(t, tt.body)), true), "; ")
			if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
