package lexicon

import (
	"fmt"
	"strconv"
	"strings"
)

func (l *Lexicon) addConcept(row []string) error {
	if row[0] == "" {
		return fmt.Errorf("a concept needs an id")
	}
	l.Concepts = append(l.Concepts, Concept{ID: row[0], Words: list(row[1], row[2]), Opposite: list(row[3])})
	return nil
}

// addCountry makes a country, its capitals and its leaders names of their own,
// the latter two belonging to the country.
func (l *Lexicon) addCountry(row []string) error {
	id := row[1]
	if id == "" {
		return fmt.Errorf("a country needs an id")
	}
	l.Names = append(l.Names, Name{
		ID: id, Kind: "country", EN: first(row[2]), RU: first(row[3]),
		Words: list(row[2], row[3]), In: list(row[8]),
	})
	if row[4] != "" {
		l.Names = append(l.Names, Name{
			ID: "capital-of-" + id, Kind: "city", EN: first(row[4]), RU: first(row[5]),
			Words: list(row[4], row[5]), In: []string{id},
		})
	}
	if row[6] != "" {
		l.Names = append(l.Names, Name{
			ID: "leader-of-" + id, Kind: "person", EN: first(row[6]), RU: first(row[7]),
			Words: list(row[6], row[7]), In: []string{id},
		})
	}
	return nil
}

func (l *Lexicon) addName(row []string) error {
	if row[0] == "" || row[1] == "" {
		return fmt.Errorf("a name needs an id and a kind")
	}
	l.Names = append(l.Names, Name{
		ID: row[0], Kind: row[1], EN: first(row[2]), RU: first(row[3]),
		Words: list(row[2], row[3]), In: list(row[4]),
	})
	return nil
}

func (l *Lexicon) addCalendar(row []string) error {
	from, to, isRange := strings.Cut(row[1], "-")
	a, err := strconv.Atoi(from)
	if err != nil {
		return fmt.Errorf("value %q is not a number or a range", row[1])
	}
	b := a
	if isRange {
		if b, err = strconv.Atoi(to); err != nil {
			return fmt.Errorf("value %q is not a number or a range", row[1])
		}
	}
	l.Calendar = append(l.Calendar, CalendarWord{Kind: row[0], From: a, To: b, Words: list(row[2:]...)})
	return nil
}

func (l *Lexicon) addShorthand(row []string) error {
	l.Shorthand[row[1]] = row[2]
	return nil
}

func (l *Lexicon) addStop(row []string) error {
	set := l.Stop[row[0]]
	if set == nil {
		set = map[string]struct{}{}
		l.Stop[row[0]] = set
	}
	for _, w := range list(row[1]) {
		set[w] = struct{}{}
	}
	return nil
}

func (l *Lexicon) addFocus(row []string) error {
	for _, p := range list(row[2]) {
		l.Focus = append(l.Focus, Cue{Kind: row[1], Lang: row[0], Phrase: p})
	}
	return nil
}

func (l *Lexicon) addSmalltalk(row []string) error {
	for _, p := range list(row[2]) {
		l.Smalltalk = append(l.Smalltalk, Cue{Kind: row[0], Lang: row[1], Phrase: p})
	}
	return nil
}

func (l *Lexicon) addOffTopic(row []string) error {
	l.OffTopic = append(l.OffTopic, row[1])
	return nil
}
