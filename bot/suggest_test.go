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
		{"a missing letter", "kzan sumit", bot.English, ""},
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
