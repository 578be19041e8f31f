package steps

import (
	"errors"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/refserver/message"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/reports"
)

const (
	allowRegistration = `the org has "Allow user registration on the site's headless settings" on`
	noTokenForIt      = `the org has "Require authentication to access this API (registration)" off`
	selfAuthorize     = `the app has "Permitted Users" set to "All users may self-authorize"`
	allowForgot       = `the org has "Allow forgot password on the site's headless settings" on`
	noTokenForForgot  = `the org has "Require authentication to access this API (forgot password)" off`
	guests            = `the app has "Enable Code and Credentials Flow for Guest Users" on`
)

func TestHeadlessLines(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for name, lines := range map[string][]string{
		"a registration": {
			"a private client", selfAuthorize, allowRegistration, noTokenForIt, "the app registers a new user with the message by sms",
			"a one-time password is sent", "the answer does not show the one-time password",
			"the app asks for authorization by the one-time password", "the authorization request is accepted",
			"the code gives the tokens of the new user", "the app asks for authorization with the credentials of the new user",
			"the authorization request is accepted",
		},
		"a wrong one-time password": {
			"a private client", selfAuthorize, allowRegistration, noTokenForIt, "the app has registered a new user",
			"the app asks for authorization by the one-time password with a wrong one-time password",
			"the authorization request is refused", "the same request with the right one-time password is accepted",
		},
		"a forgotten password": {
			"a private client", allowForgot, noTokenForForgot, "the app has asked for a password reset", "the app sets a new password",
			"the password reset request is accepted", "the app asks for authorization", "the authorization request is accepted",
		},
		"a guest": {
			"a private client", guests, "the app holds an authorization code of a guest", "the app exchanges the code",
			"the token request is accepted", "the access token belongs to the guest",
		},
	} {
		t.Run(name, func(t *testing.T) {
			world, err := on.run(t, lines...)
			require.NoError(t, err)
			assert.Empty(t, world.Uncontrolled())
		})
	}
}

// The lines about one-time passwords and guests find what is wrong.
func TestHeadlessLinesFailAgainstAServerThatIsWrong(t *testing.T) {
	for _, tt := range []struct {
		fault    string
		lines    []string
		expected string
	}{
		{
			"one-time-password-in-registration-answer",
			[]string{"a private client", allowRegistration, noTokenForIt, "the app registers a new user", "the answer does not show the one-time password"},
			"the one-time password nowhere but in the message",
		},
		{
			"forgot-sends-nothing",
			[]string{"a private client", allowForgot, noTokenForForgot, "the app asks for a password reset", "a one-time password is sent"},
			"a one-time password to be sent by email",
		},
		{
			"registration-ends-as-another",
			[]string{
				"a private client", selfAuthorize, allowRegistration, noTokenForIt, "the app has registered a new user",
				"the app asks for authorization by the one-time password", "the code gives the tokens of the new user",
			},
			"tokens of the new user",
		},
		{
			"guest-token-opaque",
			[]string{"a private client", guests, "the app holds an authorization code of a guest", "the app exchanges the code", "the access token belongs to the guest"},
			"an access token that is a signed JWT",
		},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			_, err := newFixture(t, refserver.Options{Alterations: faults.With(tt.fault)}).run(t, tt.lines...)
			failure := &Failure{}
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, tt.expected, failure.Expected)
		})
	}
}

const (
	allowLogin      = `the org has "Allow passwordless login on the site's headless settings" on`
	noTokenForLogin = `the org has "Require authentication to access this API (passwordless login)" off`
	afterTwentyTry  = "with a new one-time password, the right one is refused after 20 wrong ones"
)

func TestTheTriesOfAOneTimePasswordAreCounted(t *testing.T) {
	lines := []string{"a private client", allowLogin, noTokenForLogin, "the app has started a passwordless login",
		"the app asks for authorization by the one-time password", afterTwentyTry}
	_, err := newFixture(t, refserver.Options{}).run(t, lines...)
	require.NoError(t, err)

	_, err = newFixture(t, refserver.Options{Alterations: faults.With("one-time-password-of-a-login-may-be-guessed")}).run(t, lines...)
	failure := &Failure{}
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict)
	assert.Contains(t, failure.Expected, "the right one-time password to be refused after 20 wrong ones")
}

// A server may answer 429 after some wrong one-time passwords, and to the right one as well. The first
// request of the authorization endpoint is the control; if the second is too many, no guess was counted.
func TestTooManyRequestsLimitTheTriesAsWell(t *testing.T) {
	for _, from := range []int32{2, 4, 22} {
		var asked atomic.Int32
		busy := func(d *refserver.Design) {
			d.Layers = append(d.Layers, func(r *rules.Request, next refserver.Answerer) message.Response {
				if r.Endpoint.Path == rules.AuthorizePath && asked.Add(1) >= from {
					return message.New(http.StatusTooManyRequests)
				}
				return next(r)
			})
		}
		world, err := newFixture(t, refserver.Options{Alterations: []refserver.Alteration{busy}}).run(t,
			"a private client", allowLogin, noTokenForLogin, "the app has started a passwordless login",
			"the app asks for authorization by the one-time password", afterTwentyTry)
		if from == 2 {
			assert.Error(t, err)
			if failure, ok := errors.AsType[*Failure](err); ok {
				assert.NotEqual(t, reports.Failed, failure.Verdict, "%v", err)
			}
			continue
		}
		require.NoError(t, err)
		assert.Contains(t, world.Observed[0], "the answer is 429")
	}
}

// Nothing may be concluded from tries whose first request was not accepted, or where a wrong one is.
func TestTriesThatDecideNothing(t *testing.T) {
	for name, c := range map[string]struct{ fault, asks string }{
		"refused alone":      {"", "the app asks for authorization by the one-time password with a wrong one-time password"},
		"no password at all": {"", "the app asks for authorization"},
		"never compared":     {"one-time-password-of-a-login-not-compared", "the app asks for authorization by the one-time password"},
	} {
		t.Run(name, func(t *testing.T) {
			var with []refserver.Alteration
			if c.fault != "" {
				with = faults.With(c.fault)
			}
			_, err := newFixture(t, refserver.Options{Alterations: with}).run(t, "a private client", allowLogin, noTokenForLogin,
				"the app has started a passwordless login", c.asks, afterTwentyTry)
			failure := &Failure{}
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, reports.Inconclusive, failure.Verdict)
		})
	}
}

func TestNobodyTakesAnAccountOverByARegistration(t *testing.T) {
	lines := []string{"a private client", selfAuthorize, allowRegistration, noTokenForIt, "another user",
		"the app holds tokens with the credentials of another user", "the app registers a new user with the username of another user",
		"the one-time password, if one is sent, logs nobody in as the user of these tokens"}
	world, err := newFixture(t, refserver.Options{}).run(t, lines...)
	require.NoError(t, err)
	assert.Contains(t, world.Observed[0], "the registration sent no one-time password")

	// A server may let somebody register, and give the account another name.
	world, err = newFixture(t, refserver.Options{}).run(t, append(slices.Clone(lines[:6]), "the app registers a new user", lines[7])...)
	require.NoError(t, err)
	assert.Empty(t, world.Observed)

	_, err = newFixture(t, refserver.Options{Alterations: faults.With("registration-logs-in-as-a-user")}).run(t, lines...)
	failure := &Failure{}
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, "no tokens of the user who was there before", failure.Expected)
}

func TestTheControlAfterAOneTimePassword(t *testing.T) {
	world, err := newFixture(t, refserver.Options{}).run(t, "a private client", selfAuthorize, allowRegistration, noTokenForIt,
		"the app has registered a new user", "the app asks for authorization with the credentials of the new user",
		"the authorization request is refused", "the same request is accepted once the one-time password has been used")
	require.NoError(t, err)
	assert.Empty(t, world.Uncontrolled())
}

func TestDigits(t *testing.T) {
	assert.Regexp(t, `^\d{10}$`, digits("abc-_XYZ0123456"))
}

// An outbox still has the one-time password of the request before.
func TestAnEarlierOneTimePasswordIsNotTheNewOne(t *testing.T) {
	old := provisioning.Message{To: "a", Channel: "email", Code: "1", SentAt: time.Unix(1, 0)}
	same, next := old, old
	next.SentAt = time.Unix(2, 0)
	one := []provisioning.Message{old}
	assert.False(t, hasNew(nil, nil))
	assert.True(t, hasNew(one, nil))
	assert.False(t, hasNew([]provisioning.Message{same}, one))
	assert.False(t, hasNew(nil, one))
	assert.True(t, hasNew([]provisioning.Message{same, old}, one), "the same again is one more")
	assert.True(t, hasNew([]provisioning.Message{next}, one), "an outbox may keep the newest alone")
}

func TestAOneTimePasswordThatIsNotSentAgainIsMissed(t *testing.T) {
	sent := 0
	second := func(d *refserver.Design) {
		d.Layers = append(d.Layers, func(r *rules.Request, next refserver.Answerer) message.Response {
			if r.Endpoint.Path != rules.PasswordlessPath {
				return next(r)
			}
			if sent++; sent == 1 {
				return next(r)
			}
			return message.JSON(http.StatusOK, map[string]string{"identifier": "00D", "status_code": "otp_sent"})
		})
	}
	on := newFixture(t, refserver.Options{Alterations: []refserver.Alteration{second}})
	_, err := on.run(t, "a private client", `the org has "Allow passwordless login on the site's headless settings" on`,
		`the org has "Require authentication to access this API (passwordless login)" off`,
		"the app starts a passwordless login", "a one-time password is sent", "the app starts a passwordless login", "a one-time password is sent")
	var failure *Failure
	require.ErrorAs(t, err, &failure)
	assert.Equal(t, reports.Failed, failure.Verdict)
	assert.Contains(t, failure.Observed, "no new one")
}
