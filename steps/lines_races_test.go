package steps

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/refserver/message"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

const (
	onlyOneCode     = "of many such requests at the same moment, each time with a new code, at most one is accepted"
	onlyOnePassword = "of many such requests at the same moment, each time with a new one-time password, at most one is accepted"
	onlyOneLives    = "of many such requests at the same moment, each time with new tokens, at most one gives a refresh token that works"
)

// races are the scenarios about requests at the same moment, each with the fault that it finds.
var races = map[string]struct {
	fault string
	lines []string
}{
	"a code": {"code-is-used-a-moment-later", []string{"a private client", "the app holds an authorization code", "the app exchanges the code", onlyOneCode}},
	"a rotated refresh token": {"refresh-token-is-replaced-a-moment-later", []string{
		"a private client", scopes, `the app has "Enable Refresh Token Rotation" on`, "the app holds tokens", "the app refreshes its tokens", onlyOneLives,
	}},
	"the one-time password of a login": {"one-time-password-of-a-login-is-used-a-moment-later", []string{
		"a private client", `the org has "Allow passwordless login on the site's headless settings" on`,
		`the org has "Require authentication to access this API (passwordless login)" off`,
		"the app has started a passwordless login", "the app asks for authorization by the one-time password", onlyOnePassword,
	}},
	"the one-time password of a registration": {"one-time-password-of-a-registration-is-used-a-moment-later", []string{
		"a private client", `the org has "Allow user registration on the site's headless settings" on`,
		`the org has "Require authentication to access this API (registration)" off`,
		"the app has registered a new user", "the app asks for authorization by the one-time password", onlyOnePassword,
	}},
	"the one-time password of a reset": {"one-time-password-of-a-reset-is-used-a-moment-later", []string{
		"a private client", `the org has "Allow forgot password on the site's headless settings" on`,
		`the org has "Require authentication to access this API (forgot password)" off`,
		"the app has asked for a password reset", "the app sets a new password", onlyOnePassword,
	}},
}

// TestRacesFindAWindowOfOneMillisecond races over connections and within the process, also with the few
// requests at a time that a target file allows by default. How often a window of a millisecond is
// found depends on how busy the machine is. So one run of thirty is enough here; `make races`, on a
// machine that does nothing else, wants nine of ten for each way. A server with the race detector is
// too slow for such a window.
func TestRacesFindAWindowOfOneMillisecond(t *testing.T) {
	if testing.Short() {
		t.Skip("how often it finds the window depends on the time that a request takes")
	}
	const runs = 10
	for name, c := range races {
		t.Run(name, func(t *testing.T) {
			all := 0
			for way, parallel := range map[string]int{"sixteen at a time": 16, "four at a time": 4, "within the process": 16} {
				o := wire.Options{Parallel: parallel}
				on := newFixture(t, refserver.Options{Alterations: faults.With(c.fault)})
				if way == "within the process" {
					o.Shortcut = on.server.InProcess
				}
				on.wire = wire.NewClient(o)
				t.Cleanup(on.wire.Close)
				found := 0
				for range runs {
					if _, err := on.run(t, c.lines...); err != nil {
						var failure *Failure
						require.ErrorAs(t, err, &failure)
						require.Equal(t, reports.Failed, failure.Verdict, "%v", err)
						assert.Contains(t, failure.Observed, "at the same moment")
						found++
					}
				}
				t.Logf("%s: %d of %d", way, found, runs)
				if os.Getenv("CODECRED_RACES") != "" {
					assert.GreaterOrEqual(t, found, runs*9/10, way)
				}
				all += found
			}
			assert.Positive(t, all)
		})
	}
}

func TestRacesPassOnAServerThatIsRight(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for name, c := range races {
		t.Run(name, func(t *testing.T) {
			world, err := on.run(t, c.lines...)
			require.NoError(t, err)
			assert.Empty(t, world.Uncontrolled())
			require.Len(t, world.Observed, 1)
			assert.Regexp(t, `^16 [a-z ]+ requests at the same moment, 5 times \(their last bytes within \d+\.\d ms\): 5 times one was accepted$`, world.Observed[0])
		})
	}
}

// TestARaceWithTheSameNewTokenForAllIsOneLogin has all requests of a moment accepted.
func TestARaceWithTheSameNewTokenForAllIsOneLogin(t *testing.T) {
	variant, err := faults.FindVariant("racing-refreshes-get-the-same-token")
	require.NoError(t, err)
	_, err = newFixture(t, refserver.Options{Alterations: variant.Alterations()}).run(t, races["a rotated refresh token"].lines...)
	require.NoError(t, err)
}

// exchanges makes a server that answers token requests by their number, from 1; a status of 0 means
// as usual.
func exchanges(status func(number int64) int) refserver.Options {
	var number atomic.Int64
	return refserver.Options{Alterations: []refserver.Alteration{func(d *refserver.Design) {
		d.Layers = append(d.Layers, func(r *rules.Request, next refserver.Answerer) message.Response {
			if r.Endpoint.Path == rules.TokenPath {
				if code := status(number.Add(1)); code != 0 {
					return message.JSON(code, rules.OAuthError{Error: "invalid_grant", Description: "not now"})
				}
			}
			return next(r)
		})
	}}}
}

// TestRacesThatDecideNothing holds that a race passes only if one request was accepted and another
// one was refused.
func TestRacesThatDecideNothing(t *testing.T) {
	for name, c := range map[string]struct {
		status  func(number int64) int
		verdict reports.Verdict
		says    string
	}{
		"the request alone is refused": {func(int64) int { return http.StatusBadRequest }, reports.Inconclusive, "to be accepted when it is sent alone"},
		"all are refused": {func(n int64) int {
			if n == 1 {
				return 0
			}
			return http.StatusBadRequest
		}, reports.Inconclusive, "one token request of several at the same moment to be accepted"},
		"all but one are too many": {func(n int64) int {
			if n%16 == 1 {
				return 0
			}
			return http.StatusTooManyRequests
		}, reports.Inconclusive, "and 15 were not answered"},
		"all are too many": {func(n int64) int {
			if n == 1 {
				return 0
			}
			return http.StatusServiceUnavailable
		}, reports.Errored, "none of 16 requests at the same moment was answered"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newFixture(t, exchanges(c.status)).run(t, races["a code"].lines...)
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, c.verdict, failure.Verdict, "%v", err)
			assert.Contains(t, err.Error(), c.says)
		})
	}
}

func TestOneRequestAtATimeIsNoRace(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	on.wire = wire.NewClient(wire.Options{Parallel: 1})
	t.Cleanup(on.wire.Close)
	_, err := on.run(t, races["a code"].lines...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.NotRun, failure.Verdict)
	assert.Contains(t, failure.Observed, "raise parallel in the target file")
}

// TestARaceIsNotRunByAProxyThatForwards has a real proxy between, which forwards the requests before the race.
func TestARaceIsNotRunByAProxyThatForwards(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	var forwarded atomic.Int64
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(*httputil.ProxyRequest) { forwarded.Add(1) }})
	t.Cleanup(proxy.Close)
	by, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	on.wire = wire.NewClient(wire.Options{Proxy: func(*url.URL) *wire.Proxy { return &wire.Proxy{URL: by, From: "HTTP_PROXY"} }})
	t.Cleanup(on.wire.Close)
	_, err = on.run(t, races["a code"].lines...)
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.NotRun, failure.Verdict, "%v", err)
	assert.Contains(t, failure.Observed, "cannot be tried through a proxy")
	assert.EqualValues(t, on.wire.Requests(), forwarded.Load())
	assert.Positive(t, forwarded.Load())
}
