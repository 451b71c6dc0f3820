package moderate

import (
	"fmt"

	"reviewbot/bot"
	"reviewbot/bot/store"
)

// toLogs makes a notice of a line for the log of each platform that has one.
func (k *Desk) toLogs(line bot.Reply) ([]store.Notice, error) {
	var out []store.Notice
	for _, platform := range k.Logs {
		n, err := bot.NoticeFor(platform, line)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// logLines tell the moderators' log what is saved, before and after, with an
// undo. The revisions are those that the change will get.
func (k *Desk) logLines(st *state, d *draft, edits []store.Edit, c store.Change) ([]store.Notice, error) {
	if len(k.Logs) == 0 {
		return nil, nil
	}
	line := bot.Reply{Lang: bot.English}
	who := c.By.String()
	if !c.Approved.IsZero() {
		who = sprintf(words.LogApproved, bot.English, who, c.Approved)
	}
	heading(&line, sprintf(words.LogSaved, bot.English, who, d.name(bot.English)))
	k.showEdits(&line, st, d, edits)
	line.Buttons = []bot.Button{{Label: words.UndoIt.In(bot.English), Data: undoData(c.Seen+1, len(edits))}}
	return k.toLogs(line)
}

// answerNotice tells who wanted to be told what the review says, or that it
// does not. The store fills in where to.
func (k *Desk) answerNotice(next *state, d *draft, edits []store.Edit) (*store.Notice, error) {
	line := bot.Reply{Lang: bot.English}
	switch {
	case d.How == store.AsSilence:
		tell(&line, words.ToldSilent.EN+"\n"+words.ToldSilent.RU)
	case len(edits) > 0 && edits[0].Subject.Kind == store.Fact && edits[0].After != nil:
		f, c, ok := next.book.Fact(edits[0].Subject.ID)
		if !ok {
			return nil, nil
		}
		tell(&line, words.ToldAnswer.EN+"\n"+words.ToldAnswer.RU)
		line.Parts = append(line.Parts,
			bot.Part{Kind: bot.Statement, Text: f.Statement.EN},
			bot.Part{Kind: bot.Quote, Text: c.Quote(), Section: c.Section().EN, Paragraph: c.Paragraph()})
		line.Facts = []string{f.ID}
	default:
		return nil, nil
	}
	n, err := bot.NoticeFor("", line)
	if err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	return &n, nil
}
