package steps

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/need"
)

func TestEveryLineHasAnAnchoredExpression(t *testing.T) {
	for _, def := range Definitions() {
		assert.Regexp(t, `^\^.*\$$`, def.Expr.String())
	}
}

func TestFindWantsExactlyOneDefinition(t *testing.T) {
	found, err := Find(`the app has "Enable OAuth" off`)
	require.NoError(t, err)
	assert.Equal(t, `the app has "Enable OAuth" off`, found.Text)
	_, err = Find("the app sings")
	assert.ErrorContains(t, err, `no step is defined for "the app sings"`)
}

// A mistake in a line itself is reported when the line is found; a mistake in its place among
// others, when it is planned.
func TestALineIsReadOnce(t *testing.T) {
	for text, says := range map[string]string{
		`the app has "Enable Everything" on`:           "no setting has the label",
		"the app asks for authorization with pleasure": `"pleasure" is no phrase for`,
		"the same request with pleasure is accepted":   `"pleasure" is no phrase for`,
		"0 minutes pass": "cannot pass",
		`the same request is accepted when the org has "Enable OAuth" on`:                      "not a setting of the org",
		"the app asks for authorization with the code challenge of a verifier of 0 characters": "cannot be made",
		`the administrator sets "Trusted IP Ranges" to "{the moon's address}" for the app`:     "Trusted IP Ranges",
	} {
		_, err := Find(text)
		assert.ErrorContains(t, err, says)
		assert.ErrorContains(t, err, strconv.Quote(text), "the error shows the line")
	}
	line, err := Find(`the app has "Enable OAuth" on`)
	require.NoError(t, err)
	assert.ErrorContains(t, line.Plan(need.New()), "say first which client it is")
}

func TestADefinitionBindsAMatch(t *testing.T) {
	for _, def := range Definitions() {
		if m := def.Expr.FindStringSubmatch("2 hours pass"); m != nil {
			line, err := def.Bind(m[0], m[1:])
			require.NoError(t, err)
			needs := need.New()
			require.NoError(t, line.Plan(needs))
			assert.True(t, needs.Clock)
			return
		}
	}
	t.Fatal("no definition matches")
}
