package bot

import (
	"fmt"

	"reviewbot/knowledge"
)

type text = knowledge.Text

// sprintf fills in a text in a language.
func sprintf(t text, lang Lang, values ...any) string { return fmt.Sprintf(t.In(lang), values...) }

// catalogue is every word that the bot itself says, beside the words of
// answers, which package knowledge has. A test holds that both languages are
// complete and take the same values.
type catalogue struct {
	NotAllowed, TooLong, Outdated, NothingAsked, AskWhat, Goodbye    text
	NoCommand, DidYouMean, SeeHelp, NoParagraph, NoTopic, NoFact     text
	NoTimes, Why, WhyHeading, FactsHere, Sections, Topics, NoteMark  text
	TopicsHint, ID, Kind, Time, Publisher, Holds, About, HelpIntro   text
	HelpAsk, HelpPara, HelpTopics, HelpFact, HelpWhy, HelpTimeline   text
	HelpAbout, HelpHelp, HelpQuit, ArgQuestion, ArgNumber, ArgTopic  text
	ArgFact, Welcome, PickNumber, ArgMaybeFact, HelpKeeping          text
	HelpRelated, HelpGood, HelpBad, HelpTell, HelpSuggest, HelpStart text
	HelpSettings, HelpPrivacy, HelpForgetMe, Greeting, InPrivate     text
	NoSection, PageAt, NoPageAt                                      text

	TooMany, OldButton, NotYours, FactGone, FactChanged, Repeated, ShowAgain text
	Related, NothingRelated, Whole, MoreLines, Good, Bad, SuggestButton      text
	TellMe, Delete, Removed, NoneOfThese, NoneKept, NoneThanks, NothingKept  text
	RateChanged, RatedGood, RatedBad, CannotTell, WillTell, CannotKeep       text
	SuggestAsk, SuggestTitle, SuggestLabel, SuggestFault, SuggestThanks      text
	Settings, YourLanguage, YourAnswers, ChatLanguage, ChatAnswers           text
	ChatSettings, SetYourLanguage, SetChatLanguage, SetBrief, SetWhole       text
	FollowsPlatform, Brief, InFull, Cancel, LeftAsIs                         text
	Privacy, PrivacyQuestions, PrivacyAsker, PrivacyAddress, PrivacyMemory   text
	PrivacyForget, ForgetAsk, ForgetYes, Forgotten                           text

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
	NoSection:   text{EN: "Give the number of a section from 1 to %d, as in /topics §1.", RU: "Укажите номер раздела от 1 до %d, например /topics §1."},
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
	PageAt:       text{EN: "The review as a page, with search: %s", RU: "Обзор как страница с поиском: %s"},
	NoPageAt:     text{EN: "The review is not served as a page: another program has %s. LISTEN_ADDR sets another address.", RU: "Страница с обзором не открыта: адрес %s занят другой программой. LISTEN_ADDR задаёт другой."},
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

	ArgMaybeFact: text{EN: "[ID]", RU: "[ИМЯ]"},
	HelpKeeping:  text{EN: "For those who keep the facts", RU: "Для тех, кто ведёт факты"},
	HelpRelated:  text{EN: "what is related to a fact or to the last answer", RU: "что связано с фактом или с последним ответом"},
	HelpGood:     text{EN: "the last answer was good", RU: "последний ответ хорош"},
	HelpBad:      text{EN: "the last answer was not good", RU: "последний ответ плох"},
	HelpTell:     text{EN: "be told when the last question gets an answer", RU: "узнать, когда на последний вопрос будет ответ"},
	HelpSuggest:  text{EN: "suggest a correction to the last answer", RU: "предложить поправку к последнему ответу"},
	HelpStart:    text{EN: "what this bot does", RU: "что умеет бот"},
	HelpSettings: text{EN: "your language; in a chat, brief answers", RU: "ваш язык; в чате – краткие ответы"},
	HelpPrivacy:  text{EN: "what is kept about you, and for how long", RU: "что о вас хранится и как долго"},
	HelpForgetMe: text{EN: "remove what is kept about you", RU: "удалить то, что о вас хранится"},
	Greeting:     text{EN: "Ask in your own words what the review says. Every answer cites its paragraph, word for word. For example:", RU: "Спросите своими словами, что сказано в обзоре. Каждый ответ дословно цитирует свой абзац. Например:"},

	TooMany:     text{EN: "That is a lot at once. I will answer again in about half a minute.", RU: "Слишком много сразу. Отвечу снова примерно через полминуты."},
	InPrivate:   text{EN: "This goes on in a private chat with me.", RU: "Это продолжается в личном чате со мной."},
	OldButton:   text{EN: "This button was made by another version of the bot. Ask again for new ones.", RU: "Эту кнопку сделала другая версия бота. Спросите ещё раз – будут новые."},
	NotYours:    text{EN: "Only who asked, or a moderator, can do that.", RU: "Это может только тот, кто спросил, или модератор."},
	FactGone:    text{EN: "That fact was taken out since. Ask again.", RU: "Этот факт с тех пор убрали. Спросите ещё раз."},
	FactChanged: text{EN: "The fact was changed since that answer. As it stands now:", RU: "После того ответа факт изменили. Сейчас он такой:"},
	Repeated:    text{EN: "That was answered here %d s ago: the answer stands above.", RU: "На это здесь ответили %d с назад: ответ выше."},
	ShowAgain:   text{EN: "Show it to me", RU: "Показать мне"},

	Related:        text{EN: "Related", RU: "Связанное"},
	NothingRelated: text{EN: "No other fact has much in common with this one.", RU: "Ни у одного другого факта нет с этим много общего."},
	Whole:          text{EN: "In full", RU: "Полностью"},
	MoreLines:      text{EN: "And %d more.", RU: "И ещё %d."},
	Good:           text{EN: "👍 Good", RU: "👍 Хорошо"},
	Bad:            text{EN: "👎 Not good", RU: "👎 Плохо"},
	SuggestButton:  text{EN: "Suggest a correction", RU: "Предложить поправку"},
	TellMe:         text{EN: "Tell me when there is an answer", RU: "Сообщить, когда будет ответ"},
	Delete:         text{EN: "Delete", RU: "Удалить"},
	Removed:        text{EN: "This answer was removed.", RU: "Этот ответ удалён."},
	NoneOfThese:    text{EN: "None of these", RU: "Ничего из этого"},
	NoneKept:       text{EN: "Then the review may not say it. Try other words.", RU: "Тогда в обзоре этого, возможно, нет. Попробуйте другие слова."},
	NoneThanks:     text{EN: "Then I have no answer. The question goes to the moderators.", RU: "Тогда ответа у меня нет. Вопрос увидят модераторы."},
	NothingKept:    text{EN: "Nothing about you is kept here, so there is nothing to set, rate or remove.", RU: "Здесь о вас ничего не хранится, поэтому нечего настраивать, оценивать и удалять."},
	RateChanged:    text{EN: "The fact was changed since that answer. Ask again and rate the new one.", RU: "После того ответа факт изменили. Спросите ещё раз и оцените новый ответ."},
	RatedGood:      text{EN: "Thank you.", RU: "Спасибо."},
	RatedBad:       text{EN: "Thank you. The moderators will see it.", RU: "Спасибо. Это увидят модераторы."},
	CannotTell:     text{EN: "I cannot reach you later from here.", RU: "Отсюда я не смогу вас потом найти."},
	WillTell:       text{EN: "You will be told when this question gets an answer. Until then your address is kept, encrypted.", RU: "Вам сообщат, когда на этот вопрос будет ответ. До тех пор ваш адрес хранится в зашифрованном виде."},
	CannotKeep:     text{EN: "That could not be saved just now. Please try again in a while; answers work as before.", RU: "Сейчас это не удалось сохранить. Попробуйте немного позже; ответы работают как раньше."},
	SuggestAsk:     text{EN: "What should be corrected? It goes to the moderators, not into the facts.", RU: "Что исправить? Это увидят модераторы; сами факты не изменятся."},
	SuggestTitle:   text{EN: "Suggest a correction", RU: "Предложить поправку"},
	SuggestLabel:   text{EN: "Correction", RU: "Поправка"},
	SuggestFault:   text{EN: "Write between 1 and %d characters.", RU: "Напишите от 1 до %d знаков."},
	SuggestThanks:  text{EN: "Thank you. The moderators will see your correction.", RU: "Спасибо. Вашу поправку увидят модераторы."},

	Settings:        text{EN: "Settings", RU: "Настройки"},
	YourLanguage:    text{EN: "Your language", RU: "Ваш язык"},
	YourAnswers:     text{EN: "Your answers", RU: "Ваши ответы"},
	ChatLanguage:    text{EN: "Language of this chat", RU: "Язык этого чата"},
	ChatAnswers:     text{EN: "Answers in this chat", RU: "Ответы в этом чате"},
	ChatSettings:    text{EN: "Who administers this chat can set its language, and brief answers.", RU: "Язык чата и краткие ответы настраивают его администраторы."},
	SetYourLanguage: text{EN: "Set my language", RU: "Мой язык"},
	SetChatLanguage: text{EN: "Set the chat's language", RU: "Язык чата"},
	SetBrief:        text{EN: "Answer briefly", RU: "Отвечать кратко"},
	SetWhole:        text{EN: "Answer in full", RU: "Отвечать полностью"},
	FollowsPlatform: text{EN: "as the app has it", RU: "как в приложении"},
	Brief:           text{EN: "brief", RU: "краткие"},
	InFull:          text{EN: "in full", RU: "полные"},
	Cancel:          text{EN: "Cancel", RU: "Отмена"},
	LeftAsIs:        text{EN: "Nothing was changed.", RU: "Ничего не изменено."},

	Privacy:          text{EN: "What is kept about you", RU: "Что о вас хранится"},
	PrivacyQuestions: text{EN: "The text of a question is kept for at most %d days, and only if it got no answer, a bad one, or is needed to check that an edit breaks no answer.", RU: "Текст вопроса хранится не дольше %d дней, и только если ответа не было, он был плохим или нужен для проверки, что правка не портит ответы."},
	PrivacyAsker:     text{EN: "Not your name or id, but a keyed hash of it: with questions, ratings and settings.", RU: "Не имя и не номер, а хеш с ключом: при вопросах, оценках и настройках."},
	PrivacyAddress:   text{EN: "Only if you ask to be told of an answer: where to write to you, encrypted, deleted once you are told.", RU: "Только если вы просите сообщить об ответе: куда написать, в зашифрованном виде; после сообщения удаляется."},
	PrivacyMemory:    text{EN: "The last question and answer of a conversation stay in memory for half an hour.", RU: "Последний вопрос и ответ разговора полчаса остаются в памяти."},
	PrivacyForget:    text{EN: "/forgetme removes all of it. Edits that moderators make stay with their names: they are the history of the facts.", RU: "/forgetme удаляет всё это. Правки модераторов остаются с их именами: это история фактов."},
	ForgetAsk:        text{EN: "Remove your questions, ratings, settings and address?", RU: "Удалить ваши вопросы, оценки, настройки и адрес?"},
	ForgetYes:        text{EN: "Remove", RU: "Удалить"},
	Forgotten:        text{EN: "Removed: questions %d, ratings %d, settings %d, addresses %d.", RU: "Удалено: вопросов %d, оценок %d, настроек %d, адресов %d."},

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
