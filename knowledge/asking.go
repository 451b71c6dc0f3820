package knowledge

import (
	"strings"

	"reviewbot/knowledge/match"
)

// yesNoCue notes a word that asks for yes or no where it stands: an auxiliary
// that opens a clause before any question word, or a phrase that can only ask
// so.
func (q *reading) yesNoCue(h found) {
	w := &q.words[h.start]
	w.cue = true
	if q.focus&asksContent != 0 || w.text == "whether" || h.end < len(q.words) && q.words[h.end].text == "you" {
		return
	}
	if h.end-h.start > 1 || match.IsCyrillic(w.text) || w.opens || h.start == 1 && q.words[0].function || h.end == len(q.words) {
		q.aux = true
	}
}

// asksContent are the focuses of question words.
const asksContent = askWhen | askWhere | askWho | askHowMany | askHowMuch | askWhy | askHow | askWhat | askWhich | askCountry | askCity | askPerson | askPercent

// findYesNo decides whether the question wants yes or no: it is put so, or it
// is a statement with a question mark.
func (q *reading) findYesNo() {
	least := 3
	if q.lang == Russian {
		least = 2 // a statement needs no verb and no article
	}
	content := 0
	for i := range q.words {
		if !q.words[i].function {
			content++
		}
	}
	statement := q.focus&(asksContent|askList|askOverview|askDefinition) == 0 && content >= least &&
		strings.HasSuffix(strings.TrimSpace(q.text), "?")
	if q.yesNo = q.aux || statement; q.yesNo {
		q.focus = q.focus&^(asksContent|askOverview|askDefinition) | askYesNo
	}
}

// findHead finds the noun after "which", "what" or "how many".
func (q *reading) findHead() {
	for i := range q.words {
		switch q.words[i].text {
		case "which", "what", "many", "much", "whose", "какой", "какая", "какое", "какие", "каких", "каком", "какую", "каким", "какими", "какому", "сколько", "скольких", "сколькими":
		default:
			continue
		}
		for k := i + 1; k < len(q.words) && k <= i+2; k++ {
			w := &q.words[k]
			if w.function {
				break
			}
			if !w.cue && len(w.entities) == 0 {
				q.head = k
				return
			}
		}
	}
}
