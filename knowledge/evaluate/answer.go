package evaluate

import "reviewbot/knowledge"

// An Answer is an answer in the form that programs read and write.
type Answer struct {
	Outcome   string     `json:"outcome"` // answer, clarify or abstain
	Reason    string     `json:"reason"`
	Verdict   string     `json:"verdict"` // yes, no or ""
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
	Choices   []Choice   `json:"choices"`
	Facts     []string   `json:"facts"`
	Score     float64    `json:"score"`
}

// A Citation says where in the review an answer rests.
type Citation struct {
	Paragraph int    `json:"paragraph"`
	Quote     string `json:"quote"`
}

// A Choice is one thing the user may have meant.
type Choice struct {
	Fact      string `json:"fact"`
	Text      string `json:"text"`
	Paragraph int    `json:"paragraph"`
}

// Record writes an answer in that form. Its lists are never nil, so that
// they are written as [].
func Record(a knowledge.Answer) Answer {
	out := Answer{
		Outcome: a.Outcome().String(), Reason: string(a.Reason()), Verdict: string(a.Verdict()),
		Text: a.Text(), Score: a.Score(),
		Citations: []Citation{}, Choices: []Choice{}, Facts: append([]string{}, a.Facts()...),
	}
	for _, c := range a.Citations() {
		out.Citations = append(out.Citations, Citation{c.Paragraph(), c.Quote()})
	}
	for _, c := range a.Choices() {
		out.Choices = append(out.Choices, Choice(c))
	}
	return out
}
