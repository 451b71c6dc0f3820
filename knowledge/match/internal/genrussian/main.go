// Command genrussian makes russian.bloom, a Bloom filter of the stems of
// Russian words, from the npm package dictionary-ru (BSD-3-Clause, by
// Alexander Lebedev).
//
//	npm pack dictionary-ru && tar xzf dictionary-ru-*.tgz
//	go run ./knowledge/match/internal/genrussian -in package/index.dic -out knowledge/match/russian.bloom
package main

import (
	"bufio"
	"flag"
	"log"
	"os"
	"strings"

	"reviewbot/knowledge/match"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "", "index.dic of dictionary-ru")
	out := flag.String("out", "russian.bloom", "the filter to write")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		log.Fatal("genrussian: ", err)
	}
}

func run(in, out string) error {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close()
	bits := make([]byte, match.RussianFilterSize)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		word, _, _ := strings.Cut(sc.Text(), "/")
		if word = match.Normalize(word); match.IsCyrillic(word) {
			match.MarkRussian(bits, match.Stem(word))
		}
	}
	if err := sc.Err(); err != nil {
		return err
	}
	return os.WriteFile(out, bits, 0o644)
}
