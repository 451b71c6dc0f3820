package discord

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// intents are the events that are wanted: messages in servers and direct ones,
// of which the content comes without a privileged intent where the bot is
// meant. Interactions need none.
const intents = discordgo.IntentGuildMessages | discordgo.IntentDirectMessages

// newSession makes a session that is opened and closed by us alone.
func (s *shard) newSession() (*discordgo.Session, error) {
	apiVersion()
	session, err := discordgo.New(botToken(s.adapter.Token))
	if err != nil {
		return nil, fmt.Errorf("discord: gateway: %w", err)
	}
	session.ShouldReconnectOnError = false
	session.StateEnabled = false
	session.SyncEvents = true
	session.Compress = false
	session.LogLevel = -1 // nothing: it goes to the standard logger
	session.ShardID, session.ShardCount = s.number, s.of
	session.Identify.Intents = intents
	session.Client = &http.Client{Transport: addressOf{s}}
	session.Dialer = &websocket.Dialer{HandshakeTimeout: s.adapter.times.ready, NetDialContext: s.dial, NetDialTLSContext: s.dialTLS}
	session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case s.left <- struct{}{}:
		default:
		}
	})
	s.known, s.resumable = "", false
	return session, nil
}

// apiVersion makes discordgo speak the version of DefaultURL on the gateway.
var apiVersion = sync.OnceFunc(func() { discordgo.APIVersion = "10" })

// open opens a session at the shard's address. A session remembers the address
// of its first connection until a dial fails; a resume goes to another one.
func (s *shard) open(session *discordgo.Session) error {
	s.mu.Lock()
	s.moved = s.known != "" && s.known != s.address
	moved := s.moved
	s.known = s.address
	s.mu.Unlock()
	if moved {
		if err := session.Open(); !errors.Is(err, errMoved) {
			return err
		}
	}
	return session.Open()
}

var errMoved = errors.New("the address is another one")

func (s *shard) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if s.moves() {
		return nil, errMoved
	}
	return s.tapped((&net.Dialer{}).DialContext(ctx, network, addr))
}

func (s *shard) dialTLS(ctx context.Context, network, addr string) (net.Conn, error) {
	if s.moves() {
		return nil, errMoved
	}
	return s.tapped((&tls.Dialer{}).DialContext(ctx, network, addr))
}

// moves tells whether this dial is to fail, once.
func (s *shard) moves() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	moved := s.moved
	s.moved = false
	return moved
}

func (s *shard) tapped(c net.Conn, err error) (net.Conn, error) {
	if err != nil {
		return nil, err
	}
	t := newTap(c, s.packet, func(code int) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.code = code
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tap = t
	return t, nil
}

// addressOf answers a session that asks where the gateway is.
type addressOf struct{ *shard }

// RoundTrip sends nothing.
func (a addressOf) RoundTrip(r *http.Request) (*http.Response, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	body, err := json.Marshal(map[string]string{"url": a.address})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", Header: http.Header{}, Request: r,
		Body: io.NopCloser(bytes.NewReader(body)),
	}, nil
}
