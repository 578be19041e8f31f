package wire_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/wire"
)

func TestHTTP(t *testing.T) {
	cases := []struct {
		name     string
		behave   func(*hostile.Conversation)
		status   int    // 0: an error
		body     string // what can be read
		broken   bool   // reading ends in an error
		requests int64
	}{
		{"answer", hostile.Answers(hostile.OK), 200, "ok", false, 1},
		{"redirect", hostile.Answers(hostile.Answer("302 Found", "Location: /x\r\n", "")), 302, "", false, 1},
		{"429 once", hostile.Once(hostile.Busy("429 Too Many Requests", "Retry-After: 0\r\n")), 200, "ok", false, 2},
		{"500", hostile.Busy("500 Internal Server Error", ""), 500, "busy", false, 1},
		{"cut off", hostile.Answers("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"), 200, "hello", true, 1},
		{"hangs up after the request", func(c *hostile.Conversation) { c.ReadRequest() }, 0, "", false, 1},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			peer := serve(t, tc.behave)
			client := newClient(t, limited())
			req, err := http.NewRequest(http.MethodPost, peer.URL+"/orgs", strings.NewReader("{}"))
			require.NoError(t, err)
			req.Header.Set("Idempotency-Key", "1")
			resp, err := client.HTTP().Do(req)
			assert.Equal(t, tc.requests, peer.Requests.Load())
			assert.EqualValues(t, tc.requests, client.Requests())
			if tc.status == 0 {
				var failure *wire.Error
				require.ErrorAs(t, err, &failure)
				return
			}
			require.NoError(t, err)
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, resp.Body.Close())
			assert.Equal(t, tc.broken, err != nil, "%v", err)
			assert.Equal(t, tc.status, resp.StatusCode)
			assert.Equal(t, tc.body, string(body))
		})
	}
}

// TestACallThatRunsOutOfTimeSaysWhyItWasTriedAgain ends between two attempts.
func TestACallThatRunsOutOfTimeSaysWhyItWasTriedAgain(t *testing.T) {
	nobody, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, nobody.Close())
	o := limited()
	o.MaxRetries, o.MaxRetryWait = 100, time.Minute
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+nobody.Addr().String()+"/capabilities", nil)
	require.NoError(t, err)
	_, err = newClient(t, o).HTTP().Do(req) //nolint:bodyclose // there is no answer
	var failure *wire.Error
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, wire.Refused, failure.Kind)
	assert.NotErrorIs(t, err, context.DeadlineExceeded, "the target was not slow")
	assert.NotContains(t, err.Error(), "/capabilities", "who calls says what was called")
}

// TestServerThatClosesKeptConnections holds that a connection that is known to be closed is not
// used again. The server waits until the client knows: a request that is sent while the server
// closes is an error, see TestKeptConnectionThatBreaks.
func TestServerThatClosesKeptConnections(t *testing.T) {
	closed := make(chan struct{})
	peer := serve(t, func(c *hostile.Conversation) {
		if c.ReadRequest() && c.Say(hostile.OK) {
			_ = c.Conn.(*net.TCPConn).CloseWrite()
			c.First() // nothing: the client hangs up too
			closed <- struct{}{}
		}
	})
	session := newSession(t, limited())
	for range 20 {
		x := do(t, session, wire.Request{Method: "POST", URL: peer.URL, Body: []byte("code=x")})
		require.NoError(t, x.Err)
		<-closed
	}
	assert.EqualValues(t, 20, peer.Requests.Load())
}

func BenchmarkExchange(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "https://site.example/services/oauth2/echo?code=aPrx1234567890abcdef%3D%3D&sfdc_community_id=0DB000000000001")
		w.WriteHeader(http.StatusFound)
	}))
	defer server.Close()
	client := wire.NewClient(wire.Options{Parallel: 16})
	defer client.Close()
	run := redact.New(nil)
	for i := range 1000 { // which have the same beginning, as those of one org do
		run.Register("client_secret", fmt.Sprintf("00D5%032x", i*i))
	}
	request := wire.Request{
		Label: "authorization request", Method: "POST", URL: server.URL + "/services/oauth2/authorize",
		Body: []byte("response_type=code_credentials&client_id=3MVG9abcdef&redirect_uri=https%3A%2F%2Fsite.example%2Fservices%2Foauth2%2Fecho&username=ada%40example.com&password=correct-horse-9&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
	}
	b.SetParallelism(8)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		session := client.Session("a", redact.New(run))
		for n := 1; pb.Next(); n++ {
			if x := session.Do(context.Background(), request); x.Err != nil {
				b.Error(x.Err)
			}
			if n%5 == 0 { // as many as a scenario has
				session.Transcript()
				session = client.Session("a", redact.New(run))
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "exchanges/s")
}
