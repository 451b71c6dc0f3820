package bot

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"reviewbot/knowledge"
)

var verbs = regexp.MustCompile(`%[a-z]`)

// TestCatalogueIsComplete holds that every text is there in both languages
// and takes the same values.
func TestCatalogueIsComplete(t *testing.T) {
	n := 0
	check := func(name string, x knowledge.Text) {
		n++
		if x.EN == "" || x.RU == "" {
			t.Errorf("%s lacks a language: %+v", name, x)
		}
		if isCyrillic(x.EN) || x.EN == x.RU {
			t.Errorf("%s is not translated: %+v", name, x)
		}
		if !slices.Equal(verbs.FindAllString(x.EN, -1), verbs.FindAllString(x.RU, -1)) {
			t.Errorf("%s takes other values in Russian: %+v", name, x)
		}
	}
	all := reflect.ValueOf(words)
	for i := range all.NumField() {
		name := all.Type().Field(i).Name
		switch f := all.Field(i).Interface().(type) {
		case knowledge.Text:
			check(name, f)
		case [12]text:
			for _, x := range f {
				check(name, x)
			}
		case map[knowledge.Kind]text:
			for _, kind := range knowledge.Kinds {
				check(name+" "+string(kind), f[kind])
			}
		default:
			t.Errorf("%s is of a type that is not checked", name)
		}
	}
	if n < 50 {
		t.Errorf("only %d texts were checked", n)
	}
}

// TestCommandTable holds what platforms demand of commands.
func TestCommandTable(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Commands() {
		if !regexp.MustCompile(`^[a-z]+( [a-z]+)?$`).MatchString(c.Name) || len(c.Name) > 32 || c.Run == nil || c.Level == Nobody {
			t.Errorf("command %+v", c)
		}
		if len(c.Also) == 0 {
			t.Errorf("/%s has no Russian name", c.Name)
		}
		for _, name := range append([]string{c.Name}, c.Also...) {
			if seen[name] {
				t.Errorf("/%s stands twice", name)
			}
			seen[name] = true
		}
		for _, lang := range []Lang{English, Russian} {
			if help := c.Help.In(lang); help == "" || utf8.RuneCountInString(help) > 100 {
				t.Errorf("help of /%s: %q", c.Name, help)
			}
		}
	}
}

// TestPress holds that what a button carries comes back, and fits.
func TestPress(t *testing.T) {
	longest := press{pressTopics, 1<<62 - 1, "abcdef", "0123456789012345678901234567890123456789"}
	if data := longest.data(); len(data) > maxData {
		t.Errorf("%q has %d bytes", data, len(data))
	}
	for _, p := range []press{longest, {pressFact, 0, "", "a-b-c"}, {pressWhy, 36, "-_aB09", ""}} {
		if got, ok := parsePress(p.data()); !ok || got != p {
			t.Errorf("%+v comes back as %+v", p, got)
		}
	}
}

// TestMark holds that a note says whose it is, once.
func TestMark(t *testing.T) {
	for _, tt := range []struct {
		note string
		lang Lang
		want string
	}{
		{"others say October", English, "Moderators' note: others say October"},
		{"Moderators' note: others say October", English, "Moderators' note: others say October"},
		{"другие говорят", Russian, "Примечание модераторов: другие говорят"},
	} {
		if got := marked(tt.note, tt.lang); got != tt.want {
			t.Errorf("%q is marked as %q, want %q", tt.note, got, tt.want)
		}
	}
}

// TestChoose holds that an option shows the fact it is of, and that the last
// is none of them.
func TestChoose(t *testing.T) {
	k := buttons{English, 7, "abcdef", false}
	in := k.choose([]knowledge.Choice{{Fact: "one", Text: "The first.", Paragraph: 3}, {Fact: "two", Text: "The second."}})
	want := []Option{{"The first.", 3, "1c7.abcdef.one"}, {"The second.", 0, "1c7.abcdef.two"}, {"None of these", 0, "1n7.abcdef."}}
	if in.Shape != ChoiceInput || !slices.Equal(in.Options, want) {
		t.Errorf("%+v, want %+v", in, want)
	}
}
