package wire_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

// exchangeOfCode is the request of the races below.
func exchangeOfCode(url string) wire.Request {
	return wire.Request{
		Label: "token request", Method: http.MethodPost, URL: url + "/token",
		Header: []reports.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}},
		Body:   []byte("grant_type=authorization_code&code=0123456789"),
	}
}

// raceOf runs a race and holds what is true of each: every request is an exchange of the session.
func raceOf(t *testing.T, s *wire.Session, r wire.Request, times int) *wire.Race {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	race := s.AtOnce(ctx, r, times)
	require.Len(t, race.Exchanges, times)
	transcript := s.Transcript()
	require.Len(t, transcript, times)
	for i, x := range race.Exchanges {
		assert.Equal(t, r.Label, transcript[i].Label)
		assert.Equal(t, 1, x.Attempts)
	}
	return race
}

// part reads a request up to its last byte.
func part(t *testing.T, conn net.Conn) *bufio.Reader {
	t.Helper()
	in := bufio.NewReader(conn)
	req, err := http.ReadRequest(in)
	if !assert.NoError(t, err) {
		return in
	}
	assert.Equal(t, "/token", req.URL.Path)
	_, err = io.CopyN(io.Discard, req.Body, req.ContentLength-1)
	assert.NoError(t, err)
	return in
}

// TestTheLastBytesWaitForEveryRequest holds back the TLS handshake of one connection: until it is
// done, no other request may be whole.
func TestTheLastBytesWaitForEveryRequest(t *testing.T) {
	pair, pool := certify(t, func(*x509.Certificate) {})
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	const times = 4
	var served, stood sync.WaitGroup
	stood.Add(times - 1)
	served.Go(func() {
		for i := range times {
			conn, err := listener.Accept()
			if !assert.NoError(t, err) {
				return
			}
			served.Go(func() {
				defer func() { _ = conn.Close() }()
				if i == times-1 {
					stood.Wait()
				}
				secure := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12})
				in := part(t, secure)
				if i < times-1 {
					assert.NoError(t, conn.SetReadDeadline(time.Now().Add(30*time.Millisecond)))
					_, err := conn.Read(make([]byte, 1)) // below TLS, whose errors stay
					assert.ErrorIs(t, err, os.ErrDeadlineExceeded, "a request is whole before all stand")
					assert.NoError(t, conn.SetReadDeadline(time.Time{}))
					stood.Done()
				}
				last, err := in.ReadByte()
				assert.NoError(t, err)
				assert.Equal(t, byte('9'), last)
				_, err = io.WriteString(secure, hostile.OK)
				assert.NoError(t, err)
			})
		}
	})
	o := limited()
	o.RootCAs = pool
	race := raceOf(t, newSession(t, o), exchangeOfCode("https://"+listener.Addr().String()), times)
	served.Wait()
	assert.True(t, race.LastBytes)
	for _, x := range race.Exchanges {
		require.NoError(t, x.Err)
		assert.Equal(t, http.StatusOK, x.Response.Status)
		assert.Equal(t, "ok", string(x.Response.Body))
	}
}

// TestARaceSendsWhatASingleRequestSends compares the bytes.
func TestARaceSendsWhatASingleRequestSends(t *testing.T) {
	var mu sync.Mutex
	var came []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		var text strings.Builder
		assert.NoError(t, r.Header.Write(&text))
		mu.Lock()
		defer mu.Unlock()
		came = append(came, r.Method+" "+r.RequestURI+" "+r.Host+"\n"+text.String()+string(body))
		_, _ = io.WriteString(w, "ok")
	}))
	t.Cleanup(server.Close)
	for name, r := range map[string]wire.Request{
		"with a body":    exchangeOfCode(server.URL),
		"without a body": {Label: "authorization request", Method: http.MethodGet, URL: server.URL, Query: "client_id=a%20b"},
	} {
		t.Run(name, func(t *testing.T) {
			came = nil
			session := newSession(t, limited())
			require.NoError(t, do(t, session, r).Err)
			race := session.AtOnce(t.Context(), r, 3)
			assert.True(t, race.LastBytes)
			require.Len(t, came, 4)
			for _, request := range came[1:] {
				assert.Equal(t, came[0], request)
			}
		})
	}
}

func TestARaceWithoutHTTP1SendsWholeRequests(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) }))
	server.EnableHTTP2 = true
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS12, GetConfigForClient: func(c *tls.ClientHelloInfo) (*tls.Config, error) {
		if !slices.Contains(c.SupportedProtos, "h2") {
			return nil, errors.New("only HTTP/2")
		}
		return nil, nil
	}}
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	t.Cleanup(server.Close)
	o := limited()
	o.RootCAs = x509.NewCertPool()
	o.RootCAs.AddCert(server.Certificate())
	race := raceOf(t, newSession(t, o), exchangeOfCode(server.URL), 5)
	assert.False(t, race.LastBytes)
	for _, x := range race.Exchanges {
		require.NoError(t, x.Err)
		assert.Equal(t, "HTTP/2.0", string(x.Response.Body))
	}
}

// inside is a server within the process that answers when so many requests are there.
type inside struct {
	there sync.WaitGroup
	asked atomic.Int64
}

func (i *inside) RoundTrip(r *http.Request) (*http.Response, error) {
	i.asked.Add(1)
	i.there.Done()
	i.there.Wait()
	body, err := io.ReadAll(r.Body)
	return &http.Response{StatusCode: http.StatusOK, Proto: "HTTP/1.1", Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(body))), Request: r}, err
}

func TestARaceWithinTheProcessSendsAllBeforeAnyAnswer(t *testing.T) {
	server := &inside{}
	server.there.Add(6)
	race := raceOf(t, newSession(t, wire.Options{Shortcut: func(http.RoundTripper) http.RoundTripper { return server }}), exchangeOfCode("http://inside.example"), 6)
	assert.False(t, race.LastBytes)
	for _, x := range race.Exchanges {
		require.NoError(t, x.Err)
		assert.Equal(t, "grant_type=authorization_code&code=0123456789", string(x.Response.Body))
	}
}

// TestRacesKeepToTheLimits runs more races than there are turns for at the same time.
func TestRacesKeepToTheLimits(t *testing.T) {
	var now, most atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		n := now.Add(1)
		defer now.Add(-1)
		for before := most.Load(); n > before && !most.CompareAndSwap(before, n); before = most.Load() {
		}
	}))
	t.Cleanup(server.Close)
	o := limited()
	o.Parallel = 3
	client := newClient(t, o)
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			race := client.Session("features/a.feature:1", nil).AtOnce(t.Context(), exchangeOfCode(server.URL), 16)
			assert.Len(t, race.Exchanges, 3)
			for _, x := range race.Exchanges {
				assert.NoError(t, x.Err)
			}
		})
	}
	all.Wait()
	assert.Equal(t, 15, client.Requests())
	assert.LessOrEqual(t, most.Load(), int64(3))
}

func TestRacersWithoutAnAnswerSaySo(t *testing.T) {
	t.Run("the server hangs", func(t *testing.T) {
		race := raceOf(t, newSession(t, quick()), exchangeOfCode(serve(t, (*hostile.Conversation).Hang).URL), 2)
		for _, x := range race.Exchanges {
			assert.Equal(t, wire.Timeout, kindOf(t, x.Err))
			assert.Contains(t, x.Err.Error(), "token request POST")
		}
	})
	t.Run("the server hangs up", func(t *testing.T) {
		race := raceOf(t, newSession(t, limited()), exchangeOfCode(serve(t, func(c *hostile.Conversation) { c.ReadRequest() }).URL), 2)
		for _, x := range race.Exchanges {
			assert.Equal(t, wire.Reset, kindOf(t, x.Err))
		}
	})
	t.Run("nobody listens", func(t *testing.T) {
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, listener.Close())
		race := raceOf(t, newSession(t, limited()), exchangeOfCode("http://"+listener.Addr().String()), 2)
		for _, x := range race.Exchanges {
			assert.Equal(t, wire.Refused, kindOf(t, x.Err))
		}
	})
	t.Run("a request that cannot be sent", func(t *testing.T) {
		x := newSession(t, limited()).AtOnce(t.Context(), wire.Request{URL: "ftp://a.example"}, 2).Exchanges[1]
		assert.Equal(t, wire.Unsendable, kindOf(t, x.Err))
		assert.Zero(t, x.Attempts)
	})
	t.Run("the caller ends it", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		x := newSession(t, limited()).AtOnce(ctx, exchangeOfCode("http://127.0.0.1:1"), 2).Exchanges[0]
		assert.Equal(t, wire.Cancelled, kindOf(t, x.Err))
	})
}

// TestARaceThatIsEndedWhileItIsAnswered ends races at the moment at which their connections are closed.
func TestARaceThatIsEndedWhileItIsAnswered(t *testing.T) {
	for range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "0")
			_ = http.NewResponseController(w).Flush() // the other one may have ended the race already
			cancel()
		}))
		race := newSession(t, limited()).AtOnce(ctx, exchangeOfCode(server.URL), 2)
		assert.Len(t, race.Exchanges, 2)
		cancel()
		server.Close()
	}
}

func kindOf(t *testing.T, err error) wire.Kind {
	t.Helper()
	failure, ok := errors.AsType[*wire.Error](err)
	require.True(t, ok, "%v", err)
	return failure.Kind
}
