package pack

import (
	_ "embed"
	"errors"
	"slices"

	"reviewbot/knowledge"
)

//go:generate go run ./internal/compile -out review2024.bin

// compiled is the built-in pack as the generator above made it: the
// fingerprint of all it was made from, then its source and its Book.
//
//go:embed review2024.bin
var compiled string

// OpenBuiltin returns the built-in pack and its Book: as they were compiled or,
// where a file or the program has changed since, made anew.
func OpenBuiltin() (*Pack, *knowledge.Book, error) {
	if body, ok := current(compiled); ok {
		c := &contents{dir: Builtin(), broken: map[string]bool{}}
		c.readMeta()
		p := c.pack()
		var book *knowledge.Book
		p.Source, book = knowledge.ReadCompiled(body)
		return p, book, c.err()
	}
	p, err := Load(Builtin())
	if err != nil {
		return nil, nil, err
	}
	book, err := knowledge.NewBook(p.Source)
	return p, book, err
}

// current returns the compiled pack without its fingerprint, and whether it is
// made from what there is now.
func current(compiled string) (body string, ok bool) {
	mark, err := knowledge.Fingerprint(Builtin())
	if err != nil || len(compiled) < len(mark) || compiled[:len(mark)] != string(mark[:]) {
		return "", false
	}
	return compiled[len(mark):], true
}

// ErrNotCompiled reports that the compiled pack is not that of the files.
var ErrNotCompiled = errors.New("the compiled pack is out of date: run go generate ./knowledge/pack")

// CompileBuiltin returns the built-in pack in the form that OpenBuiltin reads.
func CompileBuiltin() ([]byte, error) {
	p, err := Load(Builtin())
	if err != nil {
		return nil, err
	}
	body, err := knowledge.Compile(p.Source)
	if err != nil {
		return nil, err
	}
	mark, err := knowledge.Fingerprint(Builtin())
	return slices.Concat(mark[:], body), err
}

// CheckCompiled makes the compiled pack anew and fails with ErrNotCompiled if
// it comes out different.
func CheckCompiled() error {
	fresh, err := CompileBuiltin()
	if err == nil && string(fresh) != compiled {
		err = ErrNotCompiled
	}
	return err
}
