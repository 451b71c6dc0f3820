package telegram

import (
	"strconv"

	"reviewbot/bot"
)

// The buttons that are the adapter's own begin with a letter; the bot's data
// never do.
const ownMark = 't'

// What they do.
const (
	backAction  = 'b' // shows the answer again
	pageAction  = 'p' // shows a page of what the message shows
	fieldAction = 'f' // asks for one field of a panel
)

// maxPages is how many pages can be turned to: one digit of base 36.
const maxPages = 36

// own is what such a button carries: an action, a number (the page, or the
// field) and the bot's data that it is about; no data is the message that was
// answered.
type own struct {
	action byte
	number int
	on     string
}

func (o own) data() string {
	return string(ownMark) + string(o.action) + strconv.FormatInt(int64(o.number), 36) + "|" + o.on
}

// parseOwn reads what data wrote. Anything else is not: buttons come back
// from strangers.
func parseOwn(data string) (own, bool) {
	if len(data) < 4 || len(data) > maxData || data[0] != ownMark || data[3] != '|' {
		return own{}, false
	}
	n, err := strconv.ParseInt(data[2:3], 36, 64)
	o := own{data[1], int(n), data[4:]}
	known := o.action == backAction || o.action == pageAction || o.action == fieldAction
	return o, err == nil && known && o.data() == data
}

// navigation says what a message shows of what.
type navigation struct {
	page, pages int
	on          string // the bot's data that it was asked for by; "" for the answer to a message
	back        bool   // there is an answer to go back to
}

func (n navigation) buttons(lang bot.Lang) []button {
	var out []button
	if n.back {
		out = append(out, button{Text: backWord.in(lang), Data: own{backAction, 0, ""}.data()})
	}
	if n.page > 0 {
		out = append(out, button{Text: "◂ " + strconv.Itoa(n.page) + "/" + strconv.Itoa(n.pages), Data: own{pageAction, n.page - 1, n.on}.data()})
	}
	if n.page+1 < min(n.pages, maxPages) {
		out = append(out, button{Text: moreWord.in(lang) + " " + strconv.Itoa(n.page+2) + "/" + strconv.Itoa(n.pages) + " ▸", Data: own{pageAction, n.page + 1, n.on}.data()})
	}
	return out
}

// phrase is what the adapter itself says, about Telegram.
type phrase struct{ en, ru string }

func (p phrase) in(lang bot.Lang) string {
	if lang == bot.Russian {
		return p.ru
	}
	return p.en
}

var (
	backWord     = phrase{"« Back", "« Назад"}
	moreWord     = phrase{"More", "Дальше"}
	openPrivate  = phrase{"Open the private chat", "Открыть личный чат"}
	asGroup      = phrase{"You write as the group, so I cannot tell who you are. Do this in the private chat with me.", "Вы пишете от имени группы, и мне не видно, кто вы. Сделайте это в личном чате со мной."}
	answerHere   = phrase{"Answer this message with the new text; a hyphen alone empties it.", "Ответьте на это сообщение новым текстом; один дефис очистит поле."}
	presentText  = phrase{"Now there is (a tap copies it):", "Сейчас там (нажмите, чтобы скопировать):"}
	oldButton    = phrase{"This button is too old: the message that it belongs to is gone. Ask again.", "Эта кнопка устарела: её сообщения больше нет. Спросите ещё раз."}
	askInText    = phrase{"I read text only. Write your question.", "Я читаю только текст. Напишите вопрос."}
	inThisBot    = phrase{"Ask the bot", "Спросить бота"}
	readerPage   = phrase{"In the review", "В обзоре"}
	profileShort = phrase{
		"Answers questions about the review, with the paragraph and a word-for-word quote.",
		"Отвечает на вопросы об обзоре, с номером абзаца и дословной цитатой.",
	}
	profileLong = phrase{
		"Ask what the review says, in your own words, in English or Russian. Every answer cites the paragraph that it rests on, word for word, and says so when the review is silent. In other chats, type my name and a few words.",
		"Спросите своими словами, что сказано в обзоре, по-русски или по-английски. В каждом ответе – абзац и дословная цитата; если обзор молчит, так и будет сказано. В других чатах наберите моё имя и несколько слов.",
	}
)
