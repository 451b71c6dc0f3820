package discordtest

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// spec is the vendor's OpenAPI document.
type spec struct{ doc *openapi3.T }

var specs sync.Map // of func() (*spec, error), by folder: loading takes half a second

func loadSpec(folder string) (*spec, error) {
	load, _ := specs.LoadOrStore(folder, sync.OnceValues(func() (*spec, error) {
		doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(folder, "discord-openapi.json"))
		if err != nil {
			return nil, fmt.Errorf("discordtest: %w", err)
		}
		return &spec{doc}, nil
	}))
	return load.(func() (*spec, error))()
}

// check tells what is wrong with the body of a request, or "". A path that is
// not in the specification is wrong as well.
func (s *spec) check(method, path string, body any) string {
	op := s.operation(method, path)
	switch {
	case op == nil:
		return "the specification has no such operation"
	case op.RequestBody == nil && body != nil:
		return "the specification has no body here"
	case op.RequestBody == nil:
		return ""
	}
	media := op.RequestBody.Value.Content["application/json"]
	if media == nil || body == nil {
		if op.RequestBody.Value.Required {
			return "a JSON body is required"
		}
		return ""
	}
	schema := media.Schema.Value
	if err := schema.VisitJSON(body, openapi3.EnableJSONSchema2020()); err != nil {
		return shorten(err.Error())
	}
	return strings.Join(unknown(media.Schema, body, "", 0), ", ")
}

// operation finds the operation whose path matches: literal segments beat
// parameters.
func (s *spec) operation(method, path string) *openapi3.Operation {
	var best *openapi3.Operation
	most := -1
	for template, item := range s.doc.Paths.Map() {
		op := item.GetOperation(method)
		if literal := match(template, path); op != nil && literal > most {
			best, most = op, literal
		}
	}
	return best
}

// match counts the literal segments that a path shares with a template, or
// gives -1.
func match(template, path string) int {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return -1
	}
	literal := 0
	for i, w := range want {
		switch {
		case strings.HasPrefix(w, "{"):
		case w == got[i]:
			literal++
		default:
			return -1
		}
	}
	return literal
}

// unknown lists the fields of a value that no branch of its schema has: the
// specification lets them pass, Discord ignores them, and they are mistakes.
func unknown(ref *openapi3.SchemaRef, value any, at string, depth int) []string {
	var out []string
	switch v := value.(type) {
	case object:
		known, open := properties(ref, 0)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			switch refs, ok := known[name]; {
			case ok && depth < 12:
				out = append(out, fewest(refs, v[name], at+"/"+name, depth)...)
			case !ok && !open:
				out = append(out, "unknown field "+at+"/"+name)
			}
		}
	case []any:
		for _, e := range v {
			out = append(out, fewest(items(ref, 0), e, at+"/[]", depth)...)
		}
	}
	return out
}

// fewest is what is unknown to the schema that knows most.
func fewest(refs []*openapi3.SchemaRef, value any, at string, depth int) []string {
	var best []string
	for i, ref := range refs {
		if got := unknown(ref, value, at, depth+1); i == 0 || len(got) < len(best) {
			best = got
		}
	}
	return best
}

// properties are those of a schema and of all its branches; open says that any
// other name is allowed as well.
func properties(ref *openapi3.SchemaRef, depth int) (known map[string][]*openapi3.SchemaRef, open bool) {
	known = map[string][]*openapi3.SchemaRef{}
	if ref == nil || ref.Value == nil || depth > 6 {
		return known, false
	}
	for name, p := range ref.Value.Properties {
		known[name] = append(known[name], p)
	}
	open = ref.Value.AdditionalProperties.Schema != nil
	for _, branch := range branches(ref.Value) {
		more, o := properties(branch, depth+1)
		for name, p := range more {
			known[name] = append(known[name], p...)
		}
		open = open || o
	}
	return known, open
}

// items are the schemas of an array's elements, in all branches.
func items(ref *openapi3.SchemaRef, depth int) []*openapi3.SchemaRef {
	if ref == nil || ref.Value == nil || depth > 6 {
		return nil
	}
	var out []*openapi3.SchemaRef
	if ref.Value.Items != nil {
		out = append(out, ref.Value.Items)
	}
	for _, branch := range branches(ref.Value) {
		out = append(out, items(branch, depth+1)...)
	}
	return out
}

func branches(s *openapi3.Schema) openapi3.SchemaRefs {
	return slices.Concat(s.AllOf, s.AnyOf, s.OneOf)
}

// shorten keeps of the validator's words what can be read.
func shorten(s string) string {
	const most = 1500
	return strings.Join(strings.Fields(s[:min(len(s), most)]), " ")
}
