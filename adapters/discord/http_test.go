package discord_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/discord/discordtest"
	"reviewbot/bot"
)

// endpoint serves interactions over HTTP alone, without a token.
func endpoint(t testing.TB, b discord.Bot) (*discordtest.Server, *discord.Adapter, string) {
	t.Helper()
	server, err := discordtest.Open(discordtest.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	a, err := discord.Open(discord.Config{Bot: b, PublicKey: server.PublicKey, APIURL: server.URL, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(a.Handler())
	t.Cleanup(web.Close)
	server.SetEndpoint(web.URL)
	return server, a, web.URL
}

func TestSignatures(t *testing.T) {
	server, _, url := endpoint(t, newBot())
	ping := []byte(`{"type":1}`)
	send := func(method string, body []byte, change func(http.Header)) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		server.Sign(r.Header, time.Now(), body)
		change(r.Header)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		raw, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(raw)
	}
	keep := func(http.Header) {}
	set := func(name, value string) func(http.Header) {
		return func(h http.Header) { h.Set(name, value) }
	}
	at := func(when time.Duration) func(http.Header) {
		return func(h http.Header) { server.Sign(h, time.Now().Add(when), ping) }
	}
	const sig, stamp = "X-Signature-Ed25519", "X-Signature-Timestamp"
	for _, tt := range []struct {
		name, method string
		body         []byte
		change       func(http.Header)
		want         int
	}{
		{"ping", "POST", ping, keep, 200},
		{"a minute ago", "POST", ping, at(-time.Minute), 200},
		{"an hour ago", "POST", ping, at(-time.Hour), 401},
		{"in an hour", "POST", ping, at(time.Hour), 401},
		{"another time", "POST", ping, set(stamp, "1"), 401},
		{"no time", "POST", ping, set(stamp, ""), 401},
		{"a time of words", "POST", ping, set(stamp, "now"), 401},
		{"no signature", "POST", ping, set(sig, ""), 401},
		{"not hexadecimal", "POST", ping, set(sig, "xyz"), 401},
		{"too short", "POST", ping, set(sig, "00"), 401},
		{"forged", "POST", ping, set(sig, strings.Repeat("0", 128)), 401},
		{"another body", "POST", []byte(`{"type":1} `), func(h http.Header) { server.Sign(h, time.Now(), ping) }, 401},
		{"GET", "GET", nil, keep, 405},
		{"no JSON", "POST", []byte("x"), keep, 400},
		{"empty", "POST", nil, keep, 400},
		{"a list", "POST", []byte("[]"), keep, 400},
		{"too large", "POST", bytes.Repeat([]byte(" "), 1<<20), keep, 413},
		{"deep", "POST", []byte(strings.Repeat(`{"data":`, 20000)), keep, 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := send(tt.method, tt.body, tt.change)
			if status != tt.want {
				t.Errorf("status %d, want %d: %s", status, tt.want, body)
			}
			if status == 200 && body != `{"type":1}` {
				t.Errorf("answers %s", body)
			}
		})
	}
}

func TestKeyIsNeeded(t *testing.T) {
	for _, key := range []string{"xyz", "00", strings.Repeat("0", 63), strings.Repeat("0", 66)} {
		if _, err := discord.Open(discord.Config{PublicKey: key}); err == nil || !strings.Contains(err.Error(), "DISCORD_PUBLIC_KEY") {
			t.Errorf("%q: %v", key, err)
		}
	}
}

// slow is a bot that takes its time, or fails.
type slow struct {
	discord.Bot
	wait  time.Duration
	panic bool
}

func (s slow) Handle(ctx context.Context, ev bot.Event) (bot.Reply, error) {
	if s.panic {
		panic("as the test wants")
	}
	time.Sleep(s.wait)
	return s.Bot.Handle(ctx, ev)
}

func TestSlowAnswers(t *testing.T) {
	ways := map[string]options{"http": {http: true}, "gateway": {gateway: true}}
	for name, o := range ways {
		t.Run(name, func(t *testing.T) {
			o.bot = slow{Bot: newBot(), wait: 300 * time.Millisecond}
			s := start(t, o)
			s.adapter.SetPatience(20 * time.Millisecond)
			ctx := t.Context()
			anna := s.User("Anna")
			e := must[*discordtest.Exchange](t)(anna.Slash(ctx, "ask", map[string]any{"question": question, "private": true}))
			if e.Type != 5 {
				t.Fatalf("a slow answer is of type %d", e.Type)
			}
			eventually(t, "the answer comes", func() bool { return e.Message() != nil })
			shows(t, e.Message(), "The Kazan BRICS summit in July")
			if !e.Message().Ephemeral() {
				t.Error("the answer is for all")
			}
			para := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "¶ 9"))
			if para.Type != 6 {
				t.Fatalf("a slow press is of type %d", para.Type)
			}
			eventually(t, "the paragraph comes", func() bool { return len(para.FollowUps()) == 1 })
			shows(t, para.FollowUps()[0], "landmark")
		})
	}
}

func TestPanicIsOneAnswersAlone(t *testing.T) {
	server, _, _ := endpoint(t, slow{Bot: newBot(), panic: true})
	for range 2 {
		e, err := server.Deliver(t.Context(), map[string]any{"type": 2, "channel_id": "1", "data": map[string]any{"name": "ask", "type": 1}})
		if err != nil {
			t.Fatal(err)
		}
		shows(t, e.Message(), "went wrong")
	}
}
