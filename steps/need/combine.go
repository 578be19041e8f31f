package need

import (
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/flow"
)

// TryRow plans the trials of a row of the decision table and their controls, as
// many as Strength asks for.
func (n *Need) TryRow(name string) error {
	if n.Table == nil {
		return fmt.Errorf("there is no decision table beside the features")
	}
	row, err := n.Table.Row(name)
	if err != nil {
		return err
	}
	n.Trials = inTurn(n.Table.Trials(row, n.Strength))
	for _, trial := range n.Trials {
		n.Combine(trial.Path)
	}
	n.Combine(Controls(n.Trials)...)
	return nil
}

// Combine notes what paths need: an org for each state of its switch, an app
// for each combination of settings, and a user in each org who may use them.
func (n *Need) Combine(paths ...combination.Path) {
	for _, p := range paths {
		want, org, parties := p.Cell.Settings(), orgOf(p.Cell), PartiesOf(p.Cell)
		if _, there := n.Orgs[org]; !there {
			n.Orgs[org] = &Org{Settings: want.Pick(true)}
			n.Users[parties.User] = &User{Org: org, State: provisioning.Active}
		}
		n.Apps[parties.App] = &App{Org: org, Settings: baseSettings.With(want.Pick(false))}
		n.Name(want)
		n.Visit(want.Pick(true))
		n.Touches.Add(settings.Codes, settings.Challenges, settings.CredentialPlaces)
		n.Requests += int(p.Last) + 1
	}
}

// Controls returns the controls of trials, each once.
func Controls(trials []combination.Trial) []combination.Path {
	seen := map[combination.Path]bool{}
	var out []combination.Path
	for _, trial := range trials {
		if trial.Control != nil && !seen[*trial.Control] {
			seen[*trial.Control] = true
			out = append(out, *trial.Control)
		}
	}
	return out
}

// inTurn orders trials so that the org's switch changes at most once.
func inTurn(trials []combination.Trial) []combination.Trial {
	off := func(t combination.Trial) int {
		if orgOf(t.Cell) == flow.TheOrg {
			return 1
		}
		return 0
	}
	return slices.SortedStableFunc(slices.Values(trials), func(a, b combination.Trial) int { return off(a) - off(b) })
}

// orgOf names the org in which a cell is tried.
func orgOf(c combination.Cell) flow.Role {
	if c.Value(settings.AllowFlows) == combination.On {
		return flow.TheOrg
	}
	return flow.Role{Name: flow.TheOrg.Name, Variant: flow.Variant{How: flow.WithoutFlow}}
}

// PartiesOf names the app and the user that try a cell.
func PartiesOf(c combination.Cell) flow.Parties {
	return flow.Parties{
		App:  flow.Role{Name: flow.TheApp.Name, Variant: flow.Variant{How: flow.WithSettings, Settings: c.Settings().Canonical()}},
		User: flow.Role{Name: flow.TheUser.Name, Variant: orgOf(c).Variant},
	}
}
