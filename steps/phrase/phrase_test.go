package phrase

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/flow"
)

func TestClauses(t *testing.T) {
	tests := map[string][]string{
		"":                             nil,
		" with GET":                    {"GET"},
		" with GET and a state":        {"GET", "a state"},
		" without a code challenge":    {"without a code challenge"},
		" without a and b":             {"without a", "without b"},
		" without a and with b":        {"without a", "b"},
		" with a without b and c":      {"a", "without b", "without c"},
		` with the scope "a and b"`:    {`the scope "a and b"`},
		` with the state "with" and x`: {`the state "with"`, "x"},
	}
	for tail, want := range tests {
		t.Run(tail, func(t *testing.T) { assert.Equal(t, want, clauses(tail)) })
	}
}

func TestPhrasesRefuseWhatTheyDoNotKnow(t *testing.T) {
	for name, tail := range map[string]string{
		"an unknown phrase":             " with pleasure",
		"a phrase of another request":   " with a wrong code verifier",
		"one unknown phrase among some": " with GET and pleasure",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(tail, flow.Authorization)
			assert.Error(t, err)
		})
	}
}

func TestVaryLeavesTheUsualRequestAlone(t *testing.T) {
	usual := flow.NewAuthorization(flow.Usual(), true)
	varied := vary(t, usual, ` with GET and the callback URL "https://x.example" without a code challenge`)
	assert.Equal(t, "GET", varied.Common().Method)
	assert.Equal(t, flow.Template("https://x.example"), varied.Common().Params.Get("redirect_uri"))
	assert.False(t, varied.Common().Params.Has("code_challenge"))
	assert.Equal(t, flow.NewAuthorization(flow.Usual(), true), usual)
}

// vary makes the difference of a line's end in a request.
func vary(t *testing.T, usual flow.Request, tail string) flow.Request {
	t.Helper()
	list, err := Read(tail, usual.Kind())
	require.NoError(t, err)
	varied, err := list.Vary(usual)
	require.NoError(t, err)
	return varied
}

func TestPhrasesOfTheSameRequestSuitItsKind(t *testing.T) {
	open, err := ReadOpen(" with the right code verifier")
	require.NoError(t, err)
	login := flow.NewAuthorization(flow.Usual(), true)
	varied, err := open.Vary(flow.NewToken(login, false))
	require.NoError(t, err)
	assert.True(t, varied.Common().Params.Has("code_verifier"))
	_, err = open.Vary(login)
	assert.ErrorContains(t, err, "does not suit the authorization request")
	_, err = ReadOpen(" with pleasure")
	assert.ErrorContains(t, err, "pleasure")

	none, err := ReadOpen("")
	require.NoError(t, err)
	assert.True(t, none.IsEmpty())
	assert.False(t, open.IsEmpty())
	same, err := none.Vary(flow.NewDiscovery())
	require.NoError(t, err)
	assert.Equal(t, flow.NewDiscovery(), same, "also a request that takes no phrases is sent again")
}

func TestEveryPhraseHasAnAnchoredExpression(t *testing.T) {
	for _, d := range vocabulary {
		assert.Regexp(t, `^\^.*\$$`, d.expr.String())
		assert.NotEqual(t, d.apply == nil, d.bind == nil, d.expr)
	}
	assert.Len(t, Entries(), len(vocabulary))
}
