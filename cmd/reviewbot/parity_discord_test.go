package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/discord/discordtest"
	"reviewbot/bot"
)

// parityUser is the id of who plays the transcript on Discord.
const parityUser = "123456789012345678"

// inDiscord is direct messages with the bot.
func inDiscord(t *testing.T) *side {
	t.Helper()
	server, err := discordtest.Open(discordtest.Config{})
	if err != nil {
		t.Fatal(err)
	}
	r := parityBot(t)
	a, err := discord.Open(discord.Config{
		Bot: r, Token: server.Token, AppID: server.AppID, APIURL: server.URL, Gateway: true, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		server.Close()
		for _, f := range server.Faults() {
			t.Error("Discord: ", f)
		}
	})
	soon, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := server.Connected(soon, 1); err != nil {
		t.Fatal(err)
	}
	ada := server.User("Ada")
	ada.ID, ada.Where = parityUser, discordtest.InDM
	p := &parityDiscord{Server: server, user: ada}
	s := &side{recorder: r, name: "Discord", shown: p.seen.String}
	s.do = func(t *testing.T, st step) {
		t.Helper()
		kind, name, _ := strings.Cut(st[0], " ")
		switch now := r.last(); kind {
		case "type":
			p.say(t, st[1])
		case "press":
			n := slices.IndexFunc(offered(now), func(o bot.Option) bool { return strings.Contains(o.Label, st[1]) })
			if n < 0 {
				t.Fatalf("%q is not offered: %+v", st[1], offered(now))
			}
			p.press(t, "1b"+offered(now)[n].Data)
		case "fill", "done":
			f := now.Input.Fields[slices.IndexFunc(now.Input.Fields, func(f bot.Field) bool { return f.Name == name })]
			p.fill(t, f.Label, st[1])
		}
	}
	return s
}

// parityDiscord is what is seen in the direct messages.
type parityDiscord struct {
	*discordtest.Server
	user *discordtest.User
	at   discordtest.Message   // the last message
	form *discordtest.Exchange // the form that is open, or nil
	seen strings.Builder
}

// look reads a message.
func (p *parityDiscord) look(m discordtest.Message) {
	p.at = m
	p.seen.WriteString(writtenDiscord(m))
}

// say posts a message, and reads all pages of the answer.
func (p *parityDiscord) say(t *testing.T, text string) {
	t.Helper()
	channel := "9" + p.user.ID
	before := len(p.Messages(channel))
	p.user.Post(text, nil)
	for end := time.Now().Add(time.Minute); len(p.Messages(channel)) == before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%q is not answered", text)
		}
	}
	p.form = nil
	p.look(p.Messages(channel)[before])
	for {
		e, err := p.user.Press(t.Context(), p.at, "▶")
		if err != nil {
			return // there is no other page
		}
		p.look(e.Message())
	}
}

func (p *parityDiscord) press(t *testing.T, id string) {
	t.Helper()
	e, err := p.user.PressID(t.Context(), p.at, id)
	if err != nil {
		t.Fatal(err)
	}
	p.took(t, e)
}

// fill fills in the form that is open, or that the message opens.
func (p *parityDiscord) fill(t *testing.T, label, value string) {
	t.Helper()
	for _, name := range []string{"Try again", "Fill in"} {
		if p.form != nil {
			break
		}
		if e, err := p.user.Press(t.Context(), p.at, name); err == nil {
			p.form = e
		}
	}
	if p.form == nil {
		t.Fatalf("no form is offered: %s", writtenDiscord(p.at))
	}
	e, err := p.user.Fill(t.Context(), p.form, map[string]string{label: value})
	if err != nil {
		t.Fatal(err)
	}
	p.took(t, e)
}

// took reads what came of an action, now or later.
func (p *parityDiscord) took(t *testing.T, e *discordtest.Exchange) {
	t.Helper()
	p.form = nil
	if e.Type == 9 {
		p.form = e
		p.seen.WriteString(fmt.Sprintln(e.Data))
		return
	}
	before := writtenDiscord(p.at)
	for end := time.Now().Add(time.Minute); e.Type == 6 && len(e.FollowUps()) == 0 && writtenDiscord(e.Message()) == before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing came of it")
		}
	}
	if more := e.FollowUps(); len(more) > 0 {
		p.look(more[len(more)-1])
	} else {
		p.look(e.Message())
	}
}
