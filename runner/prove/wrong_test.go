package prove

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// TestNothingPassesOnAServerThatIsWrongAltogether uses servers that are down, refuse everything or
// answer everything with an empty page. Such a server does what many requirements ask for, but no
// scenario may pass.
func TestNothingPassesOnAServerThatIsWrongAltogether(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite once for each fault")
	}
	p, err := newProver(Options{})
	require.NoError(t, err)
	for _, fault := range []string{
		"refuses-everything", "empty-object-for-everything", "nothing-for-everything", "no-content-for-everything",
		"not-found-for-everything", "error-for-everything", "login-page-for-everything", "login-redirect-for-everything",
	} {
		for _, profile := range profiles {
			results, err := p.run(t.Context(), trial{
				on:       connect.Options{Profile: profile, Reference: refserver.Options{Alterations: faults.With(fault)}, InProcess: true},
				selected: p.selected[profile],
			})
			require.NoError(t, err)
			for _, s := range results.Scenarios {
				sc, _ := p.suites[profile].Lookup(s.ID)
				if sc.Level(profile) != reports.Info {
					assert.NotEqual(t, reports.Passed, s.Verdict, "%s in %s: %s, %s", fault, profile, s.ID, s.Name)
				}
			}
		}
	}
}

// TestNoErrorIsJudgedWhereThereIsNone: a line about an error decides nothing where
// the request is accepted.
func TestNoErrorIsJudgedWhereThereIsNone(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-ERR-04 or @CC-ERR-05 or @CC-ERR-09 or @CC-SEC-13 or @CC-RSEC-11"})
	require.NoError(t, err)
	for _, profile := range profiles {
		results, err := p.run(t.Context(), trial{
			on:       connect.Options{Profile: profile, Reference: refserver.Options{Alterations: faults.With("accepts-everything")}, InProcess: true},
			selected: p.selected[profile],
		})
		require.NoError(t, err)
		require.NotEmpty(t, results.Scenarios)
		for _, s := range results.Scenarios {
			assert.NotEqual(t, reports.Passed, s.Verdict, "%s in %s: %s", s.Name, profile, s.Reason)
		}
	}
}
