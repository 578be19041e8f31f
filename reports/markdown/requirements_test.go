package markdown

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func TestRequirementsAreAPageWithATableForEachArea(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, WriteRequirements(&out, []reports.ListedRequirement{
		{ID: "CC-ORG-01", Level: reports.Must, Profiles: []string{"salesforce", "strict"}, Text: "On | off.", Source: "the article", Trust: "says", Scenarios: []string{"a:1", "b:2"}},
		{ID: "CC-PKCE-01", Level: reports.Should, Profiles: []string{"strict"}, Text: "It asks.", Source: "RFC 7636", Trust: "says", Excluded: "no clock"},
		{ID: "CC-PKCE-02", Level: reports.Info, Text: "It may.", Source: "RFC 7636", Trust: "guess"},
	}))
	assert.Equal(t, `# Requirements

## ORG

| id | level | profiles | requirement | source | checked by |
| --- | --- | --- | --- | --- | --- |
| CC-ORG-01 | MUST | salesforce, strict | On \| off. | the article (says) | a:1<br>b:2 |

## PKCE

| id | level | profiles | requirement | source | checked by |
| --- | --- | --- | --- | --- | --- |
| CC-PKCE-01 | SHOULD | strict | It asks. | RFC 7636 (says) | not tested: no clock |
| CC-PKCE-02 | INFO |  | It may. | RFC 7636 (guess) |  |
`, out.String())
}
