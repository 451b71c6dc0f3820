package moderate

import (
	"regexp"
	"slices"
	"strings"

	"reviewbot/knowledge"
)

// entityKinds are what an entity can be.
var entityKinds = []string{"person", "country", "city", "organisation", "event", "document", "region", "group", "day"}

// entityForm is everything that an entity has.
func entityForm() form[knowledge.Entity] {
	type entity = knowledge.Entity
	return form[entity]{[]page[entity]{
		{words.PageEntity, []field[entity]{
			{name: "id", label: words.FieldID, adds: true, get: func(e *entity) string { return e.ID }, set: setEntityID},
			{name: "kind", label: words.FieldEntityKind, get: func(e *entity) string { return e.Kind }, set: setEntityKind},
			textField("name_en", words.FieldNameEN, false, func(e *entity) *string { return &e.Name.EN }),
			textField("name_ru", words.FieldNameRU, false, func(e *entity) *string { return &e.Name.RU }),
			listField("in", words.FieldIn, func(e *entity) *[]string { return &e.In }),
		}},
		{words.PageNames, []field[entity]{
			alsoField("also_en", words.FieldAlsoEN, false),
			alsoField("also_ru", words.FieldAlsoRU, true),
		}},
	}}
}

// alsoField is the other names of one script.
func alsoField(name string, label knowledge.Text, russian bool) field[knowledge.Entity] {
	part := func(list []string, russian bool) []string {
		return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return isCyrillic(s) != russian })
	}
	return field[knowledge.Entity]{
		name: name, label: label, long: true,
		get: func(e *knowledge.Entity) string { return listed(part(e.Also, russian)) },
		set: func(e *knowledge.Entity, s string) knowledge.Text {
			typed := items(s)
			for _, n := range typed {
				if isCyrillic(n) != russian {
					return words.OtherScript
				}
			}
			if russian {
				e.Also = append(part(e.Also, false), typed...)
			} else {
				e.Also = append(typed, part(e.Also, true)...)
			}
			return knowledge.Text{}
		},
	}
}

// entityID is what an entity may be called: the pack has short ones, as of
// organisations.
var entityID = regexp.MustCompile(`^[a-z0-9-]{2,40}$`)

func setEntityID(e *knowledge.Entity, s string) knowledge.Text {
	e.ID = strings.ToLower(s)
	if !entityID.MatchString(e.ID) {
		return words.BadEntityID
	}
	return knowledge.Text{}
}

func setEntityKind(e *knowledge.Entity, s string) knowledge.Text {
	e.Kind = strings.ToLower(s)
	if !slices.Contains(entityKinds, e.Kind) {
		return words.BadEntityKind
	}
	return knowledge.Text{}
}
