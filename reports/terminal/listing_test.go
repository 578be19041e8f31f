package terminal

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func TestListings(t *testing.T) {
	for name, test := range map[string]struct {
		write func(*bytes.Buffer) error
		want  string
	}{
		"scenarios": {
			func(w *bytes.Buffer) error {
				return WriteScenarios(w, []reports.ListedScenario{
					{ID: "a.feature:3", Name: "The right verifier", Requirements: []string{"CC-PKCE-01", "CC-PKCE-02"}},
					{ID: "long.feature:12", Name: "A wrong one", Requirements: []string{"CC-PKCE-01"}},
				})
			},
			"a.feature:3      CC-PKCE-01 CC-PKCE-02  The right verifier\n" +
				"long.feature:12  CC-PKCE-01             A wrong one\n\n2 scenarios\n",
		},
		"requirements": {
			func(w *bytes.Buffer) error {
				return WriteRequirements(w, []reports.ListedRequirement{
					{ID: "CC-PKCE-01", Level: reports.Must, Text: "One.", Source: "RFC 7636", Scenarios: []string{"a.feature:3"}},
					{ID: "CC-PKCE-02", Level: reports.Should, Text: "Two.", Source: "RFC 9700", Excluded: "no clock"},
				})
			},
			"CC-PKCE-01  MUST    One.\n                    RFC 7636\n                    a.feature:3\n" +
				"CC-PKCE-02  SHOULD  Two.\n                    RFC 9700\n                    not tested: no clock\n\n2 requirements\n",
		},
		"settings": {
			func(w *bytes.Buffer) error {
				return WriteSettings(w, []reports.ListedSetting{
					{Key: "app.pkce", Label: "Require PKCE", Allowed: "on or off", Default: "off", Effect: "It asks for it.", Scenarios: []string{"a", "b"}},
				})
			},
			"app.pkce  Require PKCE\n          It asks for it.\n          takes on or off; default off; 2 scenarios\n",
		},
		"steps": {
			func(w *bytes.Buffer) error {
				return WriteSteps(w, []reports.ListedStep{{Line: "the app asks"}, {Line: "no state", For: "authorization"}})
			},
			"Lines:\n  the app asks\n\nAfter `with` in a line that sends a request:\n  no state  authorization\n",
		},
		"faults": {
			func(w *bytes.Buffer) error {
				return WriteFaults(w, []reports.ListedFault{{Name: "f", Sentence: "It is wrong.", Requirements: []string{"CC-A-01", "CC-A-02"}}})
			},
			"f  It is wrong.\n   CC-A-01 CC-A-02\n\n1 faults\n",
		},
		"variants": {
			func(w *bytes.Buffer) error {
				return WriteVariants(w, []reports.ListedVariant{{Name: "v", Sentence: "It differs."}})
			},
			"v  It differs.\n\n1 variants\n",
		},
		"dry run": {
			func(w *bytes.Buffer) error {
				return WriteDryRun(w, reports.DryRun{
					Options:   []reports.Option{{Name: "tags", Value: "all", Source: "default"}, {Name: "parallel", Value: "4", Source: "flag --parallel"}},
					Scenarios: []reports.ListedScenario{{ID: "a.feature:3", Name: "The right verifier"}}, Suite: 7,
				})
			},
			"tags      all  default\nparallel  4    flag --parallel\n\na.feature:3  The right verifier\n\n1 of 7 scenarios would run; nothing was sent\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, test.write(&out))
			assert.Equal(t, test.want, out.String())
		})
	}
}

func TestAGridShowsAMarkForEachCellAndEachReasonOnce(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, WriteGrids(&out, []reports.ListedGrid{{
		Title: "Near misses", File: "grids/near_misses.yaml", Columns: []string{"random", "empty"},
		Rows: []reports.ListedGridRow{
			{Name: "the code", Cells: []reports.ListedGridCell{{Scenario: "a", Level: reports.Must}, {LeftOut: "no value"}}},
			{Name: "the token", Cells: []reports.ListedGridCell{{Scenario: "b", Level: reports.Should}, {LeftOut: "no value"}}},
		},
	}}))
	assert.Equal(t, `Near misses (grids/near_misses.yaml)

   1  random
   2  empty

             1  2
  the code   ●  ·
  the token  ○  ·

  ● tried as MUST   ○ tried as SHOULD or INFO   · left out:
  · no value
      the code × 2; the token × 2

4 cells: 1 tried as MUST, 1 as SHOULD or INFO, 2 left out for a reason

`, out.String())
}
