package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"reviewbot/bot"
)

// TestExampleNamesAllSettings holds .env.example against what the code reads.
func TestExampleNamesAllSettings(t *testing.T) {
	example, err := os.ReadFile(filepath.Join("..", "..", ".env.example"))
	if err != nil {
		t.Fatal(err)
	}
	var documented []string
	for _, m := range regexp.MustCompile(`(?m)^#? ?([A-Z_]+)=`).FindAllSubmatch(example, -1) {
		documented = append(documented, string(m[1]))
	}
	read, err := settingNames()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(documented, read) {
		t.Errorf(".env.example has %v, the code reads %v", documented, read)
	}
}

func TestLocale(t *testing.T) {
	for _, tt := range []struct {
		s    settings
		want bot.Lang
	}{
		{settings{}, bot.English},
		{settings{Lang: "ru_RU.UTF-8"}, bot.Russian},
		{settings{Lang: "ru_RU.UTF-8", LCMessages: "C"}, bot.English},
		{settings{Lang: "C", LCAll: "ru"}, bot.Russian},
	} {
		if got := tt.s.locale(); got != tt.want {
			t.Errorf("%+v: %v, want %v", tt.s, got, tt.want)
		}
	}
}
