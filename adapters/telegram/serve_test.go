package telegram

import (
	"strings"
	"testing"

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
