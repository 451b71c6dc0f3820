package moderate

import (
	"slices"

	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// checkEntity holds an entity to what a Book needs of it.
func checkEntity(st *state, e knowledge.Entity, adding bool) faults {
	out := faults{}
	if !entityID.MatchString(e.ID) {
		out.add("id", words.BadEntityID)
	}
	if _, taken := st.items[store.Subject{Kind: store.Entity, ID: e.ID}]; adding && taken {
		out.add("id", words.TakenID)
	}
	if !slices.Contains(entityKinds, e.Kind) {
		out.add("kind", words.BadEntityKind)
	}
	if e.Name.EN == "" {
		out.add("name_en", words.NoName)
	}
	for _, other := range st.source.Entities {
		if other.ID != e.ID && e.Name.EN != "" && e.Name.EN == other.Name.EN {
			out.add("name_en", filled(words.NameTaken, other.ID))
		}
	}
	return out
}
