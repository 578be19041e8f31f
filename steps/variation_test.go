package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
			_, err := phrases(tail, authorization)
			assert.Error(t, err)
		})
	}
}

func TestVaryLeavesTheUsualRequestAlone(t *testing.T) {
	usual := newAuthorization(cast{TheApp, TheUser}, true)
	varied, err := vary(usual, ` with GET and the callback URL "https://x.example" without a code challenge`)
	require.NoError(t, err)
	assert.Equal(t, "GET", varied.method)
	assert.Equal(t, "https://x.example", varied.value("redirect_uri"))
	assert.False(t, varied.has("code_challenge"))
	assert.Equal(t, newAuthorization(cast{TheApp, TheUser}, true), usual)
}

func TestEveryPhraseHasAnAnchoredExpression(t *testing.T) {
	for _, v := range variations {
		assert.Regexp(t, `^\^.*\$$`, v.expr.String())
		assert.NotNil(t, v.apply, v.expr)
	}
	for _, def := range vocabulary {
		assert.Regexp(t, `^\^.*\$$`, def.Expr.String())
		assert.True(t, def.Plan != nil || def.Run != nil, "%s does nothing", def.Expr)
	}
}

func TestFindWantsExactlyOneDefinition(t *testing.T) {
	found, err := Find(`the app has "Enable OAuth" off`)
	require.NoError(t, err)
	assert.Equal(t, []string{"the app", "Enable OAuth", "off"}, found.args)
	_, err = Find("the app sings")
	assert.ErrorContains(t, err, `no step is defined for "the app sings"`)
}
