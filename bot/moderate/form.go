package moderate

import (
	"strings"

	"reviewbot/bot"
	"reviewbot/knowledge"
)

// A form edits a subject field by field, in pages of at most bot.MaxFields.
type form[T any] struct {
	pages []page[T]
}

// page is one panel.
type page[T any] struct {
	title  knowledge.Text // at most 45 characters
	fields []field[T]
}

// field is one value of a subject, as a moderator types it.
type field[T any] struct {
	name  string
	label knowledge.Text // at most 45 characters
	long  bool
	adds  bool // only where a subject is added
	get   func(*T) string
	set   func(*T, string) knowledge.Text // says what is wrong with what was typed; the zero Text if nothing is
}

// faults say what is wrong with a field, by its name.
type faults map[string]knowledge.Text

func (f faults) add(name string, fault knowledge.Text) {
	if _, have := f[name]; !have && fault != (knowledge.Text{}) {
		f[name] = fault
	}
}

// fill puts what was typed into a subject.
func (f form[T]) fill(v *T, typed map[string]string) faults {
	out := faults{}
	for _, p := range f.pages {
		for _, x := range p.fields {
			if s, ok := typed[x.name]; ok {
				out.add(x.name, x.set(v, s))
			}
		}
	}
	return out
}

// field finds a field by its name.
func (f form[T]) field(name string) (field[T], int, bool) {
	for n, p := range f.pages {
		for _, x := range p.fields {
			if x.name == name {
				return x, n, true
			}
		}
	}
	return field[T]{}, 0, false
}

// has tells whether a page has a field with a fault, and which page is the
// first that has.
func (f form[T]) faulty(found faults) (page int, ok bool) {
	for n, p := range f.pages {
		for _, x := range p.fields {
			if _, ok := found[x.name]; ok {
				return n, true
			}
		}
	}
	return 0, false
}

// panel is a page with its present values: what was typed, else what the
// subject has.
func (p page[T]) panel(v *T, typed map[string]string, found faults, adding bool, lang bot.Lang) *bot.Input {
	in := &bot.Input{Shape: bot.PanelInput, Title: p.title.In(lang)}
	for _, x := range p.fields {
		if x.adds && !adding {
			continue
		}
		value, ok := typed[x.name]
		if !ok {
			value = x.get(v)
		}
		in.Fields = append(in.Fields, bot.Field{
			Name: x.name, Label: x.label.In(lang), Value: value, Long: x.long, Fault: found[x.name].In(lang),
		})
	}
	return in
}

// changed are the names of the fields that differ between two subjects, in
// the order of the form.
func (f form[T]) changed(before, after *T) []field[T] {
	var out []field[T]
	for _, p := range f.pages {
		for _, x := range p.fields {
			if x.get(before) != x.get(after) {
				out = append(out, x)
			}
		}
	}
	return out
}

// take keeps what was typed into the fields of a page. What says the same as
// the subject is no change.
func (p page[T]) take(v *T, typed, values map[string]string) {
	for _, x := range p.fields {
		s, ok := values[x.name]
		if !ok {
			continue
		}
		if s = tidy(s, x.long); s == x.get(v) {
			delete(typed, x.name)
			continue
		}
		typed[x.name] = s
	}
}

// maxField is how many bytes of a field are kept.
const maxField = 16 << 10

// tidy drops what cannot be shown from what was typed. Lines stay in fields
// that have several.
func tidy(s string, long bool) string {
	if len(s) > maxField {
		s = strings.ToValidUTF8(s[:maxField], "")
	}
	if !long {
		return bot.Clean(s)
	}
	lines := strings.Split(bot.Plain(strings.ReplaceAll(s, "\r\n", "\n")), "\n")
	for i := range lines {
		lines[i] = bot.Clean(lines[i])
	}
	out := strings.Trim(strings.Join(lines, "\n"), "\n")
	if len(lines) > 1 && out != "" && !strings.Contains(out, "\n") {
		out += "\n" // one item of a list, whatever it holds
	}
	return out
}

// listed writes a list in one field: items apart by semicolons, or each on a
// line if one has a semicolon; if that is the only one, its line ends.
func listed(items []string) string {
	for _, s := range items {
		if strings.Contains(s, ";") && len(items) == 1 {
			return s + "\n"
		}
		if strings.Contains(s, ";") {
			return strings.Join(items, "\n")
		}
	}
	return strings.Join(items, "; ")
}

// items reads what listed wrote, or a moderator typed.
func items(s string) []string {
	apart := ";"
	if strings.Contains(s, "\n") {
		apart = "\n"
	}
	var out []string
	for item := range strings.SplitSeq(s, apart) {
		if item = bot.Clean(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}
