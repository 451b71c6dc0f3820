package knowledge

import (
	"fmt"
	"regexp"
	"strconv"
)

// Kind says what sort of thing a fact is.
type Kind string

// The kinds of fact. A position is a stance that the review reports, a
// judgement is the review's own evaluation; both are always attributed.
const (
	Event      Kind = "event"
	Visit      Kind = "visit"
	Agreement  Kind = "agreement"
	Figure     Kind = "figure"
	Initiative Kind = "initiative"
	Position   Kind = "position"
	Judgement  Kind = "judgement"
)

// Kinds lists the kinds of fact.
var Kinds = []Kind{Event, Visit, Agreement, Figure, Initiative, Position, Judgement}

// A Fact is one thing the review states.
type Fact struct {
	ID        string // [a-z0-9-]{3,40}
	Kind      Kind
	Statement Text
	Evidence  Evidence
	Parts     Parts
	Inferred  []string // names of the parts that the quote only implies
	Topics    []string
	Asks      []string // phrasings, in any language
	Note      Text     // the moderators' remark
}

// Parts are the roles of a fact. Who, With and Where hold names of entities;
// What, Did and Purpose may hold plain words.
type Parts struct {
	Who     []string
	Did     []string
	What    []string
	With    []string
	Where   []string
	When    Period
	Count   []Count
	Purpose []string
}

// A Bound says how a counted number is meant.
type Bound string

// The bounds of a count.
const (
	Exact    Bound = "exact"
	MoreThan Bound = "more-than"
	AtLeast  Bound = "at-least"
	Mostly   Bound = "mostly"
)

// A Count is how many of what.
type Count struct {
	Value float64
	Unit  string
	Bound Bound
}

var idPattern = regexp.MustCompile(`^[a-z0-9-]{3,40}$`)

// ValidID tells whether s can be the id of a fact: 3 to 40 lower-case
// letters, digits and hyphens.
func ValidID(s string) bool { return idPattern.MatchString(s) }

// A Period is a range of months, both ends included. The zero Period is no
// time at all. Months are counted from January of year 0.
type Period struct{ from, to int }

// Months makes the period from one month to another.
func Months(fromYear, fromMonth, toYear, toMonth int) Period {
	return Period{fromYear*12 + fromMonth - 1, toYear*12 + toMonth - 1}
}

var periodPattern = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:\.\.(\d{4})(?:-(\d\d))?)?$`)

// ParsePeriod reads "2024", "2024-07", "2024-02..2024-03"; "" is no time.
func ParsePeriod(s string) (Period, error) {
	if s == "" {
		return Period{}, nil
	}
	m := periodPattern.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("%q is not a time: write 2024, 2024-07 or 2024-02..2024-03", s)
	}
	number := func(s string, otherwise int) int {
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return otherwise
	}
	fromYear := number(m[1], 0)
	toYear := number(m[3], fromYear)
	toMonth := number(m[2], 12)
	if m[3] != "" {
		toMonth = number(m[4], 12)
	}
	p := Months(fromYear, number(m[2], 1), toYear, toMonth)
	if number(m[2], 1) > 12 || toMonth > 12 || number(m[2], 1) < 1 || toMonth < 1 || p.to < p.from {
		return Period{}, fmt.Errorf("%q is not a time: months go from 01 to 12, and the end comes after the start", s)
	}
	return p, nil
}

// IsZero tells whether there is no time.
func (p Period) IsZero() bool { return p == Period{} }

// String is the form that ParsePeriod reads.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	month := func(m int) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
	switch {
	case p.from%12 == 0 && p.to == p.from+11:
		return strconv.Itoa(p.from / 12)
	case p.from == p.to:
		return month(p.from)
	}
	return month(p.from) + ".." + month(p.to)
}

// An Entity is something the review names, with its other names.
type Entity struct {
	ID   string
	Kind string // person country city organisation event document region group day
	Name Text
	Also []string // other names, in any language
	In   []string // ids of what contains it or what it belongs to
}

// A Topic is a theme that facts share; its phrasings ask for an overview.
type Topic struct {
	ID   string
	Name Text
	Asks []string
}

// An Overview is how people ask for a summary of some paragraphs: a section
// or the whole review.
type Overview struct {
	Title      Text
	Paragraphs []int
	Asks       []string
	Whole      bool // the summary of the whole review
}

// A Silence is questions on the review's subject that it does not answer,
// with the facts that come nearest.
type Silence struct {
	ID   string // of a store's; may be empty
	Near []string
	Asks []string
}
