package console

import (
	"io"
	"os"

	"golang.org/x/term"
)

// maxWidth is the widest that text is set: longer lines read badly.
const maxWidth = 100

// A Screen says how replies are written. The zero Screen writes plain text,
// one line a paragraph, as it suits a file or a pipe.
type Screen struct {
	Interactive bool       // someone types and reads: prompts and hints
	Colour      bool       // with escape sequences
	Width       func() int // columns; nil does not break lines
}

// Detect finds out what input and output are. Output that is a terminal has
// its width and, unless noColour, colours; if input is one too, someone sits
// there.
func Detect(in io.Reader, out io.Writer, noColour bool) Screen {
	file, ok := out.(*os.File)
	if !ok || !IsTerminal(out) {
		return Screen{}
	}
	width := func() int {
		columns, _, err := term.GetSize(int(file.Fd()))
		if err != nil {
			return 80
		}
		return columns
	}
	return Screen{Interactive: IsTerminal(in), Colour: !noColour, Width: width}
}

// IsTerminal tells whether a stream is a terminal.
func IsTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// columns is the width to set text at, or 0 for no limit.
func (s Screen) columns() int {
	if s.Width == nil {
		return 0
	}
	return min(s.Width(), maxWidth)
}
