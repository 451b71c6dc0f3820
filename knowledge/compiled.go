package knowledge

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"strings"

	"reviewbot/knowledge/lexicon"
)

// program is the code that a Book depends on: other code may make another
// Book of the same facts.
//
//go:embed *.go lexicon/*.go match/*.go pack/*.go
var program embed.FS

// Fingerprint identifies everything that the Book of a pack's files is made
// from: the files, the lexicon, the model and this program. The word vectors
// and the dictionary are left out; they change with no edit.
func Fingerprint(files fs.FS) ([sha256.Size]byte, error) {
	sum := sha256.New()
	buffer := make([]byte, 64<<10)
	for _, from := range []fs.FS{program, lexicon.Files(), files} {
		if err := hashFiles(sum, from, buffer); err != nil {
			return [sha256.Size]byte{}, fmt.Errorf("fingerprint: %w", err)
		}
	}
	sum.Write(modelFile)
	return [sha256.Size]byte(sum.Sum(nil)), nil
}

// hashFiles writes the name, size and content of every file in order, tests
// and questions aside.
func hashFiles(sum hash.Hash, files fs.FS, buffer []byte) error {
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".jsonl") {
			return err
		}
		f, err := files.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", name, info.Size())
		_, err = io.CopyBuffer(sum, struct{ io.Reader }{f}, buffer)
		return err
	})
}

// Compile makes the Book of a source and returns both in a form that
// ReadCompiled reads in a few milliseconds. The same program makes the same
// bytes of the same source.
func Compile(src Source) ([]byte, error) {
	b, err := NewBook(src)
	if err != nil {
		return nil, err
	}
	a := &archive{}
	a.source(&src)
	a.book(b, &src)
	a.models(b)
	return a.out, nil
}

// ReadCompiled returns what was compiled. The data must come from Compile of
// the same program: keep a Fingerprint beside it, and compare that first.
func ReadCompiled(data string) (Source, *Book) {
	a := &archive{reading: true, in: data}
	var src Source
	b := &Book{}
	a.source(&src)
	a.book(b, &src)
	a.models(b)
	return src, b
}
