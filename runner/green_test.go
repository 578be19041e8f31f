package runner

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/forecast"
	"github.com/codecred/codecred/runner/suite"
)

// openness is a feature with a MUST about a setting and a SHOULD about none.
const openness = `Feature: Openness
  @CC-PKCE-02
  Scenario: A MUST about a setting
    Given a private client
    And the app has "Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on
    When the app asks for authorization without a code challenge
    Then the authorization request is refused
    But the same request with a code challenge is accepted

  @CC-PKCE-99
  Scenario: A SHOULD about none
    Given a private client
    When the app asks for authorization
    Then the authorization request is accepted
`

// notSupporting is a target that declares that it does not support a setting.
func notSupporting(t *testing.T, key string) string {
	t.Helper()
	file := startReference(t, refserver.ServeOptions{})
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, append(text, "not_supported: ["+key+"]\n"...), 0o600))
	return file
}

func TestWhatPassedBesideTheMustsIsNotGreenAlone(t *testing.T) {
	catalogue := `- {id: CC-PKCE-02, level: MUST, profiles: [salesforce], text: It is refused., source: "RFC 7636, section 4.4.1", trust: RFC}
- {id: CC-PKCE-99, level: SHOULD, profiles: [salesforce], text: It is accepted., source: "RFC 6749, section 4.1.2", trust: RFC}
`
	loaded := folder(t, map[string]string{"openness.feature": openness, "requirements/PKCE.yaml": catalogue})
	results := judged(t.Context(), t, Options{
		Features: loaded, Selection: selection(""), Target: connect.Options{Name: notSupporting(t, "app.require_pkce")},
	})
	assert.Equal(t, 1, results.Run.Counts[reports.Passed], "%v", results.Run.Counts)
	assert.Equal(t, 1, results.Run.Counts[reports.NotApplicable])
	assert.Equal(t, reports.Incomplete, results.Verdict)
	assert.Equal(t, 4, results.ExitCode)
	assert.Contains(t, results.Reason, "none of the 1 MUST scenarios applies")
}

func TestAPartOfASuiteWithNothingInItIsNotGreen(t *testing.T) {
	empty := 0
	for part := range 4 {
		results := judged(t.Context(), t, Options{Features: "testdata/hostile", Selection: selection("@CC-CHG-12"), Shard: suite.Shard{Index: part + 1, Count: 4}})
		if len(results.Scenarios) == 0 {
			empty++
			assert.Equal(t, 4, results.ExitCode)
		}
	}
	assert.Positive(t, empty)
}

// TestATargetThatStopsIsNeverGreen stops the server in the middle of a run.
func TestATargetThatStopsIsNeverGreen(t *testing.T) {
	server, err := refserver.Start(context.WithoutCancel(t.Context()), refserver.ServeOptions{
		Server: refserver.Options{Cost: tenant.TestPasswordCost}, Token: hostileToken,
	})
	require.NoError(t, err)
	stopper := &countdown{left: 3, then: func() { assert.NoError(t, server.Close()) }}
	t.Setenv(hostileVariable, hostileToken)
	file := misdeed{hangs: true}.file(t, server.ProvisioningURL)
	results := judged(t.Context(), t, Options{
		Selection: selection("@CC-ORG-02 or @CC-PKCE-06"), Progress: stopper, Target: connect.Options{Name: file, Parallel: 1},
	})
	assert.Equal(t, 3, results.ExitCode, "%s: %s", results.Verdict, results.Reason)
	assert.Positive(t, results.Run.Counts[reports.Errored])
	assert.Zero(t, results.Run.Counts[reports.Failed], "that a server is gone is no failure of it")
	assert.NotEmpty(t, results.Run.NotRemoved, "what could not be removed is named")
}

// TestASilentTargetIsNotWaitedForAgain holds that only the first org waits for a target that does
// not answer: every other would wait as long.
func TestASilentTargetIsNotWaitedForAgain(t *testing.T) {
	t.Setenv(hostileVariable, hostileToken)
	asked := make(chan struct{}, 1000)
	m := misdeed{to: call("POST", "/orgs"), hangs: true, do: hostile.Misbehave(func(c *hostile.Conversation) {
		asked <- struct{}{}
		c.Hang()
	})}
	results := judged(t.Context(), t, Options{Selection: selection("@CC-CHG-12 or @CC-ORG-01"), Target: connect.Options{Name: m.target(t)}})
	assert.Equal(t, reports.ExitTarget, results.ExitCode)
	assert.LessOrEqual(t, len(asked), 4, "no more than went out at once")
	assert.Equal(t, len(results.Scenarios), results.Run.Counts[reports.NotRun])
}

func TestATargetThatDoesNotSayWhatItOffersIsNoVerdict(t *testing.T) {
	t.Setenv(hostileVariable, hostileToken)
	for name, row := range map[string]struct {
		do   func(*hostile.Conversation)
		says string
	}{
		"it is silent":           {(*hostile.Conversation).Hang, "no answer within 1s"},
		"it hangs up":            {func(c *hostile.Conversation) { c.ReadRequest() }, "reset"},
		"it answers with a page": {hostile.Answers(hostile.Answer("200 OK", "", "<html>")), "a JSON object was expected"},
		"there is no such path":  {hostile.Answers(hostile.Answer("404 Not Found", "", "")), "answered 404"},
		"it sends ten gigabytes": {behaviour("body/ten gigabytes announced and begun"), "too large"},
		"it offers nothing":      {hostile.Answers(hostile.Answer("200 OK", "", "{}")), `"protocol" is missing`},
	} {
		t.Run(name, func(t *testing.T) {
			m := misdeed{to: call("GET", "/capabilities"), do: hostile.Misbehave(row.do), hangs: true}
			_, err := Run(t.Context(), Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: m.target(t)}})
			var typed *reports.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, reports.ExitTarget, typed.Exit)
			assert.ErrorContains(t, err, row.says)
		})
	}
}

// TestNothingIsSentBeyondLoopbackWithoutConsent points a target file at this
// machine by an address that is not loopback.
func TestNothingIsSentBeyondLoopbackWithoutConsent(t *testing.T) {
	address := outwardAddress(t)
	peer, err := new(net.ListenConfig).Listen(t.Context(), "tcp", net.JoinHostPort(address, "0"))
	require.NoError(t, err)
	connected := make(chan struct{}, 100)
	go func() {
		for {
			conn, err := peer.Accept()
			if err != nil {
				close(connected)
				return
			}
			connected <- struct{}{}
			_ = conn.Close()
		}
	}()
	file := filepath.Join(t.TempDir(), "target.yaml")
	t.Setenv("CODECRED_TEST_TOKEN", "a-token-of-somebody")
	text := "codecred: 1\nprovisioning:\n  http: {url: \"https://" + peer.Addr().String() + "/p\", token: \"${CODECRED_TEST_TOKEN}\"}\nlimits: {request_timeout: 200ms}\n"
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	options := Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: file}}

	_, err = Run(t.Context(), options)
	var typed *reports.Error
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, reports.ExitUsage, typed.Exit)
	assert.ErrorContains(t, err, "consent: I may send test traffic to this server")
	_, err = forecast.Check(t.Context(), forecast.Options{Selection: options.Selection, Target: options.Target})
	assert.ErrorContains(t, err, "consent")
	assert.Empty(t, connected, "nothing was sent")

	require.NoError(t, os.WriteFile(file, []byte(text+"consent: I may send test traffic to this server\n"), 0o600))
	_, err = Run(t.Context(), options)
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, reports.ExitTarget, typed.Exit, "with consent it is tried, and there is no TLS")
	require.NoError(t, peer.Close())
	assert.NotEmpty(t, connected)
}

// outwardAddress is an address of this machine that is not loopback.
func outwardAddress(t *testing.T) string {
	t.Helper()
	addresses, err := net.InterfaceAddrs()
	require.NoError(t, err)
	for _, a := range addresses {
		if network, ok := a.(*net.IPNet); ok && network.IP.IsGlobalUnicast() && network.IP.To4() != nil {
			return network.IP.String()
		}
	}
	t.Skip("this machine has no address but loopback")
	return ""
}

// TestALoopbackTargetSendsNobodyAway holds that a target on loopback whose site is elsewhere gets
// no request of the flow there.
func TestALoopbackTargetSendsNobodyAway(t *testing.T) {
	t.Setenv(hostileVariable, hostileToken)
	m := misdeed{to: call("POST", "/orgs"), do: lie(`"site":"http://127.0.0.1`, `"site":"https://acme.example`)}
	results := judged(t.Context(), t, Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: m.target(t)}})
	assert.Equal(t, reports.ExitTarget, results.ExitCode)
	assert.Zero(t, results.Run.Requests)
}
