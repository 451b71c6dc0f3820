package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Spec is Telegram's machine-readable description of its methods. A nil
// Spec finds no fault.
type Spec struct {
	Methods map[string]*specType
	Types   map[string]*specType
}

type specType struct {
	Fields   []specField
	Subtypes []string
}

type specField struct {
	Name     string
	Types    []string
	Required bool
}

// SpecFolder is the setting that names the folder with telegram-bot-api.json.
const SpecFolder = "REVIEWBOT_TEST_SPECS"

// LoadSpec reads the description from the folder that SpecFolder names; nil
// where it is not set or has no such file.
func LoadSpec() (*Spec, error) {
	folder := os.Getenv(SpecFolder)
	if folder == "" {
		return nil, nil
	}
	content, err := os.ReadFile(filepath.Join(folder, "telegram-bot-api.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	s := &Spec{}
	if err := json.Unmarshal(content, s); err != nil {
		return nil, fmt.Errorf("telegram-bot-api.json: %w", err)
	}
	return s, nil
}

// Check says what is wrong with a request: an unknown method or parameter, a
// required one that is missing, a value of the wrong type.
func (s *Spec) Check(method string, params map[string]string) []string {
	if s == nil {
		return nil
	}
	m, ok := s.Methods[method]
	if !ok {
		return []string{"no such method"}
	}
	var out []string
	known := map[string]bool{}
	for _, f := range m.Fields {
		known[f.Name] = true
		value, given := params[f.Name]
		switch {
		case !given && f.Required:
			out = append(out, f.Name+" is required")
		case given && !s.anyOf(f.Types, loose(value, f.Types)):
			out = append(out, fmt.Sprintf("%s = %.200q is not %s", f.Name, value, strings.Join(f.Types, " or ")))
		}
	}
	for name := range params {
		if !known[name] {
			out = append(out, "there is no parameter "+name)
		}
	}
	return out
}

// loose is a form value as JSON would have it: numbers and flags are written
// out in forms, strings are bare.
func loose(value string, types []string) any {
	for _, t := range types {
		switch t {
		case "String":
			if len(types) == 1 {
				return value
			}
		case "Integer", "Float":
			if n, err := strconv.ParseFloat(value, 64); err == nil {
				return n
			}
		case "Boolean":
			if b, err := strconv.ParseBool(value); err == nil {
				return b
			}
		}
	}
	var v any
	if json.Unmarshal([]byte(value), &v) != nil {
		return value
	}
	return v
}

func (s *Spec) anyOf(types []string, v any) bool {
	for _, t := range types {
		if s.is(t, v) {
			return true
		}
	}
	return false
}

// is tells whether a JSON value is of a type.
func (s *Spec) is(name string, v any) bool {
	if of, ok := strings.CutPrefix(name, "Array of "); ok {
		list, ok := v.([]any)
		for _, item := range list {
			ok = ok && s.is(of, item)
		}
		return ok
	}
	switch name {
	case "String":
		_, ok := v.(string)
		return ok
	case "Boolean":
		_, ok := v.(bool)
		return ok
	case "Float":
		_, ok := v.(float64)
		return ok
	case "Integer":
		n, ok := v.(float64)
		return ok && n == float64(int64(n))
	}
	t, ok := s.Types[name]
	switch {
	case !ok:
		return false
	case len(t.Subtypes) > 0:
		return s.anyOf(t.Subtypes, v)
	}
	return s.object(t, v)
}

// object tells whether a value has the fields of a type, and no others. A
// field "type" or "status" that names a subtype is not described as such; the
// required fields tell the subtypes apart.
func (s *Spec) object(t *specType, v any) bool {
	o, ok := v.(map[string]any)
	if !ok {
		return false
	}
	known := 0
	for _, f := range t.Fields {
		value, given := o[f.Name]
		if given {
			known++
		}
		if !given && f.Required || given && !s.anyOf(f.Types, value) {
			return false
		}
	}
	return known == len(o)
}
