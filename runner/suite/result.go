package suite

import (
	"maps"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// NewResult returns the result of a scenario that has not run.
func (s *Scenario) NewResult(profile features.Profile) reports.Scenario {
	out := reports.Scenario{
		ID: s.ID, Name: s.Name, Feature: s.Feature, Rule: s.Rule, Level: s.Level(profile),
		Settings: asked(s.Need), Requests: s.Need.Requests, Verdict: reports.NotRun,
	}
	for _, r := range s.Requirements {
		if r.In(profile) {
			out.Requirements = append(out.Requirements, r.ID)
		}
	}
	for _, r := range s.Touched {
		if r.In(profile) {
			out.Touches = append(out.Touches, r.ID)
		}
	}
	return out
}

// asked lists the settings that the scenario asks for, of its org and its app.
func asked(n *need.Need) map[string]any {
	all := settings.Values{}
	if org, ok := n.Orgs[flow.TheOrg]; ok {
		maps.Copy(all, org.Settings)
	}
	if app, ok := n.Apps[flow.TheApp]; ok {
		maps.Copy(all, app.Settings)
	}
	out := make(map[string]any, len(all))
	for key, value := range all.Resolve() {
		out[key] = value
	}
	return out
}

// Statement describes a requirement of the catalogue.
func (s *Suite) Statement(id string) reports.Requirement {
	r, _ := s.Catalogue.Lookup(id) // every scenario's requirements are in it
	return reports.Requirement{ID: id, Level: reports.Level(r.Level), Statement: r.Text, Source: r.Source, Settings: r.Settings}
}
