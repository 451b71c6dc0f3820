package pack

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"reviewbot/knowledge"
)

// Export writes a source as the files of a pack, by name: the same source
// gives the same bytes. Title, text, sections and questions are those of the
// folder that the source was first loaded from.
func Export(src knowledge.Source, base fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range []string{"pack.yaml", "review.txt", "sections.yaml", "questions.jsonl"} {
		data, err := fs.ReadFile(base, name)
		if errors.Is(err, fs.ErrNotExist) && name == "questions.jsonl" {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("export: %w", err)
		}
		files[name] = data
	}
	put := func(name string, write func(*yamlWriter)) {
		w := &yamlWriter{}
		w.Write(files[name])
		write(w)
		files[name] = w.Bytes()
	}
	for _, name := range []string{"entities.yaml", "topics.yaml"} {
		files[name] = []byte{}
	}
	for _, e := range src.Entities {
		put("entities.yaml", func(w *yamlWriter) { w.entity(e) })
	}
	for _, t := range src.Topics {
		put("topics.yaml", func(w *yamlWriter) { w.named(t.ID, t.Name, t.Asks) })
	}
	for _, c := range src.Concepts {
		put("concepts.yaml", func(w *yamlWriter) { w.item("id", c.ID); w.texts("words", c.Words); w.list("opposite", c.Opposite) })
	}
	for _, g := range src.Gatherings {
		put("gatherings.yaml", func(w *yamlWriter) { w.gathering(g) })
	}
	paragraph := map[string]int{}
	for _, f := range src.Facts {
		paragraph[f.ID] = f.Evidence.Paragraph
		put(inFolder("facts", f.Evidence.Paragraph), func(w *yamlWriter) { w.fact(f) })
	}
	for _, s := range src.Silences {
		put(inFolder("silences", nearest(paragraph, s)), func(w *yamlWriter) { w.silence(s) })
	}
	for _, s := range src.Misconceptions {
		put(inFolder("misconceptions", nearest(paragraph, s)), func(w *yamlWriter) { w.silence(s) })
	}
	return files, nil
}

// inFolder is the file for what belongs to a paragraph; 0 is none.
func inFolder(folder string, paragraph int) string {
	return fmt.Sprintf("%s/p%02d.yaml", folder, paragraph)
}

// nearest is the paragraph of the first fact near a silence that is there.
func nearest(paragraph map[string]int, s knowledge.Silence) int {
	for _, id := range s.Near {
		if n, ok := paragraph[id]; ok {
			return n
		}
	}
	return 0
}

// FS makes files readable as a folder.
func FS(files map[string][]byte) (fs.FS, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
}

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

func (w *yamlWriter) named(id string, name knowledge.Text, asks []string) {
	w.item("id", id)
	w.text("name", name)
	w.texts("asks", asks)
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
