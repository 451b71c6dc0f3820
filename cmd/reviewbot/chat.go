package main

import "reviewbot/adapters/console"

// chatCommand chats in the terminal.
type chatCommand struct{}

// Run talks until the input ends.
func (*chatCommand) Run(a *app) error {
	b, err := a.open()
	if err != nil {
		return err
	}
	return console.Open(console.Config{
		Bot: b, In: a.stdin, Out: a.stdout, Locale: a.settings.locale(),
		Screen: console.Detect(a.stdin, a.stdout, a.settings.NoColour != ""),
	}).Run(a.ctx)
}
