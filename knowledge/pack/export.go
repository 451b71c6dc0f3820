package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"reviewbot/knowledge"
)

// Export writes a source as the files of a pack, by name: the same source
// gives the same bytes. Title, text, sections and questions are those of the
// folder that the source was first loaded from.
func Export(src knowledge.Source, base fs.FS) (map[string][]byte, error) {
	e := exporter{}
	if err := e.keep(base); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	for _, v := range src.Entities {
		e.put("entities.yaml", func(w *yamlWriter) { w.entity(v) })
	}
	for _, v := range src.Topics {
		e.put("topics.yaml", func(w *yamlWriter) { w.topic(v) })
	}
	for _, v := range src.Concepts {
		e.put("concepts.yaml", func(w *yamlWriter) { w.concept(v) })
	}
	for _, v := range src.Gatherings {
		e.put("gatherings.yaml", func(w *yamlWriter) { w.gathering(v) })
	}
	paragraph := map[string]int{}
	for _, v := range src.Facts {
		paragraph[v.ID] = v.Evidence.Paragraph
		e.put(inFolder("facts", v.Evidence.Paragraph), func(w *yamlWriter) { w.fact(v) })
	}
	for _, v := range src.Silences {
		e.put(inFolder("silences", nearest(paragraph, v)), func(w *yamlWriter) { w.silence(v) })
	}
	for _, v := range src.Misconceptions {
		e.put(inFolder("misconceptions", nearest(paragraph, v)), func(w *yamlWriter) { w.silence(v) })
	}
	return e, nil
}

// exporter is the files of a pack by name.
type exporter map[string][]byte

// keep takes over what a store does not hold.
func (e exporter) keep(base fs.FS) error {
	for _, name := range []string{"pack.yaml", "review.txt", "sections.yaml", "questions.jsonl"} {
		data, err := fs.ReadFile(base, name)
		if errors.Is(err, fs.ErrNotExist) && name == "questions.jsonl" {
			continue
		}
		if err != nil {
			return err
		}
		e[name] = data
	}
	e["entities.yaml"], e["topics.yaml"] = []byte{}, []byte{} // a pack needs them, be they empty
	return nil
}

// put adds an item to a file.
func (e exporter) put(name string, write func(*yamlWriter)) {
	w := &yamlWriter{}
	write(w)
	e[name] = append(e[name], w.Bytes()...)
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
