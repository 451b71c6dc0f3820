package web

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// schema is as much of JSON Schema as the description uses.
type schema struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Properties map[string]schema `json:"properties"`
	Required   []string          `json:"required"`
	Items      *schema           `json:"items"`
	Enum       []string          `json:"enum"`
}

type description struct {
	Paths map[string]map[string]struct {
		Responses map[string]struct {
			Content map[string]struct {
				Schema schema `json:"schema"`
			} `json:"content"`
		} `json:"responses"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`
}

// faults tells where a value is not as the schema has it.
func (d description) faults(at string, s schema, v any) []string {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		found, ok := d.Components.Schemas[name]
		if !ok {
			return []string{at + ": no schema " + name}
		}
		s = found
	}
	var out []string
	switch v := v.(type) {
	case map[string]any:
		if s.Type != "object" {
			return []string{at + ": an object, want " + s.Type}
		}
		for name, value := range v {
			p, ok := s.Properties[name]
			if !ok {
				out = append(out, at+": undescribed "+name)
				continue
			}
			out = append(out, d.faults(at+"."+name, p, value)...)
		}
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				out = append(out, at+": no "+name)
			}
		}
	case []any:
		if s.Type != "array" {
			return []string{at + ": an array, want " + s.Type}
		}
		for i, value := range v {
			out = append(out, d.faults(fmt.Sprintf("%s[%d]", at, i), *s.Items, value)...)
		}
	case string:
		if s.Type != "string" || s.Enum != nil && !slices.Contains(s.Enum, v) {
			out = append(out, fmt.Sprintf("%s: %q, want %s %q", at, v, s.Type, s.Enum))
		}
	case float64:
		if s.Type != "number" && s.Type != "integer" {
			out = append(out, at+": a number, want "+s.Type)
		}
	default:
		out = append(out, fmt.Sprintf("%s: %v", at, v))
	}
	return out
}

// TestAPI holds every response of the API against its description.
func TestAPI(t *testing.T) {
	s, _ := open(t, nil)
	h := s.Handler()
	var d description
	if err := json.Unmarshal([]byte(body(t, get(t, h, "/api/v1/openapi.json"))), &d); err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{"/api/v1/openapi.json": true}
	addresses := []string{"/api/v1/ask", "/api/v1/facts", "/api/v1/facts?topic=brics", "/api/v1/facts?id=brics-kazan-summit", "/api/v1/facts?paragraph=x", "/api/v1/paragraphs"}
	for _, q := range []string{"when was the kazan summit", "was the kazan summit in May", "why did putin visit brazil", "what happened in June", "apple pie", "hello", "кто приезжал", "visits"} {
		addresses = append(addresses, "/api/v1/ask?q="+url.QueryEscape(q))
	}
	for _, address := range addresses {
		path, _, _ := strings.Cut(address, "?")
		asked[path] = true
		r := get(t, h, address)
		response, ok := d.Paths[path]["get"].Responses[fmt.Sprint(r.StatusCode)]
		if !ok {
			t.Errorf("%s: status %d is not described", address, r.StatusCode)
		}
		var v any
		if err := json.Unmarshal([]byte(body(t, r)), &v); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		for _, f := range d.faults(address, response.Content["application/json"].Schema, v) {
			t.Error(f)
		}
	}
	for path := range d.Paths {
		if !asked[path] {
			t.Errorf("%s is described and not served", path)
		}
	}
}
