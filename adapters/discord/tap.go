package discord

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

// The frames of a websocket, by opcode.
const (
	frameRest  = 0 // of a message in several frames
	frameText  = 1
	frameClose = 8
)

// maxFrame bounds a frame, in bytes. READY of the largest bots has a few MB.
const maxFrame = 64 << 20

// tap is a gateway connection as discordgo has it, read by us first: discordgo
// keeps the close code to itself, hangs for good on a request to reconnect
// that comes right after a resume, identifies out of turn when a session is
// invalid, and would end the process on an event that it decodes by half. See
// shard.packet for what becomes of each.
type tap struct {
	net.Conn
	in     *bufio.Reader
	shaken bool   // the handshake's answer has been read
	out    []byte // what discordgo is to read
	part   []byte // of a message in several frames
	packet func([]byte) ([]byte, error)
	closed func(code int)
	once   sync.Once
	ended  chan struct{} // closed when no more is read
}

func newTap(c net.Conn, packet func([]byte) ([]byte, error), closed func(int)) *tap {
	return &tap{Conn: c, in: bufio.NewReaderSize(c, 16<<10), packet: packet, closed: closed, ended: make(chan struct{})}
}

// Read gives discordgo what it may see. It ends where we want it to.
func (t *tap) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		var err error
		if t.shaken {
			t.out, err = t.frame()
		} else {
			t.out, err = t.handshake()
		}
		if err != nil {
			t.end()
			return 0, err
		}
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	return n, nil
}

// end cuts the connection: no close frame goes out, so that the session can be
// resumed.
func (t *tap) end() {
	t.once.Do(func() { close(t.ended) })
	t.Conn.Close()
}

// handshake passes the answer to the upgrade on.
func (t *tap) handshake() ([]byte, error) {
	const most = 64 << 10
	var out []byte
	for len(out) < most {
		line, err := t.in.ReadBytes('\n')
		out = append(out, line...)
		if err != nil {
			return nil, err
		}
		if len(line) <= 2 {
			t.shaken = true
			return out, nil
		}
	}
	return nil, errors.New("discord: gateway: the answer has too long a header")
}

// frame reads a frame of the server, which are not masked, and gives what
// discordgo is to have in its place.
func (t *tap) frame() ([]byte, error) {
	head := make([]byte, 2, 10)
	if _, err := io.ReadFull(t.in, head); err != nil {
		return nil, err
	}
	size := uint64(head[1] & 0x7f)
	if extra := map[uint64]int{126: 2, 127: 8}[size]; extra > 0 {
		head = head[:2+extra]
		if _, err := io.ReadFull(t.in, head[2:]); err != nil {
			return nil, err
		}
		size = binary.BigEndian.Uint64(append(make([]byte, 8-extra), head[2:]...))
	}
	if size > maxFrame {
		return nil, fmt.Errorf("discord: gateway: a frame of %d bytes", size)
	}
	payload := make([]byte, size)
	if _, err := io.ReadFull(t.in, payload); err != nil {
		return nil, err
	}
	final := head[0]&0x80 != 0
	switch code := head[0] & 0x0f; {
	case code == frameClose && size >= 2:
		t.closed(int(binary.BigEndian.Uint16(payload)))
	case code == frameText || code == frameRest && t.part != nil:
		return t.message(payload, final)
	}
	return append(head, payload...), nil
}

// message joins the frames of a message and gives what discordgo is to have in
// its place, once it is whole.
func (t *tap) message(payload []byte, final bool) ([]byte, error) {
	t.part = append(t.part, payload...)
	switch {
	case len(t.part) > maxFrame:
		return nil, fmt.Errorf("discord: gateway: a message of more than %d bytes", maxFrame)
	case !final:
		return nil, nil
	}
	whole := t.part
	t.part = nil
	passed, err := t.packet(whole)
	if err != nil {
		return nil, err
	}
	return textFrame(passed), nil
}

// textFrame wraps a payload as a server does.
func textFrame(payload []byte) []byte {
	out := []byte{0x80 | frameText}
	switch n := len(payload); {
	case n < 126:
		out = append(out, byte(n))
	case n < 1<<16:
		out = binary.BigEndian.AppendUint16(append(out, 126), uint16(n))
	default:
		out = binary.BigEndian.AppendUint64(append(out, 127), uint64(n))
	}
	return append(out, payload...)
}
