package phrase

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// headlessRequests are the requests of the headless flows that phrases can vary.
func headlessRequests() map[flow.Kind]flow.Request {
	forgotten := flow.NewForgotPassword(flow.TheApp)
	return map[flow.Kind]flow.Request{
		flow.PasswordlessLogin: flow.NewPasswordlessLogin(flow.TheApp), flow.ForgotPassword: forgotten,
		flow.PasswordReset: flow.NewPasswordReset(forgotten), flow.Registration: flow.NewRegistration(flow.TheApp),
	}
}

// Every value that a server compares can be sent as every near miss, in every request that holds it.
func TestEveryValueHasEveryNearMiss(t *testing.T) {
	requests := usualRequests()
	maps.Copy(requests, headlessRequests())
	tried := 0
	for _, v := range comparedValues {
		kinds := v.kinds
		if len(kinds) == 0 {
			kinds = []flow.Kind{flow.Authorization, flow.Token, flow.Refresh, flow.Introspection, flow.Revocation}
		}
		for _, kind := range kinds {
			if kind == flow.Identity { // its URL comes from an answer
				continue
			}
			usual := written(t, requests[kind]).String()
			sent := written(t, vary(t, requests[kind], fmt.Sprintf(` with the %s preceded by "zz"`, v.words)))
			assert.Contains(t, sent.String(), "zz{"+string(v.value)+"}", "%s of %s", v.words, kind)
			assert.NotEqual(t, usual, sent.String())
			for _, edit := range append(flow.TextEdits(), flow.URLEdits()...) {
				_, err := Read(" with the "+v.words+" "+string(edit), kind)
				if v.isURL || !slices.Contains(flow.URLEdits(), edit) {
					require.NoError(t, err, "%s of %s %s", v.words, kind, edit)
					continue
				}
				require.Error(t, err, "%s is no URL", v.words)
			}
			tried++
		}
	}
	assert.Greater(t, tried, len(comparedValues))
}

func TestANearMissOfAPasswordIsAFailedLogin(t *testing.T) {
	for tail, want := range map[string]int{
		" with the password in upper case": 1, ` with the password followed by "x"`: 1, " with the one-time password between blanks": 1,
		" with the username in upper case": 0,
	} {
		list, err := Read(tail, flow.Authorization)
		require.NoError(t, err)
		n := need.New()
		require.NoError(t, list.Plan(n))
		assert.Equal(t, want, n.FailedLogins, tail)
	}
}

// String is all that is sent, with nothing encoded.
func (m message) String() string {
	basic := ""
	if _, encoded, ok := strings.Cut(m.header("Authorization"), "Basic "); ok {
		id, secret, _ := flow.DecodeBasic(encoded)
		basic = id + ":" + secret
	}
	object := ""
	if json.Valid(m.Body) {
		object = string(m.Body)
	}
	return fmt.Sprint(m.body, m.query, m.Header, basic, object)
}
