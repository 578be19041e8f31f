//go:build unix

package runner

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	face "github.com/codecred/codecred/fixtures/refserver/provisioning"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
)

// tape is a reference server that records its requests, scenario by scenario.
type tape struct {
	file     string                          // of the target
	front    func(http.Handler) http.Handler // stands before the server; nil for nothing
	requests atomic.Int64                    // all, with those that prepare

	base string
	mu   sync.Mutex
	by   map[string][]*taken // by the User-Agent, which names the scenario
}

// taken is one request as it arrived, with its answer.
type taken struct {
	method, target string
	header         http.Header
	body, answer   string
}

func newTape(b *testing.B) *tape {
	b.Helper()
	server, err := refserver.New(refserver.Options{Cost: tenant.TestPasswordCost})
	require.NoError(b, err)
	const token = "token-of-the-tape"
	admin, sites := face.New(server, face.Options{Token: token, Settings: refserver.Offered()}), server.Handler()
	t := &tape{by: map[string][]*taken{}}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case !strings.HasPrefix(r.URL.Path, face.Path):
				t.take(sites, w, r)
			case r.Method == http.MethodDelete && strings.Count(r.URL.Path, "/") == strings.Count(face.Path, "/")+2:
				w.WriteHeader(http.StatusNoContent) // the org stays for the replay
			default:
				admin.ServeHTTP(w, r)
			}
		}))
		t.requests.Add(1)
		if t.front != nil {
			next = t.front(next)
		}
		next.ServeHTTP(w, r)
	}))
	b.Cleanup(front.Close)
	t.base, t.file = front.URL, targetFile(b, front.URL+face.Path, token)
	return t
}

// take answers a request and keeps both.
func (t *tape) take(server http.Handler, w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, r)
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
	t.mu.Lock()
	defer t.mu.Unlock()
	agent := r.UserAgent()
	t.by[agent] = append(t.by[agent], &taken{
		method: r.Method, target: r.RequestURI, header: r.Header, body: string(body),
		answer: answer.Header().Get("Location") + "\n" + answer.Body.String(),
	})
}

// replay sends everything again, scenario by scenario, as many at a time as the suite does. It
// returns how long that took, and the number of requests.
func (t *tape) replay(b *testing.B) (time.Duration, int) {
	b.Helper()
	client := &http.Transport{MaxIdleConnsPerHost: parallel}
	defer client.CloseIdleConnections()
	scenarios := t.by
	t.by = map[string][]*taken{}
	queue := make(chan []*taken, len(scenarios))
	requests := 0
	for _, scenario := range scenarios {
		requests += len(scenario)
		queue <- scenario
	}
	close(queue)
	started := time.Now()
	var all sync.WaitGroup
	for range parallel {
		all.Go(func() {
			for scenario := range queue {
				if err := t.replayScenario(client, scenario); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	return time.Since(started), requests
}

// replayScenario sends the requests of one scenario. It replaces the codes and tokens of the first
// time by those that the server gives now.
func (t *tape) replayScenario(client http.RoundTripper, scenario []*taken) error {
	var given []string // old, new, old, new …
	for _, r := range scenario {
		now := strings.NewReplacer(given...)
		req, err := http.NewRequest(r.method, t.base+now.Replace(r.target), strings.NewReader(now.Replace(r.body)))
		if err != nil {
			return err
		}
		for name, values := range r.header {
			req.Header[name] = []string{now.Replace(values[0])}
		}
		resp, err := client.RoundTrip(req)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			return err
		}
		before, after := grants(r.answer), grants(resp.Header.Get("Location")+"\n"+string(body))
		for name, old := range before {
			if after[name] != "" {
				given = append(given, url.QueryEscape(old), url.QueryEscape(after[name]), old, after[name])
			}
		}
	}
	return nil
}

// grants are the code and the tokens in an answer: its Location, a line break,
// and its body.
func grants(answer string) map[string]string {
	location, body, _ := strings.Cut(answer, "\n")
	out := map[string]string{}
	if at, err := url.Parse(location); err == nil && at.Query().Has("code") {
		out["code"] = at.Query().Get("code")
	}
	var members struct {
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
	}
	if json.Unmarshal([]byte(body), &members) == nil && members.Access != "" {
		out["access"], out["refresh"] = members.Access, members.Refresh
	}
	for name, value := range out {
		if value == "" {
			delete(out, name)
		}
	}
	return out
}
