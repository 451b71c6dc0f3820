// Package discord is the conversation in a Discord server and in direct
// messages. It turns interactions and messages into the bot's events and
// replies into messages; what is said is package bot's, and only words about
// Discord itself stand here.
//
// Interactions come over HTTP, to [Adapter.Handler], or by the gateway, which
// [Adapter.Run] keeps open; Discord sends them one way only. Over HTTP all is
// stateless: what a button needs stands on it and in the message that it
// hangs on, so any number of replicas can stand behind a balancer.
//
// A message is made of components v2: they have the same width on a phone and
// on a desktop, put buttons beside what they are about, and do not vanish for
// who has embeds switched off. Their text may have 4000 characters.
//
// discordgo runs the gateway's connection and the single REST request; what
// platforms need beyond (taking over connections that hang, identifying in
// turn, retries that end) is done around it.
package discord
