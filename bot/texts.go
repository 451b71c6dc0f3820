package bot

import "reviewbot/knowledge"

type text = knowledge.Text

// catalogue is every word that the bot itself says, beside the words of
// answers, which package knowledge has. A test holds that both languages are
// complete and take the same values.
type catalogue struct {
	NotAllowed, TooLong, Outdated, NothingAsked, AskWhat, Goodbye   text
	NoCommand, DidYouMean, SeeHelp, NoParagraph, NoTopic, NoFact    text
	NoTimes, Why, WhyHeading, FactsHere, Sections, Topics, NoteMark text
	TopicsHint, ID, Kind, Time, Publisher, Holds, About, HelpIntro  text
	HelpAsk, HelpPara, HelpTopics, HelpFact, HelpWhy, HelpTimeline  text
	HelpAbout, HelpHelp, HelpQuit, ArgQuestion, ArgNumber, ArgTopic text
	ArgFact, Welcome, PickNumber                                    text

	Kinds  map[knowledge.Kind]text
	Months [12]text
}

var words = catalogue{
	NotAllowed:   text{EN: "You may not do that here.", RU: "Здесь вам этого нельзя."},
	TooLong:      text{EN: "That is longer than %d characters. Ask in a sentence or two.", RU: "Это длиннее %d знаков. Спросите одним-двумя предложениями."},
	Outdated:     text{EN: "That is no longer here. Ask again.", RU: "Этого больше нет. Спросите ещё раз."},
	NothingAsked: text{EN: "There is no last answer to explain. Ask something first.", RU: "Пока объяснять нечего. Сначала спросите что-нибудь."},
	AskWhat:      text{EN: "Write the question after the command: /ask what does the review say about …", RU: "Напишите вопрос после команды: /ask что сказано в обзоре о …"},
	Goodbye:      text{EN: "Goodbye.", RU: "До свидания."},

	NoCommand:   text{EN: "There is no such command.", RU: "Такой команды нет."},
	DidYouMean:  text{EN: "Did you mean:", RU: "Может быть:"},
	SeeHelp:     text{EN: "/help lists the commands.", RU: "/help перечислит команды."},
	NoParagraph: text{EN: "Give the number of a paragraph from 1 to %d, as in /para 1.", RU: "Укажите номер абзаца от 1 до %d, например /para 1."},
	NoTopic:     text{EN: "There is no such topic. /topics lists them.", RU: "Такой темы нет. /topics перечислит темы."},
	NoFact:      text{EN: "There is no fact with that id. /para and /topics show the ids.", RU: "Факта с таким именем нет. Имена покажут /para и /topics."},
	NoTimes:     text{EN: "No fact has a time of its own.", RU: "Ни у одного факта нет своего времени."},

	Why:        text{EN: "Why?", RU: "Почему?"},
	WhyHeading: text{EN: "How this question was answered", RU: "Как получен ответ на этот вопрос"},
	NoteMark:   text{EN: "Moderators' note:", RU: "Примечание модераторов:"},
	FactsHere:  text{EN: "Facts that rest on this paragraph", RU: "Факты, которые опираются на этот абзац"},
	Sections:   text{EN: "Sections", RU: "Разделы"},
	Topics:     text{EN: "Topics", RU: "Темы"},
	TopicsHint: text{EN: "/topics and a name in brackets shows the facts.", RU: "/topics и имя в скобках покажет факты."},
	ID:         text{EN: "Id", RU: "Имя"},
	Kind:       text{EN: "Kind", RU: "Вид"},
	Time:       text{EN: "Time", RU: "Время"},
	Publisher:  text{EN: "Publisher", RU: "Издатель"},
	Holds:      text{EN: "Paragraphs: %d. Sections: %d. Facts: %d.", RU: "Абзацев: %d. Разделов: %d. Фактов: %d."},
	About: text{
		EN: "This bot reports what the review says, with the paragraph and a word-for-word quote, and says so when the review is silent. It has no opinion of its own, and the review is one side's account. Notes by moderators are marked as theirs.",
		RU: "Бот сообщает, что сказано в обзоре, с номером абзаца и дословной цитатой, и прямо говорит, если обзор молчит. Своего мнения у него нет, а обзор излагает взгляд одной стороны. Примечания модераторов помечены.",
	},

	Welcome:      text{EN: "Ask what the review says. /help lists the commands, /quit leaves.", RU: "Спросите, что сказано в обзоре. /help перечислит команды, /quit – выход."},
	PickNumber:   text{EN: "Type a number to choose.", RU: "Введите номер, чтобы выбрать."},
	HelpIntro:    text{EN: "Ask in your own words what the review says, or use a command:", RU: "Спросите своими словами, что сказано в обзоре, или дайте команду:"},
	HelpAsk:      text{EN: "what the review says", RU: "что сказано в обзоре"},
	HelpPara:     text{EN: "a paragraph, with the facts that rest on it", RU: "абзац и факты, которые на него опираются"},
	HelpTopics:   text{EN: "the sections and topics, or the facts of a topic", RU: "разделы и темы или факты одной темы"},
	HelpFact:     text{EN: "a fact, with its quote", RU: "факт с цитатой"},
	HelpWhy:      text{EN: "how the last answer came about", RU: "как получен последний ответ"},
	HelpTimeline: text{EN: "what is dated, by month", RU: "что датировано, по месяцам"},
	HelpAbout:    text{EN: "the review and this bot", RU: "об обзоре и боте"},
	HelpHelp:     text{EN: "this list", RU: "этот список"},
	HelpQuit:     text{EN: "leave", RU: "выйти"},
	ArgQuestion:  text{EN: "QUESTION", RU: "ВОПРОС"},
	ArgNumber:    text{EN: "NUMBER", RU: "НОМЕР"},
	ArgTopic:     text{EN: "[TOPIC]", RU: "[ТЕМА]"},
	ArgFact:      text{EN: "ID", RU: "ИМЯ"},

	Kinds: map[knowledge.Kind]text{
		knowledge.Event:      {EN: "event", RU: "событие"},
		knowledge.Visit:      {EN: "visit", RU: "визит"},
		knowledge.Agreement:  {EN: "agreement", RU: "соглашение"},
		knowledge.Figure:     {EN: "figure", RU: "число"},
		knowledge.Initiative: {EN: "initiative", RU: "инициатива"},
		knowledge.Position:   {EN: "position", RU: "позиция"},
		knowledge.Judgement:  {EN: "judgement", RU: "оценка"},
	},
	Months: [12]text{
		{EN: "January", RU: "Январь"}, {EN: "February", RU: "Февраль"}, {EN: "March", RU: "Март"},
		{EN: "April", RU: "Апрель"}, {EN: "May", RU: "Май"}, {EN: "June", RU: "Июнь"},
		{EN: "July", RU: "Июль"}, {EN: "August", RU: "Август"}, {EN: "September", RU: "Сентябрь"},
		{EN: "October", RU: "Октябрь"}, {EN: "November", RU: "Ноябрь"}, {EN: "December", RU: "Декабрь"},
	},
}
