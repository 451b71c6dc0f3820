package telegram

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// Limits of an inline answer (core.telegram.org/bots/api#answerinlinequery).
const (
	maxResults = 50
	cacheFor   = 5 // seconds, so that an edit shows almost at once
	maxTitle   = 100
)

// article is a result, by the Bot API's names.
type article struct {
	Type        string   `json:"type"`
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Description string   `json:"description,omitempty"`
	Content     content  `json:"input_message_content"`
	Markup      keyboard `json:"reply_markup"`
}

type content struct {
	Text    string  `json:"message_text"`
	Mode    string  `json:"parse_mode"`
	Preview preview `json:"link_preview_options"`
}

type preview struct {
	Disabled bool `json:"is_disabled"`
}

// onInline offers answers while somebody types in any chat.
func (a *Adapter) onInline(ctx context.Context, q *tgbotapi.InlineQuery) error {
	ev := bot.Event{
		Kind: bot.Message, Who: who(q.From, nil), Level: bot.Reader, Locale: locale(q.From), Private: true, Text: q.Query, Chats: a,
	}
	results := a.articles(a.Bot.Inline(ctx, ev), ev.Locale)
	p := tgbotapi.Params{"inline_query_id": q.ID, "cache_time": strconv.Itoa(cacheFor), "is_personal": "true"}
	if err := jsonParam(p, "results", results); err != nil {
		return err
	}
	button := map[string]string{"text": inThisBot.in(ev.Locale), "start_parameter": "inline"}
	if err := jsonParam(p, "button", button); err != nil {
		return err
	}
	return told(a.send.call(ctx, "answerInlineQuery", p, nil))
}

// articles turns results into Telegram's. What is sent from another chat has
// no message of ours to hang on, so its buttons are links, which never age.
func (a *Adapter) articles(results []bot.Inline, lang bot.Lang) []article {
	out := []article{}
	st := style{public: a.PublicURL, bot: a.self.UserName}
	for i, r := range results[:min(len(results), maxResults)] {
		pages := paginate(st.blocks(r.Reply), maxText)
		result := article{Type: "article", ID: strconv.Itoa(i), Title: shorten(r.Title, maxTitle), Description: r.Line}
		result.Content = content{pages[0].html, tgbotapi.ModeHTML, preview{true}}
		to, page := "inline", ""
		if len(r.Reply.Facts) > 0 {
			to = "f_" + r.Reply.Facts[0]
			page = a.pageOf(r.Reply)
		}
		result.Markup.add(button{Text: inThisBot.in(lang), URL: a.deepLink(to)})
		if page != "" {
			result.Markup.add(button{Text: readerPage.in(lang), URL: page})
		}
		if result.Title != "" && pages[0].plain != "" {
			out = append(out, result)
		}
	}
	return out
}

// pageOf is where the first quote of a reply stands on the reader page, or "".
func (a *Adapter) pageOf(r bot.Reply) string {
	if a.PublicURL == "" {
		return ""
	}
	for _, p := range r.Parts {
		if p.Kind == bot.Quote {
			return paragraphURL(a.PublicURL, p.Paragraph, r.Facts[0])
		}
	}
	return ""
}
