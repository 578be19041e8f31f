package wire_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// peer is a server written byte by byte, so that it can do what no library lets one do.
type peer struct {
	url      string
	conns    atomic.Int64 // connections accepted
	requests atomic.Int64 // requests whose header was read whole
}

// conversation is what a peer does on one connection; it is closed afterwards.
type conversation struct {
	net.Conn
	peer *peer
	in   *bufio.Reader
	n    int64         // which connection of the peer it is, from 1
	done chan struct{} // closed when the test ends
}

// read reads one request with its body.
func (c *conversation) read() bool {
	req, err := http.ReadRequest(c.in)
	if err != nil {
		return false
	}
	_, _ = c.in.Discard(int(req.ContentLength))
	c.peer.requests.Add(1)
	return true
}

// first waits for the first byte of a request.
func (c *conversation) first() { _, _ = c.in.Peek(1) }

func (c *conversation) write(text string) bool {
	_, err := c.Write([]byte(text))
	return err == nil
}

// hang waits until the test ends.
func (c *conversation) hang() { <-c.done }

// drip writes byte by byte, too slowly to be done in time.
func (c *conversation) drip(text string) {
	tick := time.NewTicker(30 * time.Millisecond)
	defer tick.Stop()
	for i := range text {
		select {
		case <-tick.C:
		case <-c.done:
			return
		}
		if !c.write(text[i : i+1]) {
			return
		}
	}
}

// reset closes so that the client sees a reset.
func (c *conversation) reset() { _ = c.Conn.(*net.TCPConn).SetLinger(0) }

func serve(t *testing.T, behave func(*conversation)) *peer {
	t.Helper()
	return serveTLS(t, nil, behave)
}

func serveTLS(t *testing.T, config *tls.Config, behave func(*conversation)) *peer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p := &peer{url: "http://" + listener.Addr().String()}
	if config != nil {
		p.url = "https://" + listener.Addr().String()
	}
	done := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			n := p.conns.Add(1)
			if config != nil {
				conn = tls.Server(conn, config)
			}
			all.Go(func() {
				defer func() { _ = conn.Close() }()
				behave(&conversation{Conn: conn, peer: p, in: bufio.NewReader(conn), n: n, done: done})
			})
		}
	})
	t.Cleanup(func() {
		close(done)
		_ = listener.Close()
		all.Wait()
	})
	return p
}

// quick are options under which every misbehaviour shows within a second.
func quick() wire.Options {
	return wire.Options{RequestTimeout: 300 * time.Millisecond, MaxBody: 64 << 10, MaxHeader: 16 << 10, MaxRetryWait: 20 * time.Millisecond}
}

func newClient(t *testing.T, o wire.Options) *wire.Client {
	t.Helper()
	c := wire.NewClient(o)
	t.Cleanup(c.Close)
	return c
}

func newSession(t *testing.T, o wire.Options) *wire.Session {
	t.Helper()
	return newClient(t, o).Session("features/a.feature:1", wire.NewSecrets(nil))
}

func authorization(p *peer) wire.Request {
	return wire.Request{
		Label: "authorization request", Method: http.MethodPost, URL: p.url + "/services/oauth2/authorize",
		Header: []reports.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}},
		Body:   []byte("response_type=code_credentials&username=ada&password=correct-horse-9"),
	}
}

func do(t *testing.T, s *wire.Session, r wire.Request) *wire.Exchange {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return s.Do(ctx, r)
}
