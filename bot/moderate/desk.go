package moderate

import (
	"context"
	"log/slog"
	"time"

	"reviewbot/bot"
	"reviewbot/bot/keeper"
	"reviewbot/bot/store"
	"reviewbot/knowledge"
)

// Store is what a Desk keeps its work in.
type Store interface {
	store.Facts
	store.History
	store.Writer
	store.Drafts
	store.Queue
	store.Inbox
	store.Questions
	store.Ratings
}

// A Test is a question with a known answer that comes with the pack.
type Test struct {
	Text     string
	Negative bool                        // must not be answered
	Right    func(knowledge.Answer) bool // nil if that is not known
}

// Config is what a Desk is made from.
type Config struct {
	Store  Store
	Keeper *keeper.Keeper
	Tests  []Test
	// Approvals has every edit wait for a second moderator.
	Approvals bool
	// Expiry is how long a draft waits; a day if 0.
	Expiry time.Duration
	// Logs are the platforms that have a moderators' log.
	Logs []string
	Now  func() time.Time // time.Now if nil
	Log  *slog.Logger     // slog.Default if nil
}

// A Desk is where moderators work: a module of package bot. It is safe for
// concurrent use.
type Desk struct {
	Config
	answers  bookAnswers
	previews previews
}

var _ bot.Module = (*Desk)(nil)

// New makes a Desk.
func New(c Config) *Desk {
	if c.Expiry == 0 {
		c.Expiry = defaultExpiry
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return &Desk{Config: c}
}

// Commands are those of moderators and owners.
func (k *Desk) Commands() []bot.Command {
	row := func(name, also string, argument, help text, level bot.Level, run run) bot.Command {
		return bot.Command{
			Name: name, Also: []string{also}, Argument: argument, Help: help, Level: level, Private: true, Run: k.guarded(level, run),
		}
	}
	return []bot.Command{
		row("fact add", "факт добавить", words.ArgMaybeText, words.HelpFactAdd, bot.Moderator, k.factAdd),
		row("fact edit", "факт изменить", words.ArgFact, words.HelpFactEdit, bot.Moderator, k.factEdit),
		row("fact phrasing", "факт вопрос", words.ArgText, words.HelpFactPhrasing, bot.Moderator, k.factPhrasing),
		row("fact retire", "факт убрать", words.ArgFactWhy, words.HelpFactRetire, bot.Moderator, k.retire),
		row("fact restore", "факт вернуть", words.ArgFact, words.HelpFactRestore, bot.Moderator, k.restore),
		row("fact history", "факт история", words.ArgSubject, words.HelpFactHistory, bot.Moderator, k.history),
		row("fact undo", "факт отменить", words.ArgSubject, words.HelpFactUndo, bot.Moderator, k.undoLast),
		row("entity add", "имя добавить", words.ArgNothing, words.HelpEntityAdd, bot.Moderator, k.entityAdd),
		row("entity edit", "имя изменить", words.ArgEntity, words.HelpEntityEdit, bot.Moderator, k.entityEdit),
		row("inbox", "входящие", words.ArgInbox, words.HelpInbox, bot.Moderator, k.inbox),
		row("approvals", "одобрения", words.ArgNothing, words.HelpApprovals, bot.Moderator, k.approvals),
		row("rates", "оценки", words.ArgMaybeFact, words.HelpRates, bot.Moderator, k.rates),
		row("freeze", "заморозить", words.ArgWhy, words.HelpFreeze, bot.Owner, k.freeze),
		row("unfreeze", "разморозить", words.ArgNothing, words.HelpUnfreeze, bot.Owner, k.unfreeze),
		row("takeback", "откатить", words.ArgTakeBack, words.HelpTakeBack, bot.Owner, k.takeBack),
	}
}

// run serves a command, button or form at the present state of the facts.
type run func(ctx context.Context, r bot.Request, st *state, argument string) (bot.Reply, error)

// guarded checks the right and the limit, catches up with the store, and puts
// errors into words. Nothing of a moderator is done without it.
func (k *Desk) guarded(need bot.Level, do run) func(context.Context, bot.Request) bot.Reply {
	return func(ctx context.Context, r bot.Request) bot.Reply { return k.serve(ctx, r, need, do, r.Text) }
}

func (k *Desk) serve(ctx context.Context, r bot.Request, need bot.Level, do run, argument string) bot.Reply {
	switch {
	case !r.May(ctx, need):
		return notice(r.Lang, words.NotAllowed)
	case r.Event.Open:
		return notice(r.Lang, words.InPrivate)
	case !r.WithinEdits():
		reply := say(r.Lang, words.TooMany.In(r.Lang))
		tryAgain(&reply, r)
		return reply
	}
	ctx, cancel := context.WithTimeout(ctx, serveTimeout)
	defer cancel()
	st, err := k.now(ctx)
	if err != nil {
		return k.failed(ctx, r, err)
	}
	reply, err := do(ctx, r, st, argument)
	if err != nil {
		return k.failed(ctx, r, err)
	}
	if reply.Manner == bot.Answering {
		reply.Manner = bot.Aside
	}
	return reply
}

// serveTimeout ends an action of a moderator that hangs.
const serveTimeout = 5 * time.Minute

// The actions of this package's buttons and forms; each is followed by what
// it acts on.
const (
	pressMenu     = "M" // the fields of a draft
	pressPage     = "P" // one panel of it: page, draft
	pressNearest  = "G" // takes the nearest place as the quote
	pressEntity   = "Y" // adds the entity that an edit names
	pressPreview  = "V"
	pressConfirm  = "C"
	pressDiscard  = "D"
	pressReject   = "J" // sends a draft that waits for approval back
	pressEdit     = "E" // begins to edit a fact
	pressAdd      = "A" // begins to add a fact
	pressUndo     = "U" // takes back revisions: first, how many
	pressState    = "R" // goes back to what a revision made
	pressHistory  = "H"
	pressInbox    = "L" // lists the inbox: page, kind
	pressItem     = "I"
	pressAttach   = "K" // attaches an item to a fact: item, fact
	pressAttachID = "B" // asks for the fact
	pressFromItem = "F" // drafts a fact from an item
	pressSilent   = "Q" // the review does not say
	pressTakeUp   = "S" // edits the fact of a suggestion
	pressDismiss  = "X"
	pressOurs     = "O"
	pressTheirs   = "T"
)

// presses says who serves a button. All of them are moderators'.
func (k *Desk) presses() map[string]run {
	return map[string]run{
		pressMenu: k.showMenu, pressPage: k.showPage, pressNearest: k.takeNearest, pressEntity: k.addNamed,
		pressPreview: k.showPreview, pressConfirm: k.confirm, pressDiscard: k.discard, pressReject: k.reject,
		pressEdit: k.factEdit, pressAdd: k.factAdd, pressUndo: k.undoSaved, pressState: k.backTo, pressHistory: k.history,
		pressInbox: k.inboxPage, pressItem: k.item, pressAttach: k.attach, pressAttachID: k.askFact,
		pressFromItem: k.fromItem, pressSilent: k.silent, pressTakeUp: k.takeUp, pressDismiss: k.dismiss,
		pressOurs: k.keepOurs, pressTheirs: k.takeTheirs,
	}
}

// Press serves a button.
func (k *Desk) Press(ctx context.Context, r bot.Request, data string) bot.Reply {
	if data == "" {
		return notice(r.Lang, words.NotFound)
	}
	do, ok := k.presses()[data[:1]]
	if !ok {
		return notice(r.Lang, words.NotFound)
	}
	return k.serve(ctx, r, bot.Moderator, do, data[1:])
}

// Submit serves a form.
func (k *Desk) Submit(ctx context.Context, r bot.Request, data string) bot.Reply {
	forms := map[string]run{
		pressPage: k.filledPage, pressAttachID: k.filledFact, pressSilent: k.filledSilence, pressReject: k.reject,
	}
	if data == "" {
		return notice(r.Lang, words.NotFound)
	}
	do, ok := forms[data[:1]]
	if !ok {
		return notice(r.Lang, words.NotFound)
	}
	return k.serve(ctx, r, bot.Moderator, do, data[1:])
}
