package steps

import (
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
)

// setupWords are the Given lines: what stands before the scenario starts.
var setupWords = []Definition{
	{
		Expr: line(`an? (private|public) client`),
		Plan: func(n *Need, args []string) error { return n.addApp(TheApp, TheOrg, args[0]) },
	},
	{
		Expr: line(`another (private|public) client`),
		Plan: func(n *Need, args []string) error { return n.addApp(AnotherApp, TheOrg, args[0]) },
	},
	{
		Expr: line(`an? (private|public) client of another org`),
		Plan: func(n *Need, args []string) error { return n.addAnotherOrg(args[0]) },
	},
	{
		Expr: line(`(the org|another org|the app|another app|an app of another org) has "([^"]+)" (on|off|at its default)`),
		Plan: planSetting,
	},
	{
		Expr: line(`(the org|another org|the app|another app|an app of another org) has "([^"]+)" set to "([^"]*)"`),
		Plan: planSetting,
	},
	{
		Expr: line(`an app on which nothing is set`),
		Plan: func(n *Need, _ []string) error {
			n.Apps[TheApp] = &AppNeed{Org: TheOrg, Settings: settings.Values{}}
			return nil
		},
	},
	{
		Expr: line(`an org on which nothing is set`),
		Plan: func(n *Need, _ []string) error {
			n.Orgs[TheOrg].Settings = settings.Values{}
			n.Named[settings.AllowFlows] = true
			return nil
		},
	},
	{
		Expr: line(`the user is frozen`),
		Plan: func(n *Need, _ []string) error { n.Users[TheUser].State = provisioning.Frozen; return nil },
	},
	{
		Expr: line(`the user is not approved for the app`),
		Plan: func(n *Need, _ []string) error { n.Users[TheUser].Unapproved = true; return nil },
	},
	{
		Expr: line(`another user`),
		Plan: func(n *Need, _ []string) error { n.addAnotherUser(); return nil },
	},
	{
		Expr: line(`the user's password contains "(.+)"`),
		Plan: func(n *Need, args []string) error { n.Users[TheUser].Password = args[0]; return nil },
	},
}

func planSetting(n *Need, args []string) error {
	change, err := settingOf(args[1], args[2])
	if err != nil {
		return err
	}
	return n.set(Role(args[0]), change)
}

// settingOf reads a UI label and a value as a feature writes them.
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

func (n *Need) addAnotherUser() {
	n.Users[AnotherUser] = &UserNeed{Org: TheOrg, State: provisioning.Active}
}
