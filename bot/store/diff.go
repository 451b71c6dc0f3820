package store

import (
	"bytes"
	"encoding/json"
	"slices"
)

// A FieldChange is what two bodies have otherwise in one field: values of a
// list, or the one value of another field.
type FieldChange struct {
	Field   string // "statement.en", "parts.who", "asks.ru"
	Removed []string
	Added   []string
}

// Diff lists the fields in which two bodies differ, in the order of the
// bodies. A nil body has no fields.
func Diff(before, after Body) []FieldChange {
	var out []FieldChange
	was, is := flatten(before), flatten(after)
	at := map[string]int{}
	note := func(name string) *FieldChange {
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, FieldChange{Field: name})
		}
		return &out[i]
	}
	for _, f := range is {
		if added := without(f.values, valuesOf(was, f.name)); len(added) > 0 {
			note(f.name).Added = added
		}
		if removed := without(valuesOf(was, f.name), f.values); len(removed) > 0 {
			note(f.name).Removed = removed
		}
	}
	for _, f := range was {
		if valuesOf(is, f.name) == nil {
			note(f.name).Removed = f.values
		}
	}
	return out
}

// leaf is a field of a body that holds no others.
type leaf struct {
	name   string
	values []string
}

func valuesOf(fields []leaf, name string) []string {
	for _, f := range fields {
		if f.name == name {
			return f.values
		}
	}
	return nil
}

// without is what of a list does not stand in another, each as often as it
// stands there too many times.
func without(list, other []string) []string {
	left := slices.Clone(other)
	var out []string
	for _, s := range list {
		if i := slices.Index(left, s); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		out = append(out, s)
	}
	return out
}

// flatten lists the leaves of a body in order. What is no JSON object is one
// leaf without a name.
func flatten(b Body) []leaf {
	if b == nil {
		return nil
	}
	var out []leaf
	if !walk(json.RawMessage(b), "", &out) {
		out = append(out, leaf{"", []string{string(b)}})
	}
	return out
}

// walk adds the leaves of an object; false if it is none.
func walk(raw json.RawMessage, name string, out *[]leaf) bool {
	d := json.NewDecoder(bytes.NewReader(raw))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return false
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return false
		}
		path := key.(string) // keys of an object are strings
		if name != "" {
			path = name + "." + path
		}
		if walk(value, path, out) {
			continue
		}
		var list []json.RawMessage
		if json.Unmarshal(value, &list) != nil {
			list = []json.RawMessage{value}
		}
		var values []string
		for _, v := range list {
			values = append(values, plainValue(v))
		}
		*out = append(*out, leaf{path, values})
	}
	return true
}

// plainValue is a string without its quotes, and anything else as JSON.
func plainValue(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil && len(raw) > 0 && raw[0] == '"' {
		return s
	}
	return string(raw)
}
