package runner

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// shards runs a selection in parts against one server.
func shards(t *testing.T, tags string, count int) []*reports.Results {
	t.Helper()
	server := startReference(t, refserver.ServeOptions{})
	out := make([]*reports.Results, count)
	for i := range out {
		out[i] = judged(t.Context(), t, Options{
			Selection: selection(tags), Target: connect.Options{Name: server}, Shard: suite.Shard{Index: i + 1, Count: count},
		})
	}
	return out
}

// verdictsOf maps scenarios to their verdicts.
func verdictsOf(r *reports.Results) map[string]reports.Verdict {
	out := map[string]reports.Verdict{}
	for _, s := range r.Scenarios {
		out[s.ID] = s.Verdict
	}
	return out
}

func TestMergedShardsAreOneRun(t *testing.T) {
	const tags = "@CC-ORG-02 or @CC-PKCE-06 or @CC-CALL-04 or @combinations and (@CC-SEC-09 or @CC-POST-07 or @CC-RSEC-03)"
	parts := shards(t, tags, 3)
	merged, err := Merge(parts)
	require.NoError(t, err)
	require.NoError(t, merged.Check())
	whole := judged(t.Context(), t, Options{Selection: selection(tags)})
	assert.Equal(t, verdictsOf(whole), verdictsOf(merged))
	assert.Equal(t, whole.Verdict, merged.Verdict)
	assert.Equal(t, whole.Run.Combinations, merged.Run.Combinations)
	assert.Len(t, merged.Requirements, len(whole.Requirements))
	assert.Equal(t, parts[0].Run.Requests+parts[1].Run.Requests+parts[2].Run.Requests, merged.Run.Requests)
}

func TestMergeRefusesWhatDoesNotBelongTogether(t *testing.T) {
	parts := shards(t, "@CC-ORG-04", 2)
	other := *parts[1]
	other.Run.Profile = "strict"
	whole := *parts[0]
	whole.Run.Shard = nil
	for name, tt := range map[string]struct {
		parts []*reports.Results
		says  string
	}{
		"nothing":           {nil, "there are none"},
		"a shard missing":   {parts[:1], "shard 2 of 2 is missing"},
		"a shard twice":     {[]*reports.Results{parts[0], parts[1], parts[0]}, "shard 1 occurs twice"},
		"another profile":   {[]*reports.Results{parts[0], &other}, "profile"},
		"a run not divided": {[]*reports.Results{&whole}, "is not a shard"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Merge(tt.parts)
			assert.ErrorContains(t, err, tt.says)
		})
	}
}

// Two runs at the same time on one org change settings that the other relies on, so their findings
// are no verdicts.
func TestShardsOfASingleOrgRanInTurn(t *testing.T) {
	server := startReference(t, refserver.ServeOptions{SingleOrg: true})
	part := func(index int) *reports.Results {
		return judged(t.Context(), t, Options{
			Selection: selection("@CC-ORG-02 or @CC-CRED-02"), Target: connect.Options{Name: server}, Shard: suite.Shard{Index: index, Count: 2},
		})
	}
	parts := []*reports.Results{part(1), part(2)}
	_, err := Merge(parts)
	require.NoError(t, err)

	require.NotEmpty(t, parts[0].Scenarios)
	require.NotEmpty(t, parts[1].Scenarios)
	during := parts[0].Scenarios[0]
	parts[1].Scenarios[0].Started = during.Started.Add(time.Duration(during.DurationMS/2*1000) * time.Microsecond)
	_, err = Merge(parts)
	assert.ErrorContains(t, err, "shards 1 and 2 ran at the same time")
	parts[1].Scenarios[0].Started = during.Started.Add(-time.Hour)
	_, err = Merge(parts)
	assert.NoError(t, err, "one that was resumed has a gap")
}

func TestAFailureInOneShardFailsTheWhole(t *testing.T) {
	parts := shards(t, "@CC-ORG-02", 2)
	for i := range parts {
		if len(parts[i].Scenarios) > 0 {
			parts[i].Scenarios[0].Verdict = reports.Failed
			break
		}
	}
	merged, err := Merge(parts)
	require.NoError(t, err)
	assert.Equal(t, reports.NonConformant, merged.Verdict)
}

func TestAnEmptyShardIsNeverGreen(t *testing.T) {
	empty := judged(t.Context(), t, Options{Selection: selection("@CC-ORG-07"), Shard: emptyShard(t, "@CC-ORG-07")})
	assert.Equal(t, reports.Incomplete, empty.Verdict)
	assert.Empty(t, empty.Scenarios)
}

// emptyShard is a shard that holds no scenario of a selection.
func emptyShard(t *testing.T, tags string) suite.Shard {
	t.Helper()
	selected, err := embedded(t).Select(selection(tags))
	require.NoError(t, err)
	for i := 1; i <= 100; i++ {
		if s := (suite.Shard{Index: i, Count: 100}); len(s.Part(selected)) == 0 {
			return s
		}
	}
	t.Fatal("every shard has a scenario")
	return suite.Shard{}
}
