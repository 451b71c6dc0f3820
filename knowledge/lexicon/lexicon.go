// Package lexicon holds general knowledge of words: concepts with their words
// in English and Russian, function words, ways of asking, chat spellings, the
// calendar, and a gazetteer of the world's countries, capitals, organisations
// and well-known people. It belongs to no document; what a document adds
// stands in its pack.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

//go:embed *.tsv
var files embed.FS

// Files returns the tables.
func Files() fs.FS { return files }

// A Concept is a set of words that mean about the same in a question.
type Concept struct {
	ID       string
	Words    []string // words and phrases, English and Russian
	Opposite []string // ids of concepts that exclude this one
}

// A Name is something with a proper name: a country, city, person, …
type Name struct {
	ID    string
	Kind  string   // country city person organisation office region event document currency …
	EN    string   // the usual English name
	RU    string   // the usual Russian name
	Words []string // all names, both languages, the usual ones included
	In    []string // ids of what contains it or what it belongs to
}

// A Cue is a phrase that tells something about a text: which answer is asked
// for (focus), which small talk it is, or what time it names.
type Cue struct {
	Kind   string
	Lang   string
	Phrase string
}

// A CalendarWord names a month, a season, a weekday, an ordinal or a number.
type CalendarWord struct {
	Kind     string // month season weekday ordinal number
	From, To int    // equal but for seasons, which are ranges of months
	Words    []string
}

// A Lexicon is everything the tables hold. It is read-only.
type Lexicon struct {
	Concepts  []Concept
	Names     []Name
	Shorthand map[string]string              // chat spelling to the usual one
	Stop      map[string]map[string]struct{} // language to its function words
	Focus     []Cue
	Smalltalk []Cue
	Calendar  []CalendarWord
	OffTopic  []string // questions that people put to chat bots about anything
}

// General returns the built-in lexicon. It is parsed once.
var General = sync.OnceValues(parse)

func parse() (*Lexicon, error) {
	l := &Lexicon{Shorthand: map[string]string{}, Stop: map[string]map[string]struct{}{}}
	for _, t := range []struct {
		file    string
		columns int
		add     func(row []string) error
	}{
		{"concepts-world.tsv", 4, l.addConcept},
		{"concepts-everyday.tsv", 4, l.addConcept},
		{"countries.tsv", 9, l.addCountry},
		{"gazetteer.tsv", 5, l.addName},
		{"calendar.tsv", 9, l.addCalendar},
		{"shorthand.tsv", 3, l.addShorthand},
		{"stop.tsv", 2, l.addStop},
		{"focus.tsv", 3, l.addFocus},
		{"targets.tsv", 3, l.addFocus},
		{"smalltalk.tsv", 3, l.addSmalltalk},
		{"offtopic.tsv", 2, l.addOffTopic},
	} {
		if err := readTable(t.file, t.columns, t.add); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// readTable calls add for every row of a table after its header. Missing
// cells at the end of a row are empty.
func readTable(file string, columns int, add func(row []string) error) error {
	data, err := files.ReadFile(file)
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	head := true
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if head {
			head = false
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) > columns {
			return fmt.Errorf("lexicon: %s:%d: %d columns, want %d", file, n, len(row), columns)
		}
		for len(row) < columns {
			row = append(row, "")
		}
		if err := add(row); err != nil {
			return fmt.Errorf("lexicon: %s:%d: %w", file, n, err)
		}
	}
	return nil
}

// list splits a comma-separated cell.
func list(cells ...string) []string {
	var out []string
	for _, cell := range cells {
		for item := range strings.SplitSeq(cell, ",") {
			if item = strings.TrimSpace(item); item != "" {
				out = append(out, item)
			}
		}
	}
	return out
}

// first returns the first item of a comma-separated cell.
func first(cell string) string {
	item, _, _ := strings.Cut(cell, ",")
	return strings.TrimSpace(item)
}
