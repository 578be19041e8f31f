package reports_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

func TestNamesOfAScenario(t *testing.T) {
	s := reports.Scenario{ID: "features/a.feature:12", Feature: "Require PKCE", Rule: "On, it is proven", Name: "A wrong verifier"}
	assert.Equal(t, "features/a.feature", s.File())
	assert.Equal(t, "On, it is proven › A wrong verifier", s.FullName())
	assert.Equal(t, "Require PKCE › On, it is proven › A wrong verifier", s.Path())
	s.Rule = ""
	assert.Equal(t, "A wrong verifier", s.FullName())
	assert.Equal(t, "no-line", reports.Scenario{ID: "no-line"}.File())
	assert.Empty(t, reports.Scenario{ID: ":12"}.File(), "it has no file")
}

func TestScenariosAreGroupedByTheirFile(t *testing.T) {
	groups := reports.GroupByFile([]reports.Scenario{{ID: "b:2"}, {ID: "a:1"}, {ID: "b:1"}})
	assert.Equal(t, map[string][]reports.Scenario{"a": {{ID: "a:1"}}, "b": {{ID: "b:2"}, {ID: "b:1"}}}, groups)
}

func TestWhichVerdictsSaySomethingAboutTheTarget(t *testing.T) {
	for _, v := range reports.Verdicts {
		assert.Equal(t, v != reports.NotRun && v != reports.Errored && v != reports.OutOfScope, v.Decides(), v)
	}
}

func TestAreaOfARequirement(t *testing.T) {
	assert.Equal(t, "PKCE", reports.Area("CC-PKCE-01"))
	assert.Empty(t, reports.Area("PKCE"))
}

func TestAHeaderFieldIsFoundWhateverItsCase(t *testing.T) {
	m := reports.Message{Header: []reports.Field{{Name: "set-cookie", Value: "a"}, {Name: "Set-Cookie", Value: "b"}}}
	assert.Equal(t, []string{"a", "b"}, m.HeaderValues("Set-Cookie"))
	assert.Equal(t, "a", m.HeaderValue("SET-COOKIE"))
	assert.Empty(t, m.HeaderValue("Location"))
}
