package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"reviewbot/knowledge"
)

// SilenceID names a silence or misconception that has no id after its
// content, so that the same one gets the same name from every program. The
// order of its phrasings does not matter.
func SilenceID(s knowledge.Silence) string {
	asks := slices.Sorted(slices.Values(s.Asks))
	sum := sha256.Sum256([]byte(strings.Join(s.Near, "\n") + "\n\n" + strings.Join(asks, "\n")))
	return "s-" + hex.EncodeToString(sum[:8])
}
