package pack

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A row is an item of a YAML file with the place it was read from.
type row[T any] struct {
	file string
	node ast.Node
	v    T
}

// line finds the line of a key or list item below the row: line("parts",
// "who", 2) is the third name. Where the path ends early, so does the search.
func (r row[T]) line(path ...any) int {
	n := r.node
	at := startLine(n)
	for _, step := range path {
		next, line := child(n, step)
		if line == 0 {
			return at
		}
		n, at = next, line
	}
	return at
}

func child(n ast.Node, step any) (ast.Node, int) {
	switch step := step.(type) {
	case string:
		for _, pair := range pairs(n) {
			if keyOf(pair) == step {
				return pair.Value, startLine(pair.Key)
			}
		}
	case int:
		if list, ok := n.(*ast.SequenceNode); ok && step < len(list.Values) {
			return list.Values[step], startLine(list.Values[step])
		}
		if _, ok := n.(*ast.MappingNode); ok && step == 0 { // one item, written without a list
			return n, startLine(n)
		}
	}
	return nil, 0
}

func pairs(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

func keyOf(pair *ast.MappingValueNode) string {
	if t := pair.Key.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// startLine is the line a node starts on, 1 where it cannot be told.
func startLine(n ast.Node) int {
	if list := pairs(n); len(list) > 0 && list[0].Key != nil {
		n = list[0].Key
	}
	if n == nil || reflect.ValueOf(n).IsNil() {
		return 1
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return max(t.Position.Line, 1)
	}
	return 1
}

// maxNesting bounds how deep lists and mappings may stand in each other on
// one line or in flow style: packs need three levels, and the parser recurses.
const maxNesting = 16

// parseYAML reads one document. A nil node without a fault is an empty file.
func parseYAML(data []byte) (root ast.Node, line int, err error) {
	line = 1
	defer func() {
		if p := recover(); p != nil {
			root, err = nil, fmt.Errorf("this is not YAML that can be read: write it in plain block style")
		}
	}()
	if line, err := checkBytes(data); err != nil {
		return nil, line, err
	}
	tokens := lexer.Tokenize(string(data))
	if line, err := checkTokens(tokens); err != nil {
		return nil, line, err
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var at yaml.Error
		if errors.As(err, &at) {
			if t := at.GetToken(); t != nil && t.Position != nil {
				line = max(t.Position.Line, 1)
			}
			return nil, line, fmt.Errorf("YAML: %s", at.GetMessage())
		}
		return nil, line, fmt.Errorf("YAML: %w", err)
	}
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case root != nil:
			return nil, startLine(doc.Body), fmt.Errorf("a second document starts here: keep one document a file")
		default:
			root = doc.Body
		}
	}
	return root, line, nil
}

func checkBytes(data []byte) (line int, err error) {
	line = 1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			return line, fmt.Errorf("this is not UTF-8: save the file as UTF-8 text")
		case r == '\n':
			line++
		case r < ' ' && r != '\t' && r != '\r' || r == 0x7f:
			return line, fmt.Errorf("control character %U: delete it", r)
		}
		i += n
	}
	return 0, nil
}

// checkTokens refuses what no pack needs and a parser could be hurt by.
func checkTokens(tokens token.Tokens) (line int, err error) {
	flow, entries, last := 0, 0, 0
	for _, t := range tokens {
		if t.Position != nil && t.Position.Line != last {
			last, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.TagType, token.MergeKeyType, token.DirectiveType:
			return last, fmt.Errorf("anchors, aliases, tags and directives (%q) are not read: write the value out, in quotes if it is text", t.Value)
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType:
			entries++
		}
		if flow > maxNesting || entries > maxNesting {
			return last, fmt.Errorf("lists are nested more than %d deep: a pack needs no such thing", maxNesting)
		}
	}
	return 0, nil
}

// decoder fills the shapes of format.go from YAML and reports everything that
// does not fit them.
type decoder struct {
	fault func(line int, format string, args ...any)
}

func (d *decoder) decode(n ast.Node, into reflect.Value) {
	if n == nil || n.Type() == ast.NullType {
		return
	}
	if _, one := n.(*ast.MappingNode); one && into.Type() == reflect.TypeFor[counts]() {
		into.Set(reflect.MakeSlice(into.Type(), 1, 1))
		into = into.Index(0)
	}
	switch into.Kind() {
	case reflect.Struct:
		d.structure(n, into)
	case reflect.Slice:
		list, ok := n.(*ast.SequenceNode)
		if !ok {
			d.fault(startLine(n), "this must be a list: write its items in [ ] or each on a line after a hyphen")
			return
		}
		into.Set(reflect.MakeSlice(into.Type(), len(list.Values), len(list.Values)))
		for i, item := range list.Values {
			d.decode(item, into.Index(i))
		}
	default:
		d.scalar(n, into)
	}
}

func (d *decoder) structure(n ast.Node, into reflect.Value) {
	list := pairs(n)
	if list == nil && n.Type() != ast.MappingType {
		d.fault(startLine(n), "this must be fields, each written as key: value")
		return
	}
	seen := map[string]bool{}
	for _, pair := range list {
		key := keyOf(pair)
		field, ok := fieldNamed(into, key)
		switch {
		case !ok:
			d.fault(startLine(pair.Key), "unknown field %q: the fields here are %s", clip(key), strings.Join(fieldNames(into.Type()), ", "))
		case seen[key]:
			d.fault(startLine(pair.Key), "the field %q stands twice: keep one", key)
		default:
			d.decode(pair.Value, field)
		}
		seen[key] = true
	}
}

func fieldNamed(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == key {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func fieldNames(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		out = append(out, t.Field(i).Tag.Get("yaml"))
	}
	return out
}

func (d *decoder) scalar(n ast.Node, into reflect.Value) {
	text, ok := scalarText(n)
	if !ok {
		d.fault(startLine(n), "this must be one value: put text that holds a colon or starts with a bracket in double quotes")
		return
	}
	switch into.Kind() {
	case reflect.String:
		into.SetString(text)
	case reflect.Int:
		v, err := strconv.ParseInt(text, 10, 32)
		if err != nil {
			d.fault(startLine(n), "%q must be a whole number, written in digits", clip(text))
		}
		into.SetInt(v)
	case reflect.Float64:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			d.fault(startLine(n), "%q must be a number, written in digits", clip(text))
			return
		}
		into.SetFloat(v)
	case reflect.Bool:
		v, err := strconv.ParseBool(text)
		if err != nil {
			d.fault(startLine(n), "%q must be true or false", clip(text))
		}
		into.SetBool(v)
	}
}

func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// clip shortens text for a message.
func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
