package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
)

// TestTheRedirectNamesTheIssuerThatTheMetadataPromises holds RFC 9207, section 2: without the
// promise the redirect may name any issuer or none, and metadata that cannot be read promises nothing
// and a site that promises nothing is not judged.
func TestTheRedirectNamesTheIssuerThatTheMetadataPromises(t *testing.T) {
	const (
		line     = "the redirect names the issuer, if the metadata promises it"
		promises = `{"issuer":"` + site + `","authorization_response_iss_parameter_supported":true}`
		named    = "&iss=https%3A%2F%2Fone.example%2Fsite"
	)
	check, err := Find(line)
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		metadata response
		redirect string // what follows the code
		want     reports.Verdict
	}{
		"promised and named":           {response{status: 200, body: promises}, named, ""},
		"promised and not named":       {response{status: 200, body: promises}, "", reports.Failed},
		"promised, another is named":   {response{status: 200, body: promises}, named + "2", reports.Failed},
		"promised and named twice":     {response{status: 200, body: promises}, named + named, reports.Failed},
		"not promised":                 {response{status: 200, body: `{"issuer":"` + site + `"}`}, "", reports.NotApplicable},
		"no metadata":                  {response{status: 404}, "", reports.NotApplicable},
		"metadata that is gone":        {response{status: 410}, "", reports.NotApplicable},
		"metadata that is a page":      {response{status: 200, body: "<p>"}, "", reports.Inconclusive},
		"metadata with a server error": {response{status: 500}, "", reports.Inconclusive},
		"metadata that is forbidden":   {response{status: 403}, "", reports.Inconclusive},
	} {
		t.Run(name, func(t *testing.T) {
			world, err := look(t, `it is noted whether the metadata lists "a" among its "b"`, flow.NewDiscovery(), tt.metadata)
			require.NoError(t, err)
			redirect := response{status: 302, header: map[string]string{"Location": "https://app.example/callback?code=abc" + tt.redirect}}
			world.take(loggingIn, redirect.exchange())
			err = check.Run(t.Context(), world)
			if tt.want == "" {
				assert.NoError(t, err)
				return
			}
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, tt.want, failure.Verdict)
		})
	}
	world, err := look(t, line, loggingIn, response{status: 302})
	assert.ErrorContains(t, err, "a line must read it first")
	assert.NotNil(t, world)
}

// TestMetadataThatASiteMayLeaveOutIsNotJudged holds that a check of metadata does not pass where there is
// nothing to check.
func TestMetadataThatASiteMayLeaveOutIsNotJudged(t *testing.T) {
	for line, answers := range map[string][]response{
		"the metadata, if there is any, names the site as its issuer": {{status: 404}, {status: 410}},
		`the metadata, if it has "grant_types_supported", lists "refresh_token" there`: {
			{status: 404}, {status: 200, body: "{}"}, {status: 200, body: `{"grant_types_supported":null}`},
		},
	} {
		for _, answer := range answers {
			_, err := look(t, line, flow.NewDiscovery(), answer)
			var failure *Failure
			require.ErrorAs(t, err, &failure, "%s: %+v", line, answer)
			assert.Equal(t, reports.NotApplicable, failure.Verdict)
			assert.NotEmpty(t, failure.Observed)
		}
	}
}
