package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Flags of a message.
const (
	flagEphemeral  = 1 << 6
	flagComponents = 1 << 15 // components v2: no content, no embeds
)

// count is a length as Discord counts it.
func count(v any) int {
	s, _ := v.(string)
	return utf8.RuneCountInString(s)
}

// checkMessage tells what is wrong with a message beyond the specification:
// its limits, and that no mention but those named may ping.
func checkMessage(m object) []string {
	var out []string
	flags := number(m["flags"])
	components, _ := m["components"].([]any)
	switch {
	case flags&flagComponents != 0 && (count(m["content"]) > 0 || len(list(m["embeds"])) > 0):
		out = append(out, "components v2 with content or embeds")
	case flags&flagComponents == 0 && count(m["content"]) > 2000:
		out = append(out, "content of more than 2000 characters")
	case flags&flagComponents == 0 && count(m["content"]) == 0 && len(list(m["embeds"])) == 0 && len(components) == 0:
		out = append(out, "an empty message")
	}
	if n := embedsLength(list(m["embeds"])); n > 6000 {
		out = append(out, fmt.Sprintf("embeds of %d characters, at most 6000", n))
	}
	mentions, _ := m["allowed_mentions"].(object)
	if parse, ok := mentions["parse"].([]any); !ok || len(parse) > 0 {
		out = append(out, "allowed_mentions without an empty parse")
	}
	return append(out, checkComponents(components, flags&flagComponents != 0)...)
}

func embedsLength(embeds []any) int {
	n := 0
	for _, e := range embeds {
		embed, _ := e.(object)
		footer, _ := embed["footer"].(object)
		author, _ := embed["author"].(object)
		n += count(embed["title"]) + count(embed["description"]) + count(footer["text"]) + count(author["name"])
		for _, f := range list(embed["fields"]) {
			field, _ := f.(object)
			n += count(field["name"]) + count(field["value"])
		}
	}
	return n
}

// checkComponents checks the tree: with components v2 40 of them and 4000
// characters of text, otherwise 5 rows; a row has 5 buttons or one menu; a
// custom id stands once.
func checkComponents(components []any, v2 bool) []string {
	var out []string
	seen, ids := map[string]bool{}, map[int]bool{}
	total, letters := 0, 0
	for c := range walk(components) {
		total++
		kind := number(c["type"])
		if kind >= 9 && !v2 {
			out = append(out, fmt.Sprintf("component %d without the flag of components v2", kind))
		}
		if kind == 10 {
			letters += count(c["content"])
			if strings.TrimSpace(c["content"].(string)) == "" {
				out = append(out, "a text without words")
			}
		}
		out = append(out, checkRow(c)...)
		if id := number(c["id"]); id > 0 {
			if ids[id] {
				out = append(out, fmt.Sprintf("id %d stands twice", id))
			}
			ids[id] = true
		}
		if id, ok := c["custom_id"].(string); ok {
			if seen[id] {
				out = append(out, "custom_id "+id+" stands twice")
			}
			seen[id] = true
		}
	}
	if v2 && total > 40 || !v2 && len(components) > 5 {
		out = append(out, fmt.Sprintf("%d components", total))
	}
	if letters > 4000 {
		out = append(out, fmt.Sprintf("texts of %d characters, at most 4000", letters))
	}
	return out
}

func checkRow(c object) []string {
	var out []string
	switch number(c["type"]) {
	case 1:
		children := list(c["components"])
		first, _ := children[0].(object)
		if kind := number(first["type"]); len(children) > 5 || kind != 2 && len(children) > 1 {
			out = append(out, fmt.Sprintf("a row of %d", len(children)))
		}
	case 2:
		id, link := count(c["custom_id"]), count(c["url"])
		if (id == 0) == (link == 0) || link > 0 != (number(c["style"]) == 5) {
			out = append(out, "a button needs a custom_id, or a url and style 5")
		}
		if count(c["label"]) == 0 && c["emoji"] == nil {
			out = append(out, "a button without a label")
		}
		if strings.TrimSpace(text(c["label"])) == "" && c["emoji"] == nil {
			out = append(out, "a label without words")
		}
	case 3:
		values := map[string]bool{}
		for _, o := range list(c["options"]) {
			option, _ := o.(object)
			if values[text(option["value"])] {
				out = append(out, "an option's value stands twice")
			}
			values[text(option["value"])] = true
		}
	}
	return out
}

// checkModal checks a form: 1 to 5 fields, each with its own id.
func checkModal(m object) []string {
	var out []string
	fields := 0
	seen := map[string]bool{}
	for c := range walk(list(m["components"])) {
		if number(c["type"]) != 4 {
			continue
		}
		fields++
		if id := text(c["custom_id"]); seen[id] {
			out = append(out, "field "+id+" stands twice")
		} else {
			seen[id] = true
		}
		if most := number(c["max_length"]); most > 0 && count(c["value"]) > most {
			out = append(out, "a field holds more than its max_length")
		}
	}
	if fields < 1 || fields > 5 || len(list(m["components"])) > 5 {
		out = append(out, fmt.Sprintf("a form of %d fields, at most 5", fields))
	}
	return out
}

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// checkCommands checks a table of commands: how many of each kind, names in
// lower case, 8000 characters a command, required options first.
func checkCommands(commands []any, global bool) []string {
	var out []string
	most := map[int]int{1: 100, 2: 15, 3: 15}
	for _, c := range commands {
		command, _ := c.(object)
		kind := number(command["type"])
		if kind == 0 {
			kind = 1
		}
		if most[kind]--; most[kind] < 0 {
			out = append(out, fmt.Sprintf("too many commands of type %d", kind))
		}
		if kind == 1 {
			out = append(out, checkNames(command)...)
		}
		for _, key := range []string{"contexts", "integration_types"} {
			if (len(list(command[key])) == 0) == global {
				out = append(out, text(command["name"])+": "+key+" are for global commands, and needed there")
			}
		}
		if command["dm_permission"] != nil {
			out = append(out, "dm_permission is deprecated")
		}
	}
	return out
}

func checkNames(c object) []string {
	names := []string{text(c["name"])}
	localised, _ := c["name_localizations"].(object)
	for _, n := range localised {
		names = append(names, text(n))
	}
	var out []string
	for _, n := range names {
		if !commandName.MatchString(n) || n != strings.ToLower(n) {
			out = append(out, fmt.Sprintf("%q is no name of a command or option", n))
		}
	}
	if count(c["description"]) == 0 {
		out = append(out, text(c["name"])+" without a description")
	}
	optional := false
	for _, o := range list(c["options"]) {
		option, _ := o.(object)
		required, _ := option["required"].(bool)
		if required && optional {
			out = append(out, text(c["name"])+": a required option after an optional one")
		}
		optional = optional || !required
		out = append(out, checkNames(option)...)
	}
	return slices.Compact(out)
}

// CheckMessage tells what Discord would find wrong with a message, the
// specification included if the Server has it.
func (s *Server) CheckMessage(m map[string]any) []string {
	out := checkMessage(m)
	if s.spec != nil {
		if why := s.spec.check("POST", "/interactions/1/token/callback", object{"type": 4.0, "data": m}); why != "" {
			out = append(out, why)
		}
	}
	return out
}

// CheckForm does the same for a form.
func (s *Server) CheckForm(f map[string]any) []string {
	out := checkModal(f)
	if count(f["title"]) == 0 || count(f["title"]) > 45 || count(f["custom_id"]) > 100 {
		out = append(out, "a form's title or id is too long, or empty")
	}
	for c := range walk(list(f["components"])) {
		if number(c["type"]) == 18 && (count(c["label"]) == 0 || count(c["label"]) > 45 || count(c["description"]) > 100) {
			out = append(out, "a field's label or help is too long, or empty")
		}
	}
	return out
}
