package bot

import (
	"context"
	"time"

	"reviewbot/bot/store"
)

// keepTimeout bounds what a user waits for the store.
const keepTimeout = 2 * time.Second

// setting is a choice that a button makes: "u" or "c" for user or chat, then
// what and to which.
const (
	setUser = "u"
	setChat = "c"
)

// settings shows what can be set and how it stands: by anybody for
// themselves, by who administers the chat for the chat.
func (b *Bot) settings(ctx context.Context, r Request) Reply {
	if b.kept == nil || r.Event.Who.User == "" {
		return notice(r.Lang, words.NothingKept.In(r.Lang))
	}
	reply := Reply{Lang: r.Lang, Manner: Aside}
	reply.add(Heading, words.Settings.In(r.Lang))
	own := b.choices.read(ctx, b.asker(r.Event))
	reply.list([]Item{{Text: words.YourLanguage.In(r.Lang) + ": " + languageName(own.language, r.Lang)}})
	in := &Input{Shape: ChoiceInput}
	k := r.buttons()
	k.offerLanguages(in, setUser, own.language)
	switch {
	case r.Event.Private || r.Event.Chat == "":
		reply.list([]Item{{Text: words.YourAnswers.In(r.Lang) + ": " + lengthName(own.brief, r.Lang)}})
		k.offerLength(in, setUser, own.brief)
	case b.runsChat(ctx, r):
		chat := b.choices.read(ctx, b.chat(r.Event))
		reply.list([]Item{
			{Text: words.ChatLanguage.In(r.Lang) + ": " + languageName(chat.language, r.Lang)},
			{Text: words.ChatAnswers.In(r.Lang) + ": " + lengthName(chat.brief, r.Lang)},
		})
		k.offerLanguages(in, setChat, chat.language)
		k.offerLength(in, setChat, chat.brief)
	default:
		reply.add(Say, words.ChatSettings.In(r.Lang))
	}
	reply.Input = in
	return reply
}

// runsChat tells whether who sent an event may set something for its chat.
func (b *Bot) runsChat(ctx context.Context, r Request) bool {
	return r.May(ctx, Moderator) || administers(ctx, r.Event, r.Event.Chat, b.log)
}

func (k buttons) offerLanguages(in *Input, whose, now string) {
	for _, l := range []string{"", "en", "ru"} {
		if l != now {
			label := words.SetYourLanguage
			if whose == setChat {
				label = words.SetChatLanguage
			}
			in.Options = append(in.Options, Option{
				Label: label.In(k.lang) + ": " + languageName(l, k.lang), Data: press{pressSet, k.revision, k.hand, whose + "l" + l}.data(),
			})
		}
	}
}

func (k buttons) offerLength(in *Input, whose string, brief bool) {
	label, to := words.SetBrief, "b"
	if brief {
		label, to = words.SetWhole, "w"
	}
	in.Options = append(in.Options, Option{Label: label.In(k.lang), Data: press{pressSet, k.revision, k.hand, whose + to}.data()})
}

func languageName(l string, in Lang) string {
	switch l {
	case "en":
		return "English"
	case "ru":
		return "русский"
	}
	return words.FollowsPlatform.In(in)
}

func lengthName(brief bool, in Lang) string {
	if brief {
		return words.Brief.In(in)
	}
	return words.InFull.In(in)
}

// pressSet changes a setting and shows how all stand.
func (b *Bot) pressSet(ctx context.Context, r Request, p press) Reply {
	if b.kept == nil || r.Event.Who.User == "" || !b.Holds(p.who, r.Event.Who) || len(p.on) < 2 {
		return r.outdated()
	}
	owner := b.asker(r.Event)
	if p.on[:1] == setChat {
		if owner = b.chat(r.Event); owner == "" || !b.runsChat(ctx, r) {
			return notice(r.Lang, words.NotAllowed.In(r.Lang))
		}
	}
	v := b.choices.read(ctx, owner)
	switch what := p.on[1:]; what {
	case "b", "w":
		v.brief = what == "b"
	case "l", "len", "lru":
		v.language = what[1:]
	default:
		return r.outdated()
	}
	ctx, cancel := context.WithTimeout(ctx, keepTimeout)
	defer cancel()
	if err := b.choices.save(ctx, owner, v); err != nil {
		return b.cannotKeep(ctx, r, "settings", err)
	}
	r.Lang = b.choices.of(ctx, r.Event).lang(r.Event.Locale)
	reply := b.settings(ctx, r)
	reply.Manner = Replacing
	return reply
}

// cannotKeep says that something could not be kept, and logs why.
func (b *Bot) cannotKeep(ctx context.Context, r Request, what string, err error) Reply {
	b.log.ErrorContext(ctx, "cannot keep", "what", what, "err", err)
	return notice(r.Lang, words.CannotKeep.In(r.Lang))
}

// privacy says what is kept, for how long, and how to be forgotten.
func (b *Bot) privacy(_ context.Context, r Request) Reply {
	if b.kept == nil {
		return say(r.Lang, words.NothingKept.In(r.Lang))
	}
	reply := Reply{Lang: r.Lang, Manner: Aside}
	reply.add(Heading, words.Privacy.In(r.Lang))
	days := int(b.keep.Hours() / 24)
	reply.list([]Item{
		{Text: sprintf(words.PrivacyQuestions, r.Lang, days)},
		{Text: words.PrivacyAsker.In(r.Lang)},
		{Text: words.PrivacyAddress.In(r.Lang)},
		{Text: words.PrivacyMemory.In(r.Lang)},
		{Text: words.PrivacyForget.In(r.Lang)},
	})
	return reply
}

// forgetMe asks before it forgets.
func (b *Bot) forgetMe(_ context.Context, r Request) Reply {
	if b.kept == nil || r.Event.Who.User == "" {
		return notice(r.Lang, words.NothingKept.In(r.Lang))
	}
	reply := say(r.Lang, words.ForgetAsk.In(r.Lang))
	reply.Manner = Aside
	k := r.buttons()
	reply.Input = &Input{Shape: ConfirmInput, Options: []Option{
		{Label: words.ForgetYes.In(r.Lang), Data: press{pressForget, k.revision, k.hand, "y"}.data()},
		{Label: words.Cancel.In(r.Lang), Data: press{pressForget, k.revision, k.hand, "n"}.data()},
	}}
	return reply
}

// forget removes what is somebody's, here and in the store.
func (b *Bot) forget(ctx context.Context, r Request, p press) Reply {
	if b.kept == nil || !b.Holds(p.who, r.Event.Who) {
		return notice(r.Lang, words.NotYours.In(r.Lang))
	}
	if p.on != "y" {
		return r.replace(words.LeftAsIs)
	}
	ctx, cancel := context.WithTimeout(ctx, keepTimeout)
	defer cancel()
	b.memory.drop(r.Event.Conversation)
	b.choices.forget(b.asker(r.Event))
	b.recorder.forget(b.asker(r.Event))
	b.recorder.settle(ctx)
	gone, err := b.kept.Forget(ctx, b.asker(r.Event))
	if err != nil {
		return b.cannotKeep(ctx, r, "forget", err)
	}
	reply := say(r.Lang, sprintf(words.Forgotten, r.Lang, gone.Questions, gone.Ratings, gone.Settings, gone.Addresses))
	reply.Manner = Replacing
	return reply
}

// replace is a line in place of what the button hung on.
func (r Request) replace(t text) Reply {
	reply := say(r.Lang, t.In(r.Lang))
	reply.Manner = Replacing
	return reply
}

var _ Keeper = store.Store(nil)
