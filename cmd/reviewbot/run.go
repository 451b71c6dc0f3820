package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"reviewbot/bot"
)

// The exit codes.
const (
	exitOK       = 0
	exitFault    = 1
	exitUsage    = 2 // a command, setting, file or pack is wrong; nothing was done
	exitNoAnswer = 3 // the review does not say, or which one is meant
)

// cli is the command line.
type cli struct {
	Pack string `help:"Folder of another pack than the built-in one (REVIEWBOT_PACK)." placeholder:"DIR"`

	Chat    chatCommand    `cmd:"" default:"1" hidden:"" help:"Chat in the terminal."`
	Ask     askCommand     `cmd:"" help:"Answer one question, or with --jsonl those of the standard input."`
	Eval    evalCommand    `cmd:"" help:"Answer a question file and count what is right."`
	Facts   factsCommand   `cmd:"" help:"Work on the facts."`
	Inbox   inboxCommand   `cmd:"" help:"List what waits for a moderator."`
	Check   checkCommand   `cmd:"" help:"Show the settings and what they reach, without starting."`
	Version versionCommand `cmd:"" help:"Show which build this is."`
}

// app is what commands run with.
type app struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	settings       settings
	pack           string // from the command line
}

// usageError is a fault of what the user gave: exit 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// errNoAnswer ends a command whose question got no answer; it is not told.
var errNoAnswer = errors.New("no answer")

// run is the program: it parses the arguments, runs the command and returns
// the exit code. Every fault is a line on stderr.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	err := command(ctx, args, stdin, stdout, stderr, env)
	if err == nil {
		return exitOK
	}
	switch {
	case errors.Is(err, errNoAnswer):
		return exitNoAnswer
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted")
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintln(stderr, "reviewbot:", bot.Plain(line))
	}
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFault
}

// helped is what the parser ends with after it printed help.
type helped struct{}

func command(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) (err error) {
	defer func() {
		if p := recover(); p != nil && p != (helped{}) {
			panic(p)
		}
	}()
	var c cli
	parser, err := kong.New(&c,
		kong.Name("reviewbot"),
		kong.Description("Answers questions about one document, with the paragraph and a word-for-word quote. Without a command it chats in the terminal."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { panic(helped{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return usageError{fmt.Errorf("%w (--help shows the usage)", err)}
	}
	s, err := readSettings(env, ".env")
	if err != nil {
		return usageError{err}
	}
	return parsed.Run(&app{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, settings: s, pack: c.Pack})
}
