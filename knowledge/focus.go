package knowledge

// focus is what a question asks for. A question may have several.
type focus uint32

const (
	askWhen focus = 1 << iota
	askWhere
	askWho
	askHowMany
	askHowMuch
	askWhy
	askHow
	askWhat
	askWhich
	askList
	askOverview
	askDefinition
	askYesNo
	askCountry // which country
	askCity
	askPerson // by name
	askPercent
	generic // a word that names nothing in particular (event, mention)
)

var focusByName = map[string]focus{
	"when": askWhen, "where": askWhere, "who": askWho, "whom": askWho, "how-many": askHowMany,
	"how-much": askHowMuch, "why": askWhy, "how": askHow, "what": askWhat, "which": askWhich,
	"list": askList, "overview": askOverview, "define": askDefinition, "yesno": askYesNo,
	"country": askCountry, "city": askCity, "person": askPerson, "percent": askPercent, "generic": generic,
}

func (f focus) has(g focus) bool { return f&g != 0 }

// String names the focuses, for explanations.
func (f focus) String() string {
	s := ""
	for _, n := range []struct {
		f    focus
		name string
	}{
		{askWhen, "when"}, {askWhere, "where"}, {askWho, "who"}, {askHowMany, "how many"}, {askHowMuch, "how much"},
		{askWhy, "why"}, {askHow, "how"}, {askWhat, "what"}, {askWhich, "which"}, {askList, "list"},
		{askOverview, "overview"}, {askDefinition, "definition"}, {askYesNo, "yes or no"},
		{askCountry, "country"}, {askCity, "city"}, {askPerson, "person"}, {askPercent, "percent"},
	} {
		if f.has(n.f) {
			if s != "" {
				s += ", "
			}
			s += n.name
		}
	}
	return s
}

// talk is a kind of small talk.
type talk uint8

const (
	noTalk talk = iota
	talkGreeting
	talkThanks
	talkBye
	talkHelp
	talkAboutBot
	talkInsult
	talkTest
)

var talkByName = map[string]talk{
	"greeting": talkGreeting, "thanks": talkThanks, "bye": talkBye, "help": talkHelp,
	"about-bot": talkAboutBot, "insult": talkInsult, "test": talkTest,
}
