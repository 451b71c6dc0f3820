package moderate

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"reviewbot/bot"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

var verbs = regexp.MustCompile(`%[a-z]`)

// TestCatalogueIsComplete holds that every text is there in both languages
// and takes the same values.
func TestCatalogueIsComplete(t *testing.T) {
	check := func(name string, x knowledge.Text) {
		if x.EN == "" || x.RU == "" {
			t.Errorf("%s lacks a language: %+v", name, x)
		}
		if !slices.Equal(verbs.FindAllString(x.EN, -1), verbs.FindAllString(x.RU, -1)) && name != "Unhedged" {
			t.Errorf("%s takes other values in Russian: %+v", name, x)
		}
	}
	all := reflect.ValueOf(words)
	for i := range all.NumField() {
		name := all.Type().Field(i).Name
		switch f := all.Field(i).Interface().(type) {
		case knowledge.Text:
			if name != "ArgNothing" {
				check(name, f)
			}
		case map[store.Action]text:
			for _, a := range []store.Action{store.Pack, store.Add, store.Edited, store.Retire, store.Restore, store.Undo, store.Import, store.Upgrade} {
				check(name+" "+string(a), f[a])
			}
		case map[store.InboxKind]text:
			for _, k := range store.InboxKinds {
				check(name+" "+string(k), f[k])
			}
		default:
			t.Errorf("%s is of a type that is not checked", name)
		}
	}
}

// TestTables holds what platforms demand of commands, panels and labels.
func TestTables(t *testing.T) {
	for _, c := range New(Config{}).Commands() {
		if !regexp.MustCompile(`^[a-z]+( [a-z]+)?$`).MatchString(c.Name) || c.Run == nil || c.Level < bot.Moderator || !c.Private {
			t.Errorf("command %+v", c)
		}
		for _, lang := range []bot.Lang{bot.English, bot.Russian} {
			if n := utf8.RuneCountInString(c.Help.In(lang)); n == 0 || n > 100 {
				t.Errorf("help of /%s has %d characters", c.Name, n)
			}
		}
	}
	checkForm(t, factForm())
	checkForm(t, entityForm())
}

func checkForm[T any](t *testing.T, f form[T]) {
	for _, p := range f.pages {
		if len(p.fields) > bot.MaxFields {
			t.Errorf("page %q has %d fields", p.title.EN, len(p.fields))
		}
		for _, x := range p.fields {
			for _, lang := range []bot.Lang{bot.English, bot.Russian} {
				if n := utf8.RuneCountInString(x.label.In(lang)); n == 0 || n > 45 {
					t.Errorf("label %q has %d characters", x.label.In(lang), n)
				}
			}
			if _, ok := labelOf(x.name); !ok {
				t.Errorf("field %q has no label", x.name)
			}
		}
	}
}
