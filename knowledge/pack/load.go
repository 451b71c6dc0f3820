// Package pack loads and checks packs: folders that hold a review, its
// sections, entities, topics, facts and the questions it is silent on. The
// built-in pack is the review of 2024; any other folder of the same form
// serves another document.
package pack

import (
	"embed"
	"io/fs"

	"reviewbot/knowledge"
)

//go:embed review2024
var builtin embed.FS

// Builtin returns the files of the built-in pack.
func Builtin() fs.FS {
	sub, err := fs.Sub(builtin, "review2024")
	if err != nil {
		panic(err) // the name above is the embedded folder's
	}
	return sub
}

// A Pack is a loaded pack.
type Pack struct {
	ID        string
	Version   int
	Publisher string
	Languages []string
	Source    knowledge.Source
}

// Load reads a pack from a folder. The error joins every Fault that would
// make an answer wrong; Lint finds many more.
func Load(dir fs.FS) (*Pack, error) {
	c := read(dir)
	c.checkForm()
	p := c.pack()
	p.Source = knowledge.Source{
		Review: c.review, Year: c.meta.v.Year, Subject: c.meta.v.Subject,
		Overviews:      convert(c.sections, (*sectionFile).overview),
		Entities:       convert(c.entities, (*entityFile).entity),
		Topics:         convert(c.topics, (*topicFile).topic),
		Concepts:       convert(c.concepts, (*conceptFile).concept),
		Facts:          convert(c.facts, (*factFile).fact),
		Silences:       convert(c.silences, (*silenceFile).silence),
		Misconceptions: convert(c.misconceptions, (*silenceFile).silence),
		Gatherings:     convert(c.gatherings, (*gatheringFile).gathering),
	}
	return p, c.err()
}

// pack is the pack without its source.
func (c *contents) pack() *Pack {
	m := &c.meta.v
	return &Pack{ID: m.ID, Version: m.Version, Publisher: m.Publisher, Languages: m.Languages}
}

func convert[F, T any](rows []row[F], to func(*F) T) []T {
	var out []T
	for i := range rows {
		out = append(out, to(&rows[i].v))
	}
	return out
}
