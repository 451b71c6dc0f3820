package knowledge_test

import (
	"testing"

	"reviewbot/knowledge"
)

func TestPeriodEnds(t *testing.T) {
	for _, tt := range []struct {
		in          string
		first, last knowledge.Month
	}{
		{"2024", knowledge.Month{Year: 2024, Month: 1}, knowledge.Month{Year: 2024, Month: 12}},
		{"2024-07", knowledge.Month{Year: 2024, Month: 7}, knowledge.Month{Year: 2024, Month: 7}},
		{"2023-11..2024-02", knowledge.Month{Year: 2023, Month: 11}, knowledge.Month{Year: 2024, Month: 2}},
	} {
		p, err := knowledge.ParsePeriod(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if first, last := p.Ends(); first != tt.first || last != tt.last {
			t.Errorf("%s ends %v %v, want %v %v", tt.in, first, last, tt.first, tt.last)
		}
	}
}

func TestPeriodCompare(t *testing.T) {
	inOrder := []string{"2023-03", "2024", "2024-02", "2024-02..2024-03", "2024-07"}
	for i := 1; i < len(inOrder); i++ {
		a, _ := knowledge.ParsePeriod(inOrder[i-1])
		b, _ := knowledge.ParsePeriod(inOrder[i])
		if a.Compare(b) >= 0 || b.Compare(a) <= 0 || a.Compare(a) != 0 {
			t.Errorf("%s does not come before %s", inOrder[i-1], inOrder[i])
		}
	}
}
