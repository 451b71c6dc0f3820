package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"reviewbot/knowledge"
)

// maxData is the most that a button may carry: Telegram's limit, in bytes.
const maxData = 64

// pressVersion begins the data of every button. It changes when the form of
// the data does, so that old buttons can say what they are.
const pressVersion = '1'

// The actions of buttons. 'm' is that of modules.
const (
	pressFact      = 'f' // shows a fact
	pressChoose    = 'c' // answers with the fact that was meant
	pressParagraph = 'p' // shows a paragraph
	pressTopics    = 't' // lists the topics
	pressRelated   = 'r' // shows what is related to a fact
	pressWhy       = 'w' // explains the answer the button hangs on
	pressWhole     = 'a' // gives the whole answer where a brief one was given
	pressGood      = 'g' // rates the answer
	pressBad       = 'b'
	pressNone      = 'n' // none of the choices was meant
	pressTell      = 'o' // wants to be told when there is an answer
	pressSuggest   = 's' // suggests a correction
	pressDelete    = 'd' // deletes the answer
	pressSet       = 'x' // sets something
	pressForget    = 'z' // confirms /forgetme
	pressModule    = 'm'
)

// press is what a button carries: an action, the revision of the Book that it
// was made from, who may press it and what to act on.
type press struct {
	action   byte
	revision int64
	who      string // short hash of who may press it; empty for everybody
	on       string
}

// data writes a press as a button carries it: version, action, revision in
// base 36, hash and argument. With an id of 40 bytes it keeps within maxData.
func (p press) data() string {
	return string(pressVersion) + string(p.action) + strconv.FormatInt(p.revision, 36) + "." + p.who + "." + p.on
}

// parsePress reads what data wrote. Anything else is not a press: buttons
// come back from strangers.
func parsePress(data string) (press, bool) {
	if len(data) < 2 || len(data) > maxData || data[0] != pressVersion {
		return press{}, false
	}
	parts := strings.SplitN(data[2:], ".", 3)
	if len(parts) != 3 {
		return press{}, false
	}
	revision, err := strconv.ParseInt(parts[0], 36, 64)
	if err != nil || revision < 0 {
		return press{}, false
	}
	return press{data[1], revision, parts[1], parts[2]}, true
}

// ModuleData marks a module's data as a button or an input carries it; rest
// may have 62 bytes.
func ModuleData(rest string) string { return string(pressVersion) + string(pressModule) + rest }

// moduleData is the reverse of ModuleData.
func moduleData(data string) (rest string, ok bool) {
	return strings.CutPrefix(data, ModuleData(""))
}

// Hand is a short keyed hash of who may press a button: 36 bits, 6 letters.
// It cannot be made without the key; of nobody it is empty.
func (b *Bot) Hand(w Who) string {
	if w.User == "" {
		return ""
	}
	mac := hmac.New(sha256.New, b.key)
	mac.Write([]byte(w.Platform + "\x00" + w.User))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))[:6]
}

// Holds tells whether a hand is that of who sent an event.
func (b *Bot) Holds(hand string, w Who) bool {
	return hand != "" && hmac.Equal([]byte(hand), []byte(b.Hand(w)))
}

// buttons makes the buttons of replies to one user.
type buttons struct {
	lang     Lang
	revision int64
	hand     string
	terminal bool // nothing can be deleted there
}

func (r Request) buttons() buttons {
	return buttons{r.Lang, r.Revision, r.bot.Hand(r.Event.Who), r.Event.Terminal}
}

func (k buttons) button(label text, typed string, action byte, on string) Button {
	return Button{label.In(k.lang), press{action, k.revision, "", on}.data(), typed}
}

// own is a button for the asker alone.
func (k buttons) own(label text, typed string, action byte, on string) Button {
	return Button{label.In(k.lang), press{action, k.revision, k.hand, on}.data(), typed}
}

func (k buttons) paragraph(n int) Button {
	number := strconv.Itoa(n)
	return Button{"¶ " + number, press{pressParagraph, k.revision, "", number}.data(), "/para " + number}
}

// maxParagraphButtons is how many paragraphs an answer offers.
const maxParagraphButtons = 3

// answer offers what goes with an answer: the paragraphs it cites, what is
// related, why it was given, a rating, a correction, and to delete it. Where
// nothing is cited it offers the topics.
func (k buttons) answer(a knowledge.Answer, cited []knowledge.Citation, brief bool) []Button {
	var out []Button
	seen := map[int]bool{}
	for _, c := range cited {
		if n := c.Paragraph(); !seen[n] && len(out) < maxParagraphButtons {
			seen[n] = true
			out = append(out, k.paragraph(n))
		}
	}
	if len(cited) == 0 {
		out = append(out, k.button(words.Topics, "/topics", pressTopics, ""))
	}
	if brief {
		out = append(out, k.button(words.Whole, "", pressWhole, ""))
	}
	facts := a.Facts()
	if len(facts) > 0 && a.Outcome() == knowledge.Answered {
		out = append(out, k.button(words.Related, "/related", pressRelated, facts[0]))
	}
	out = append(out, k.button(words.Why, "/why", pressWhy, ""))
	switch a.Outcome() {
	case knowledge.Answered:
		if len(facts) > 0 {
			out = append(out,
				k.button(words.Good, "/good", pressGood, facts[0]),
				k.button(words.Bad, "/bad", pressBad, facts[0]),
				k.button(words.SuggestButton, "/suggest", pressSuggest, facts[0]))
		}
	case knowledge.Abstain:
		if a.Reason() != knowledge.OffTopic {
			out = append(out, k.own(words.TellMe, "/tell", pressTell, ""))
		}
	}
	if k.hand != "" && !k.terminal {
		only := ""
		if len(facts) == 1 {
			only = facts[0]
		}
		out = append(out, k.own(words.Delete, "", pressDelete, only))
	}
	return out
}
