package discord_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reviewbot/adapters/discord/discordtest"
)

// TestPage writes a page of messages as a client shows them into the folder
// that REVIEWBOT_TEST_PICTURES names, to be looked at, and holds what every
// look must have.
func TestPage(t *testing.T) {
	s := start(t, options{http: true})
	ctx := t.Context()
	anna, ivan := s.User("Anna"), s.User("Ivan")
	ivan.Locale = "ru"
	var shown []discordtest.Message
	ask := func(u *discordtest.User, q string) *discordtest.Exchange {
		e := must[*discordtest.Exchange](t)(u.Slash(ctx, "ask", map[string]any{"question": q}))
		shown = append(shown, e.Message())
		return e
	}
	e := ask(anna, question)
	why := must[*discordtest.Exchange](t)(anna.Press(ctx, e.Message(), "¶ 9"))
	shown = append(shown, why.Message())
	ask(anna, "was the Russia-Africa forum in March?")
	ask(anna, "what happened in June?")
	ask(anna, "when was the forum")
	ask(anna, "why did Putin visit Brazil?")
	ask(ivan, "Когда Путин был в Пекине?")
	timeline := must[*discordtest.Exchange](t)(anna.Slash(ctx, "timeline", nil))
	shown = append(shown, timeline.Message())
	page := discordtest.Page(shown...)
	for _, want := range []string{"<blockquote>“The Kazan BRICS summit", `href="https://review.example/p/9`, "<small>when was the kazan summit</small>", "Only you can see this"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if folder := os.Getenv("REVIEWBOT_TEST_PICTURES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "discord.html"), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
