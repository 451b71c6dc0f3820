package discordtest

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"time"
)

// Config is what a Server is made from. The zero value is a Discord with one
// shard that checks no specification.
type Config struct {
	Specs          string        // folder with discord-openapi.json, or ""
	Shards         int           // that GET gateway/bot recommends; 1 if 0
	MaxConcurrency int           // identifies in one window; 1 if 0
	IdentifyWindow time.Duration // 5 s at Discord; 50 ms if 0
	Heartbeat      time.Duration // 41.25 s at Discord; 200 ms if 0
	Patience       time.Duration // for the first response; 3 s if 0
	NoEndpointWait time.Duration // how long a gateway interaction waits for a shard; 5 s if 0
}

func (c Config) filled() Config {
	c.Shards = max(c.Shards, 1)
	c.MaxConcurrency = max(c.MaxConcurrency, 1)
	for _, d := range []struct {
		value *time.Duration
		unset time.Duration
	}{
		{&c.IdentifyWindow, 50 * time.Millisecond}, {&c.Heartbeat, 200 * time.Millisecond},
		{&c.Patience, 3 * time.Second}, {&c.NoEndpointWait, 5 * time.Second},
	} {
		if *d.value == 0 {
			*d.value = d.unset
		}
	}
	return c
}

// A Server is one Discord with one application in it. It is safe for
// concurrent use.
type Server struct {
	URL       string // the base of REST, as DISCORD_API_URL takes it
	Token     string // the bot's, without "Bot "
	AppID     string // the bot user has the same id
	GuildID   string
	ChannelID string
	PublicKey string // hexadecimal, as DISCORD_PUBLIC_KEY takes it

	config Config
	key    ed25519.PrivateKey
	http   *httptest.Server
	spec   *spec

	mu        sync.Mutex
	last      uint64 // of the ids given out
	endpoint  string
	faults    []string
	checked   int
	log       []Request
	commands  map[string][]object // by scope: "" or a guild
	puts      int
	messages  map[string]object    // by id
	posted    map[string][]string  // ids by channel
	exchanges map[string]*Exchange // by token
	failures  []*failure
	limits    map[string]*limit
	closed    map[string]bool // channels where the bot may not post
	gateway   gateway
}

// object is a JSON object.
type object = map[string]any

// Open starts a Server. Close ends it.
func Open(c Config) (*Server, error) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("discordtest: %w", err)
	}
	s := &Server{
		Token: "MTIz.loopback.token", PublicKey: hex.EncodeToString(public),
		config: c.filled(), key: private,
		commands: map[string][]object{}, messages: map[string]object{}, posted: map[string][]string{}, exchanges: map[string]*Exchange{},
		limits: map[string]*limit{}, closed: map[string]bool{},
	}
	if c.Specs != "" {
		if s.spec, err = loadSpec(c.Specs); err != nil {
			return nil, err
		}
	}
	s.gateway.init()
	s.AppID, s.GuildID, s.ChannelID = s.id(), s.id(), s.id()
	mux := http.NewServeMux()
	s.routes(mux)
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL + "/api/v10"
	return s, nil
}

// Close ends the Server and every connection to it.
func (s *Server) Close() {
	s.Drop()
	s.http.CloseClientConnections()
	s.http.Close()
}

// gatewayURL is where the gateway is.
func (s *Server) gatewayURL() string {
	return "ws://" + s.http.Listener.Addr().(*net.TCPAddr).String() + "/gateway"
}

// SetEndpoint makes interactions go to a URL, as the application's settings
// do. The empty one makes them go by the gateway.
func (s *Server) SetEndpoint(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = url
}

// id gives out a snowflake.
func (s *Server) id() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.idLocked()
}

func (s *Server) idLocked() string {
	const epoch = 1420070400000 // the first millisecond of Discord's time
	s.last++
	return strconv.FormatUint(uint64(time.Now().UnixMilli()-epoch)<<22|s.last&(1<<22-1), 10)
}

// fault notes what the program did wrong.
func (s *Server) fault(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// Faults is everything the program did wrong so far: requests against the
// specification or the documented limits, late or double responses, identifies
// out of turn.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.faults...)
}

// Checked is how many requests and interaction responses were checked.
func (s *Server) Checked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.checked
}
