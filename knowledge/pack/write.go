package pack

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"reviewbot/knowledge"
	"reviewbot/knowledge/lexicon"
)

// yamlWriter writes items of a list in the order and style of the built-in
// pack. Text is always quoted, so that nothing in it is taken for YAML.
type yamlWriter struct {
	bytes.Buffer
	indent string
}

// item starts an item with its first field.
func (w *yamlWriter) item(key, value string) {
	fmt.Fprintf(w, "- %s: %s\n", key, plainOrQuoted(value))
	w.indent = "  "
}

func (w *yamlWriter) line(key, value string) { fmt.Fprintf(w, "%s%s: %s\n", w.indent, key, value) }

// scalar writes a field unless it is empty.
func (w *yamlWriter) scalar(key, value string) {
	if value != "" {
		w.line(key, plainOrQuoted(value))
	}
}

// list writes a list on one line unless it is empty.
func (w *yamlWriter) list(key string, values []string) {
	if len(values) > 0 {
		w.line(key, inline(values))
	}
}

func inline(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = plainOrQuoted(v)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// under writes fields below a key, and nothing if they write nothing.
func (w *yamlWriter) under(key string, fields func()) {
	before := w.Len()
	w.line(key, "")
	w.Truncate(w.Len() - 2) // no blank after the colon
	w.WriteString("\n")
	start := w.Len()
	w.indent += "  "
	fields()
	w.indent = w.indent[2:]
	if w.Len() == start {
		w.Truncate(before)
	}
}

func (w *yamlWriter) text(key string, t knowledge.Text) {
	w.under(key, func() {
		if t.EN != "" {
			w.line("en", quoted(t.EN))
		}
		if t.RU != "" {
			w.line("ru", quoted(t.RU))
		}
	})
}

// texts writes phrasings by language: those with a Cyrillic letter are
// Russian.
func (w *yamlWriter) texts(key string, list []string) {
	var en, ru []string
	for _, s := range list {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			ru = append(ru, s)
		} else {
			en = append(en, s)
		}
	}
	w.under(key, func() {
		w.lines("en", en)
		w.lines("ru", ru)
	})
}

// lines writes a list with a line for each item.
func (w *yamlWriter) lines(key string, list []string) {
	w.under(key, func() {
		for _, s := range list {
			fmt.Fprintf(w, "%s- %s\n", w.indent, quoted(s))
		}
	})
}

func (w *yamlWriter) entity(e knowledge.Entity) {
	w.item("id", e.ID)
	w.scalar("kind", e.Kind)
	w.text("name", e.Name)
	w.texts("also", e.Also)
	w.list("in", e.In)
}

func (w *yamlWriter) topic(t knowledge.Topic) {
	w.item("id", t.ID)
	w.text("name", t.Name)
	w.texts("asks", t.Asks)
}

func (w *yamlWriter) concept(c lexicon.Concept) {
	w.item("id", c.ID)
	w.texts("words", c.Words)
	w.list("opposite", c.Opposite)
}

func (w *yamlWriter) silence(s knowledge.Silence) {
	id := s.ID
	if id == "" || id == SilenceID(s) {
		fmt.Fprintf(w, "- near: %s\n", inline(s.Near))
		w.indent = "  "
	} else {
		w.item("id", id)
		w.list("near", s.Near)
	}
	w.texts("asks", s.Asks)
}

func (w *yamlWriter) gathering(g knowledge.Gathering) {
	w.item("id", g.ID)
	w.text("title", g.Title)
	s := g.Select
	w.under("select", func() {
		var kinds []string
		for _, k := range s.Kind {
			kinds = append(kinds, string(k))
		}
		w.list("kind", kinds)
		w.list("who", s.Who)
		w.list("with", s.With)
		w.list("where", s.Where)
		w.list("what", s.What)
		w.list("purpose", s.Purpose)
		w.list("topic", s.Topic)
		w.list("names", s.Names)
		if s.Figures {
			w.line("figures", "true")
		}
		w.list("facts", s.Facts)
	})
	w.texts("asks", g.Asks)
}

func (w *yamlWriter) fact(f knowledge.Fact) {
	w.item("id", f.ID)
	w.scalar("kind", string(f.Kind))
	w.text("statement", f.Statement)
	w.under("evidence", func() {
		w.line("paragraph", strconv.Itoa(f.Evidence.Paragraph))
		w.line("quote", quoted(f.Evidence.Quote))
	})
	p := f.Parts
	w.under("parts", func() {
		w.list("who", p.Who)
		w.list("did", p.Did)
		w.list("what", p.What)
		w.list("with", p.With)
		w.list("where", p.Where)
		w.scalar("when", p.When.String())
		w.under("count", func() {
			for _, c := range p.Count {
				w.count(c)
			}
		})
		w.list("purpose", p.Purpose)
	})
	w.list("inferred", f.Inferred)
	w.list("topics", f.Topics)
	w.texts("asks", f.Asks)
	w.text("note", f.Note)
}

func (w *yamlWriter) count(c knowledge.Count) {
	bound := cmp.Or(c.Bound, knowledge.Exact)
	fmt.Fprintf(w, "%s- {value: %s, unit: %s, bound: %s}\n", w.indent, strconv.FormatFloat(c.Value, 'f', -1, 64), quoted(c.Unit), bound)
}

// plainOrQuoted leaves out the quotes where nothing can be misread.
func plainOrQuoted(s string) string {
	switch strings.ToLower(s) {
	case "", "null", "true", "false", "yes", "no", "on", "off":
		return quoted(s)
	}
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		case i > 0 && (r >= '0' && r <= '9' || r == '-'):
		default:
			return quoted(s)
		}
	}
	return s
}

// quoted is a double-quoted scalar on one line.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
