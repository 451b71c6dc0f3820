package discord_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"reviewbot/adapters/discord"
)

// BenchmarkAsk answers /ask over HTTP, without the network.
func BenchmarkAsk(b *testing.B) {
	server, a, _ := endpoint(b, newBot())
	body := []byte(`{"id":"1","application_id":"2","type":2,"token":"t","channel_id":"3","guild_id":"4","locale":"en-US","member":{"user":{"id":"5"},"roles":[],"permissions":"0"},"data":{"id":"6","name":"ask","type":1,"options":[{"name":"question","type":3,"value":"when was the kazan summit"}]}}`)
	h := http.Header{}
	server.Sign(h, time.Now(), body)
	handler := a.Handler()
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, discord.Path, bytes.NewReader(body))
		r.Header = h
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
