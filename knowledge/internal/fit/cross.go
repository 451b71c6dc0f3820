package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

// heldOut predicts every sample by a fit on the other authors' samples.
func heldOut(of []sample, features []string) []prediction {
	names := authors(of)
	parts := make([][]prediction, len(names))
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, author := range names {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			train, test := split(of, author)
			parts[i] = likeliest(boost(train, features), test)
		})
	}
	group.Wait()
	return slices.Concat(parts...)
}

// tellErrors prints how many predictions are right from some thresholds on,
// and the wrong ones from the part's own.
func tellErrors(w io.Writer, p part, predictions []prediction, show bool) error {
	var b strings.Builder
	for _, at := range []float64{p.at, 0.3, 0.4, 0.5, 0.6, 0.7} {
		accepted, refused, other := 0, 0, 0
		for _, p := range predictions {
			switch {
			case p.p >= at && !p.right && p.any:
				other++
			case p.p >= at && !p.right:
				accepted++
			case p.p < at && p.any:
				refused++
			}
		}
		n := len(predictions)
		fmt.Fprintf(&b, "%s from %.2f: %d of %d right; %d false, %d another one, %d refused\n",
			p.title, at, n-accepted-other-refused, n, accepted, other, refused)
	}
	for _, q := range predictions {
		if show && !q.good(p.at) {
			fmt.Fprintf(&b, "%.2f %v %s\n", q.p, q.right, q.id)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cross answers each author's questions with a Book that is fitted on all
// others', and prints the table over them all.
func cross(s settings, book *knowledge.Book, questions []evaluate.Question, all samples, held []string) error {
	var paragraphs []string
	for n := 1; n <= book.Review().Paragraphs(); n++ {
		text, _ := book.Review().Paragraph(n)
		paragraphs = append(paragraphs, text)
	}
	var total evaluate.Report
	for _, author := range held {
		model, err := all.without(author).fit(s)
		if err != nil {
			return err
		}
		b, err := book.Decide(model)
		if err != nil {
			return err
		}
		var own evaluate.Report
		for _, q := range questions {
			if authorOf(q.ID) == author {
				a := evaluate.Record(b.Ask(knowledge.Question{Text: q.Question}))
				own.Add(q, a, paragraphs)
				total.Add(q, a, paragraphs)
			}
		}
		fmt.Printf("author %s held out: %s\n", author, own.Summary())
	}
	if err := total.WriteTable(os.Stdout); err != nil || !s.show {
		return err
	}
	return total.WriteWrong(os.Stdout, len(questions))
}
