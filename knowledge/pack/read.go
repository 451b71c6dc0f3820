package pack

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"reviewbot/knowledge"
)

// contents is what a pack's files hold, with the places it was read from.
type contents struct {
	dir            fs.FS
	meta           row[metaFile]
	body           string
	review         *knowledge.Review // nil if it cannot be made
	sections       []row[sectionFile]
	entities       []row[entityFile]
	topics         []row[topicFile]
	concepts       []row[conceptFile]
	facts          []row[factFile]
	silences       []row[silenceFile]
	misconceptions []row[silenceFile]
	gatherings     []row[gatheringFile]
	broken         map[string]bool // files that could not be read whole
	parsed         map[string]parsed
	faults         []Fault
}

// read reads everything there is; what cannot be read is a fault.
func read(dir fs.FS) *contents {
	c := &contents{dir: dir, broken: map[string]bool{}}
	c.parsed = parseAll(dir)
	c.readMeta()
	if body, err := fs.ReadFile(dir, "review.txt"); err != nil {
		c.missing("review.txt", err)
	} else {
		c.body = string(body)
	}
	c.sections = readList[sectionFile](c, "sections.yaml")
	if len(c.sections) == 0 && !c.broken["sections.yaml"] {
		c.fault("sections.yaml", 0, "there are no sections: write at least one, with its title and paragraphs")
	}
	c.entities = readList[entityFile](c, "entities.yaml")
	c.topics = readList[topicFile](c, "topics.yaml")
	if _, err := fs.Stat(dir, "concepts.yaml"); err == nil {
		c.concepts = readList[conceptFile](c, "concepts.yaml")
	}
	if _, err := fs.Stat(dir, "gatherings.yaml"); err == nil {
		c.gatherings = readList[gatheringFile](c, "gatherings.yaml")
	}
	c.facts = readFolder[factFile](c, "facts")
	if len(c.facts) == 0 && !c.anyBroken("facts/") {
		c.fault("facts", 0, "there are no facts: write them in facts/*.yaml")
	}
	c.silences = readFolder[silenceFile](c, "silences")
	c.misconceptions = readFolder[silenceFile](c, "misconceptions")
	c.readReview()
	return c
}

func (c *contents) readMeta() {
	c.meta.file = "pack.yaml"
	if c.meta.node = c.parse(c.meta.file); c.meta.node != nil {
		c.decode(c.meta.file, c.meta.node, reflect.ValueOf(&c.meta.v).Elem())
	}
}

// readReview makes the review and checks that it is the one the pack is for.
func (c *contents) readReview() {
	if c.broken["review.txt"] || c.broken["sections.yaml"] || c.broken["pack.yaml"] {
		return
	}
	lines := map[string]bool{}
	for line := range strings.Lines(c.body) {
		lines[strings.TrimSpace(line)] = true
	}
	var opening knowledge.Text
	var headings []knowledge.Text
	for i, s := range c.sections {
		switch title := s.v.Title.text(); {
		case s.v.Whole:
		case i == 0:
			opening = title
		case lines[title.EN] && title.EN != "":
			headings = append(headings, title)
		default:
			c.fault(s.file, s.line("title", "en"), "review.txt has no line %q: write the heading as it stands there", clip(title.EN))
		}
	}
	r, err := knowledge.NewReview(c.meta.v.Title.text(), c.body, opening, headings)
	if err != nil {
		c.fault("review.txt", 0, "%v", err)
		return
	}
	if want := c.meta.v.SHA256; want != r.SHA256() {
		c.fault("pack.yaml", c.meta.line("sha256"), "sha256 is %q but that of review.txt is %s: restore the text, or correct sha256 if the review is meant to change", clip(want), r.SHA256())
	}
	if len(c.faultsOf("sections.yaml")) == 0 { // else its paragraphs may be counted wrong
		c.review = r
	}
}

func (c *contents) fault(file string, line int, format string, args ...any) {
	c.faults = append(c.faults, Fault{File: file, Line: line, Message: fmt.Sprintf(format, args...), form: format})
}

func (c *contents) missing(file string, err error) {
	c.broken[file] = true
	if errors.Is(err, fs.ErrNotExist) {
		c.fault(file, 0, "the file is missing: a pack needs it")
		return
	}
	c.fault(file, 0, "cannot be read: %v", err)
}

// parsed is what parsing a file gave.
type parsed struct {
	root    ast.Node
	line    int   // where err is
	readErr error // the file cannot be read
	err     error // it is not YAML
}

// parseAll parses the YAML files of a pack side by side: that is most of the
// work of loading one.
func parseAll(dir fs.FS) map[string]parsed {
	var names []string
	for _, pattern := range []string{"*.yaml", "facts/*.yaml", "silences/*.yaml", "misconceptions/*.yaml"} {
		found, _ := fs.Glob(dir, pattern) // the patterns are well-formed
		names = append(names, found...)
	}
	results := make([]parsed, len(names))
	var work sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, name := range names {
		slots <- struct{}{}
		work.Go(func() {
			results[i] = parseFile(dir, name)
			<-slots
		})
	}
	work.Wait()
	out := make(map[string]parsed, len(names))
	for i, name := range names {
		out[name] = results[i]
	}
	return out
}

func parseFile(dir fs.FS, name string) (p parsed) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return parsed{readErr: err}
	}
	p.root, p.line, p.err = parseYAML(data)
	return p
}

// parse returns a YAML file's content, nil if there is nothing to decode.
func (c *contents) parse(name string) ast.Node {
	p, ok := c.parsed[name]
	if !ok {
		p = parseFile(c.dir, name)
	}
	switch {
	case p.readErr != nil:
		c.missing(name, p.readErr)
	case p.err != nil:
		c.broken[name] = true
		c.fault(name, p.line, "%v", p.err)
	}
	return p.root
}

func (c *contents) decode(name string, n ast.Node, into reflect.Value) {
	d := decoder{fault: func(line int, format string, args ...any) { c.fault(name, line, format, args...) }}
	d.decode(n, into)
}

// readList reads a file that holds a list.
func readList[T any](c *contents, name string) []row[T] {
	root := c.parse(name)
	if root == nil || root.Type() == ast.NullType {
		return nil
	}
	list, ok := root.(*ast.SequenceNode)
	if !ok {
		c.broken[name] = true
		c.fault(name, startLine(root), "the file must hold a list: start each item with a hyphen")
		return nil
	}
	out := make([]row[T], len(list.Values))
	for i, n := range list.Values {
		out[i].file, out[i].node = name, n
		c.decode(name, n, reflect.ValueOf(&out[i].v).Elem())
	}
	return out
}

// readFolder reads the lists in the YAML files of a folder, in the order of
// their names.
func readFolder[T any](c *contents, folder string) []row[T] {
	names, _ := fs.Glob(c.dir, path.Join(folder, "*.yaml")) // the pattern is well-formed
	slices.Sort(names)
	var out []row[T]
	for _, name := range names {
		out = append(out, readList[T](c, name)...)
	}
	return out
}

func (c *contents) anyBroken(prefix string) bool {
	for name := range c.broken {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func (c *contents) faultsOf(file string) []Fault {
	var out []Fault
	for _, f := range c.faults {
		if f.File == file {
			out = append(out, f)
		}
	}
	return out
}

// sorted returns the faults in order of file and line, each once.
func (c *contents) sorted() []Fault {
	slices.SortStableFunc(c.faults, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.Compact(c.faults)
}

func (c *contents) err() error {
	var errs []error
	for _, f := range c.sorted() {
		errs = append(errs, f)
	}
	return errors.Join(errs...)
}
