package discordtest

import (
	"encoding/json"
	"iter"
)

// text is a string of a JSON value, or "".
func text(v any) string {
	s, _ := v.(string)
	return s
}

// number is an integer of a JSON value, or 0.
func number(v any) int {
	switch n := v.(type) {
	case float64:
		return int(n)
	case int:
		return n
	}
	return 0
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// walk visits components and what stands in them.
func walk(components []any) iter.Seq[object] {
	return func(yield func(object) bool) { visit(components, yield) }
}

func visit(components []any, yield func(object) bool) bool {
	for _, c := range components {
		o, ok := c.(object)
		if !ok {
			continue
		}
		if !yield(o) || !visit(list(o["components"]), yield) {
			return false
		}
		for _, key := range []string{"accessory", "component"} {
			if inner, ok := o[key].(object); ok && !visit([]any{inner}, yield) {
				return false
			}
		}
	}
	return true
}

// clone copies a JSON value.
func clone[T any](v T) T {
	raw, err := json.Marshal(v)
	if err != nil {
		return v
	}
	var out T
	if json.Unmarshal(raw, &out) != nil {
		return v
	}
	return out
}
