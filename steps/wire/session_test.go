package wire_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

// wanted reads a request as it is on the wire and answers it.
func wanted(got chan<- string) func(*hostile.Conversation) {
	return func(c *hostile.Conversation) {
		var text strings.Builder
		req, err := http.ReadRequest(bufio.NewReader(io.TeeReader(c.Conn, &text)))
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, req.Body) // what is missing is missed in the text
		got <- text.String()
		c.Say(hostile.OK)
	}
}

func TestRequestsAreSentAsTheyAre(t *testing.T) {
	const agent = "User-Agent: codecred (features/a.feature:1)\r\n"
	fields := []reports.Field{{Name: "x-lower", Value: "1"}, {Name: "X-Twice", Value: "b"}, {Name: "X-Twice", Value: "a"}, {Name: "X-Empty"}}
	cases := []struct {
		name    string
		request wire.Request
		want    string
	}{
		{"nothing but a path", wire.Request{}, "GET /p HTTP/1.1\r\nHost: HOST\r\n" + agent + "\r\n"},
		{"lower-case method", wire.Request{Method: "post", Body: []byte("a")}, "post /p HTTP/1.1\r\nHost: HOST\r\n" + agent + "Content-Length: 1\r\n\r\na"},
		{"made-up method", wire.Request{Method: "BREW"}, "BREW /p HTTP/1.1\r\nHost: HOST\r\n" + agent + "\r\n"},
		{"query as it is", wire.Request{Query: "a=1&a=2&&=%zz&b=%3d|\"é"}, "GET /p?a=1&a=2&&=%zz&b=%3d|\"é HTTP/1.1\r\nHost: HOST\r\n" + agent + "\r\n"},
		{"fields", wire.Request{Header: fields}, "GET /p HTTP/1.1\r\nHost: HOST\r\n" + agent + "X-Empty: \r\nX-Twice: b\r\nX-Twice: a\r\nx-lower: 1\r\n\r\n"},
		{"own agent and host", wire.Request{Header: []reports.Field{{Name: "Host", Value: "other.example"}, {Name: "user-agent", Value: "me"}}}, "GET /p HTTP/1.1\r\nHost: other.example\r\nUser-Agent: me\r\n\r\n"},
		{"GET with a body", wire.Request{Method: "GET", Body: []byte("a=b")}, "GET /p HTTP/1.1\r\nHost: HOST\r\n" + agent + "Content-Length: 3\r\n\r\na=b"},
		{"empty body", wire.Request{Method: "POST", Body: []byte{}}, "POST /p HTTP/1.1\r\nHost: HOST\r\n" + agent + "Content-Length: 0\r\n\r\n"},
		{"raw", wire.Request{Raw: []byte("pOsT  /p?q HTTP/1.1\r\nHost: a\r\nbad field\x01: \x7f\r\n\r\n")}, "pOsT  /p?q HTTP/1.1\r\nHost: a\r\nbad field\x01: \x7f\r\n\r\n"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got := make(chan string, 1)
			behave := wanted(got)
			if tc.request.Raw != nil {
				behave = func(c *hostile.Conversation) {
					text := make([]byte, len(tc.want))
					_, _ = io.ReadFull(c.Conn, text)
					got <- string(text)
					c.Say(hostile.OK)
				}
			}
			peer := serve(t, behave)
			tc.request.URL = peer.URL + "/p"
			x := do(t, newSession(t, limited()), tc.request)
			require.NoError(t, x.Err)
			assert.Equal(t, strings.ReplaceAll(tc.want, "HOST", strings.TrimPrefix(peer.URL, "http://")), <-got)
			assert.Equal(t, "ok", string(x.Response.Body))
		})
	}
}

func TestWhatCannotBeSentAsAskedIsNotSent(t *testing.T) {
	field := func(name, value string) wire.Request {
		return wire.Request{Header: []reports.Field{{Name: name, Value: value}}}
	}
	cases := map[string]wire.Request{
		"method":                {Method: "GE T"},
		"query with a space":    {Query: "a b"},
		"query with a new line": {Query: "a\r\nX: y"},
		"field name":            field("a b", "c"),
		"field value":           field("a", "b\r\nc: d"),
		"outer space":           field("a", " b"),
		"wrong length":          field("Content-Length", "7"),
		"chunks":                field("Transfer-Encoding", "chunked"),
		"two hosts":             {Header: []reports.Field{{Name: "Host", Value: "a"}, {Name: "Host", Value: "b"}}},
		"two agents":            {Header: []reports.Field{{Name: "User-Agent", Value: "a"}, {Name: "User-Agent", Value: "b"}}},
		"URL with a query":      {URL: "http://127.0.0.1/?a=b"},
		"URL with credentials":  {URL: "http://ada:pw@127.0.0.1/"},
		"relative URL":          {URL: "/authorize"},
		"other scheme":          {URL: "ftp://127.0.0.1/"},
		"URL that is none":      {URL: "http://[::1"},
	}
	for name, request := range cases {
		t.Run(name, func(t *testing.T) {
			peer := serve(t, hostile.Answers(hostile.OK))
			if request.URL == "" {
				request.URL = peer.URL
			}
			x := do(t, newSession(t, limited()), request)
			var failure *wire.Error
			require.ErrorAs(t, x.Err, &failure)
			assert.Equal(t, wire.Unsendable, failure.Kind)
			assert.False(t, failure.Sent)
			assert.Zero(t, peer.Conns.Load())
		})
	}
}

// TestKeptConnectionThatBreaks: net/http by itself would send a GET again, and a
// POST with an Idempotency-Key, when a kept connection ends before an answer.
func TestKeptConnectionThatBreaks(t *testing.T) {
	cases := map[string]wire.Request{
		"GET":                          {Method: "GET", Query: "username=ada"},
		"HEAD":                         {Method: "HEAD"},
		"POST":                         {Method: "POST", Body: []byte("code=x")},
		"POST with an Idempotency-Key": {Method: "POST", Body: []byte("{}"), Header: []reports.Field{{Name: "Idempotency-Key", Value: "1"}}},
		"the same without a body":      {Method: "POST", Header: []reports.Field{{Name: "Idempotency-Key", Value: "1"}}},
	}
	for name, request := range cases {
		t.Run(name, func(t *testing.T) {
			peer := serve(t, func(c *hostile.Conversation) {
				if c.ReadRequest() && c.Say(hostile.OK) {
					c.ReadRequest() // and hang up
				}
			})
			session := newSession(t, limited())
			require.NoError(t, do(t, session, wire.Request{URL: peer.URL}).Err)
			request.URL = peer.URL
			x := do(t, session, request)
			var failure *wire.Error
			require.ErrorAs(t, x.Err, &failure)
			assert.Equal(t, wire.Reset, failure.Kind)
			assert.True(t, failure.Sent)
			assert.Equal(t, 1, x.Attempts)
			assert.EqualValues(t, 2, peer.Requests.Load(), "the broken request was read once")
			assert.EqualValues(t, 1, peer.Conns.Load())
		})
	}
}

func TestConnectionsAreKept(t *testing.T) {
	peer := serve(t, func(c *hostile.Conversation) {
		for c.ReadRequest() && c.Say(hostile.OK) {
		}
	})
	session := newSession(t, limited())
	for _, method := range []string{"GET", "POST", "BREW", "GET", "OPTIONS"} {
		require.NoError(t, do(t, session, wire.Request{Method: method, URL: peer.URL}).Err)
	}
	assert.EqualValues(t, 1, peer.Conns.Load())
}

func TestRefusedConnectionIsTriedAgain(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	url := "http://" + listener.Addr().String()
	require.NoError(t, listener.Close())

	client := newClient(t, limited())
	x := do(t, client.Session("a", nil), wire.Request{URL: url})
	var failure *wire.Error
	require.ErrorAs(t, x.Err, &failure)
	assert.Equal(t, wire.Refused, failure.Kind)
	assert.False(t, failure.Sent)
	assert.Equal(t, 3, x.Attempts)
	assert.Zero(t, client.Requests(), "nothing was sent")
}

func TestCancelled(t *testing.T) {
	t.Run("while it waits for the answer", func(t *testing.T) {
		peer := serve(t, hostile.Stays(""))
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			assert.Eventually(t, func() bool { return peer.Requests.Load() == 1 }, patience, time.Millisecond)
			cancel()
		}()
		x := newSession(t, wire.Options{}).Do(ctx, authorization(peer))
		require.ErrorIs(t, x.Err, context.Canceled)
		assert.Contains(t, x.Err.Error(), string(wire.Cancelled))
	})
	t.Run("while it waits to try again", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			busy := always(&http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"60"}}, Body: http.NoBody})
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			x := newSession(t, wire.Options{MaxRetryWait: time.Minute, Shortcut: busy}).Do(ctx, wire.Request{URL: "http://busy.example"})
			require.ErrorIs(t, x.Err, context.DeadlineExceeded)
			assert.Equal(t, 429, x.Response.Status, "what came is kept")
			assert.Equal(t, time.Second, time.Since(x.Started))
		})
	})
	t.Run("before it begins", func(t *testing.T) {
		peer := serve(t, hostile.Answers(hostile.OK))
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		x := newSession(t, limited()).Do(ctx, authorization(peer))
		require.ErrorIs(t, x.Err, context.Canceled)
		assert.Zero(t, peer.Requests.Load())
	})
}

func TestLimitsHoldOverAllSessions(t *testing.T) {
	t.Run("parallel", func(t *testing.T) {
		var now, most atomic.Int64
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			n := now.Add(1)
			defer now.Add(-1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
		}))
		defer server.Close()
		client := newClient(t, wire.Options{Parallel: 3})
		inParallel(t, client, server.URL, 20, 10)
		assert.LessOrEqual(t, most.Load(), int64(3))
		assert.Equal(t, 200, client.Requests())
	})
	t.Run("rate", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			fast := always(&http.Response{StatusCode: http.StatusOK, Body: http.NoBody})
			started := time.Now()
			inParallel(t, newClient(t, wire.Options{RequestsPerSecond: 100, Shortcut: fast}), "http://fast.example", 3, 7)
			assert.Equal(t, 200*time.Millisecond, time.Since(started), "the first at once, 20 more at 10 ms each")
		})
	})
}

// always answers every request at once in the same way, without a network.
func always(answer *http.Response) func(http.RoundTripper) http.RoundTripper {
	return func(http.RoundTripper) http.RoundTripper { return answers{answer} }
}

type answers struct{ answer *http.Response }

func (a answers) RoundTrip(*http.Request) (*http.Response, error) {
	answer := *a.answer
	return &answer, nil
}

// inParallel makes sessions that do so many exchanges each.
func inParallel(t *testing.T, client *wire.Client, url string, sessions, exchanges int) {
	t.Helper()
	done := make(chan error)
	for range sessions {
		go func() {
			session := client.Session("a", nil)
			var err error
			for range exchanges {
				if x := session.Do(context.Background(), wire.Request{URL: url}); x.Err != nil {
					err = x.Err
				}
			}
			done <- err
		}()
	}
	for range sessions {
		require.NoError(t, <-done)
	}
}
