// Package moderate is how moderators keep the facts: forms, the edit gate,
// approvals, the inbox, and what owners may do. A [Desk] is a module of
// package bot, so all of it is commands, buttons and forms that any adapter
// shows.
//
// Every action first looks whether its sender may do it, then catches up with
// the store. What is not saved yet is a draft in the store, so any replica,
// and the program after a restart, can go on with it. Nothing is saved but by
// store.Writer.Apply.
package moderate
