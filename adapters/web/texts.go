package web

import (
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

type text = knowledge.Text

// catalogue is every word of the page that conversations do not have. A test
// holds that both languages are complete.
type catalogue struct {
	Skip, Contents, Ask, AskLabel, AskButton, Examples, Facts    text
	Previous, Next, Whole, Answer, Choices, Marked, Note, NoteOn text
	Lately, LatelyHint, Other, OneSided, NotFound, NotFoundHint  text
	Trouble, TroubleHint, Busy, BusyHint, EmptyHint, Why         text
	Chosen, WholeParagraph, Machine, NoParagraph                 text
	Actions                                                      map[store.Action]text
}

var words = catalogue{
	Skip:           text{EN: "Skip to the text", RU: "Сразу к тексту"},
	Contents:       text{EN: "Contents", RU: "Содержание"},
	Ask:            text{EN: "Ask the review", RU: "Спросить обзор"},
	AskLabel:       text{EN: "Ask what the review says", RU: "Спросите, что сказано в обзоре"},
	AskButton:      text{EN: "Ask", RU: "Спросить"},
	Examples:       text{EN: "For example", RU: "Например"},
	Facts:          text{EN: "Facts", RU: "Факты"},
	Previous:       text{EN: "Previous paragraph", RU: "Предыдущий абзац"},
	Next:           text{EN: "Next paragraph", RU: "Следующий абзац"},
	Whole:          text{EN: "The whole review", RU: "Весь обзор"},
	Answer:         text{EN: "Answer", RU: "Ответ"},
	Choices:        text{EN: "What did you mean?", RU: "Что вы имели в виду?"},
	Marked:         text{EN: "In the review", RU: "В обзоре"},
	Note:           text{EN: "Notes by moderators", RU: "Примечания модераторов"},
	NoteOn:         text{EN: "They are not part of the review. Under each stand the facts that it is on.", RU: "Они не часть обзора. Под каждым – факты, к которым оно относится."},
	Lately:         text{EN: "What changed lately", RU: "Что изменилось недавно"},
	LatelyHint:     text{EN: "Changes of the facts; the text of the review does not change.", RU: "Изменения фактов; текст обзора не меняется."},
	Other:          text{EN: "По-русски", RU: "In English"},
	OneSided:       text{EN: "About this page", RU: "Об этой странице"},
	NotFound:       text{EN: "There is nothing here", RU: "Здесь ничего нет"},
	NotFoundHint:   text{EN: "The address may be mistyped or old. Ask, or read the whole review.", RU: "Возможно, адрес устарел или набран с ошибкой. Спросите или читайте весь обзор."},
	NoParagraph:    text{EN: "The paragraphs of the review have the numbers 1 to %d.", RU: "У абзацев обзора номера от 1 до %d."},
	Trouble:        text{EN: "This page could not be made", RU: "Не удалось собрать страницу"},
	TroubleHint:    text{EN: "The fault is ours and was noted. Try again in a while.", RU: "Ошибка на нашей стороне, она записана. Попробуйте немного позже."},
	Busy:           text{EN: "Too many questions at once", RU: "Слишком много вопросов сразу"},
	BusyHint:       text{EN: "Try again in a few seconds.", RU: "Попробуйте ещё раз через несколько секунд."},
	EmptyHint:      text{EN: "Write a question in your own words. Every answer cites its paragraph, word for word.", RU: "Напишите вопрос своими словами. Каждый ответ дословно цитирует свой абзац."},
	Why:            text{EN: "Why this answer", RU: "Почему такой ответ"},
	Chosen:         text{EN: "The marked words are what this rests on", RU: "На выделенных словах основано следующее"},
	WholeParagraph: text{EN: "Paragraph", RU: "Абзац"},
	Machine:        text{EN: "The same as data", RU: "То же как данные"},
	Actions: map[store.Action]text{
		store.Add:     {EN: "added", RU: "добавлен"},
		store.Edited:  {EN: "changed", RU: "изменён"},
		store.Retire:  {EN: "taken out", RU: "убран"},
		store.Restore: {EN: "restored", RU: "возвращён"},
		store.Undo:    {EN: "changed back", RU: "возвращён к прежнему"},
		store.Import:  {EN: "imported", RU: "загружен"},
		store.Upgrade: {EN: "updated", RU: "обновлён"},
	},
}
