package runner

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The variables of the environment of a peer: how it misbehaves, and the server that it provisions.
const (
	peerManner = "CODECRED_TEST_PEER"
	peerURL    = "CODECRED_TEST_PEER_URL"
	peerAuth   = "CODECRED_TEST_PEER_BEARER"
)

// TestPeer is not a test. The tests start it as a program that provisions a target: it carries
// messages to the reference server, and misbehaves.
func TestPeer(t *testing.T) {
	manner := os.Getenv(peerManner)
	if manner == "" {
		t.Skip("it is started by TestPrograms")
	}
	p := &peer{answers: os.Stdout}
	misbehave := manners[manner]
	var all sync.WaitGroup
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var m peerMessage
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			if !misbehave(p, m) {
				p.answer(m, p.carry(m))
			}
		})
	}
	all.Wait()
}

type peerMessage struct {
	ID     int64
	Method string
	Path   string
	Key    string `json:"idempotency_key"`
	Body   json.RawMessage
}

func (m peerMessage) asks(method, path string) bool {
	return m.Method == method && strings.HasSuffix(m.Path, path)
}

// peer is the program while it runs.
type peer struct {
	mu      sync.Mutex
	answers io.Writer
	held    *peerMessage // waits for another message
}

type peerAnswer struct {
	ID     int64           `json:"id"`
	Status int             `json:"status"`
	Body   json.RawMessage `json:"body,omitempty"`
}

// carry takes a message to the server.
func (p *peer) carry(m peerMessage) peerAnswer {
	req, err := http.NewRequest(m.Method, os.Getenv(peerURL)+m.Path, bytes.NewReader(m.Body))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv(peerAuth))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", m.Key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(err)
	}
	return peerAnswer{Status: resp.StatusCode, Body: body}
}

func (p *peer) answer(m peerMessage, a peerAnswer) {
	a.ID = m.ID
	text, err := json.Marshal(a)
	if err != nil {
		panic(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.answers, "%s\n", text)
}

// manners are the ways to misbehave. Each looks at a message and says whether the message is dealt
// with.
var manners = map[string]func(*peer, peerMessage) bool{
	"sound": func(*peer, peerMessage) bool { return false },
	"garbage": func(p *peer, m peerMessage) bool {
		if m.asks("POST", "/apps") {
			p.mu.Lock()
			defer p.mu.Unlock()
			fmt.Fprintln(p.answers, "Deploying 4 apps ...")
		}
		return false
	},
	"crashes": func(_ *peer, m peerMessage) bool {
		if m.asks("POST", "/users") {
			fmt.Fprintln(os.Stderr, "out of memory")
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return false
	},
	"crashes on a change": func(_ *peer, m peerMessage) bool {
		if m.Method == http.MethodPatch && strings.Contains(m.Path, "/apps/") {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return false
	},
	"stops":     func(_ *peer, m peerMessage) bool { return m.asks("POST", "/users") },
	"keeps all": func(_ *peer, m peerMessage) bool { return m.Method == http.MethodDelete },
	"out of order": func(p *peer, m peerMessage) bool {
		if m.ID%2 == 0 { // the later messages overtake it
			<-time.After(50 * time.Millisecond)
		}
		return false
	},
	"mixes up": func(p *peer, m peerMessage) bool {
		if !m.asks("POST", "/apps") {
			return false
		}
		p.mu.Lock()
		other := p.held
		if other == nil {
			p.held = &m
		}
		p.mu.Unlock()
		if other != nil {
			to, from := p.carry(m), p.carry(*other)
			p.answer(*other, to)
			p.answer(m, from)
		}
		return true
	},
	"floods": func(*peer, peerMessage) bool {
		line := strings.Repeat("trace ", 1<<12) + "\n"
		for range 50 { // some 1 MB for each message
			fmt.Fprint(os.Stderr, line)
		}
		return false
	},
	"stays": func(p *peer, m peerMessage) bool {
		signal.Ignore(syscall.SIGTERM)
		if m.asks("GET", "/capabilities") {
			p.answer(m, p.carry(m))
			<-time.After(5 * soon)
			return true
		}
		return false
	},
}
