package bot

import "context"

// A Module adds commands, and serves the buttons and forms that its replies
// have; their data is made with ModuleData. It checks at every action what
// the user may do: Request.May. Its methods may be called from many
// goroutines at once.
type Module interface {
	Commands() []Command
	// Press serves a button or an option, with the data behind ModuleData.
	Press(ctx context.Context, r Request, data string) Reply
	// Submit serves a filled form: the values are the event's.
	Submit(ctx context.Context, r Request, data string) Reply
}

// module is who serves a module's data: there is one at most.
func (b *Bot) module(r Request) (Module, string, bool) {
	data, ok := moduleData(r.Event.Data)
	if !ok || len(r.Event.Data) > maxData || len(b.modules) == 0 {
		return nil, "", false
	}
	return b.modules[0], data, true
}
