package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const harbourReview = `The ferry Alma carried more than 400 passengers to Brazil in May 2021, and tickets were predominantly sold online.
The Harbour
Captain Ilse Brandt signed a pact with Peru in June. For the company, the pact is a matter of fairness.
`

const harbourFacts = `- id: alma-passengers
  kind: figure
  statement:
    en: The review says the ferry Alma carried more than 400 passengers to Brazil in May 2021.
    ru: В обзоре сказано, что паром «Альма» в мае 2021 года перевёз в Бразилию более 400 пассажиров.
  evidence:
    paragraph: 1
    quote: "The ferry Alma carried more than 400 passengers to Brazil in May 2021, and tickets were predominantly sold online."
  parts:
    who: [Alma]
    did: [carry]
    what: [passengers]
    where:
      - Brazil
    when: 2021-05
    count: {value: 400, unit: passengers, bound: more-than}
  inferred: []
  topics: [ferries]
  asks:
    en:
      - how many people did the ferry carry
      - where did the ship sail
    ru:
      - сколько пассажиров перевёз паром
- id: online-tickets
  kind: judgement
  statement:
    en: In the review's judgement, tickets were predominantly sold online.
    ru: По оценке обзора, билеты продавались преимущественно онлайн.
  evidence:
    paragraph: 1
    quote: "The ferry Alma carried more than 400 passengers to Brazil in May 2021, and tickets were predominantly sold online."
  topics: [ferries]
  asks:
    en: [how were the tickets sold, ticket sales channel, did people queue for tickets]
`

const harbourPact = `- id: peru-pact
  kind: agreement
  statement:
    en: The review says Captain Ilse Brandt signed a pact with Peru in June.
    ru: В обзоре сказано, что капитан Ильзе Брандт в июне подписала договор с Перу.
  evidence: {paragraph: 2, quote: Captain Ilse Brandt signed a pact with Peru in June.}
  parts: {who: [Ilse Brandt], did: [sign], with: [peru], when: 2021-06}
  topics: [ferries]
  asks:
    en: [who signed the pact, which country made a deal with the captain]
    ru: [кто подписал договор]
- id: pact-fairness
  kind: position
  statement:
    en: The review presents it as the company's position that the pact is a matter of fairness.
    ru: "В обзоре это представлено как позиция компании: договор — вопрос справедливости."
  evidence: {paragraph: 2, quote: "For the company, the pact is a matter of fairness."}
  topics: [ferries]
  asks:
    en: [why does the firm want the pact, what is fair about it, the company's view]
`

// harbour is a small pack without a fault.
func harbour() fstest.MapFS {
	sum := sha256.Sum256([]byte(harbourReview))
	files := map[string]string{
		"pack.yaml":         "id: harbour\nversion: 1\ntitle: {en: The harbour}\nsha256: " + hex.EncodeToString(sum[:]) + "\nyear: 2021\nsubject: [alma]\n",
		"review.txt":        harbourReview,
		"sections.yaml":     "- title: {en: Opening}\n  paragraphs: [1]\n- title: {en: The Harbour}\n  paragraphs: [2]\n",
		"entities.yaml":     "- id: alma\n  kind: ship\n  name: {en: Alma, ru: Альма}\n- id: brandt\n  kind: person\n  name: {en: Ilse Brandt}\n  in: [alma]\n",
		"topics.yaml":       "- id: ferries\n  name: {en: Ferries}\n  asks: {en: [tell me about ferries]}\n",
		"gatherings.yaml":   "- id: deals\n  title: {en: Deals}\n  select: {kind: [agreement], who: [Ilse Brandt]}\n",
		"concepts.yaml":     "- id: sail\n  words: {en: [sail, cruise]}\n",
		"facts/p01.yaml":    harbourFacts,
		"facts/p02.yaml":    harbourPact,
		"silences/p01.yaml": "- near: [alma-passengers]\n  asks: {en: [what did a ticket cost]}\n",
	}
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestLintFindsNothingInACleanPack(t *testing.T) {
	r := Lint(harbour())
	for _, f := range r.Faults {
		t.Error(f)
	}
	want := "facts      4\n" +
		"sentences  3: 3 with facts, 0 without\n" +
		"phrasings  en 10, ru 2\n" +
		"kinds      event 0, visit 0, agreement 1, figure 1, initiative 0, position 1, judgement 1\n"
	if got := r.Coverage.String(); got != want {
		t.Errorf("coverage:\n%swant:\n%s", got, want)
	}
}

// Each row changes one thing and names the faults that must follow, and no
// others.
func TestLintPointsAtTheFault(t *testing.T) {
	const p1, p2 = "facts/p01.yaml", "facts/p02.yaml"
	for _, tt := range []struct {
		name, file, old, new string
		want                 []string // patterns of whole faults
	}{
		{"quote with another word", p2, "quote: Captain Ilse Brandt signed", "quote: Captain Ilse Brandt wrote",
			[]string{`facts/p02.yaml:6: the quote does not stand in paragraph 2 word for word: the nearest is in paragraph 2, "Captain.*the quote has "wrote" where the text has "signed"`, `review.txt:3: no fact rests on sentence 1`}},
		{"quote of another paragraph", p2, `evidence: {paragraph: 2, quote: "For`, `evidence: {paragraph: 1, quote: "For`,
			[]string{`facts/p02.yaml:17: .*it stands in paragraph 2, so correct evidence.paragraph`, `review.txt:3: no fact rests on sentence 2`}},
		{"quote out of nowhere", p1, `quote: "The ferry Alma carried more than 400 passengers to Brazil in May 2021, and tickets were predominantly sold online."
  parts`, "quote: Snow fell on Sunday.\n  parts",
			[]string{`facts/p01.yaml:8: .*nothing like it`}},
		{"quote of two sentences", p2, "quote: Captain Ilse Brandt signed a pact with Peru in June.", "quote: \"Captain Ilse Brandt signed a pact with Peru in June. For the company, the pact is a matter of fairness.\"",
			[]string{`facts/p02.yaml:6: the quote is longer than one sentence`, `review.txt:3: no fact rests on sentence 1`}},
		{"no quote", p2, "quote: Captain Ilse Brandt signed a pact with Peru in June.", "quote: ",
			[]string{`facts/p02.yaml:6: there is no quote`, `review.txt:3: no fact`}},
		{"paragraph out of range", p1, "paragraph: 1\n    quote: \"The ferry Alma carried more than 400 passengers to Brazil in May 2021, and tickets were predominantly sold online.\"\n  parts", "paragraph: 40\n    quote: \"The ferry Alma carried more than 400 passengers to Brazil in May 2021, and tickets were predominantly sold online.\"\n  parts",
			[]string{`facts/p01.yaml:7: there is no paragraph 40: the review has paragraphs 1 to 2`}},
		{"unknown place", p1, "      - Brazil", "      - Brasilandia", []string{`facts/p01.yaml:14: unknown entity "Brasilandia" in where`}},
		{"misspelt person", p2, "who: [Ilse Brandt]", "who: [Else Brandt]", []string{`facts/p02.yaml:7: unknown entity "Else Brandt" in who: write "Ilse Brandt"`}},
		{"duplicate id", p2, "id: peru-pact", "id: online-tickets", []string{`facts/p02.yaml:1: the id online-tickets stands twice, first at facts/p01.yaml:25`}},
		{"malformed id", p2, "id: peru-pact", "id: Peru pact", []string{`facts/p02.yaml:1: the id "Peru pact" is malformed`}},
		{"phrasing on two facts", p2, "who signed the pact", "Where did ship sail?", []string{`facts/p02.yaml:10: the phrasing "Where did ship sail\?" also stands on fact alma-passengers \(facts/p01.yaml:22\)`}},
		{"phrasing on a fact and a silence", "silences/p01.yaml", "what did a ticket cost", "who signed the pact?", []string{`silences/p01.yaml:2: .*also stands on fact peru-pact`}},
		{"phrasing twice but for its order", p1, "- where did the ship sail", "- the ferry carried how many people", []string{`facts/p01.yaml:22: .*differs from "how many people did the ferry carry" on line 21`}},
		{"empty phrasing", p1, "- where did the ship sail", "- \"?!\"\n      - one\n      - two", []string{`facts/p01.yaml:22: the phrasing "\?!" has no words`}},
		{"too few phrasings", p2, "[кто подписал договор]", "[]", []string{`facts/p02.yaml:9: the fact has 2 phrasings: write at least 3`}},
		{"sentence with no fact", p2, harbourPact[strings.Index(harbourPact, "- id: pact-fairness"):], "", []string{`review.txt:3: no fact rests on sentence 2 of paragraph 2: write one for "For the company`}},
		{"statement without attribution", p1, "en: The review says the ferry", "en: The ferry", []string{`facts/p01.yaml:4: the statement does not say that it is the review's`}},
		{"Russian without attribution", p1, "ru: В обзоре сказано, что паром", "ru: Паром", []string{`facts/p01.yaml:5: .*«В обзоре сказано`}},
		{"no Russian statement", p1, "    ru: В обзоре сказано, что паром «Альма» в мае 2021 года перевёз в Бразилию более 400 пассажиров.\n", "", []string{`facts/p01.yaml:3: there is no Russian statement`}},
		{"no English statement", p1, "    en: The review says the ferry Alma carried more than 400 passengers to Brazil in May 2021.\n", "", []string{`facts/p01.yaml:3: there is no English statement`}},
		{"lost hedge of a number", p1, "Alma carried more than 400", "Alma carried 400", []string{`facts/p01.yaml:4: the statement lost "more than": the quote says "more than 400"`, `facts/p01.yaml:16: the count's bound is more-than but statement.en gives 400 without it`}},
		{"lost hedge in Russian", p1, "более 400", "400", []string{`facts/p01.yaml:5: the statement lost "more than"`, `facts/p01.yaml:16: .*statement.ru`}},
		{"opposite hedge", p1, "carried more than 400 passengers to Brazil in May 2021.", "carried no more than 400 passengers to Brazil in May 2021.", []string{`facts/p01.yaml:4: the statement lost "more than"`, `facts/p01.yaml:16: `}},
		{"lost predominantly", p1, "judgement, tickets were predominantly", "judgement, tickets were", []string{`facts/p01.yaml:28: the statement lost "predominantly"`}},
		{"lost predominantly in Russian", p1, "преимущественно ", "", []string{`facts/p01.yaml:29: the statement lost "predominantly"`}},
		{"count not in the statement", p1, "value: 400", "value: 300", []string{`facts/p01.yaml:16: the count's value 300 does not stand in statement.en`, `facts/p01.yaml:16: the count's value 300 does not stand in statement.ru`}},
		{"count too exact", p1, "bound: more-than", "bound: exact", []string{`facts/p01.yaml:16: the quote says "more than 400": the count's bound must be more-than`}},
		{"unknown bound", p1, "bound: more-than", "bound: loads", []string{`facts/p01.yaml:16: unknown bound "loads"`}},
		{"number out of nowhere", p2, "a pact with Peru in June.\n    ru", "7 pacts with Peru in June.\n    ru", []string{`facts/p02.yaml:4: the quote has no number 7`}},
		{"position without an owner", p2, "as the company's position that", "as fact that", []string{`facts/p02.yaml:15: the statement does not say whose position`}},
		{"position of nobody", p2, "as the company's position that", "as a position that", []string{`facts/p02.yaml:15: the statement does not say whose position`}},
		{"judgement as a report", p1, "In the review's judgement, tickets", "The review says tickets", []string{`facts/p01.yaml:28: a judgement must be given as the review's own`}},
		{"judgement as a report in Russian", p1, "По оценке обзора, билеты", "В обзоре сказано, что билеты", []string{`facts/p01.yaml:29: a judgement`}},
		{"unknown field", p1, "    when: 2021-05", "    whenever: 2021-05", []string{`facts/p01.yaml:15: unknown field "whenever": the fields here are who, did, what`}},
		{"field twice", p1, "  inferred: []", "  inferred: []\n  inferred: []", []string{`facts/p01.yaml:18: the field "inferred" stands twice`}},
		{"unknown kind", p1, "kind: figure", "kind: rumour", []string{`facts/p01.yaml:2: unknown kind "rumour": write one of event, visit`}},
		{"unknown topic", p2, "topics: [ferries]\n  asks:\n    en: [who", "topics: [trains]\n  asks:\n    en: [who", []string{`facts/p02.yaml:8: unknown topic "trains"`}},
		{"no topic", p2, "topics: [ferries]\n  asks:\n    en: [who", "topics: []\n  asks:\n    en: [who", []string{`facts/p02.yaml:8: the fact has no topic`}},
		{"unknown near", "silences/p01.yaml", "alma-passengers", "alma-captain", []string{`silences/p01.yaml:1: unknown fact "alma-captain"`}},
		{"no near", "silences/p01.yaml", "near: [alma-passengers]", "near: []", []string{`silences/p01.yaml:1: there is no near`}},
		{"unknown part", p1, "inferred: []", "inferred:\n    - whom", []string{`facts/p01.yaml:18: unknown part "whom": write one of who, did`}},
		{"inferred but absent", p1, "inferred: []", "inferred: [with]", []string{`facts/p01.yaml:17: with is inferred but`}},
		{"bad when", p1, "when: 2021-05", "when: 2021-13", []string{`facts/p01.yaml:15: "2021-13" is not a time`}},
		{"list where text belongs", p2, "en: The review says Captain Ilse Brandt signed a pact with Peru in June.", "en: [a, b]", []string{`facts/p02.yaml:3: there is no English statement`, `facts/p02.yaml:4: this must be one value`}},
		{"text where a list belongs", p2, "did: [sign]", "did: sign", []string{`facts/p02.yaml:7: this must be a list`}},
		{"question with a colon", p1, "- where did the ship sail", "- ship: where to", []string{`facts/p01.yaml:22: this must be one value: put text that holds a colon`, `facts/p01.yaml:22: the phrasing "" has no words`}},
		{"huge number", p1, "value: 400", "value: 1e999", []string{`facts/p01.yaml:16: "1e999" must be a number`}},
		{"tab", p1, "  kind: figure", "\tkind: figure", []string{`facts/p01.yaml:\d+: YAML: `}},
		{"alias", p1, "id: alma-passengers", "id: &x alma-passengers", []string{`facts/p01.yaml:1: anchors, aliases, tags`}},
		{"not UTF-8", p1, "carry]", "carr\xff]", []string{`facts/p01.yaml:11: this is not UTF-8`}},
		{"control character", p1, "carry]", "carr\x07]", []string{`facts/p01.yaml:11: control character U\+0007`}},
		{"wrong hash", "review.txt", "ferry Alma", "barge Alma", []string{`facts/p01.yaml:8: .*the quote has "ferry" where the text has "barge"`, `facts/p01.yaml:32: `, `pack.yaml:4: sha256 is "\w+" but that of review.txt is \w+: restore`, `review.txt:1: no fact`}},
		{"heading not in the text", "sections.yaml", "The Harbour", "The Port", []string{`sections.yaml:3: review.txt has no line "The Port"`}},
		{"section out of range", "sections.yaml", "[2]", "[2, 3]", []string{`sections.yaml:4: there is no paragraph 3`}},
		{"unknown subject", "pack.yaml", "subject: [alma]", "subject: [elma]", []string{`pack.yaml:6: unknown entity id "elma"`}},
		{"unknown container", "entities.yaml", "in: [alma]", "in: [fleet]", []string{`entities.yaml:7: unknown entity id "fleet"`}},
		{"entity twice", "entities.yaml", "id: brandt", "id: alma", []string{`entities.yaml:4: the entity id alma stands twice, first on line 1`}},
		{"gathering of nothing", "gatherings.yaml", "[agreement]", "[treaty]", []string{`gatherings.yaml:3: unknown kind "treaty"`}},
		{"concept without words", "concepts.yaml", "words: {en: [sail, cruise]}", "words: {}", []string{`concepts.yaml:2: the concept sail has no words`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := harbour()
			text := string(dir[tt.file].Data)
			if strings.Count(text, tt.old) == 0 {
				t.Fatalf("%s has no %q", tt.file, tt.old)
			}
			dir[tt.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, tt.old, tt.new, 1))}
			wantFaults(t, Lint(dir).Faults, tt.want)
		})
	}
}

func wantFaults(t *testing.T, got []Fault, want []string) {
	t.Helper()
	for _, w := range want {
		re := regexp.MustCompile("^(?:" + w + ")")
		if !slices.ContainsFunc(got, func(f Fault) bool { return re.MatchString(f.String()) }) {
			t.Errorf("missing: %s", w)
		}
	}
	if len(got) != len(want) || t.Failed() {
		t.Errorf("%d faults, want %d:", len(got), len(want))
		for _, f := range got {
			t.Log(f)
		}
	}
}

func TestLintMissingFiles(t *testing.T) {
	for _, name := range []string{"pack.yaml", "review.txt", "sections.yaml", "entities.yaml", "topics.yaml"} {
		dir := harbour()
		delete(dir, name)
		if got := Lint(dir).Faults; !slices.ContainsFunc(got, func(f Fault) bool { return f.File == name && f.Line == 0 }) {
			t.Errorf("%s: %v", name, got)
		}
	}
	r := Lint(fstest.MapFS{})
	if len(r.Faults) < 6 || r.Clean() {
		t.Errorf("an empty folder: %v", r.Faults)
	}
}

func TestLintReportsEverythingInOrder(t *testing.T) {
	dir := harbour()
	broken := strings.NewReplacer("kind: figure", "kind: x", "when: 2021-05", "when: soon", "- Brazil", "- Nowhereland", "kind: judgement", "kind: y").Replace(harbourFacts)
	dir["facts/p01.yaml"] = &fstest.MapFile{Data: []byte(broken)}
	var lines []int
	for _, f := range Lint(dir).Faults {
		lines = append(lines, f.Line)
	}
	if want := []int{2, 14, 15, 26}; !slices.Equal(lines, want) {
		t.Errorf("lines %v, want %v", lines, want)
	}
}

func TestLintStoreOnlyWarnsOfCoverageAndCollisions(t *testing.T) {
	dir := harbour()
	text := strings.Replace(harbourPact[:strings.Index(harbourPact, "- id: pact-fairness")], "who signed the pact", "where did the ship sail", 1)
	dir["facts/p02.yaml"] = &fstest.MapFile{Data: []byte(text)}
	if r := LintStore(dir); len(r.Faults) != 2 || !r.Clean() {
		t.Errorf("%v", r.Faults)
	}
	if r := Lint(dir); len(r.Faults) != 2 || r.Clean() {
		t.Errorf("%v", r.Faults)
	}
}

func TestLoadGivesFaultsWithTheirPlace(t *testing.T) {
	dir := harbour()
	text := strings.NewReplacer("kind: figure", "kind: x", "when: 2021-05", "when: soon", "did:", "didnt:").Replace(harbourFacts)
	dir["facts/p01.yaml"] = &fstest.MapFile{Data: []byte(text)}
	_, err := Load(dir)
	var first Fault
	if !errors.As(err, &first) || first.Line != 2 {
		t.Errorf("%v", err)
	}
	if got := strings.Count(fmt.Sprint(err), "\n") + 1; got != 3 {
		t.Errorf("%d faults, want 3:\n%v", got, err)
	}
}

// The packs of this repository have no fault, and no sentence without a fact.
func TestPacksAreClean(t *testing.T) {
	for name, dir := range map[string]fs.FS{"built-in": Builtin(), "tramways": os.DirFS("testdata/tramways")} {
		r := Lint(dir)
		for _, f := range r.Faults {
			t.Errorf("%s: %s", name, f)
		}
		if c := r.Coverage; c.Covered != c.Sentences || c.Sentences == 0 {
			t.Errorf("%s: %d of %d sentences have facts", name, c.Covered, c.Sentences)
		}
	}
}

// A country with two Russian names has one in statements and both in
// phrasings.
func TestOneRussianNameOfBelarusInStatements(t *testing.T) {
	c := read(Builtin())
	asks := map[string]int{}
	for _, f := range c.facts {
		if strings.Contains(strings.ToLower(f.v.Statement.RU), "беларус") {
			t.Errorf("%s:%d: write «Белоруссия»", f.file, f.line("statement", "ru"))
		}
		for _, a := range f.v.Asks.RU {
			for _, name := range []string{"белорус", "беларус"} {
				asks[name] += strings.Count(strings.ToLower(a), name)
			}
		}
	}
	if asks["белорус"] == 0 || asks["беларус"] == 0 {
		t.Errorf("phrasings: %v", asks)
	}
}

// Every statement of the built-in pack that hedges as its quote does is caught
// without its hedge.
func TestNoHedgeOfTheBuiltinPackCanBeLost(t *testing.T) {
	for lang, lose := range map[string]*strings.Replacer{
		"en": strings.NewReplacer("more than ", "", "over 2", "2", "surpassed", "was", "predominantly ", "", "primarily ", "", "likely ", ""),
		"ru": strings.NewReplacer("более чем ", "", "более ", "", "превысила", "составила", "преимущественно ", "", "прежде всего ", "", " вероятно,", ""),
	} {
		c := read(Builtin())
		l := &linter{contents: c}
		l.know()
		changed := 0
		for _, f := range c.facts {
			en, ru := lose.Replace(f.v.Statement.EN), lose.Replace(f.v.Statement.RU)
			if en == f.v.Statement.EN && ru == f.v.Statement.RU {
				continue
			}
			before := len(l.faults)
			f.v.Statement.EN, f.v.Statement.RU = en, ru
			l.checkNumbers(f)
			if len(l.faults) > before {
				changed++
			} else if lang == "en" {
				t.Errorf("%s: not caught: %s", f.v.ID, en)
			} else {
				t.Logf("%s: not caught: %s", f.v.ID, ru)
			}
		}
		if changed < 5 {
			t.Errorf("%s: only %d statements were caught", lang, changed)
		}
	}
}

var fuzzed = []string{"facts/p01.yaml", "entities.yaml", "sections.yaml", "pack.yaml", "gatherings.yaml", "review.txt"}

func FuzzLint(f *testing.F) {
	for _, seed := range []string{
		harbourFacts, harbourPact, "", "-", "- \n- ", "[]", "{}", "null", "- null", "- - - - a", strings.Repeat("- ", 300) + "x",
		strings.Repeat("[", 300), strings.Repeat("{a: ", 300), strings.Repeat("? ", 300), "a: &a [*a, *a]", "- &a {id: *a}\n- *a",
		"- id: 99999999999999999999999999\n  evidence: {paragraph: 99999999999999999999, quote: 1e999}\n  parts: {count: [{value: .inf}, {value: .nan}, {value: 0x1p-2}]}",
		"- id:\t\tx\n\tkind: y", "\x00\x01\xff\xfe", "\ufeff- id: x", "- <<: {id: x}", "- !!binary aGk=", "%YAML 1.1\n---\n- a\n---\n- b\n...", "- ? a\n  : b\n- : c\n- ? [x]\n  : y",
		"- id: \"\\u0000\\uD800\"", "- statement: |\n    en: x\n  asks: >-\n    y", "- asks: {en: [\"\", \" \", \"the\", \"is are\", \"\u202e\"]}", "- parts: {count: {value: 400, bound: more-than}}\n  evidence: {paragraph: -1, quote: \" \"}",
	} {
		for i := range fuzzed {
			f.Add(uint8(i), []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		name := fuzzed[int(which)%len(fuzzed)]
		dir := harbour()
		dir[name] = &fstest.MapFile{Data: data}
		r := Lint(dir)
		last := Fault{}
		for _, f := range r.Faults {
			if f.File < last.File || f.File == last.File && f.Line < last.Line {
				t.Errorf("%q stands after %q", f, last)
			}
			last = f
		}
		_ = r.Coverage.String()
		if _, err := Load(dir); err != nil && r.Clean() {
			t.Errorf("Lint finds nothing, Load says %v", err)
		}
	})
}
