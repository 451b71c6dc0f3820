package main

// prediction is what a fit makes of a question.
type prediction struct {
	sample
	p   float64
	any bool // something looked at answers the question
}

// good tells whether answering from a probability on does right by the
// question.
func (p prediction) good(at float64) bool { return p.p >= at && p.right || p.p < at && !p.any }

// likeliest is, for each question, the sample that is surest to answer it.
func likeliest(m *Forest, samples []sample) []prediction {
	var out []prediction
	at := map[string]int{}
	for _, s := range samples {
		p := prediction{s, m.probability(s.x), s.right}
		n, ok := at[s.id]
		switch {
		case !ok:
			at[s.id] = len(out)
			out = append(out, p)
		case p.p > out[n].p:
			p.any = p.any || out[n].any
			out[n] = p
		default:
			out[n].any = out[n].any || p.any
		}
	}
	return out
}
