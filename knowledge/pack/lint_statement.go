package pack

import (
	"regexp"
	"slices"
	"strings"

	"reviewbot/knowledge"
)

// How a statement gives its source. A Go \b knows no Cyrillic, so words are
// bounded by hand.
var (
	attributedEN = regexp.MustCompile(`(?i)\bthe review (?:also |further |then )?\p{L}+s\b|\bin the review['’]s \p{L}+|\baccording to the review\b`)
	attributedRU = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:в обзоре|по \p{L}+ обзора|согласно обзору|обзор(?: также)? \p{L}+[еёи]т)(?:[^\p{L}]|$)`)

	stanceEN = regexp.MustCompile(`(?i)\b(?:position|stance|standpoint|view|attitude|opinion|conviction)\b`)
	ownerEN  = regexp.MustCompile(`(?i)(\p{L}+)(?:['’]s|s['’])\s|\b(?:its|his|her|their)\b|\b(?:position|stance|standpoint|view|attitude|opinion|conviction) of \p{L}+`)
	stanceRU = regexp.MustCompile(`(?i)позици|точк\p{L}+ зрения|взгляд|мнени|убежден|убеждён|подход`)

	judgedEN = regexp.MustCompile(`(?i)\bin the review['’]s \p{L}+|\bthe review (?:also )?(?:describes|presents|characteri[sz]es|calls|portrays|depicts|judges|sees|regards|rates|credits|considers|treats|paints|casts|deems|views|hails|praises|speaks of)\b`)
	judgedRU = regexp.MustCompile(`(?i)по (?:оценке|мнению|суждению|версии) обзора|обзор.*(?:опис|представ|назва|назыв|характери|оцен|изобра|счита|рассматрива)`)
)

// checkStatement holds a statement to saying whose word it is.
func (l *linter) checkStatement(f row[factFile]) {
	en, ru := f.v.Statement.EN, f.v.Statement.RU
	atEN, atRU := f.line("statement", "en"), f.line("statement", "ru")
	if strings.TrimSpace(ru) == "" {
		l.fault(f.file, atRU, "there is no Russian statement: write statement.ru")
	} else if !attributedRU.MatchString(ru) {
		l.fault(f.file, atRU, "the statement does not say that it is the review's: begin with «В обзоре сказано, что …» or «По оценке обзора, …»")
	}
	if en != "" && !attributedEN.MatchString(en) {
		l.fault(f.file, atEN, `the statement does not say that it is the review's: begin with "The review says …" or "In the review's judgement, …"`)
	}
	switch knowledge.Kind(f.v.Kind) {
	case knowledge.Position:
		if en != "" && !(stanceEN.MatchString(en) && owned(en)) {
			l.fault(f.file, atEN, `the statement does not say whose position it is: write "The review presents it as …'s position that …"`)
		}
		if ru != "" && !stanceRU.MatchString(ru) {
			l.fault(f.file, atRU, "the statement does not say whose position it is: write «В обзоре это представлено как позиция …: …»")
		}
	case knowledge.Judgement:
		if en != "" && !judgedEN.MatchString(en) {
			l.fault(f.file, atEN, `a judgement must be given as the review's own: write "In the review's judgement, …" or "The review describes …", or correct kind`)
		}
		if ru != "" && !judgedRU.MatchString(ru) {
			l.fault(f.file, atRU, "a judgement must be given as the review's own: write «По оценке обзора, …», or correct kind")
		}
	}
}

// owned tells whether a statement names an owner other than the review.
func owned(s string) bool {
	for _, m := range ownerEN.FindAllStringSubmatch(s, -1) {
		if !strings.EqualFold(m[1], "review") {
			return true
		}
	}
	return false
}

// partNames are the keys that inferred may name.
var partNames = []string{"who", "did", "what", "with", "where", "when", "count", "purpose"}

// checkParts holds parts, topics and note to their form.
func (l *linter) checkParts(f row[factFile]) {
	for i, t := range f.v.Topics {
		if !l.topicIDs[t] && !l.broken["topics.yaml"] {
			l.fault(f.file, f.line("topics", i), "unknown topic %q: write an id of topics.yaml, or add it there", clip(t))
		}
	}
	if len(f.v.Topics) == 0 {
		l.fault(f.file, f.line("topics"), "the fact has no topic: write at least one")
	}
	for i, p := range f.v.Inferred {
		switch {
		case !slices.Contains(partNames, p):
			l.fault(f.file, f.line("inferred", i), "unknown part %q: write one of %s", clip(p), strings.Join(partNames, ", "))
		case !f.v.hasPart(p):
			l.fault(f.file, f.line("inferred", i), "%s is inferred but the fact has no such part: fill it, or take it out of inferred", p)
		}
	}
	if f.v.Note.EN == "" != (f.v.Note.RU == "") {
		l.fault(f.file, f.line("note"), "the note stands in one language only: write note.en and note.ru")
	}
}

func (f *factFile) hasPart(name string) bool {
	p := f.Parts
	switch name {
	case "who":
		return len(p.Who) > 0
	case "did":
		return len(p.Did) > 0
	case "what":
		return len(p.What) > 0
	case "with":
		return len(p.With) > 0
	case "where":
		return len(p.Where) > 0
	case "when":
		return p.When != ""
	case "count":
		return len(p.Count) > 0
	default:
		return len(p.Purpose) > 0
	}
}
