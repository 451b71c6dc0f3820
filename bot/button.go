package bot

import (
	"strconv"
	"strings"

	"reviewbot/knowledge"
)

// maxData is the most that a button may carry: Telegram's limit, in bytes.
const maxData = 64

// The actions of buttons.
const (
	pressFact      = "fact"   // shows a fact
	pressParagraph = "para"   // shows a paragraph
	pressTopics    = "topics" // lists the topics
	pressWhy       = "why"    // explains the answer the button hangs on
)

// press is what a button carries: an action, the revision of the Book that it
// was made from, and what to act on.
type press struct {
	action   string
	revision int
	on       string
}

// data writes a press as a button carries it: action, revision in base 36 and
// argument. With an id of 40 bytes it keeps within maxData.
func (p press) data() string {
	return p.action + ":" + strconv.FormatInt(int64(p.revision), 36) + ":" + p.on
}

// parsePress reads what data wrote. Anything else is not a press: buttons
// come back from strangers.
func parsePress(data string) (press, bool) {
	parts := strings.SplitN(data, ":", 3)
	if len(data) > maxData || len(parts) != 3 {
		return press{}, false
	}
	revision, err := strconv.ParseInt(parts[1], 36, 64)
	if err != nil || revision < 0 {
		return press{}, false
	}
	return press{parts[0], int(revision), parts[2]}, true
}

// buttonsFor offers the paragraphs an answer cites, and why it was given.
func buttonsFor(cited []knowledge.Citation, revision int, lang Lang) []Button {
	const most = 3
	var out []Button
	seen := map[int]bool{}
	for _, c := range cited {
		if n := c.Paragraph(); !seen[n] && len(out) < most {
			seen[n] = true
			out = append(out, paragraphButton(n, revision))
		}
	}
	if len(cited) == 0 {
		out = append(out, Button{words.Topics.In(lang), press{pressTopics, revision, ""}.data(), "/topics"})
	}
	return append(out, Button{words.Why.In(lang), press{pressWhy, revision, ""}.data(), "/why"})
}

func paragraphButton(n, revision int) Button {
	number := strconv.Itoa(n)
	return Button{"¶ " + number, press{pressParagraph, revision, number}.data(), "/para " + number}
}
