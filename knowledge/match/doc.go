// Package match compares strings: it normalises, tokenises and stems text,
// measures edit distance, corrects spelling against a vocabulary, holds a
// table of word vectors, and scores short texts through an inverted index.
//
// It knows words and numbers, nothing of facts, reviews or languages' meaning.
// Use it from package knowledge; do not put a word of a document in it.
package match
