package reports_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
)

func TestExclusionsStandInTheOrderOfTheirNumbers(t *testing.T) {
	assert.Equal(t, []reports.Exclusion{{Reason: "c", Scenarios: 7}, {Reason: "a", Scenarios: 2}, {Reason: "b", Scenarios: 2}},
		reports.Exclusions(map[string]int{"b": 2, "c": 7, "a": 2}))
	assert.Empty(t, reports.Exclusions(nil))
}

// An org that is there is counted by what is missing in it alone.
func TestTheSizeOfASuggestion(t *testing.T) {
	s := reports.Suggestion{Orgs: []reports.MissingOrg{
		{Name: "main", Exists: true, Apps: make([]reports.MissingApp, 2), Users: make([]reports.MissingUser, 3)},
		{Name: "org-2", Apps: make([]reports.MissingApp, 1)},
	}}
	orgs, apps, users := s.Size()
	assert.Equal(t, []int{1, 3, 3}, []int{orgs, apps, users})
}

func TestAnEndpointIsMissing(t *testing.T) {
	for status, missing := range map[int]bool{0: false, 200: false, 401: false, 404: true, 405: false, 501: true} {
		assert.Equal(t, missing, reports.Endpoint{Status: status}.Missing(), "%d", status)
	}
}

// TestAForecastAsJSON holds the members that programs read, and that a list without entries is a list.
func TestAForecastAsJSON(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, reports.WriteForecastJSON(&out, &reports.Forecast{
		Target: reports.Target{Name: "Acme <staging>"}, Runs: 2, Selected: 3, Decides: map[string]int{"CC-ORG-04": 2},
		Endpoints: []reports.Endpoint{{Path: "/introspect", Kind: "introspection request", Status: 404, Part: "introspect"}},
	}))
	assert.Contains(t, out.String(), `"name": "Acme <staging>"`, "text as it is")
	var got map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	assert.Equal(t, reports.ForecastSchema, got["schema"])
	assert.Equal(t, []any{}, got["excluded"])
	assert.Equal(t, map[string]any{"CC-ORG-04": 2.0}, got["decides"])
	assert.Equal(t, []any{map[string]any{"path": "/introspect", "kind": "introspection request", "status": 404.0, "part": "introspect"}}, got["endpoints"])
	assert.NotContains(t, got, "suggestion")
}
