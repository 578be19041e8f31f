package steps

import (
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
)

// Need is what must stand before a scenario starts. The Given lines, and what
// later lines will change, fill it in before anything is sent.
type Need struct {
	Orgs  map[Role]*OrgNeed
	Apps  map[Role]*AppNeed
	Users map[Role]*UserNeed

	// Named are the keys of the settings that the lines name. A target that
	// does not offer one of them cannot be asked.
	Named map[string]bool
	// Touches are what the requests of the lines have to do with.
	Touches Touches
	// Clock says that the scenario lets time pass for its org.
	Clock bool
	// Flows are those besides a named user's that the lines go through, and
	// Outbox says that they read one-time passwords.
	Flows  []string
	Outbox bool
	// Visits are the settings that the org has when requests are sent, in their
	// order and without repeats: those of its start, those after a change, those
	// of a twin. A target with a single org is led through them.
	Visits []settings.Values
	// Requests counts the requests that the lines send, at most.
	Requests int
	// OrgChanges counts the lines that change an org while the scenario runs.
	OrgChanges int
	// FailedLogins counts the logins with wrong credentials, at most.
	FailedLogins int

	// Table is the decision table that lines about combinations read, as it
	// stands in a profile; nil for none. Strength is how much of it they try,
	// Trials are what they try.
	Table    *combination.Table
	Strength combination.Strength
	Trials   []combination.Trial

	effects []string        // of the lines, each once
	changed settings.Values // what lines have changed for the org so far
}

// OrgNeed is an org. Own says that the scenario changes it, so nothing else may be in it.
type OrgNeed struct {
	Settings settings.Values
	Own      bool
}

// AppNeed is an app. Own says that the scenario changes it.
type AppNeed struct {
	Org      Role
	Settings settings.Values
	Own      bool
}

// UserNeed is a user. A user belongs to one scenario alone, but on a target that
// nobody changes. Own says that the scenario changes it.
type UserNeed struct {
	Org        Role
	State      provisioning.UserState
	Unapproved bool   // not approved for any app
	Only       Role   // the one app that the user is approved for; empty: all of them
	Password   string // characters that the password must hold
	Phone      bool   // has a telephone number
	Own        bool   // the scenario changes the user
}

// Admits reports whether the user is approved for an app of the scenario.
func (u *UserNeed) Admits(app Role) bool { return !u.Unapproved && (u.Only == "" || u.Only == app) }

// NewNeed returns the need of a scenario that has said nothing yet: an org in
// which the flow is allowed, with one user.
func NewNeed() *Need {
	return &Need{
		Orgs:    map[Role]*OrgNeed{TheOrg: {Settings: settings.Values{settings.AllowFlows: settings.On}}},
		Apps:    map[Role]*AppNeed{},
		Users:   map[Role]*UserNeed{TheUser: {Org: TheOrg, State: provisioning.Active}},
		Named:   map[string]bool{},
		Touches: Touches{},
	}
}

// name notes that the scenario depends on a setting.
func (n *Need) name(change settings.Values) {
	for key := range change {
		n.Named[key] = true
	}
}

// addApp adds an app to an org, with the settings of a kind of client.
func (n *Need) addApp(role, org Role, kind string) error {
	base, ok := clientSettings[kind]
	if !ok {
		return fmt.Errorf("there is no %q client: it is private or public", kind)
	}
	if _, there := n.Apps[role]; there {
		return fmt.Errorf("%s is there already", role)
	}
	n.Apps[role] = &AppNeed{Org: org, Settings: base.With(nil)}
	n.name(departures[kind])
	return nil
}

// set sets a setting of the org or of an app before the scenario starts.
func (n *Need) set(object Role, change settings.Values) error {
	n.name(change)
	if org, ok := n.Orgs[object]; ok {
		org.Settings = org.Settings.With(change)
		return ownLevel(object, change, true)
	}
	if app, ok := n.Apps[object]; ok {
		app.Settings = app.Settings.With(change)
		return ownLevel(object, change, false)
	}
	return fmt.Errorf("there is no %s yet: say first which client it is, as in `Given a private client`", object)
}

// alter notes that the scenario changes an org or an app while it runs.
func (n *Need) alter(object Role, change settings.Values) error {
	n.name(change)
	if org, ok := n.Orgs[object]; ok {
		org.Own = true
		n.OrgChanges++
		if object == TheOrg {
			n.changed = n.changed.With(change)
		}
		return ownLevel(object, change, true)
	}
	if app, ok := n.Apps[object]; ok {
		app.Own = true
		return ownLevel(object, change, false)
	}
	return fmt.Errorf("there is no %s to change", object)
}

// alterUser notes that the scenario changes its user while it runs.
func alterUser(n *Need, _ []string) error {
	n.Users[TheUser].Own = true
	return nil
}

// addTwin adds the parties of a twin of the app.
func (n *Need) addTwin(t twin) error {
	app, ok := n.Apps[TheApp]
	if !ok {
		return fmt.Errorf("there is no app to have a twin of")
	}
	n.name(t.change)
	n.Apps[t.app] = &AppNeed{Org: t.org, Settings: app.Settings.With(t.change.Pick(false))}
	n.visit(t.change.Pick(true))
	if t.org != TheOrg {
		n.Orgs[t.org] = &OrgNeed{Settings: n.Orgs[TheOrg].Settings.With(t.change.Pick(true))}
		user := *n.Users[TheUser]
		user.Org = t.org
		n.Users[t.user] = &user
	}
	return nil
}

// visit notes that a request is sent while the org is as the lines have made
// it, but for some settings.
func (n *Need) visit(but settings.Values) {
	org := n.Orgs[TheOrg].Settings.With(n.changed).With(but)
	if last := len(n.Visits) - 1; last >= 0 && n.Visits[last].Canonical() == org.Canonical() {
		return
	}
	n.Visits = append(n.Visits, org)
}

// addAnotherOrg adds a second org with an app and a user.
func (n *Need) addAnotherOrg(kind string) error {
	n.Orgs[AnotherOrg] = &OrgNeed{Settings: settings.Values{settings.AllowFlows: settings.On}}
	n.Users[UserOfAnotherOrg] = &UserNeed{Org: AnotherOrg, State: provisioning.Active}
	return n.addApp(AppOfAnotherOrg, AnotherOrg, kind)
}

func ownLevel(object Role, change settings.Values, onOrg bool) error {
	for key := range change {
		s, _ := settings.Lookup(key)
		if s.Level.OnOrg() != onOrg {
			return fmt.Errorf("%q is not a setting of %s", s.Label, object)
		}
	}
	return nil
}
