// Package discordtest is a Discord on the loopback interface, for tests of the
// adapter and of the built program: REST and gateway with their rules about
// tokens, intents, identifying, resuming, rate limits and time limits, people
// who type, press and fill in, and interactions that go out signed over HTTP
// or by the gateway. It answers as the vendor's documentation says and keeps
// a list of what the program did wrong: see [Server.Faults].
//
// It knows nothing of the adapter and shares no type with it, so that one
// mistake is not made on both sides. Nothing but tests should use it.
package discordtest
