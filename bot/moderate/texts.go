package moderate

import (
	"fmt"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

type text = knowledge.Text

// sprintf fills in a text in a language.
func sprintf(t text, lang bot.Lang, values ...any) string { return fmt.Sprintf(t.In(lang), values...) }

// filled fills in both languages of a text.
func filled(t text, values ...any) text {
	return text{EN: fmt.Sprintf(t.EN, values...), RU: fmt.Sprintf(t.RU, values...)}
}

// actionName names an action.
func actionName(a store.Action, lang bot.Lang) string {
	if t, ok := words.Actions[a]; ok {
		return t.In(lang)
	}
	return string(a)
}

// catalogue is every word that this package says. A test holds that both
// languages are complete and take the same values.
type catalogue struct {
	HelpFactAdd, HelpFactEdit, HelpFactRetire, HelpFactRestore, HelpFactHistory, HelpFactUndo text
	HelpEntityAdd, HelpEntityEdit, HelpInbox, HelpApprovals, HelpRates                        text
	HelpFreeze, HelpUnfreeze, HelpTakeBack, HelpFactPhrasing, ArgText, ArgMaybeText           text
	PhrasingUsage, PhrasingOf                                                                 text
	ArgFact, ArgMaybeFact, ArgFactWhy, ArgSubject, ArgEntity, ArgInbox, ArgWhy, ArgTakeBack   text

	NotAllowed, InPrivate, TooMany, Unavailable, Expired, Consumed, Frozen, Resolved, OtherWindow text
	TooLong, NotFound, NotYourDraft, Failed, StartAgain, AlreadySaved, TryAgain                   text

	PageEvidence, PageWords, PageAsks, PageRoles, PageNumbers, PageEntity, PageNames          text
	FieldID, FieldKind, FieldParagraph, FieldQuote, FieldTopics                               text
	FieldStatementEN, FieldStatementRU, FieldNoteEN, FieldNoteRU, FieldAsksEN, FieldAsksRU    text
	FieldWho, FieldDid, FieldWhat, FieldWith, FieldWhere, FieldWhen, FieldCount, FieldPurpose text
	FieldInferred, FieldEntityKind, FieldNameEN, FieldNameRU, FieldIn, FieldAlsoEN            text
	FieldAlsoRU, FieldAsk, FieldSilence                                                       text

	BadID, TakenID, BadKind, BadEntityKind, BadNumber, BadTime, BadCount, OtherScript                  text
	NoName, NameTaken, NoSuchQuote, LongQuote, NoQuote, UnknownName, UnknownTopic                      text
	NoTopic, FewAsks, NoStatement, NotAttributed, NoOwner, NotJudged, OneNote, Unhedged                text
	BadEntityID, NoParagraph, NearestPlace, NoFact, NoEntity, NoSubject, NotReworded, NoWords, LongAsk text

	PageOf, PleaseCorrect, FillIn, NextPage, AllFields, Discard, TakeNearest, AddEntity text
	NoChangeYet, Preview, NothingToSave, ChangedBy, RetiredMeanwhile, YoursOnTop        text
	WillRetire, AndMore, Skipped, WhyIs, Checked, NoneChange, SomeBreak, SomeChange     text
	Breaks, Collide, OutcomeClarify, OutcomeAbstain, Confirm, SendForApproval           text
	WaitsForOther, AskedBy, Approve, Reject, ChangeIt, FactsMoved, Saved, UndoIt        text
	BackToFact, Discarded, Look, SentForApproval, NoneWaits, Waiting, Rejected          text

	LogWaits, LogRejected, LogApproved, LogSaved, LogFrozen, LogUnfrozen              text
	ToldSilent, ToldAnswer                                                            text
	NotRetired, HistoryOf, BackToState, UndoNumber, PackIsFirst, UndoWhy, LaterEdit   text
	History, RestoreWhy                                                               text
	NoInboxKind, InboxEmpty, Inbox, MoreItems, AskedTimes, SomeWait, HowItCame        text
	EditFact, AttachTo, AttachOther, DraftFact, ReviewSilent, Dismiss, NearestFacts   text
	PackHas, PackRetired, KeepOurs, TakeTheirs, Done, Suggested, WhichFact, Reword    text
	AttachTitle, BackToItem, AnswersThese, WhichSilent                                text
	IsFrozen, IsUnfrozen, TakeBackUsage, TakeBackWhy, NothingOfTheirs, NoRates, Rates text
	RateLine                                                                          text

	Actions    map[store.Action]text
	InboxKinds map[store.InboxKind]text

	ArgNothing text // empty
}

var words = catalogue{
	HelpFactAdd:      text{EN: "add a fact", RU: "добавить факт"},
	HelpFactEdit:     text{EN: "change a fact", RU: "изменить факт"},
	HelpFactRetire:   text{EN: "take a fact out; its history stays", RU: "убрать факт; история остаётся"},
	HelpFactRestore:  text{EN: "bring a fact back", RU: "вернуть факт"},
	HelpFactHistory:  text{EN: "who changed a fact, when and why", RU: "кто, когда и зачем менял факт"},
	HelpFactUndo:     text{EN: "take back the last edit of a fact", RU: "отменить последнюю правку факта"},
	HelpEntityAdd:    text{EN: "add a person, country, organisation …", RU: "добавить человека, страну, организацию …"},
	HelpEntityEdit:   text{EN: "change names and kind of an entity", RU: "изменить имена и вид сущности"},
	HelpInbox:        text{EN: "questions without a good answer, suggestions", RU: "вопросы без хорошего ответа, предложения"},
	HelpApprovals:    text{EN: "edits that wait for a second moderator", RU: "правки, которые ждут второго модератора"},
	HelpRates:        text{EN: "what readers think of the answers", RU: "что читатели думают об ответах"},
	HelpFreeze:       text{EN: "stop editing for all but owners", RU: "остановить правки для всех, кроме владельцев"},
	HelpUnfreeze:     text{EN: "let editing go on", RU: "снова разрешить правки"},
	HelpTakeBack:     text{EN: "take back all edits of one person since a time", RU: "отменить все правки одного человека с указанного времени"},
	HelpFactPhrasing: text{EN: "make a phrasing of a fact from a message", RU: "сделать из сообщения вопрос для факта"},
	ArgText:          text{EN: "TEXT", RU: "ТЕКСТ"},
	ArgMaybeText:     text{EN: "[TEXT]", RU: "[ТЕКСТ]"},
	PhrasingUsage:    text{EN: "Write the message after the command: /fact phrasing when did they meet", RU: "Напишите сообщение после команды: /fact phrasing когда они встретились"},
	PhrasingOf:       text{EN: "Of which fact is this a question?", RU: "Для какого факта этот вопрос?"},
	ArgFact:          text{EN: "ID", RU: "ИМЯ"},
	ArgMaybeFact:     text{EN: "[ID]", RU: "[ИМЯ]"},
	ArgFactWhy:       text{EN: "ID [WHY]", RU: "ИМЯ [ПОЧЕМУ]"},
	ArgSubject:       text{EN: "ID or KIND:ID", RU: "ИМЯ или KIND:ИМЯ"},
	ArgEntity:        text{EN: "ID or NAME", RU: "ИМЯ или НАЗВАНИЕ"},
	ArgInbox:         text{EN: "[KIND]", RU: "[ВИД]"},
	ArgWhy:           text{EN: "[WHY]", RU: "[ПОЧЕМУ]"},
	ArgTakeBack:      text{EN: "PLATFORM:USER SINCE", RU: "ПЛАТФОРМА:НОМЕР ВРЕМЯ"},

	NotAllowed:   text{EN: "You may not do that.", RU: "Вам этого нельзя."},
	InPrivate:    text{EN: "That goes on in a private chat with me.", RU: "Это продолжается в личном чате со мной."},
	TooMany:      text{EN: "That is a lot of edits at once. Go on in half a minute; nothing typed is lost.", RU: "Слишком много правок сразу. Продолжите через полминуты; введённое не потеряно."},
	Unavailable:  text{EN: "The database cannot be used just now, so nothing can be edited; answers work as before. Your draft is kept if it was shown: try again in a while.", RU: "База данных сейчас недоступна, поэтому правки невозможны; ответы работают как раньше. Показанный черновик сохранён: попробуйте позже."},
	Expired:      text{EN: "This draft has expired, and nothing was saved.", RU: "Срок этого черновика истёк, ничего не сохранено."},
	Consumed:     text{EN: "This draft was saved or discarded before.", RU: "Этот черновик уже сохранён или отброшен."},
	AlreadySaved: text{EN: "This was saved already, as revision %d.", RU: "Это уже сохранено, правка %d."},
	Frozen:       text{EN: "Editing is frozen by an owner. Your draft is kept.", RU: "Владелец остановил правки. Ваш черновик сохранён."},
	Resolved:     text{EN: "Another moderator has dealt with this inbox item.", RU: "Этим обращением уже занялся другой модератор."},
	OtherWindow:  text{EN: "This draft was changed in another window. Go on there, or open it again.", RU: "Черновик изменён в другом окне. Продолжите там или откройте его снова."},
	TooLong:      text{EN: "That is too long to be kept. Shorten it.", RU: "Это слишком длинно. Сократите."},
	NotFound:     text{EN: "That is no longer here. Begin again.", RU: "Этого больше нет. Начните заново."},
	NotYourDraft: text{EN: "This draft is another moderator's.", RU: "Это черновик другого модератора."},
	Failed:       text{EN: "That did not work, and nothing was saved. The reason is in the program's log.", RU: "Не получилось, ничего не сохранено. Причина в журнале программы."},
	TryAgain:     text{EN: "Try again", RU: "Попробовать снова"},
	StartAgain:   text{EN: "Start again", RU: "Начать заново"},

	PageEvidence: text{EN: "Evidence", RU: "Источник"},
	PageWords:    text{EN: "Words", RU: "Формулировка"},
	PageAsks:     text{EN: "Phrasings", RU: "Вопросы"},
	PageRoles:    text{EN: "Who and what", RU: "Кто и что"},
	PageNumbers:  text{EN: "Time and numbers", RU: "Время и числа"},
	PageEntity:   text{EN: "Entity", RU: "Сущность"},
	PageNames:    text{EN: "Other names", RU: "Другие имена"},

	FieldID:          text{EN: "Id", RU: "Имя (id)"},
	FieldKind:        text{EN: "Kind", RU: "Вид"},
	FieldParagraph:   text{EN: "Paragraph", RU: "Абзац"},
	FieldQuote:       text{EN: "Quote, word for word", RU: "Цитата, дословно"},
	FieldTopics:      text{EN: "Topics, apart by ;", RU: "Темы, через ;"},
	FieldStatementEN: text{EN: "Statement in English", RU: "Утверждение по-английски"},
	FieldStatementRU: text{EN: "Statement in Russian", RU: "Утверждение по-русски"},
	FieldNoteEN:      text{EN: "Moderators' note in English", RU: "Примечание модераторов по-английски"},
	FieldNoteRU:      text{EN: "Moderators' note in Russian", RU: "Примечание модераторов по-русски"},
	FieldAsksEN:      text{EN: "Phrasings in English, apart by ;", RU: "Вопросы по-английски, через ;"},
	FieldAsksRU:      text{EN: "Phrasings in Russian, apart by ;", RU: "Вопросы по-русски, через ;"},
	FieldWho:         text{EN: "Who, apart by ;", RU: "Кто, через ;"},
	FieldDid:         text{EN: "Did, apart by ;", RU: "Сделал, через ;"},
	FieldWhat:        text{EN: "What, apart by ;", RU: "Что, через ;"},
	FieldWith:        text{EN: "With whom, apart by ;", RU: "С кем, через ;"},
	FieldWhere:       text{EN: "Where, apart by ;", RU: "Где, через ;"},
	FieldWhen:        text{EN: "When: 2024, 2024-07, 2024-02..2024-03", RU: "Когда: 2024, 2024-07, 2024-02..2024-03"},
	FieldCount:       text{EN: "How many: 36 states; more-than 50 people", RU: "Сколько: 36 states; more-than 50 people"},
	FieldPurpose:     text{EN: "What for, apart by ;", RU: "Зачем, через ;"},
	FieldInferred:    text{EN: "Parts that the quote only implies", RU: "Части, которые цитата лишь подразумевает"},
	FieldEntityKind:  text{EN: "Kind", RU: "Вид"},
	FieldNameEN:      text{EN: "Name in English", RU: "Название по-английски"},
	FieldNameRU:      text{EN: "Name in Russian", RU: "Название по-русски"},
	FieldIn:          text{EN: "Ids of what contains it, apart by ;", RU: "В чём состоит (id), через ;"},
	FieldAlsoEN:      text{EN: "Other names, apart by ;", RU: "Другие имена латиницей, через ;"},
	FieldAlsoRU:      text{EN: "Other names in Russian, apart by ;", RU: "Другие имена по-русски, через ;"},
	FieldAsk:         text{EN: "Phrasing, in your own words", RU: "Вопрос вашими словами"},
	FieldSilence:     text{EN: "Questions, one a line", RU: "Вопросы, по одному в строке"},

	BadID:         text{EN: "write 3 to 40 lower-case letters, digits and hyphens", RU: "от 3 до 40 строчных латинских букв, цифр и дефисов"},
	BadEntityID:   text{EN: "write 2 to 40 lower-case letters, digits and hyphens", RU: "от 2 до 40 строчных латинских букв, цифр и дефисов"},
	TakenID:       text{EN: "that id is taken; choose another, or edit or restore the one that has it", RU: "это имя занято; возьмите другое либо измените или верните занятое"},
	BadKind:       text{EN: "write one of event, visit, agreement, figure, initiative, position, judgement", RU: "одно из: event, visit, agreement, figure, initiative, position, judgement"},
	BadEntityKind: text{EN: "write one of person, country, city, organisation, event, document, region, group, day", RU: "одно из: person, country, city, organisation, event, document, region, group, day"},
	BadNumber:     text{EN: "write the number of a paragraph", RU: "напишите номер абзаца"},
	BadTime:       text{EN: "write 2024, 2024-07 or 2024-02..2024-03", RU: "напишите 2024, 2024-07 или 2024-02..2024-03"},
	BadCount:      text{EN: "write a number and a unit, as in: 36 states; more-than 50 people", RU: "напишите число и единицу, например: 36 states; more-than 50 people"},
	OtherScript:   text{EN: "this field is for the other language", RU: "здесь должен быть другой язык"},
	NoName:        text{EN: "write the English name", RU: "напишите английское название"},
	NameTaken:     text{EN: "%s has that name already", RU: "это название уже у %s"},
	NoSuchQuote:   text{EN: "the quote does not stand in ¶ %d word for word", RU: "такой цитаты дословно нет в ¶ %d"},
	LongQuote:     text{EN: "the quote is longer than one sentence: keep the one that the fact rests on", RU: "цитата длиннее одного предложения: оставьте то, на котором стоит факт"},
	NoQuote:       text{EN: "copy a sentence of the paragraph", RU: "скопируйте предложение абзаца"},
	UnknownName:   text{EN: "a name is of no known entity: correct it, or add the entity", RU: "имени нет среди сущностей: исправьте его или добавьте сущность"},
	UnknownTopic:  text{EN: "there is no such topic: /topics lists them", RU: "такой темы нет: /topics перечислит темы"},
	NoTopic:       text{EN: "write at least one topic", RU: "напишите хотя бы одну тему"},
	FewAsks:       text{EN: "write at least three really different phrasings, in both languages together", RU: "напишите хотя бы три разных вопроса, на двух языках вместе"},
	NoStatement:   text{EN: "write the statement", RU: "напишите утверждение"},
	NotAttributed: text{EN: "say whose word it is: The review says …, or В обзоре сказано, что …", RU: "скажите, чьи это слова: The review says … или «В обзоре сказано, что …»"},
	NoOwner:       text{EN: "say whose position it is: The review presents it as …'s position that …", RU: "скажите, чья это позиция: «В обзоре это представлено как позиция …»"},
	NotJudged:     text{EN: "give it as the review's own: In the review's judgement, …", RU: "дайте как оценку обзора: «По оценке обзора, …»"},
	OneNote:       text{EN: "write the note in both languages, or in none", RU: "примечание нужно на обоих языках или ни на одном"},
	Unhedged:      text{EN: "the statement and the quote differ: ", RU: "утверждение расходится с цитатой: "},
	NoParagraph:   text{EN: "there is no such paragraph", RU: "такого абзаца нет"},
	NearestPlace:  text{EN: "The nearest place, in ¶ %d (struck out: what you typed; added: what stands there)", RU: "Ближайшее место, ¶ %d (зачёркнуто – введённое, добавлено – то, что в тексте)"},
	NoFact:        text{EN: "There is no fact with that id. /para and /topics show the ids.", RU: "Факта с таким именем нет. Имена покажут /para и /topics."},
	NoEntity:      text{EN: "There is no entity with that id or name. /entity add makes one.", RU: "Сущности с таким именем нет. /entity add добавит её."},
	NoSubject:     text{EN: "Nothing with that id has a history. Write the id of a fact, or entity:ID, silence:ID …", RU: "У такого имени нет истории. Напишите имя факта или entity:ИМЯ, silence:ИМЯ …"},
	NotReworded:   text{EN: "Those are an asker's own words, which must be forgotten in time. Put it in other words.", RU: "Это слова того, кто спросил, и со временем их надо забыть. Скажите иначе."},
	NoWords:       text{EN: "There are no words in that.", RU: "Здесь нет слов."},
	LongAsk:       text{EN: "Write at most %d characters.", RU: "Не больше %d знаков."},

	PageOf:           text{EN: "%s (%d of %d)", RU: "%s (%d из %d)"},
	PleaseCorrect:    text{EN: "Please correct this; what you typed is kept.", RU: "Исправьте, пожалуйста; введённое сохранено."},
	FillIn:           text{EN: "Fill in what you want to change.", RU: "Заполните то, что хотите изменить."},
	NextPage:         text{EN: "Next", RU: "Дальше"},
	AllFields:        text{EN: "All fields", RU: "Все поля"},
	Discard:          text{EN: "Discard", RU: "Отбросить"},
	TakeNearest:      text{EN: "Take the nearest place", RU: "Взять ближайшее место"},
	AddEntity:        text{EN: "Add %s", RU: "Добавить %s"},
	NoChangeYet:      text{EN: "Nothing is changed yet. As it stands:", RU: "Пока ничего не изменено. Сейчас так:"},
	Preview:          text{EN: "Check and preview", RU: "Проверить и показать"},
	NothingToSave:    text{EN: "This changes nothing.", RU: "Это ничего не меняет."},
	ChangedBy:        text{EN: "Meanwhile %s changed the same. Their change:", RU: "Тем временем %s изменил(а) то же самое:"},
	RetiredMeanwhile: text{EN: "It was taken out. Saving yours brings it back.", RU: "Это убрали. Ваша правка вернёт его."},
	YoursOnTop:       text{EN: "Yours, on top of that:", RU: "Ваша правка поверх этой:"},
	WillRetire:       text{EN: "Will be taken out", RU: "Будет убрано"},
	AndMore:          text{EN: "And %d more.", RU: "И ещё %d."},
	Skipped:          text{EN: "Others edited this later, so it stays:", RU: "Это позже правили другие, поэтому остаётся:"},
	WhyIs:            text{EN: "Why", RU: "Почему"},
	Checked:          text{EN: "What it does to answers", RU: "Что станет с ответами"},
	NoneChange:       text{EN: "None of %d questions changes its answer.", RU: "Из %d вопросов ответ не меняется ни у одного."},
	SomeBreak:        text{EN: "%d of %d questions change their answer; %d of them were right before:", RU: "Ответ меняется у %d из %d вопросов; %d из них были верными:"},
	SomeChange:       text{EN: "%d of %d questions change their answer:", RU: "Ответ меняется у %d из %d вопросов:"},
	Breaks:           text{EN: "Worse:", RU: "Хуже:"},
	Collide:          text{EN: "These phrasings collide with another fact:", RU: "Эти вопросы сталкиваются с другим фактом:"},
	OutcomeClarify:   text{EN: "a choice", RU: "выбор"},
	OutcomeAbstain:   text{EN: "no answer", RU: "нет ответа"},
	Confirm:          text{EN: "Save", RU: "Сохранить"},
	SendForApproval:  text{EN: "Send for approval", RU: "Отправить на одобрение"},
	WaitsForOther:    text{EN: "This waits for another moderator.", RU: "Это ждёт другого модератора."},
	AskedBy:          text{EN: "%s asks for a second look.", RU: "%s просит взглянуть ещё раз."},
	Approve:          text{EN: "Approve and save", RU: "Одобрить и сохранить"},
	Reject:           text{EN: "Send back", RU: "Вернуть"},
	ChangeIt:         text{EN: "Change", RU: "Изменить"},
	FactsMoved:       text{EN: "The facts changed since the preview, and it looks different now. Please look again.", RU: "С тех пор факты изменились, и теперь всё выглядит иначе. Взгляните ещё раз."},
	Saved:            text{EN: "Saved as revision %d. Answers follow it from now on.", RU: "Сохранено, правка %d. Ответы уже следуют ей."},
	UndoIt:           text{EN: "Undo", RU: "Отменить"},
	BackToFact:       text{EN: "Back to the draft", RU: "Назад к черновику"},
	Discarded:        text{EN: "Discarded. Nothing was saved.", RU: "Отброшено. Ничего не сохранено."},
	Look:             text{EN: "Look", RU: "Посмотреть"},
	SentForApproval:  text{EN: "It waits for another moderator now: /approvals.", RU: "Теперь это ждёт другого модератора: /approvals."},
	NoneWaits:        text{EN: "Nothing waits for approval.", RU: "Ничто не ждёт одобрения."},
	Waiting:          text{EN: "Waiting for a second moderator", RU: "Ждут второго модератора"},
	Rejected:         text{EN: "Sent back to its author.", RU: "Возвращено автору."},

	LogWaits:    text{EN: "%s asks for approval: %s", RU: "%s просит одобрить: %s"},
	LogRejected: text{EN: "%s sent back %s by %s", RU: "%s вернул(а) %s от %s"},
	LogApproved: text{EN: "%s (approved by %s)", RU: "%s (одобрил(а) %s)"},
	LogSaved:    text{EN: "%s: %s", RU: "%s – %s"},
	LogFrozen:   text{EN: "%s froze editing. %s", RU: "%s остановил(а) правки. %s"},
	LogUnfrozen: text{EN: "%s lets editing go on.", RU: "%s снова разрешил(а) правки."},
	ToldSilent:  text{EN: "You wanted to be told of a question: moderators looked, and the review does not say.", RU: "Вы просили сообщить о вопросе: модераторы проверили, в обзоре этого нет."},
	ToldAnswer:  text{EN: "A question that you asked now has an answer:", RU: "На ваш вопрос теперь есть ответ:"},

	NotRetired:  text{EN: "That fact is not taken out.", RU: "Этот факт не убран."},
	HistoryOf:   text{EN: "History of %s", RU: "История: %s"},
	BackToState: text{EN: "Back to the state of %d", RU: "Вернуть состояние %d"},
	UndoNumber:  text{EN: "Undo %d", RU: "Отменить %d"},
	PackIsFirst: text{EN: "That came with the pack: there is nothing before it. /fact retire takes it out.", RU: "Это пришло с набором: раньше ничего не было. /fact retire уберёт его."},
	UndoWhy:     text{EN: "undoes %d", RU: "отменяет %d"},
	LaterEdit:   text{EN: "This cannot be undone any more: a later edit touched it.", RU: "Это уже нельзя отменить: была более поздняя правка."},
	History:     text{EN: "History", RU: "История"},
	RestoreWhy:  text{EN: "back to the state of %d", RU: "состояние %d"},

	NoInboxKind:  text{EN: "There is no such kind. The kinds:", RU: "Такого вида нет. Виды:"},
	InboxEmpty:   text{EN: "Nothing waits here.", RU: "Здесь ничего нет."},
	Inbox:        text{EN: "Inbox", RU: "Входящие"},
	MoreItems:    text{EN: "More", RU: "Ещё"},
	AskedTimes:   text{EN: "times %d, askers %d", RU: "раз %d, людей %d"},
	SomeWait:     text{EN: "%d want to be told.", RU: "Ждут сообщения: %d."},
	HowItCame:    text{EN: "How the answer came about", RU: "Как получен ответ"},
	EditFact:     text{EN: "Edit the fact", RU: "Изменить факт"},
	AttachTo:     text{EN: "A phrasing of %s", RU: "Вопрос для %s"},
	AttachOther:  text{EN: "A phrasing of another fact", RU: "Вопрос для другого факта"},
	DraftFact:    text{EN: "Draft a fact", RU: "Начать факт"},
	ReviewSilent: text{EN: "The review does not say", RU: "В обзоре этого нет"},
	Dismiss:      text{EN: "Dismiss", RU: "Отклонить"},
	NearestFacts: text{EN: "The nearest facts", RU: "Ближайшие факты"},
	PackHas:      text{EN: "Pack %s, version %d, has this otherwise (struck out: ours; added: theirs):", RU: "В наборе %s версии %d это иначе (зачёркнуто – наше, добавлено – из набора):"},
	PackRetired:  text{EN: "It no longer has it.", RU: "Там этого больше нет."},
	KeepOurs:     text{EN: "Keep ours", RU: "Оставить наше"},
	TakeTheirs:   text{EN: "Take theirs", RU: "Взять из набора"},
	Done:         text{EN: "Done.", RU: "Готово."},
	Suggested:    text{EN: "What was said", RU: "Что было сказано"},
	WhichFact:    text{EN: "Of which fact? Write its id.", RU: "Для какого факта? Напишите его имя."},
	Reword:       text{EN: "Put the question in your own words: it outlives the asker's right to be forgotten. It was asked so:", RU: "Скажите вопрос своими словами: он переживёт право спросившего быть забытым. Спрашивали так:"},
	AttachTitle:  text{EN: "A phrasing of a fact", RU: "Вопрос для факта"},
	BackToItem:   text{EN: "Back", RU: "Назад"},
	AnswersThese: text{EN: "A fact that answers this; give it phrasings in your own words:", RU: "Факт, который на это отвечает; вопросы к нему дайте своими словами:"},
	WhichSilent:  text{EN: "Leave the questions that the review does not answer, one a line. They, and those that ask the same, are answered so from then on.", RU: "Оставьте вопросы, на которые обзор не отвечает, по одному в строке. На них и на такие же ответ будет таким."},

	IsFrozen:        text{EN: "Editing is frozen. Answers go on; /unfreeze lets editing go on.", RU: "Правки остановлены. Ответы работают; /unfreeze снова разрешит правки."},
	IsUnfrozen:      text{EN: "Editing goes on.", RU: "Правки снова разрешены."},
	TakeBackUsage:   text{EN: "Write whose edits and since when, as in /takeback telegram:1234 12h, or /takeback discord:1234 2024-11-30. Ago in m, h, d, or a date of UTC.", RU: "Напишите, чьи правки и с какого времени: /takeback telegram:1234 12h или /takeback discord:1234 2024-11-30. Давность в m, h, d или дата по UTC."},
	TakeBackWhy:     text{EN: "takes back the edits of %s since %s", RU: "отменяет правки %s с %s"},
	NothingOfTheirs: text{EN: "There is nothing of theirs to take back.", RU: "Отменять нечего."},
	NoRates:         text{EN: "Nobody has rated that yet.", RU: "Этого ещё никто не оценил."},
	Rates:           text{EN: "Ratings", RU: "Оценки"},
	RateLine:        text{EN: "%s, revision %d: good %d, not good %d", RU: "%s, правка %d: хорошо %d, плохо %d"},

	Actions: map[store.Action]text{
		store.Pack: {EN: "from the pack", RU: "из набора"}, store.Add: {EN: "add", RU: "добавление"},
		store.Edited: {EN: "edit", RU: "изменение"}, store.Retire: {EN: "take out", RU: "снятие"},
		store.Restore: {EN: "bring back", RU: "возврат"}, store.Undo: {EN: "undo", RU: "отмена"},
		store.Import: {EN: "import", RU: "импорт"}, store.Upgrade: {EN: "take the pack's", RU: "из нового набора"},
	},
	InboxKinds: map[store.InboxKind]text{
		store.Missed: {EN: "no answer", RU: "без ответа"}, store.NoneOfThese: {EN: "none of the choices", RU: "ничего из предложенного"},
		store.ThumbsDown: {EN: "called bad", RU: "плохая оценка"}, store.Suggestion: {EN: "suggestion", RU: "предложение"},
		store.PackDiffers: {EN: "pack differs", RU: "расхождение с набором"},
	},
}
