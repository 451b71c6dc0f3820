package console

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// maxLine is how much of a line is kept, in bytes. It is more than any
// question may have, so that the bot can say that it is too long.
const maxLine = 64 << 10

// line is a line that was typed, or why there is none.
type line struct {
	text string
	err  error
}

// readLines reads lines until the input ends or the context is done. The last
// line has the error, io.EOF at the end of the input.
func readLines(ctx context.Context, in io.Reader) <-chan line {
	out := make(chan line)
	go func() {
		r := bufio.NewReaderSize(in, maxLine)
		for {
			text, err := readLine(r)
			if text != "" || err == nil {
				if !send(ctx, out, line{text: text}) {
					return
				}
			}
			if err != nil {
				send(ctx, out, line{err: err})
				return
			}
		}
	}()
	return out
}

func send(ctx context.Context, out chan<- line, l line) bool {
	select {
	case out <- l:
		return true
	case <-ctx.Done():
		return false
	}
}

// readLine reads a line of any length and keeps the first maxLine bytes.
func readLine(r *bufio.Reader) (string, error) {
	start, err := r.ReadSlice('\n')
	text := string(start)
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = r.ReadSlice('\n')
	}
	return text, err
}
