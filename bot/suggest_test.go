package bot_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"reviewbot/bot"
)

func TestSuggest(t *testing.T) {
	b := newBot()
	for _, tt := range []struct {
		name, prefix string
		lang         bot.Lang
		want         string // in the first suggestion; "" if there is none
	}{
		{"a name half typed", "kaza", bot.English, "kaza"},
		{"words half typed", "when was the kaz", bot.English, "kazan"},
		{"a missing letter", "kzan sumit", bot.English, "kazan"},
		{"a missing letter later on", "kazn sumit", bot.English, "kazan"},
		{"Russian", "саммит в каз", bot.English, "казан"},
		{"upper case", "KAZAN", bot.English, "kazan"},
		{"no such thing", "zzzz", bot.English, ""},
		{"longer than fuzzy can score", strings.Repeat("kazan ", 20), bot.English, ""},
		{"markup", "<script>", bot.English, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := b.Suggest(t.Context(), tt.prefix, tt.lang)
			if tt.want == "" {
				if len(got) > 0 {
					t.Fatalf("suggests %v", got)
				}
				return
			}
			if len(got) == 0 || !strings.Contains(strings.ToLower(got[0].Text), tt.want) {
				t.Fatalf("suggests %v, want %q first", got, tt.want)
			}
		})
	}
}

func TestSuggestNothingTyped(t *testing.T) {
	for _, lang := range []bot.Lang{bot.English, bot.Russian} {
		got := newBot().Suggest(t.Context(), "", lang)
		if len(got) < 5 {
			t.Errorf("%v: only %d suggestions", lang, len(got))
		}
	}
}

func TestSuggestionsFitPlatforms(t *testing.T) {
	b := newBot()
	for _, prefix := range []string{"", "wh", "what", "ru", "росс", "how ma", "когда"} {
		got := b.Suggest(t.Context(), prefix, bot.Russian)
		facts := map[string]bool{}
		for _, s := range got {
			if utf8.RuneCountInString(s.Text) > 100 || len(s.Fact) > 40 || facts[s.Fact] {
				t.Errorf("%q suggests %+v", prefix, s)
			}
			facts[s.Fact] = true
			if r := handle(t, b, typed(s.Fact)); len(r.Citations) == 0 {
				t.Errorf("asking for %q cites nothing", s.Fact)
			}
		}
		if len(got) > 25 {
			t.Errorf("%q: %d suggestions", prefix, len(got))
		}
	}
}

func BenchmarkSuggest(b *testing.B) {
	bt := newBot()
	bt.Suggest(b.Context(), "", bot.English)
	for b.Loop() {
		bt.Suggest(b.Context(), "what did russia", bot.English)
	}
}

func TestSuggestFacts(t *testing.T) {
	b := newBot()
	for _, typed := range []string{"brics-kazan-summit", "brics kazan summit", "when was the kazan"} {
		got := b.SuggestFacts(t.Context(), typed, bot.English)
		if len(got) == 0 || !strings.HasPrefix(got[0].Fact, "brics-kazan") {
			t.Errorf("%q gives %v", typed, got)
		}
		for _, s := range got {
			if n := utf8.RuneCountInString(s.Text); n == 0 || n > 100 {
				t.Errorf("%q has %d characters", s.Text, n)
			}
		}
	}
	if got := b.SuggestFacts(t.Context(), "", bot.Russian); len(got) < 10 {
		t.Errorf("before anything is typed there are %d", len(got))
	}
}

// TestSuggestForgives holds that a word that nothing has does not end the
// suggestions.
func TestSuggestForgives(t *testing.T) {
	got := newBot().Suggest(t.Context(), "zzzz kazan summit", bot.English)
	if len(got) == 0 || !strings.Contains(strings.ToLower(got[0].Text), "kazan") {
		t.Errorf("%v", got)
	}
}

func TestInline(t *testing.T) {
	b := newBot()
	got := b.Inline(t.Context(), typed("when was the kazan summit"))
	if len(got) == 0 || got[0].Fact != "" || len(got[0].Reply.Citations) == 0 {
		t.Fatalf("%+v", got)
	}
	for _, in := range got {
		wellFormed(t, in.Reply)
		if in.Title == "" || in.Line == "" || len(in.Reply.Citations) == 0 {
			t.Errorf("%+v", in)
		}
	}
	if got := b.Inline(t.Context(), typed("")); len(got) < 5 {
		t.Errorf("before anything is typed there are %d", len(got))
	}
	if got := b.Inline(t.Context(), bot.Event{Text: "kazan"}); got != nil {
		t.Errorf("nobody is offered %v", got)
	}
}
