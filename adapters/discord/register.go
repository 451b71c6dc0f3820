package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

// register puts the table of commands in place by one bulk overwrite, unless
// it stands there already.
func (a *Adapter) register(ctx context.Context) error {
	path := "/applications/" + a.AppID + "/commands"
	if a.GuildID != "" {
		path = "/applications/" + a.AppID + "/guilds/" + a.GuildID + "/commands"
	}
	want := sorted(commandsOf(a.table, a.GuildID == ""))
	var have []any
	if err := a.rest.do(ctx, http.MethodGet, path+"?with_localizations=true", nil, &have, patient); err != nil {
		return fmt.Errorf("discord: commands: %w", err)
	}
	if same(have, want) {
		a.log.DebugContext(ctx, "the commands are as they should be")
		return nil
	}
	if err := a.rest.do(ctx, http.MethodPut, path, want, nil, patient); err != nil {
		return fmt.Errorf("discord: commands: %w", err)
	}
	a.log.InfoContext(ctx, "the commands were registered", "commands", len(want))
	return nil
}

// same tells whether the registered commands are those that are wanted.
func same(have []any, want []command) bool {
	raw, err := json.Marshal(want)
	if err != nil {
		return false
	}
	var wanted []any
	if json.Unmarshal(raw, &wanted) != nil {
		return false
	}
	byName := func(a, b any) int { return strings.Compare(key(a), key(b)) }
	slices.SortFunc(have, byName)
	slices.SortFunc(wanted, byName)
	return reflect.DeepEqual(normal(have), normal(wanted))
}

// key orders commands by type and name.
func key(v any) string {
	c, _ := v.(map[string]any)
	return fmt.Sprint(c["type"], " ", c["name"])
}

// given are the fields that Discord adds to a command.
var given = []string{
	"id", "application_id", "version", "guild_id", "nsfw", "handler", "dm_permission", "default_permission",
	"name_localized", "description_localized",
}

// normal leaves out of a value what says nothing: what Discord adds, and what
// it gives back for what was left out. Permissions are numbers here and text
// there.
func normal(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, e := range v {
			if k == "default_member_permissions" && e != nil {
				e = fmt.Sprint(e)
			}
			if n := normal(e); n != nil && !slices.Contains(given, k) {
				out[k] = n
			}
		}
		if len(out) > 0 {
			return out
		}
	case []any:
		var out []any
		for _, e := range v {
			out = append(out, normal(e))
		}
		if len(out) > 0 {
			return out
		}
	case bool:
		if v {
			return v
		}
	case string:
		if v != "" {
			return v
		}
	case float64:
		return v
	}
	return nil
}
