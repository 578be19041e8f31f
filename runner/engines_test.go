package runner

import (
	"regexp"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/suite"
)

// chance matches what differs from one server to the next: its port, and the ids and values that it
// makes.
var chance = regexp.MustCompile(`127\.0\.0\.1:\d+|[\w!.+/=-]{12,}|\d+(\.\d+)?`)

// estimate matches what is said of many values, which also depends on the values.
var estimate = regexp.MustCompile(`\d+ seen, .*`)

// told is what a run reports of a scenario, without what differs by chance.
type told struct {
	ID, Reason string
	Verdict    reports.Verdict
	Steps      []reports.Step
	Exchanges  int
}

// tell plays the whole suite against a server with a fault.
func tell(t *testing.T, engine play.Engine, fault string) []told {
	t.Helper()
	o := Options{Selection: suite.Selection{Profile: features.Salesforce}}
	loaded, selected, err := suite.LoadSelected("", o.Selection, o.Shard)
	require.NoError(t, err)
	on, err := connect.Open(t.Context(), connect.Options{
		Profile: features.Salesforce, InProcess: true, Reference: refserver.Options{Alterations: faults.With(fault)},
	})
	require.NoError(t, err)
	defer func() { assert.NoError(t, on.Close()) }()
	results := Play(t.Context(), Job{Options: o, Suite: loaded, Selected: selected, Target: on, Engine: engine})
	var out []told
	for _, s := range results.Scenarios {
		out = append(out, told{s.ID, chance.ReplaceAllString(estimate.ReplaceAllString(s.Reason, ""), "*"), s.Verdict, s.Steps, len(s.Exchanges)})
	}
	return out
}

// TestBothEnginesTellTheSame compares both engines. A proof plays scenarios without godog, and must
// find what a run would find.
func TestBothEnginesTellTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the whole suite eight times")
	}
	names := []string{""}
	all := faults.Faults()
	for i := 0; i < len(all); i += len(all) / 3 {
		names = append(names, all[i].Name)
	}
	for _, fault := range names {
		t.Run("fault "+fault, func(t *testing.T) {
			directly, godogs := tell(t, play.Directly, fault), tell(t, play.ThroughGodog, fault)
			require.Len(t, godogs, len(directly))
			for i := range directly {
				assert.Equal(t, directly[i], godogs[i])
			}
		})
	}
}
