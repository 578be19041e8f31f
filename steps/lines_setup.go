package steps

import (
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// setupLines are the Given lines: what must exist before the scenario starts.
var setupLines = []Definition{
	planned(`an? (private|public) client`, func(n *need.Need, args []string) error {
		return n.AddApp(flow.TheApp, flow.TheOrg, args[0])
	}),
	planned(`another (private|public) client`, func(n *need.Need, args []string) error {
		return n.AddApp(flow.AnotherApp, flow.TheOrg, args[0])
	}),
	planned(`an? (private|public) client of another org`, func(n *need.Need, args []string) error {
		return n.AddAnotherOrg(args[0])
	}),
	bound(`(the org|another org|the app|another app|an app of another org) has "([^"]+)" (on|off|at its default)`, bindSetting),
	bound(`(the org|another org|the app|another app|an app of another org) has "([^"]+)" set to "([^"]*)"`, bindSetting),
	planned(`an app on which nothing is set`, func(n *need.Need, _ []string) error {
		n.Apps[flow.TheApp] = &need.App{Org: flow.TheOrg, Settings: settings.Values{}}
		return nil
	}),
	planned(`an org on which nothing is set`, func(n *need.Need, _ []string) error {
		n.Orgs[flow.TheOrg].Settings = settings.Values{}
		n.Named[settings.AllowFlows] = true
		return nil
	}),
	planned(`the user is frozen`, func(n *need.Need, _ []string) error {
		n.Users[flow.TheUser].State = provisioning.Frozen
		return nil
	}),
	planned(`the user is not approved for the app`, func(n *need.Need, _ []string) error {
		n.Users[flow.TheUser].Unapproved = true
		n.Touches.Add(settings.Approvals)
		return nil
	}),
	planned(`another user`, func(n *need.Need, _ []string) error { n.AddAnotherUser(); return nil }),
	planned(`the user's password contains "(.+)"`, func(n *need.Need, args []string) error {
		n.Users[flow.TheUser].Password = args[0]
		return nil
	}),
}

// bindSetting reads a role, a label and a value.
func bindSetting(args []string) (Action, error) {
	role := flow.RoleNamed(args[0])
	change, err := settingOf(args[1], args[2])
	return Action{Plan: func(n *need.Need) error { return n.Set(role, change) }}, err
}

// settingOf reads a UI label and a value of a feature.
func settingOf(label, text string) (settings.Values, error) {
	s, ok := settings.ByLabel(label)
	if !ok {
		return nil, fmt.Errorf("no setting has the label %q: see `codecred list settings`", label)
	}
	if text == "at its default" {
		return settings.Values{s.Key: settings.Value{}}, nil
	}
	v, err := settings.ParseText(s.Key, text)
	return settings.Values{s.Key: v}, err
}
