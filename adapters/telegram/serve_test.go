package telegram

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/telegram/telegramtest"
	"reviewbot/bot"
)

const (
	group = int64(-1000000000007)
	alien = "/ask@another_bot what"
)

// stage is a server with people, and an adapter at work.
type stage struct {
	*telegramtest.Server
	bot      *fake
	a        *Adapter
	r        *running
	ada, bob *telegramtest.User
}

func enter(t *testing.T, f *fake, c Config) stage {
	t.Helper()
	s := server(t)
	st := stage{Server: s, bot: f, ada: s.User(1, "Ada", "en"), bob: s.User(2, "Bob", "ru-RU")}
	s.Group(group, "Group", 1)
	c.Bot = f
	st.a, _ = open(t, s, c)
	st.r = run(t, st.a, st.a.handle)
	return st
}

func TestWhatIsMeantForTheBot(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	mention := "@" + telegramtest.Username
	other, _ := s.Say(s.bob, group, "when was the summit?", telegramtest.Said{})
	picture, _ := s.Say(s.bob, group, "what is it about", telegramtest.Said{Caption: true})
	settle(t, s.Server)
	if f.count() > 0 {
		t.Fatalf("others are answered: %+v", f.last())
	}
	for _, tt := range []struct {
		name, text string
		chat       int64
		how        telegramtest.Said
		want       string // the event's text; "" if nothing is said
		to         int    // the message replied to; 0 is the message itself
	}{
		{"private", "when", 1, telegramtest.Said{}, "when", 0},
		{"private command", "/para 7", 1, telegramtest.Said{}, "/para 7", 0},
		{"a caption", "when", 1, telegramtest.Said{Caption: true}, "when", 0},
		{"talk in a group", "when", group, telegramtest.Said{}, "", 0},
		{"a command in a group", "/ask when", group, telegramtest.Said{}, "/ask when", 0},
		{"with the bot's name", "/ask@" + strings.ToUpper(telegramtest.Username) + "\nwhen", group, telegramtest.Said{}, "/ask when", 0},
		{"a wide space", "/ask\u3000when", group, telegramtest.Said{}, "/ask when", 0},
		{"for another bot", alien, group, telegramtest.Said{}, "", 0},
		{"for another bot in private", alien, 1, telegramtest.Said{}, "", 0},
		{"not ours, perhaps another's", "/weather", group, telegramtest.Said{}, "", 0},
		{"not ours, but to us", "/weather@" + telegramtest.Username, group, telegramtest.Said{}, "/weather", 0},
		{"a mention", "hey " + mention + ", when?", group, telegramtest.Said{}, "hey when?", 0},
		{"a mention of a longer name", mention + "2 when?", group, telegramtest.Said{}, "", 0},
		{"about somebody's message", "/ask", group, telegramtest.Said{Reply: other.ID}, "when was the summit?", other.ID},
		{"about a picture", "/ask", group, telegramtest.Said{Reply: picture.ID}, "what is it about", picture.ID},
		{"a mention about a message", mention, group, telegramtest.Said{Reply: other.ID}, "when was the summit?", other.ID},
		{"a phrasing from a message", "/fact_phrasing@" + telegramtest.Username, group, telegramtest.Said{Reply: other.ID}, "/fact_phrasing when was the summit?", 0},
		{"as the group", "/ask when", group, telegramtest.Said{As: group}, "/ask when", 0},
		{"in Russian", "/вопрос когда", 2, telegramtest.Said{}, "/вопрос когда", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := f.count()
			from := s.ada
			if tt.chat == 2 {
				from = s.bob
			}
			m, _ := s.Say(from, tt.chat, tt.text, tt.how)
			settle(t, s.Server)
			if f.count() == before {
				if tt.want != "" {
					t.Fatal("not answered")
				}
				return
			}
			if got := f.last(); got.Text != tt.want {
				t.Errorf("read as %q, want %q", got.Text, tt.want)
			}
			to := m.ID
			if tt.to != 0 {
				to = tt.to
			}
			if _, ok := s.Answer(tt.chat, to); !ok {
				t.Errorf("no reply to message %d", to)
			}
		})
	}
}

func TestEventSaysWhoAndWhere(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	s.Group(group-1, "Forum", 1).Forum = true
	s.Say(s.bob, 2, "when", telegramtest.Said{})
	settle(t, s.Server)
	ev := f.last()
	if ev.Who != (bot.Who{Platform: "telegram", User: "2"}) || !ev.Private || ev.Locale != bot.Russian || ev.Level != bot.Reader || ev.Chat != "2" || ev.Conversation == "" || ev.Chats == nil {
		t.Errorf("%+v", ev)
	}
	s.Say(s.ada, group, "/ask when", telegramtest.Said{As: group})
	settle(t, s.Server)
	if ev = f.last(); ev.Who.User != "" || ev.Address != "" || ev.Conversation != "" || ev.Level != bot.Reader || ev.Private {
		t.Errorf("who posts as the group is told to be %+v", ev)
	}
	m, _ := s.Say(s.ada, group-1, "/ask when", telegramtest.Said{Thread: 5})
	settle(t, s.Server)
	if answer, ok := s.Answer(group-1, m.ID); !ok || answer.Thread != 5 {
		t.Errorf("the answer is in topic %d, want 5", answer.Thread)
	}
	s.Say(s.ada, group, "/fact_edit kazan", telegramtest.Said{As: group})
	settle(t, s.Server)
	sent := s.Sent(group)
	if b, ok := sent[len(sent)-1].Button("private"); !ok || b.URL != "https://t.me/"+telegramtest.Username+"?start=c_fact-edit_kazan" {
		t.Errorf("%+v", sent[len(sent)-1])
	}
	s.Say(s.ada, group, "/freeze", telegramtest.Said{As: group})
	settle(t, s.Server)
	sent = s.Sent(group)
	if b, ok := sent[len(sent)-1].Button("private"); !ok || !strings.HasSuffix(b.URL, "?start=c_freeze") {
		t.Errorf("an unknown administrator's command: %+v", sent[len(sent)-1])
	}
}

func TestCorrectedQuestionCorrectsItsAnswer(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	m, _ := s.Say(s.ada, 1, "wehn", telegramtest.Said{})
	settle(t, s.Server)
	s.Edit(1, m.ID, "when")
	settle(t, s.Server)
	if got := texts(s.Server, 1); len(got) != 1 || got[0] != "So: when" || !f.last().Again {
		t.Errorf("%v, again %v", got, f.last().Again)
	}
	before := f.count()
	s.Edit(1, m.ID, "when")
	settle(t, s.Server)
	if f.count() != before {
		t.Error("an edit that changes no word is answered")
	}
	answer, _ := s.Answer(1, m.ID)
	s.Remove(1, answer.ID)
	s.Edit(1, m.ID, "where")
	settle(t, s.Server)
	if got := texts(s.Server, 1); len(got) != 0 {
		t.Errorf("a deleted answer comes again: %v", got)
	}
	// What was no question becomes one.
	talk, _ := s.Say(s.ada, group, "ask when", telegramtest.Said{})
	s.Edit(group, talk.ID, "/ask when")
	settle(t, s.Server)
	if _, ok := s.Answer(group, talk.ID); !ok {
		t.Error("a message that became a question is not answered")
	}
}

func TestReplyLeansOnTheAnswer(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	m, _ := s.Say(s.ada, group, "/ask when in May", telegramtest.Said{})
	settle(t, s.Server)
	answer, _ := s.Answer(group, m.ID)
	s.Say(s.bob, group, "and in June?", telegramtest.Said{Reply: answer.ID})
	settle(t, s.Server)
	if ev := f.last(); ev.Text != "and in June?" || ev.Before != "when in May" {
		t.Errorf("%+v", ev)
	}
}

// buttons answers with a button for each manner of reply.
func manners(ev bot.Event) bot.Reply {
	r := saying("So: " + ev.Text + ev.Data)
	switch ev.Data {
	case "1notice":
		r.Manner = bot.Notice
	case "1aside":
		r.Manner = bot.Aside
	case "1replace":
		r.Manner = bot.Replacing
	case "1remove":
		r.Manner = bot.Removing
	case "1silence":
		r = bot.Reply{Manner: bot.Silence}
	case "1ask":
		r.Input = &bot.Input{Shape: bot.TextInput, Data: "1s", Fields: []bot.Field{{Name: "text", Label: "Your correction", Value: "as it is"}}}
	case "1else":
		r.Elsewhere = "c_inbox"
	case "1long":
		var long strings.Builder
		for i := range 400 {
			fmt.Fprintf(&long, "Sentence number %d. ", i)
		}
		r = saying(long.String())
	}
	r.Buttons = []bot.Button{{Label: "notice", Data: "1notice"}, {Label: "aside", Data: "1aside"}, {Label: "long", Data: "1long"}}
	return r
}

func TestButtonsEditInPlace(t *testing.T) {
	s := enter(t, &fake{answer: manners}, Config{})
	m, _ := s.Say(s.ada, group, "/ask@"+telegramtest.Username+" when", telegramtest.Said{})
	settle(t, s.Server)
	press := func(data string) (telegramtest.Message, map[string]string) {
		t.Helper()
		answer, ok := s.Answer(group, m.ID)
		if !ok {
			t.Fatal("no answer")
		}
		q := s.Press(s.bob, answer, data)
		settle(t, s.Server)
		toast, ok := s.Answered(q)
		if !ok {
			t.Fatalf("the query of %q is not answered", data)
		}
		answer, _ = s.Answer(group, m.ID)
		return answer, toast
	}
	if now, toast := press("1notice"); toast["text"] != "So: when1notice" || now.Text != "So: /ask when" {
		t.Errorf("notice: %q, %v", now.Text, toast)
	}
	if _, toast := press("1else"); toast["url"] != "https://t.me/"+telegramtest.Username+"?start=c_inbox" {
		t.Errorf("elsewhere: %v", toast)
	}
	now, _ := press("1aside")
	back, ok := now.Button("Back")
	if now.Text != "So: when1aside" || !ok {
		t.Errorf("aside: %+v", now)
	}
	if now, _ = press(back.Data); now.Text != "So: /ask when" {
		t.Errorf("back: %q", now.Text)
	}
	s.bot.mu.Lock()
	n := len(s.bot.events)
	s.bot.mu.Unlock()
	s.a.recall.gone(post{group, now.ID}) // as after a restart: read from the message again
	press("1aside")
	if now, _ = press(back.Data); now.Text != "So: when" || s.bot.count() == n || !s.bot.last().Again {
		t.Errorf("back after a restart: %q", now.Text)
	}
	now, _ = press("1long")
	more, ok := now.Button("More 2/3")
	if !ok || units(now.Text) > maxText {
		t.Fatalf("%d units, %+v", units(now.Text), now.Keyboard)
	}
	first := now.Text
	if now, _ = press(more.Data); now.Text == first || now.Text == "" {
		t.Errorf("the second page is the first")
	}
	if _, ok := now.Button("1/3"); !ok {
		t.Errorf("no way back to the first page: %+v", now.Keyboard)
	}
	if now, _ = press("1silence"); now.Text == "" {
		t.Error("silence says something")
	}
	if now, _ = press("1replace"); now.Text != "So: when1replace" {
		t.Errorf("replace: %q", now.Text)
	}
	press("1ask")
	sent := s.Sent(group)
	prompt := sent[len(sent)-1]
	if !strings.Contains(prompt.Text, "Bob: ") || !strings.Contains(prompt.Text, "as it is") {
		t.Errorf("%+v", prompt)
	}
	s.Say(s.bob, group, "as it should be", telegramtest.Said{Reply: prompt.ID})
	settle(t, s.Server)
	if ev := s.bot.last(); ev.Kind != bot.Submitted || ev.Data != "1s" || ev.Values["text"] != "as it should be" {
		t.Errorf("%+v", ev)
	}
	answer, _ := s.Answer(group, m.ID)
	s.Press(s.bob, answer, "1remove")
	settle(t, s.Server)
	if _, there := s.Answer(group, m.ID); there {
		t.Error("not removed")
	}
	if q := s.Press(s.bob, answer, "1aside"); true {
		settle(t, s.Server)
		if toast, _ := s.Answered(q); !strings.Contains(toast["text"], "устарела") {
			t.Errorf("%v", toast)
		}
	}
}

func TestOldAnswerIsEditedToBeRemoved(t *testing.T) {
	s := enter(t, &fake{answer: manners}, Config{})
	m, _ := s.Say(s.ada, 1, "when", telegramtest.Said{})
	settle(t, s.Server)
	s.Advance(49 * time.Hour)
	answer, _ := s.Answer(1, m.ID)
	s.Press(s.ada, answer, "1remove")
	settle(t, s.Server)
	if now, ok := s.Answer(1, m.ID); !ok || now.Text != "So: when1remove" || now.Keyboard != nil {
		t.Errorf("%+v", now)
	}
}

func TestPanelIsFilledInByReplies(t *testing.T) {
	values := map[string]string{"note": "old", "why": ""}
	f := &fake{answer: func(ev bot.Event) bot.Reply {
		for k, v := range ev.Values {
			values[k] = v
		}
		r := saying("Edit")
		r.Input = &bot.Input{Shape: bot.PanelInput, Data: "1md", Fields: []bot.Field{{Name: "note", Label: "Note", Value: values["note"]}, {Name: "why", Label: "Why", Value: values["why"]}}}
		return r
	}}
	s := enter(t, f, Config{})
	m, _ := s.Say(s.ada, 1, "/fact edit", telegramtest.Said{})
	settle(t, s.Server)
	panel, _ := s.Answer(1, m.ID)
	field, ok := panel.Button("✎ Note")
	if !ok {
		t.Fatalf("%+v", panel)
	}
	s.Press(s.ada, panel, field.Data)
	settle(t, s.Server)
	prompt, ok := s.Answer(1, panel.ID)
	if !ok || !prompt.Force || !strings.Contains(prompt.Markup, "<code>old</code>") {
		t.Fatalf("%+v", prompt)
	}
	reply, _ := s.Say(s.ada, 1, "new", telegramtest.Said{Reply: prompt.ID})
	settle(t, s.Server)
	if ev := f.last(); ev.Values["note"] != "new" || len(ev.Values) != 1 {
		t.Errorf("%+v", ev)
	}
	if again, ok := s.Answer(1, reply.ID); !ok || !strings.Contains(again.Text, "new") {
		t.Errorf("%+v", again)
	}
}

func TestInline(t *testing.T) {
	quoted := bot.Reply{Facts: []string{"kazan"}, Parts: []bot.Part{{Kind: bot.Statement, Text: "It <says> so."}, {Kind: bot.Quote, Text: "So.", Section: "S", Paragraph: 9}}}
	f := &fake{inline: []bot.Inline{{Title: "when", Line: "So.", Fact: "kazan", Reply: quoted}, {Title: "long", Reply: saying(strings.Repeat("x", 5000))}}}
	s := enter(t, f, Config{PublicURL: "https://example.com"})
	q := s.Inline(s.ada, "")
	settle(t, s.Server)
	params, ok := s.Answered(q)
	if !ok || params["is_personal"] != "true" || params["cache_time"] != "5" {
		t.Fatalf("%v", params)
	}
	results := s.Results(q)
	if len(results) != 2 || results[0].Title != "when" {
		t.Fatalf("%+v", results)
	}
	m := s.Choose(s.ada, group, q, results[0])
	if !strings.Contains(m.Text, "“So.”") || !strings.Contains(m.Text, "¶ 9") {
		t.Errorf("%q", m.Text)
	}
	if b, ok := m.Button("Ask the bot"); !ok || b.URL != "https://t.me/"+telegramtest.Username+"?start=f_kazan" {
		t.Errorf("%+v", m.Keyboard)
	}
	if b, ok := m.Button("In the review"); !ok || b.URL != "https://example.com/p/9?fact=kazan" {
		t.Errorf("%+v", m.Keyboard)
	}
}

func TestMenusAreSetOnce(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	set := func() int {
		n := 0
		for _, c := range s.Calls("") {
			if strings.HasPrefix(c.Method, "setMy") {
				n++
			}
		}
		return n
	}
	if !s.Wait(most, func() bool { return set() == 12 }) {
		t.Fatalf("%d settings, want 12", set())
	}
	if !s.Wait(most, func() bool { return s.Text("ShortDescription", "ru") != "" }) || s.Text("Name", "") != "The Review" {
		t.Errorf("named %q", s.Text("Name", ""))
	}
	everyone, admins, russian := s.Menu("default", ""), s.Menu("all_chat_administrators", ""), s.Menu("all_private_chats", "ru")
	if !strings.Contains(everyone, `"para"`) || strings.Contains(everyone, "fact_edit") || strings.Contains(everyone, "quit") {
		t.Errorf("everyone: %s", everyone)
	}
	if !strings.Contains(admins, "fact_edit") || strings.Contains(admins, "freeze") || !strings.Contains(russian, "абзац") {
		t.Errorf("administrators: %s\nRussian: %s", admins, russian)
	}
	if err := s.r.end(t); err != nil {
		t.Error(err)
	}
	a, _ := open(t, s.Server, Config{Bot: f})
	r := run(t, a, a.handle)
	if !s.Wait(most, func() bool { return len(s.Calls("getMyShortDescription")) == 4 }) {
		t.Error("not looked at again")
	}
	if err := r.end(t); err != nil || set() != 12 {
		t.Errorf("%v, %d settings: what is as it shall be is set again", err, set())
	}
}

func TestNotify(t *testing.T) {
	s := server(t)
	ada := s.User(1, "Ada", "en")
	s.Group(group, "Log", 1)
	a, _ := open(t, s, Config{LogChat: group})
	if err := a.Notify(t.Context(), "", saying("changed")); err != nil || texts(s, group)[0] != "changed" {
		t.Errorf("%v, %v", err, texts(s, group))
	}
	if err := a.Notify(t.Context(), address{group, 0, 1}.String(), saying("now there is an answer")); err != nil || !strings.Contains(s.Sent(group)[1].Markup, "tg://user?id=1") {
		t.Errorf("%v, %v", err, s.Sent(group))
	}
	undo := saying("changed")
	undo.Buttons = []bot.Button{{Label: "Undo", Data: bot.ModuleData("U1z.2")}}
	if err := a.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := a.Notify(t.Context(), "", undo); err != nil {
		t.Fatal(err)
	}
	b, _ := s.Sent(group)[2].Button("Undo")
	_, payload, ok := strings.Cut(b.URL, "?start=")
	if ev := arrived(bot.Event{Text: "/start " + payload, Private: true}); !ok || ev.Kind != bot.Pressed || ev.Data != undo.Buttons[0].Data {
		t.Errorf("the log's button leads to %q, which is %+v", b.URL, ev)
	}
	ada.Blocked = true
	for _, to := range []string{address{1, 0, 0}.String(), "nonsense", "0/0/0"} {
		if err := a.Notify(t.Context(), to, saying("x")); !errors.Is(err, bot.ErrGone) {
			t.Errorf("to %q: %v, want gone", to, err)
		}
	}
	a.LogChat = 0
	if err := a.Notify(t.Context(), "", saying("x")); !errors.Is(err, bot.ErrGone) {
		t.Errorf("no log: %v", err)
	}
}

func TestAdministers(t *testing.T) {
	s := server(t)
	s.User(1, "Ada", "en")
	chat := s.Group(-7, "Group", 1)
	a, _ := open(t, s, Config{})
	for _, tt := range []struct {
		user, chat string
		want, bad  bool
	}{
		{"1", "-7", true, false}, {"2", "-7", false, false}, {"", "-7", false, false}, {"1", "1", false, false}, {"1", "x", false, false}, {"1", "-8", false, true},
	} {
		got, err := a.Administers(t.Context(), bot.Who{Platform: Platform, User: tt.user}, tt.chat)
		if got != tt.want || (err != nil) != tt.bad {
			t.Errorf("%s in %s: %v, %v", tt.user, tt.chat, got, err)
		}
	}
	chat.Admins = nil
	if got, _ := a.Administers(t.Context(), bot.Who{Platform: Platform, User: "1"}, "-7"); got {
		t.Error("a right that was taken is remembered")
	}
	if got, _ := a.Administers(t.Context(), bot.Who{Platform: "discord", User: "1"}, "-7"); got {
		t.Error("another platform's user has a right")
	}
}

func TestNoTextIsTold(t *testing.T) {
	f := &fake{}
	s := enter(t, f, Config{})
	s.Push("message", telegramtest.Object{"message_id": 99, "date": 1, "from": telegramtest.Object{"id": 2, "first_name": "Bob", "language_code": "ru"}, "chat": telegramtest.Object{"id": 2, "type": "private"}, "voice": telegramtest.Object{}})
	s.Push("message", telegramtest.Object{"message_id": 98, "date": 1, "from": telegramtest.Object{"id": 2}, "chat": telegramtest.Object{"id": 2, "type": "private"}, "photo": []int{}, "media_group_id": "1"})
	s.Push("message", telegramtest.Object{"message_id": 97, "date": 1, "from": telegramtest.Object{"id": 2}, "chat": telegramtest.Object{"id": group, "type": "supergroup"}, "new_chat_members": []int{}})
	settle(t, s.Server)
	if got := texts(s.Server, 2); len(got) != 1 || !strings.Contains(got[0], "только текст") || f.count() > 0 {
		t.Errorf("%v", got)
	}
}
