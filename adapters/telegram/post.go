package telegram

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"reviewbot/bot"
)

// spot is where a message goes: a chat, its topic, and what it replies to.
type spot struct {
	chat  int64
	topic int
	reply int
}

// screen is a reply as Telegram shows it.
type screen struct {
	page
	keys  keyboard
	force bool // the next message is to be a reply to this one
}

// forceReply opens the reply field of whom a message is for.
type forceReply struct {
	Force     bool `json:"force_reply"`
	Selective bool `json:"selective"`
}

// show renders a page of a reply.
func (a *Adapter) show(r bot.Reply, st style, about navigation) screen {
	st.public, st.bot = a.PublicURL, a.self.UserName
	blocks := st.blocks(r)
	prompt := r.Input != nil && r.Input.Shape == bot.TextInput && len(r.Input.Fields) > 0
	if prompt {
		f := r.Input.Fields[0]
		blocks = append(blocks, a.reader.prompt(f, r.Input.Data, r.Lang)...)
	}
	pages := paginate(blocks, maxText)
	about.pages = len(pages)
	about.page = min(about.page, len(pages)-1)
	s := screen{page: pages[about.page], keys: keys(r, about)}
	if r.Elsewhere != "" {
		s.keys.add(button{Text: openPrivate.in(r.Lang), URL: a.deepLink(r.Elsewhere)})
	}
	s.force = prompt && s.keys.empty()
	return s
}

// prompt asks for a field: the text that it has, ready to be copied, and a
// link that brings back what is asked for.
func (r reader) prompt(f bot.Field, data string, lang bot.Lang) []block {
	var out []block
	if f.Fault != "" {
		out = append(out, plain("⚠ "+f.Fault))
	}
	if f.Value != "" {
		out = append(out, plain(presentText.in(lang)), block{open: "<code>", close: "</code>", runs: []piece{{text: bot.Plain(f.Value)}}, tight: true})
	}
	ask := piece{bot.Clean(f.Label), `<a href="` + escape(r.promptURL(form{f.Name, data})) + `">`, "</a>"}
	return append(out, block{runs: []piece{{text: "✎ "}, ask, {text: ". " + answerHere.in(lang)}}})
}

// params are the parameters that sending and editing share.
func (s screen) params() (tgbotapi.Params, error) {
	p := tgbotapi.Params{"text": s.html, "link_preview_options": `{"is_disabled":true}`}
	if s.force {
		return p, jsonParam(p, "reply_markup", forceReply{true, true})
	}
	if s.keys.empty() {
		return p, nil
	}
	return p, jsonParam(p, "reply_markup", s.keys)
}

// replyTo names the message that one replies to. One that is gone meanwhile
// is no fault.
type replyTo struct {
	ID      int  `json:"message_id"`
	Without bool `json:"allow_sending_without_reply"`
}

// post sends a message and returns where it stands.
func (a *Adapter) post(ctx context.Context, at spot, s screen) (post, error) {
	p, err := s.params()
	if err != nil {
		return post{}, err
	}
	p["chat_id"] = strconv.FormatInt(at.chat, 10)
	p.AddNonZero("message_thread_id", at.topic)
	if at.reply != 0 {
		if err := jsonParam(p, "reply_parameters", replyTo{at.reply, true}); err != nil {
			return post{}, err
		}
	}
	var sent message
	if err := a.send.text(ctx, "sendMessage", p, s.plain, &sent); err != nil {
		return post{}, err
	}
	return post{sent.Chat.ID, sent.ID}, nil
}

// target is a message of the bot's to change: in a chat, or one that was sent
// by inline mode.
type target struct {
	post
	inline string
}

func (t target) params(p tgbotapi.Params) tgbotapi.Params {
	if t.inline != "" {
		p["inline_message_id"] = t.inline
		return p
	}
	p["chat_id"] = strconv.FormatInt(t.chat, 10)
	p["message_id"] = strconv.Itoa(t.id)
	return p
}

// edit shows something else in a message. That it is there already is no
// fault: a repeat after a crash finds it so.
func (a *Adapter) edit(ctx context.Context, t target, s screen) error {
	p, err := s.params()
	if err != nil {
		return err
	}
	return told(a.send.text(ctx, "editMessageText", t.params(p), s.plain, nil))
}

// remove deletes a message, or says in its place that it was removed: after
// 48 hours Telegram deletes nothing.
func (a *Adapter) remove(ctx context.Context, t target, r bot.Reply) error {
	if t.inline == "" {
		err := a.send.call(ctx, "deleteMessage", t.params(tgbotapi.Params{}), nil)
		if err == nil || understand(err).kind != gone {
			return err
		}
	}
	r.Buttons, r.Input = nil, nil
	err := a.edit(ctx, t, a.show(r, style{}, navigation{}))
	if err != nil && understand(err).kind == gone {
		return nil // it is not there: that was wanted
	}
	return err
}

// deepLink opens the private chat and sends "/start" with a payload.
func (a *Adapter) deepLink(payload string) string {
	return "https://t.me/" + a.self.UserName + "?start=" + payload
}
