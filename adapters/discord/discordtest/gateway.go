package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The gateway's operations.
const (
	opDispatch = iota
	opHeartbeat
	opIdentify
	opPresence
	opVoice
	_
	opResume
	opReconnect
	_
	opInvalidSession
	opHello
	opAck
)

// gateway is the state of all connections and sessions.
type gateway struct {
	mu         sync.Mutex
	sessions   map[string]*session
	links      map[*link]bool
	window     map[int]time.Time // by identify bucket: the last identify
	identifies []time.Time
	resumes    int
	silent     bool // no acks
	refusal    int  // close code for the next identifies, 0 for none
	refusals   int
	afterward  int // resumes that are answered with op 7 first
	seen       chan struct{}
}

func (g *gateway) init() {
	g.sessions, g.links, g.window = map[string]*session{}, map[*link]bool{}, map[int]time.Time{}
	g.seen = make(chan struct{})
}

func (g *gateway) remaining() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return max(0, 1000-len(g.identifies))
}

// session is what can be resumed.
type session struct {
	id      string
	shard   [2]int
	intents int
	seq     int
	events  []packet // for replay
	link    *link    // nil while no connection has it
}

// packet is one message of the gateway.
type packet struct {
	Op   int    `json:"op"`
	Data any    `json:"d"`
	Seq  *int   `json:"s,omitempty"`
	Type string `json:"t,omitempty"`
}

// link is one connection.
type link struct {
	server *Server
	conn   *websocket.Conn
	write  sync.Mutex
	beat   time.Time
}

func (l *link) send(p packet) {
	l.write.Lock()
	defer l.write.Unlock()
	l.conn.WriteJSON(p)
}

func (l *link) close(code int, text string) {
	l.write.Lock()
	defer l.write.Unlock()
	l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(time.Second))
	l.conn.Close()
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("v") != "10" || q.Get("encoding") != "json" {
		s.fault("gateway opened with %q", r.URL.RawQuery)
	}
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := &link{server: s, conn: conn, beat: time.Now()}
	g := &s.gateway
	g.mu.Lock()
	g.links[l] = true
	g.mu.Unlock()
	defer s.unlink(l)
	l.send(packet{Op: opHello, Data: object{"heartbeat_interval": s.config.Heartbeat.Milliseconds()}})
	s.listen(l)
}

func (s *Server) unlink(l *link) {
	l.conn.Close()
	g := &s.gateway
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.links, l)
	for _, ses := range g.sessions {
		if ses.link == l {
			ses.link = nil
		}
	}
}

// listen serves a connection until it ends, or until no heartbeat comes.
func (s *Server) listen(l *link) {
	for {
		l.conn.SetReadDeadline(time.Now().Add(s.config.Heartbeat*3/2 + 2*time.Second))
		_, raw, err := l.conn.ReadMessage()
		if err != nil {
			if e, ok := err.(*websocket.CloseError); ok && (e.Code == 1000 || e.Code == 1001) {
				s.forget(l)
			}
			return
		}
		var p struct {
			Op   int             `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		if err := json.Unmarshal(raw, &p); err != nil {
			l.close(4002, "decode error")
			return
		}
		switch p.Op {
		case opHeartbeat:
			s.heartbeat(l)
		case opIdentify:
			s.identify(l, p.Data)
		case opResume:
			s.resume(l, p.Data)
		default:
			s.fault("gateway: op %d", p.Op)
		}
	}
}

// forget ends the session of a connection that was closed with 1000 or 1001.
func (s *Server) forget(l *link) {
	g := &s.gateway
	g.mu.Lock()
	defer g.mu.Unlock()
	for id, ses := range g.sessions {
		if ses.link == l {
			delete(g.sessions, id)
		}
	}
}

func (s *Server) heartbeat(l *link) {
	g := &s.gateway
	g.mu.Lock()
	silent := g.silent
	g.mu.Unlock()
	if !silent {
		l.send(packet{Op: opAck})
	}
}

// Intents. The privileged ones are members, presences and message content.
const (
	intentMessages   = 1 << 9
	intentDirect     = 1 << 12
	intentPrivileged = 1<<1 | 1<<8 | 1<<15
	intentsAll       = 1<<26 - 1
)

func (s *Server) identify(l *link, raw json.RawMessage) {
	var d struct {
		Token      string `json:"token"`
		Intents    *int   `json:"intents"`
		Shard      *[2]int
		Properties map[string]string
	}
	if json.Unmarshal(raw, &d) != nil || d.Intents == nil || len(d.Properties) == 0 {
		l.close(4002, "decode error")
		return
	}
	shard := [2]int{0, 1}
	if d.Shard != nil {
		shard = *d.Shard
	}
	if code, why := s.admit(d.Token, *d.Intents, shard); code != 0 {
		l.close(code, why)
		return
	}
	g := &s.gateway
	g.mu.Lock()
	ses := &session{id: "s" + strconv.Itoa(len(g.identifies)), shard: shard, intents: *d.Intents, link: l}
	g.sessions[ses.id] = ses
	g.mu.Unlock()
	s.emit(ses, "READY", object{
		"v": 10, "user": s.me(), "guilds": []any{object{"id": s.GuildID, "unavailable": true}}, "session_id": ses.id,
		"resume_gateway_url": s.gatewayURL(), "shard": shard, "application": object{"id": s.AppID, "flags": 0},
	})
	g.mu.Lock()
	close(g.seen)
	g.seen = make(chan struct{})
	g.mu.Unlock()
}

// admit tells whether an identify may pass, or with which close code it may
// not. An identify out of turn is a fault as well.
func (s *Server) admit(token string, intents int, shard [2]int) (int, string) {
	g := &s.gateway
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.refusals > 0:
		g.refusals--
		return g.refusal, "as the test wants"
	case token != s.Token && token != "Bot "+s.Token:
		return 4004, "Authentication failed."
	case shard[1] < 1 || shard[0] < 0 || shard[0] >= shard[1]:
		return 4010, "Invalid shard."
	case intents&^intentsAll != 0:
		return 4013, "Invalid intent(s)."
	case intents&intentPrivileged != 0:
		return 4014, "Disallowed intent(s)."
	}
	now := time.Now()
	bucket := shard[0] % s.config.MaxConcurrency
	if wait := s.config.IdentifyWindow*9/10 - now.Sub(g.window[bucket]); wait > 0 {
		s.fault("shard %d identified %v too early", shard[0], wait)
	}
	g.window[bucket] = now
	g.identifies = append(g.identifies, now)
	return 0, ""
}

func (s *Server) resume(l *link, raw json.RawMessage) {
	var d struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int    `json:"seq"`
	}
	if json.Unmarshal(raw, &d) != nil {
		l.close(4002, "decode error")
		return
	}
	g := &s.gateway
	g.mu.Lock()
	ses := g.sessions[d.SessionID]
	first := g.afterward > 0
	if first {
		g.afterward--
	}
	switch {
	case ses == nil:
		g.mu.Unlock()
		l.send(packet{Op: opInvalidSession, Data: false})
		return
	case d.Seq > ses.seq:
		g.mu.Unlock()
		l.close(4007, "Invalid seq.")
		return
	case first:
		g.mu.Unlock()
		l.send(packet{Op: opReconnect})
		return
	}
	g.resumes++
	ses.link = l
	missed := append([]packet(nil), ses.events[min(d.Seq, len(ses.events)):]...)
	g.mu.Unlock()
	for _, p := range missed {
		l.send(p)
	}
	s.emit(ses, "RESUMED", object{})
}

// emit numbers an event, keeps it for replay and sends it if the session has
// a connection.
func (s *Server) emit(ses *session, kind string, data any) {
	g := &s.gateway
	g.mu.Lock()
	ses.seq++
	seq := ses.seq
	p := packet{Op: opDispatch, Type: kind, Data: data, Seq: &seq}
	ses.events = append(ses.events, p)
	l := ses.link
	g.mu.Unlock()
	if l != nil {
		l.send(p)
	}
}

// String shows a session in a fault.
func (ses *session) String() string { return fmt.Sprintf("session %s of shard %v", ses.id, ses.shard) }
