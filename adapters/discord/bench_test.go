package discord_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"reviewbot/adapters/discord"
	"reviewbot/bot"
)

// askBody is /ask as Discord sends it.
const askBody = `{"id":"1575877721660063801","application_id":"1575877721660063746","type":2,"version":1,"token":"aW50ZXJhY3Rpb246MTU3NTg3NzcyMTY2MDA2Mzc0NjpvZi10aGUtdXN1YWwtbGVuZ3Ro",
"channel_id":"1575877721660063747","guild_id":"1575877721660063748","locale":"en-US","guild_locale":"en-US","context":0,"app_permissions":"2248473465835073",
"authorizing_integration_owners":{"0":"1575877721660063748"},"entitlements":[],"channel":{"id":"1575877721660063747","type":0,"name":"general","permissions":"2248473465835073"},
"member":{"user":{"id":"1575877721660063749","username":"ada","global_name":"Ada","avatar":"0123456789abcdef0123456789abcdef","public_flags":0},"roles":["1575877721660063750"],
"permissions":"2248473465835073","joined_at":"2024-01-01T00:00:00.000000+00:00","deaf":false,"mute":false,"pending":false,"flags":0},
"data":{"id":"1575877721660063799","name":"ask","type":1,"options":[{"name":"question","type":3,"value":"when was the kazan summit"}]}}`

// remembering gives a reply anew without asking, so that what is left is the
// adapter's own work.
type remembering struct {
	*bot.Bot
	mu    sync.Mutex
	reply map[string]bot.Reply
}

func (r *remembering) Handle(ctx context.Context, ev bot.Event) (bot.Reply, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if reply, ok := r.reply[ev.Text]; ok {
		return reply, nil
	}
	reply, err := r.Bot.Handle(ctx, ev)
	r.reply[ev.Text] = reply
	return reply, err
}

// BenchmarkHTTP compares bare handlers on discordgo with the adapter: a
// verified PONG, verified and decoded with a fixed reply, /ask with an answer
// that is remembered, /ask. Beside the time it tells the processor's, which a
// busy machine does not lengthen as much.
func BenchmarkHTTP(b *testing.B) {
	server, a, _ := endpoint(b, newBot())
	_, quick, _ := endpoint(b, &remembering{Bot: newBot(), reply: map[string]bot.Reply{}})
	public, err := hex.DecodeString(server.PublicKey)
	if err != nil {
		b.Fatal(err)
	}
	quick.SetKey(public)
	for _, bb := range []struct {
		name    string
		handler http.Handler
	}{{"pong", pong(public)}, {"fixed", fixed(public)}, {"remembered", quick.Handler()}, {"ask", a.Handler()}} {
		b.Run(bb.name, func(b *testing.B) {
			h := http.Header{}
			server.Sign(h, time.Now(), []byte(askBody))
			b.ReportAllocs()
			before := processor(b)
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, discord.Path, strings.NewReader(askBody))
				r.Header = h
				w := httptest.NewRecorder()
				bb.handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
			b.ReportMetric(float64(processor(b)-before)/float64(b.N), "cpu-ns/op")
		})
	}
}

// processor is the time that the process has had.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func pong(key ed25519.PublicKey) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !discordgo.VerifyInteraction(r, key) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		io.WriteString(w, `{"type":1}`)
	}
}

func fixed(key ed25519.PublicKey) http.HandlerFunc {
	reply := append(append([]byte(`{"type":4,"data":{"content":"`), bytes.Repeat([]byte("x"), 900)...), `"}}`...)
	return func(w http.ResponseWriter, r *http.Request) {
		if !discordgo.VerifyInteraction(r, key) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		raw, err := io.ReadAll(r.Body)
		var i discordgo.Interaction
		if err != nil || json.Unmarshal(raw, &i) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(reply)
	}
}
