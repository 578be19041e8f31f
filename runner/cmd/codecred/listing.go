package main

import (
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/suite"
	"github.com/codecred/codecred/steps"
)

func listScenarios(selected []*suite.Scenario) []reports.ListedScenario {
	var list []reports.ListedScenario
	for _, sc := range selected {
		listed := reports.ListedScenario{
			ID: sc.ID, Name: sc.Name, Feature: sc.Feature,
			Requests: sc.Need.Requests, FailedLogins: sc.Need.FailedLogins, SideEffects: append([]string{}, sc.Need.SideEffects()...),
		}
		for _, r := range sc.Requirements {
			listed.Requirements = append(listed.Requirements, r.ID)
		}
		list = append(list, listed)
	}
	return list
}

func listRequirements(suite *suite.Suite) []reports.ListedRequirement {
	checks := map[string][]string{}
	for _, sc := range suite.Scenarios {
		for _, r := range sc.Requirements {
			checks[r.ID] = append(checks[r.ID], sc.ID)
		}
	}
	var list []reports.ListedRequirement
	for _, r := range suite.Catalogue.All() {
		list = append(list, reports.ListedRequirement{
			ID: r.ID, Level: reports.Level(r.Level), Profiles: names(r.Profiles), Text: r.Text, Source: r.Source, Trust: string(r.Trust),
			Settings: r.Settings, Excluded: r.Excluded, Note: r.Note, Scenarios: checks[r.ID],
		})
	}
	return list
}

func listGrids(suite *suite.Suite) []reports.ListedGrid {
	byName := map[string]reports.Level{}
	for _, sc := range suite.Scenarios {
		if byName[sc.Name] != reports.Must { // of several scenarios with one name, the strongest
			byName[sc.Name] = sc.Strongest()
		}
	}
	list := make([]reports.ListedGrid, len(suite.Grids))
	for i, g := range suite.Grids {
		list[i] = reports.ListedGrid{Title: g.Title, File: g.File}
		for _, c := range g.Columns {
			list[i].Columns = append(list[i].Columns, c.Name)
		}
		for _, r := range g.Rows {
			row := reports.ListedGridRow{Name: r.Name}
			for _, c := range g.Columns {
				cell := reports.ListedGridCell{Scenario: g.ScenarioOf(r, c), LeftOut: g.Cell(r, c).Not}
				cell.Level = byName[cell.Scenario]
				row.Cells = append(row.Cells, cell)
			}
			list[i].Rows = append(list[i].Rows, row)
		}
	}
	return list
}

func listSettings(selected []*suite.Scenario) []reports.ListedSetting {
	var list []reports.ListedSetting
	for _, s := range settings.All() {
		listed := reports.ListedSetting{
			Key: s.Key, Label: s.Label, Allowed: s.Allowed(), Default: s.Default.String(), Effect: s.Effect, Source: s.Source,
		}
		for _, sc := range selected {
			if sc.Need.Named[s.Key] {
				listed.Scenarios = append(listed.Scenarios, sc.ID)
			}
		}
		list = append(list, listed)
	}
	return list
}

func listSteps() []reports.ListedStep {
	var list []reports.ListedStep
	for _, text := range steps.Lines() {
		list = append(list, reports.ListedStep{Line: text})
	}
	for _, v := range steps.Phrases() {
		list = append(list, reports.ListedStep{Line: v.Text, For: v.For})
	}
	return list
}

func listFaults() []reports.ListedFault {
	var list []reports.ListedFault
	for _, f := range faults.Faults() {
		list = append(list, reports.ListedFault{Name: f.Name, Sentence: f.Sentence, Requirements: f.Requirements, Reason: f.Reason})
	}
	return list
}

func listVariants() []reports.ListedVariant {
	var list []reports.ListedVariant
	for _, v := range faults.Variants() {
		list = append(list, reports.ListedVariant{Name: v.Name, Sentence: v.Sentence, Profiles: names(v.Profiles)})
	}
	return list
}

// names returns profiles as reports have them.
func names[P ~string](profiles []P) []string {
	if profiles == nil {
		return nil
	}
	list := make([]string, len(profiles))
	for i, profile := range profiles {
		list[i] = string(profile)
	}
	return list
}
