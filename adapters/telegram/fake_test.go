package telegram

import (
	"context"
	"sync"

	"reviewbot/bot"
)

// fake is a bot that keeps the events and answers as the test says.
type fake struct {
	answer func(bot.Event) bot.Reply
	inline []bot.Inline

	mu     sync.Mutex
	events []bot.Event
	posted []string
	moved  []string
}

func (f *fake) Handle(ctx context.Context, ev bot.Event) (bot.Reply, error) {
	f.mu.Lock()
	f.events = append(f.events, ev)
	f.mu.Unlock()
	if f.answer == nil {
		return saying("So: " + ev.Text), ctx.Err()
	}
	return f.answer(ev), ctx.Err()
}

func (f *fake) Inline(context.Context, bot.Event) []bot.Inline { return f.inline }

func (f *fake) Posted(_ bot.Event, _ bot.Reply, where string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.posted = append(f.posted, where)
}

func (f *fake) Commands() []bot.Command {
	table := bot.Commands()
	edit := bot.Command{Name: "fact edit", Level: bot.Moderator, Private: true}
	edit.Help.EN, edit.Help.RU = "edit a fact", "изменить факт"
	freeze := bot.Command{Name: "freeze", Level: bot.Owner}
	freeze.Help.EN, freeze.Help.RU = "stop editing", "остановить правку"
	return append(table, edit, freeze)
}

func (f *fake) Welcome(bot.Lang) bot.Reply { return saying("The Review") }

func (f *fake) MoveChat(_ context.Context, platform, from, to string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.moved = append(f.moved, platform+" "+from+" "+to)
	return nil
}

// last is the event that came last.
func (f *fake) last() bot.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.events) == 0 {
		return bot.Event{}
	}
	return f.events[len(f.events)-1]
}

func (f *fake) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.events)
}

func saying(text string) bot.Reply {
	return bot.Reply{Parts: []bot.Part{{Kind: bot.Say, Text: text}}}
}
