package discord

import "reviewbot/bot"

// text is a word of ours in both languages.
type text struct{ en, ru string }

func (t text) in(lang bot.Lang) string {
	if lang == bot.Russian {
		return t.ru
	}
	return t.en
}

// words are about Discord itself: names of commands in its menus, and what
// only it has. All else is package bot's.
var words = struct {
	Question, QuestionHelp, Number, NumberHelp, Topic, TopicHelp, Fact, FactHelp, Text, TextHelp text
	Only, OnlyHelp, For, ForHelp, Moderate, ModerateHelp                                         text
	Answer, MakeFact, AddPhrasing                                                                text
	Asked, AskAgain, AskTitle, AskLabel, Share, Publish, Published, InReplyTo, Revision, Page    text
	FillIn, TryAgain, Choose, NoText, Wait, Failed, Preview, SeeThere                            text
}{
	Question: text{"question", "вопрос"}, QuestionHelp: text{"in your own words", "своими словами"},
	Number: text{"number", "номер"}, NumberHelp: text{"of the paragraph", "номер абзаца"},
	Topic: text{"topic", "тема"}, TopicHelp: text{"its name", "название темы"},
	Fact: text{"fact", "факт"}, FactHelp: text{"its id, or words of it", "имя факта или слова из него"},
	Text: text{"text", "текст"}, TextHelp: text{"what it is about", "о чём речь"},
	Only: text{"private", "лично"}, OnlyHelp: text{"only you see the answer", "ответ увидите только вы"},
	For: text{"for", "кому"}, ForHelp: text{"a member whom the answer is for", "участник, для которого ответ"},
	Moderate: text{"moderate", "модерация"}, ModerateHelp: text{"keep the facts", "вести факты"},

	Answer:      text{"Answer this", "Ответить на это"},
	MakeFact:    text{"Make a fact from this", "Сделать факт из этого"},
	AddPhrasing: text{"Add as a phrasing", "Добавить как вопрос"},

	Asked: text{"Question", "Вопрос"}, AskAgain: text{"Ask again", "Спросить ещё"},
	AskTitle: text{"Ask the review", "Вопрос об обзоре"}, AskLabel: text{"Your question", "Ваш вопрос"},
	Share: text{"Show to all", "Показать всем"}, Publish: text{"Publish", "Опубликовать"},
	Published: text{"Published: %s", "Опубликовано: %s"}, InReplyTo: text{"In reply to %s", "В ответ на %s"},
	Revision: text{"revision", "редакция"}, Page: text{"Page %d of %d", "Страница %d из %d"},
	FillIn: text{"Fill in", "Заполнить"}, TryAgain: text{"Try again", "Исправить"},
	Choose:   text{"Choose", "Выберите"},
	NoText:   text{"There is no text in that message to answer.", "В этом сообщении нет текста для ответа."},
	Wait:     text{"Please wait a moment.", "Подождите немного."},
	Failed:   text{"Something went wrong here. Try again in a minute.", "Что-то пошло не так. Попробуйте через минуту."},
	Preview:  text{"Only you see this yet.", "Пока это видите только вы."},
	SeeThere: text{"It stands here: %s", "Он здесь: %s"},
}
