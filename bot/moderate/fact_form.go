package moderate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"reviewbot/knowledge"
)

// factForm is everything that a fact has.
func factForm() form[knowledge.Fact] {
	type fact = knowledge.Fact
	roles := func(name string, label knowledge.Text, of func(*fact) *[]string) field[fact] {
		return listField(name, label, of)
	}
	return form[fact]{[]page[fact]{
		{words.PageEvidence, []field[fact]{
			{name: "id", label: words.FieldID, adds: true, get: func(f *fact) string { return f.ID }, set: setID},
			{name: "kind", label: words.FieldKind, get: func(f *fact) string { return string(f.Kind) }, set: setKind},
			{name: "paragraph", label: words.FieldParagraph, get: paragraphOf, set: setParagraph},
			textField("quote", words.FieldQuote, true, func(f *fact) *string { return &f.Evidence.Quote }),
			listField("topics", words.FieldTopics, func(f *fact) *[]string { return &f.Topics }),
		}},
		{words.PageWords, []field[fact]{
			textField("statement_en", words.FieldStatementEN, true, func(f *fact) *string { return &f.Statement.EN }),
			textField("statement_ru", words.FieldStatementRU, true, func(f *fact) *string { return &f.Statement.RU }),
			textField("note_en", words.FieldNoteEN, true, func(f *fact) *string { return &f.Note.EN }),
			textField("note_ru", words.FieldNoteRU, true, func(f *fact) *string { return &f.Note.RU }),
		}},
		{words.PageAsks, []field[fact]{
			asksField("asks_en", words.FieldAsksEN, false),
			asksField("asks_ru", words.FieldAsksRU, true),
		}},
		{words.PageRoles, []field[fact]{
			roles("who", words.FieldWho, func(f *fact) *[]string { return &f.Parts.Who }),
			roles("did", words.FieldDid, func(f *fact) *[]string { return &f.Parts.Did }),
			roles("what", words.FieldWhat, func(f *fact) *[]string { return &f.Parts.What }),
			roles("with", words.FieldWith, func(f *fact) *[]string { return &f.Parts.With }),
			roles("where", words.FieldWhere, func(f *fact) *[]string { return &f.Parts.Where }),
		}},
		{words.PageNumbers, []field[fact]{
			{name: "when", label: words.FieldWhen, get: func(f *fact) string { return f.Parts.When.String() }, set: setWhen},
			{name: "count", label: words.FieldCount, get: func(f *fact) string { return countsText(f.Parts.Count) }, set: setCount},
			roles("purpose", words.FieldPurpose, func(f *fact) *[]string { return &f.Parts.Purpose }),
			roles("inferred", words.FieldInferred, func(f *fact) *[]string { return &f.Inferred }),
		}},
	}}
}

func textField[T any](name string, label knowledge.Text, long bool, of func(*T) *string) field[T] {
	return field[T]{
		name: name, label: label, long: long,
		get: func(v *T) string { return *of(v) },
		set: func(v *T, s string) knowledge.Text {
			*of(v) = strings.Join(strings.Fields(s), " ")
			return knowledge.Text{}
		},
	}
}

func listField[T any](name string, label knowledge.Text, of func(*T) *[]string) field[T] {
	return field[T]{
		name: name, label: label, long: true,
		get: func(v *T) string { return listed(*of(v)) },
		set: func(v *T, s string) knowledge.Text {
			*of(v) = items(s)
			return knowledge.Text{}
		},
	}
}

// asksField is the phrasings of one script; the other's stay.
func asksField(name string, label knowledge.Text, russian bool) field[knowledge.Fact] {
	part := func(asks []string, russian bool) []string {
		return slices.DeleteFunc(slices.Clone(asks), func(s string) bool { return isCyrillic(s) != russian })
	}
	return field[knowledge.Fact]{
		name: name, label: label, long: true,
		get: func(f *knowledge.Fact) string { return listed(part(f.Asks, russian)) },
		set: func(f *knowledge.Fact, s string) knowledge.Text {
			typed := items(s)
			for _, ask := range typed {
				if isCyrillic(ask) != russian {
					return words.OtherScript
				}
			}
			if russian {
				f.Asks = append(part(f.Asks, false), typed...)
			} else {
				f.Asks = append(typed, part(f.Asks, true)...)
			}
			return knowledge.Text{}
		},
	}
}

func isCyrillic(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Cyrillic, c) })
}

// reserved are the ids that would be taken for a command's second word.
var reserved = []string{"add", "edit", "retire", "restore", "history", "undo", "phrasing"}

func setID(f *knowledge.Fact, s string) knowledge.Text {
	f.ID = strings.ToLower(s)
	if !knowledge.ValidID(f.ID) || slices.Contains(reserved, f.ID) {
		return words.BadID
	}
	return knowledge.Text{}
}

func setKind(f *knowledge.Fact, s string) knowledge.Text {
	f.Kind = knowledge.Kind(strings.ToLower(s))
	if !slices.Contains(knowledge.Kinds, f.Kind) {
		return words.BadKind
	}
	return knowledge.Text{}
}

func paragraphOf(f *knowledge.Fact) string {
	if f.Evidence.Paragraph == 0 {
		return ""
	}
	return strconv.Itoa(f.Evidence.Paragraph)
}

func setParagraph(f *knowledge.Fact, s string) knowledge.Text {
	n, err := strconv.Atoi(strings.Trim(s, "¶ "))
	if err != nil || n < 1 {
		return words.BadNumber
	}
	f.Evidence.Paragraph = n
	return knowledge.Text{}
}

func setWhen(f *knowledge.Fact, s string) knowledge.Text {
	when, err := knowledge.ParsePeriod(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		return words.BadTime
	}
	f.Parts.When = when
	return knowledge.Text{}
}

var bounds = []knowledge.Bound{knowledge.Exact, knowledge.MoreThan, knowledge.AtLeast, knowledge.Mostly}

// countsText writes counts as setCount reads them: "36 states; more-than 50
// countries".
func countsText(counts []knowledge.Count) string {
	out := make([]string, len(counts))
	for i, c := range counts {
		out[i] = strings.TrimSpace(strconv.FormatFloat(c.Value, 'f', -1, 64) + " " + c.Unit)
		if c.Bound != knowledge.Exact && c.Bound != "" {
			out[i] = string(c.Bound) + " " + out[i]
		}
	}
	return listed(out)
}

func setCount(f *knowledge.Fact, s string) knowledge.Text {
	f.Parts.Count = nil
	for _, item := range items(s) {
		c, err := parseCount(item)
		if err != nil {
			return words.BadCount
		}
		f.Parts.Count = append(f.Parts.Count, c)
	}
	return knowledge.Text{}
}

func parseCount(s string) (knowledge.Count, error) {
	c := knowledge.Count{Bound: knowledge.Exact}
	first, rest, _ := strings.Cut(s, " ")
	if b := knowledge.Bound(strings.ToLower(first)); slices.Contains(bounds, b) {
		c.Bound = b
		first, rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
	}
	v, err := strconv.ParseFloat(first, 64)
	if err != nil || v < 0 || v > 1e15 {
		return c, fmt.Errorf("%q is no count", s)
	}
	c.Value, c.Unit = v, strings.TrimSpace(rest)
	return c, nil
}
