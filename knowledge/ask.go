package knowledge

import "slices"

// thread is what a later question may lean on.
type thread struct {
	question string
}

// decision is how a question was understood and what came of it.
type decision struct {
	q      *reading
	found  retrieval
	judged []judged // the nearest sentences
	best   *judged  // the one of them that is likeliest to answer
	wides  []wide   // the nearest lists and overviews, the surest first
	route  string   // which way the answer was made
	odds   struct{ silent, wrong, strange, strangers float32 }
	memory *scratch
	leaned bool // the question was completed by the one before
}

// Ask answers a question. It reads nothing but the Book and is safe for
// concurrent use; the same question gets the same answer.
func (b *Book) Ask(q Question) Answer {
	s := b.take()
	a, _ := b.decide(q, s)
	b.put(s)
	return a
}

// decide answers a question and keeps how.
func (b *Book) decide(question Question, s *scratch) (Answer, *decision) {
	d := &decision{memory: s, q: b.vocab.read(question.Text, true)}
	b.understand(d.q)
	asked := question.Text
	if question.Previous != nil && question.Previous.topic != nil {
		if whole, ok := b.leanOn(question.Previous.topic.question, d.q); ok {
			asked, d.leaned = whole, true
			d.q = b.vocab.read(whole, true)
			b.understand(d.q)
		}
	}
	lang := d.q.lang
	if !d.q.hasWords() {
		d.route = "nothing to read"
		return refused(question.Locale, Unclear, words(question.Locale).unclear), d
	}
	if a, ok := b.smallTalk(d); ok {
		return a, d
	}
	if a, ok := b.markedSilent(d); ok {
		a.topic = &thread{asked}
		return a, d
	}
	d.found = b.retrieve(d.q, s)
	d.odds.silent, d.odds.wrong, d.odds.strange = b.wordOdds(d.q, b.silent), b.wordOdds(d.q, b.wrong), b.wordOdds(d.q, b.strange)
	d.odds.strangers = b.strangers(d.q)
	if a, ok := b.gather(d); ok {
		a.topic = &thread{asked}
		return a, d
	}
	if len(d.found.candidates) == 0 {
		d.route = "no sentence shares a word"
		return refused(lang, OffTopic, words(lang).offTopic), d
	}
	b.judge(d)
	if !b.sure(d) && len(d.wides) > 0 && d.wides[0].p >= wideFallback {
		if a, ok := b.answerWide(d); ok {
			a.topic = &thread{asked}
			return a, d
		}
	}
	a := b.reply(d)
	a.score = float64(d.best.p)
	a.topic = &thread{asked}
	return a, d
}

// wideFallback is how sure a list must be to answer where no sentence does.
const wideFallback = 0.25

// leanedTrust is how far below the threshold a question may stay that was
// completed by the one before: it is put more clumsily than people ask.
const leanedTrust = 0.5

// sure tells whether the best sentence answers.
func (b *Book) sure(d *decision) bool {
	needs := b.model.Sentence.Threshold
	if d.leaned {
		needs *= leanedTrust
	}
	return d.best.p >= needs
}

// judged is a candidate with what is decided on.
type judged struct {
	*candidate
	findings []finding
	vector   vector
	p        float32 // probability that the sentence answers
}

// judgedMost is how many of the nearest sentences are looked at closely.
const judgedMost = 5

// judge looks at the nearest sentences and finds the one that is likeliest to
// answer.
func (b *Book) judge(d *decision) {
	near := d.found.candidates
	near = near[:min(len(near), judgedMost)]
	d.judged = make([]judged, len(near))
	for i := range near {
		j := &d.judged[i]
		j.candidate = &near[i]
		j.findings = b.check(d.q, &b.sentences[j.sentence], b.bestFact(d, j.candidate))
	}
	for i := range d.judged {
		b.describe(d, i)
	}
	for i := range d.judged {
		d.judged[i].vector[featGistLead] = d.gistLead(i)
		d.judged[i].p = b.model.Sentence.probability(d.judged[i].vector[:])
		if d.verbatim(&d.judged[i]) {
			d.judged[i].p = max(d.judged[i].p, verbatimTrust)
		}
		if d.best == nil || d.judged[i].p > d.best.p {
			d.best = &d.judged[i]
		}
	}
}

// verbatimTrust is how sure it is that a phrasing's own sentence answers it.
const verbatimTrust = 0.97

// verbatim tells whether the question is one of the phrasings of a judged
// sentence, and none of a question that the review does not answer: what a
// moderator taught is answered.
func (d *decision) verbatim(j *judged) bool {
	const same = 0.98
	return j.ask >= same && max(d.found.silence, d.found.misconception) < same
}

// gistLead is how much nearer in meaning a judged sentence is than the other
// ones.
func (d *decision) gistLead(n int) float32 {
	var other float32
	for i := range d.judged {
		if i != n {
			other = max(other, d.judged[i].vector[featGist])
		}
	}
	return d.judged[n].vector[featGist] - other
}

// bestFact is the fact of a candidate that speaks of the names and times of
// the question, if its sentence has several.
func (b *Book) bestFact(d *decision, c *candidate) *factInfo {
	s := &b.sentences[c.sentence]
	if len(s.facts) == 0 {
		return nil
	}
	best, bestScore := c.fact, float32(-1)
	for _, n := range s.facts {
		score := float32(0)
		f := &b.facts[n]
		if n == c.fact {
			score += 0.6
		}
		for _, m := range d.q.mentions {
			if b.aboutSubject(m.entity) {
				continue
			}
			if b.named(m.entity, f.where) || b.named(m.entity, f.who) || b.named(m.entity, f.with) || b.named(m.entity, f.what) {
				score++
			}
		}
		if score > bestScore {
			best, bestScore = n, score
		}
	}
	c.fact = best
	return &b.facts[best]
}

// reply turns a judged decision into an answer.
func (b *Book) reply(d *decision) Answer {
	lang := d.q.lang
	w := words(lang)
	line := b.line(d.best.candidate, lang)
	broken := d.best.broken()
	sure := b.sure(d)
	switch {
	case sure && broken != nil && broken.on.single():
		d.route = "the question assumes another " + broken.on.String()
		intro := w.notSaid(b.saidName(d.q, broken, lang), b.saysInstead(broken, &b.sentences[d.best.sentence], b.factOf(d.best.candidate), lang))
		a := answered(lang, intro, line)
		a.reason = Contradicted
		if d.q.yesNo {
			a.verdict = No
			a.intro = w.no + " " + intro
		}
		return a
	case sure:
		d.route = "the sentence answers"
		a := answered(lang, "", line)
		switch {
		case d.q.yesNo && b.model.No.probability(d.best.vector[:]) >= b.model.No.Threshold:
			d.route = "the question says the opposite of the sentence"
			a.verdict, a.reason, a.intro = No, Contradicted, w.no
		case d.q.yesNo:
			a.verdict, a.intro = Yes, w.yes
		}
		return a
	case broken != nil:
		d.route = "no fact bears out the question's " + broken.on.String()
		return refused(lang, Contradicted, w.notSaidNearest(b.saidName(d.q, broken, lang)), line)
	}
	if b.offTopic(d) {
		d.route = "too little in common with the review"
		return refused(lang, OffTopic, w.offTopic)
	}
	if choices := b.choices(d, lang); len(choices) > 1 && d.best.p > b.model.Sentence.Threshold*0.6 {
		d.route = "two sentences are too close"
		return Answer{outcome: Clarified, reason: Unclear, lang: lang, intro: w.whichOne, choices: choices, lines: []Line{line}}
	}
	d.route = "the nearest sentence does not say it"
	return refused(lang, Silent, w.silent, line)
}

// factOf is the fact of a candidate, or nil if its sentence has none.
func (b *Book) factOf(c *candidate) *factInfo {
	if len(b.sentences[c.sentence].facts) == 0 {
		return nil
	}
	return &b.facts[c.fact]
}

// offTopic tells whether a question has too little in common with the review
// to be on its subject.
func (b *Book) offTopic(d *decision) bool {
	for _, m := range d.q.mentions {
		if b.entities[m.entity].inReview {
			return false
		}
	}
	return d.best.vector[featExact] < 0.4
}

// aboutSentence tells whether the best misconception is one about a sentence.
func (b *Book) aboutSentence(r *retrieval, sentence int32) bool {
	return r.misconception > 0 && slices.Contains(b.misconceptions[r.misconceptionOf].sentences, sentence)
}

// broken returns the constraint that the question breaks, the single-valued
// ones first.
func (j *judged) broken() *finding {
	var out *finding
	for i := range j.findings {
		f := &j.findings[i]
		if !f.met && (out == nil || f.on < out.on) {
			out = f
		}
	}
	return out
}

// line is what a candidate reports.
func (b *Book) line(c *candidate, lang Lang) Line {
	s := &b.sentences[c.sentence]
	if len(s.facts) == 0 {
		return Line{Statement: words(lang).quoted, Citation: s.citation}
	}
	return b.factLine(c.fact, lang)
}

func (b *Book) factLine(n int32, lang Lang) Line {
	f := &b.facts[n]
	return Line{
		Fact: f.ID, Statement: f.Statement.In(lang), Citation: f.citation,
		Note: f.Note.In(lang), inferred: len(f.Inferred) > 0,
	}
}

// choices are the sentences that may be meant.
func (b *Book) choices(d *decision, lang Lang) []Choice {
	var out []Choice
	top := d.found.candidates[0].score
	for i := range d.found.candidates {
		c := &d.found.candidates[i]
		if len(out) == 5 || c.score < 0.75*top {
			break
		}
		l := b.line(c, lang)
		if l.Fact == "" || slices.ContainsFunc(out, func(o Choice) bool { return o.Fact == l.Fact }) {
			continue
		}
		out = append(out, Choice{Fact: l.Fact, Text: l.Statement, Paragraph: l.Citation.paragraph})
	}
	return out
}

// hasWords tells whether there is a word of at least two letters or a number.
func (q *reading) hasWords() bool {
	for i := range q.words {
		if w := &q.words[i]; len(w.text) > 1 || w.other != noUnit {
			return true
		}
	}
	return false
}

// smallTalk answers greetings, thanks and the like, when there is nothing
// else.
func (b *Book) smallTalk(d *decision) (Answer, bool) {
	q := d.q
	if q.talk == noTalk || q.talkLen*3 < len(q.words)*2 || len(q.times)+len(q.numbers) > 0 {
		return Answer{}, false
	}
	for _, m := range q.mentions {
		if b.entities[m.entity].inReview {
			return Answer{}, false
		}
	}
	d.route = "small talk"
	return refused(q.lang, OffTopic, words(q.lang).talk(q.talk)), true
}
