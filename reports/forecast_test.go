package reports_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

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
