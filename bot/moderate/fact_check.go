package moderate

import (
	"strings"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
	"reviewbot/knowledge/pack"
)

// fieldNames are the form's names of the fields that package pack names.
var fieldNames = map[string]string{
	"id": "id", "kind": "kind", "statement.en": "statement_en", "statement.ru": "statement_ru",
	"evidence.paragraph": "paragraph", "evidence.quote": "quote", "topics": "topics", "inferred": "inferred",
	"asks": "asks_en", "asks.en": "asks_en", "asks.ru": "asks_ru", "note": "note_en",
	"parts.who": "who", "parts.did": "did", "parts.what": "what", "parts.with": "with", "parts.where": "where",
	"parts.when": "when", "parts.count": "count", "parts.purpose": "purpose",
}

// checkFact holds a fact to the rules of a pack. unknown are the names that
// no entity has.
func checkFact(st *state, f knowledge.Fact, adding bool) (out faults, unknown []string) {
	out = faults{}
	if _, taken := st.items[store.Subject{Kind: store.Fact, ID: f.ID}]; adding && taken {
		out.add("id", words.TakenID)
	}
	for _, fault := range st.checker().Fact(f) {
		name, ok := fieldNames[fault.Field]
		if !ok {
			name = "statement_en"
		}
		if fault.Warning {
			continue
		}
		if own, ok := inWords(fault, f); ok {
			out.add(name, own)
			continue
		}
		out.add(name, knowledge.Text{EN: fault.Message, RU: words.Unhedged.RU + fault.Message})
	}
	if out["who"] != words.UnknownName && out["with"] != words.UnknownName && out["where"] != words.UnknownName {
		return out, nil
	}
	for _, part := range [][]string{f.Parts.Who, f.Parts.With, f.Parts.Where} {
		for _, name := range part {
			if !st.checker().Known(name) {
				unknown = append(unknown, name)
			}
		}
	}
	return out, unknown
}

// inWords says a fault in both languages, where it is one that moderators
// often meet.
func inWords(fault pack.FieldFault, f knowledge.Fact) (knowledge.Text, bool) {
	switch {
	case strings.HasPrefix(fault.Form, "the quote does not stand"):
		return filled(words.NoSuchQuote, f.Evidence.Paragraph), true
	case strings.HasPrefix(fault.Form, "the quote is longer"):
		return words.LongQuote, true
	case strings.HasPrefix(fault.Form, "there is no quote"):
		return words.NoQuote, true
	case strings.HasPrefix(fault.Form, "unknown entity"):
		return words.UnknownName, true
	case strings.HasPrefix(fault.Form, "unknown topic"):
		return words.UnknownTopic, true
	case strings.HasPrefix(fault.Form, "the fact has no topic"):
		return words.NoTopic, true
	case strings.HasPrefix(fault.Form, "the fact has %d phrasings"):
		return words.FewAsks, true
	case strings.HasPrefix(fault.Form, "there is no English statement"), strings.HasPrefix(fault.Form, "there is no Russian statement"):
		return words.NoStatement, true
	case strings.HasPrefix(fault.Form, "the statement does not say that it is the review's"):
		return words.NotAttributed, true
	case strings.HasPrefix(fault.Form, "the statement does not say whose position"):
		return words.NoOwner, true
	case strings.HasPrefix(fault.Form, "a judgement must be given"):
		return words.NotJudged, true
	case strings.HasPrefix(fault.Form, "the note stands in one language"):
		return words.OneNote, true
	case fault.Field == "evidence.paragraph":
		return words.NoParagraph, true
	case fault.Field == "id":
		return words.BadID, true
	case fault.Field == "kind":
		return words.BadKind, true
	}
	return knowledge.Text{}, false
}

// placeOf shows where in the review a wrong quote comes from, with the
// difference marked.
func placeOf(st *state, f knowledge.Fact, lang bot.Lang) (bot.Part, near, bool) {
	n, ok := nearest(st.source.Review, f.Evidence)
	if !ok {
		return bot.Part{}, n, false
	}
	return bot.Part{
		Kind: bot.Compare, Text: sprintf(words.NearestPlace, lang, n.paragraph), Spans: compare(f.Evidence.Quote, n.sentence),
	}, n, true
}
