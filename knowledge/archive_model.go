package knowledge

// models keeps the fitted decisions.
func (a *archive) models(b *Book) {
	if a.reading {
		b.model = &models{&forest{}, &forest{}, &forest{}}
	}
	m := b.model
	for _, f := range []*forest{m.Sentence, m.Wide, m.No} {
		names(a, &f.Features)
		a.float(&f.Base)
		a.float(&f.Threshold)
		list(a, &f.Trees, func(a *archive, t *[]leaf) { list(a, t, (*archive).leaf) })
		if a.reading {
			f.flatten()
		}
	}
}

func (a *archive) leaf(l *leaf) {
	integer(a, &l.Feature)
	a.float(&l.At)
	integer(a, &l.Left)
	integer(a, &l.Right)
	a.float(&l.Value)
}
