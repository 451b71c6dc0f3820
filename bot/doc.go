// Package bot is the conversation, free of platforms. An adapter turns what
// its platform delivers into an [Event], gives it to [Bot.Handle] and renders
// the [Reply]; [Bot.Suggest] serves autocomplete and inline mode. Commands,
// help, rights and every word that users see live here, so that all platforms
// say the same.
//
// Adapters escape for their platform: a Reply holds plain text, free of
// control characters and bidirectional overrides, but with whatever markup
// characters the review or a moderator wrote.
package bot

import "reviewbot/knowledge"

// Lang is a language the bot writes in. Adapters use this name and need not
// import package knowledge.
type Lang = knowledge.Lang

// The languages of replies.
const (
	English = knowledge.English
	Russian = knowledge.Russian
)
