package need

import (
	"fmt"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/flow"
)

// Need is what must stand before a scenario starts. The Given lines, and what
// later lines will change, fill it in before anything is sent.
type Need struct {
	Orgs  map[flow.Role]*Org
	Apps  map[flow.Role]*App
	Users map[flow.Role]*User

	// Named are the keys of the settings that the lines name. A target that
	// does not offer one of them cannot be asked.
	Named map[string]bool
	// AtDefault are those of them that the lines want to be at their default.
	AtDefault map[string]bool
	// Touches are what the requests of the lines have to do with.
	Touches Touches
	// Clock says that the scenario lets time pass for its org.
	Clock bool
	// Flows are the flows that the lines go through, except that of a named user. Outbox says that
	// they read one-time passwords.
	Flows  []string
	Outbox bool
	// Parts are the parts of a server that the lines need and that it may do without.
	Parts []string
	// Visits are the settings that the org has when requests are sent, in their order and without
	// repeats: at the start, after each change, and for a twin. A target with a single org goes
	// through these states.
	Visits []settings.Values
	// Requests counts the requests that the lines send, at most.
	Requests int
	// OrgChanges counts the lines that change an org while the scenario runs.
	OrgChanges int
	// FailedLogins counts the logins with wrong credentials, at most.
	FailedLogins int

	// Table is the decision table that lines about combinations read, with the rows of a profile;
	// nil for none. Strength says how much of it they try. Trials are what they try.
	Table    *combination.Table
	Strength combination.Strength
	Trials   []combination.Trial

	effects []Effect        // of the lines, each once
	changed settings.Values // what lines have changed for the org so far
	refused bool            // a line may have found that the last answer gives nothing
}

// Org is an org. Own says that the scenario changes it, so no other scenario may use it.
type Org struct {
	Settings settings.Values
	Own      bool
}

// App is an app. Own says that the scenario changes it.
type App struct {
	Org      flow.Role
	Settings settings.Values
	Own      bool
}

// User is a user. Only one scenario uses it, except on a target that nobody changes. Own says that
// the scenario changes it.
type User struct {
	Org        flow.Role
	State      provisioning.UserState
	Unapproved bool      // not approved for any app
	Only       flow.Role // the one app that the user is approved for; empty: all of them
	Password   string    // characters that the password must hold
	Phone      bool      // has a telephone number
	Own        bool      // the scenario changes the user
}

// Admits reports whether the user is approved for an app of the scenario.
func (u *User) Admits(app flow.Role) bool { return !u.Unapproved && (u.Only.IsZero() || u.Only == app) }

// New returns the need of a scenario before its lines are planned: an org in which the flow is
// allowed, with one user.
func New() *Need {
	return &Need{
		Orgs:  map[flow.Role]*Org{flow.TheOrg: {Settings: settings.Values{settings.AllowFlows: settings.On}}},
		Apps:  map[flow.Role]*App{},
		Users: map[flow.Role]*User{flow.TheUser: {Org: flow.TheOrg, State: provisioning.Active}},
		Named: map[string]bool{}, AtDefault: map[string]bool{},
		Touches: Touches{},
	}
}

// Name notes that the scenario depends on a setting. Requests that a setting of an app has an effect
// on are then part of the plan.
func (n *Need) Name(change settings.Values) {
	for key := range change {
		if key == settings.AppScopes {
			n.NameScopes(change[key].Items())
		}
		n.Named[key] = true
		if change[key].IsDefault() {
			n.AtDefault[key] = true
		}
		if s, _ := settings.Lookup(key); !s.Level.OnOrg() && !slices.Contains(s.Concerns, settings.Exact) {
			n.Touches.Add(s.Concerns...)
		}
	}
}

// parts are the parts of a server to which requests of a kind go.
var parts = map[flow.Kind]string{
	flow.Revocation: provisioning.Revoke, flow.Introspection: provisioning.Introspect, flow.Userinfo: provisioning.UserInfo,
	flow.Echo: provisioning.Echo, flow.Discovery: provisioning.Discovery, flow.KeySet: provisioning.Discovery,
}

// PartOf returns the part of a server to which requests of a kind go, one of provisioning.Parts; "" for
// kinds that no server does without.
func PartOf(k flow.Kind) string { return parts[k] }

// Ask notes that a line sends a request of a kind, or asks whether a page may send one.
func (n *Need) Ask(k flow.Kind) { n.usePart(PartOf(k)) }

// NameScopes notes the scopes that an app has, or that a request asks for.
func (n *Need) NameScopes(scopes []string) {
	if slices.Contains(scopes, "openid") {
		n.usePart(provisioning.OpenID)
	}
}

func (n *Need) usePart(name string) {
	if name != "" && !slices.Contains(n.Parts, name) {
		n.Parts = append(n.Parts, name)
	}
}

// AddApp adds an app to an org, with the settings of a kind of client.
func (n *Need) AddApp(role, org flow.Role, kind string) error {
	base, ok := clientSettings[kind]
	if !ok {
		return fmt.Errorf("there is no %q client: it is private or public", kind)
	}
	if _, there := n.Apps[role]; there {
		return fmt.Errorf("%s is there already", role)
	}
	n.Apps[role] = &App{Org: org, Settings: base.With(nil)}
	n.Name(departures[kind])
	return nil
}

// Set sets a setting of the org or of an app before the scenario starts.
func (n *Need) Set(object flow.Role, change settings.Values) error {
	n.Name(change)
	if org, ok := n.Orgs[object]; ok {
		org.Settings = org.Settings.With(change)
		return ownLevel(object, change, true)
	}
	if app, ok := n.Apps[object]; ok {
		app.Settings = app.Settings.With(change)
		return ownLevel(object, change, false)
	}
	return fmt.Errorf("%s is not there yet: say first which client it is, as in `Given a private client`", object)
}

// Alter notes that the scenario changes an org or an app while it runs.
func (n *Need) Alter(object flow.Role, change settings.Values) error {
	n.Name(change)
	if org, ok := n.Orgs[object]; ok {
		org.Own = true
		n.OrgChanges++
		if object == flow.TheOrg {
			n.changed = n.changed.With(change)
		}
		return ownLevel(object, change, true)
	}
	if app, ok := n.Apps[object]; ok {
		app.Own = true
		return ownLevel(object, change, false)
	}
	return fmt.Errorf("%s is not there to be changed", object)
}

// AlterUser notes that the scenario changes its user while it runs.
func (n *Need) AlterUser() { n.Users[flow.TheUser].Own = true }

// AlterClock notes that the scenario lets time pass for its org.
func (n *Need) AlterClock() { n.Clock, n.Orgs[flow.TheOrg].Own = true, true }

// AddTwin adds the parties of a twin of the app.
func (n *Need) AddTwin(t flow.TwinParties) error {
	app, ok := n.Apps[flow.TheApp]
	if !ok {
		return fmt.Errorf("there is no app to have a twin of")
	}
	n.Name(t.Change)
	n.Apps[t.App] = &App{Org: t.Org, Settings: app.Settings.With(t.Change.Pick(false))}
	n.Visit(t.Change.Pick(true))
	if t.Org != flow.TheOrg {
		n.Orgs[t.Org] = &Org{Settings: n.Orgs[flow.TheOrg].Settings.With(t.Change.Pick(true))}
		user := *n.Users[flow.TheUser]
		user.Org = t.Org
		n.Users[t.User] = &user
	}
	return nil
}

// Visit notes that a request is sent while the org has the settings that the lines gave it, except
// those in but.
func (n *Need) Visit(but settings.Values) {
	org := n.Orgs[flow.TheOrg].Settings.With(n.changed).With(but)
	if last := len(n.Visits) - 1; last >= 0 && n.Visits[last].Canonical() == org.Canonical() {
		return
	}
	n.Visits = append(n.Visits, org)
}

// AddAnotherOrg adds a second org with an app and a user.
func (n *Need) AddAnotherOrg(kind string) error {
	n.Orgs[flow.AnotherOrg] = &Org{Settings: settings.Values{settings.AllowFlows: settings.On}}
	n.Users[flow.UserOfAnotherOrg] = &User{Org: flow.AnotherOrg, State: provisioning.Active}
	return n.AddApp(flow.AppOfAnotherOrg, flow.AnotherOrg, kind)
}

// WantApp adds the app of a role, a private client, unless a line has added one.
func (n *Need) WantApp(role flow.Role) error {
	if _, ok := n.Apps[role]; ok {
		return nil
	}
	if role == flow.AppOfAnotherOrg {
		return n.AddAnotherOrg("private")
	}
	return n.AddApp(flow.AnotherApp, flow.TheOrg, "private")
}

// WantUser adds the user of a role, unless a line has added one. It adds nothing for the new user:
// a line registers that one.
func (n *Need) WantUser(role flow.Role) error {
	if _, ok := n.Users[role]; ok || role == flow.TheNewUser {
		return nil
	}
	if role == flow.UserOfAnotherOrg {
		return n.AddAnotherOrg("private")
	}
	n.AddAnotherUser()
	return nil
}

// AddAnotherUser adds a second user to the org.
func (n *Need) AddAnotherUser() {
	n.Users[flow.AnotherUser] = &User{Org: flow.TheOrg, State: provisioning.Active}
}

// GoThrough notes that the scenario goes through a flow of the headless endpoints,
// by the kind of request that begins it, and reads one-time passwords.
func (n *Need) GoThrough(k flow.Kind) {
	flows := map[flow.Kind]string{
		flow.Registration: provisioning.UserRegistration, flow.PasswordlessLogin: provisioning.PasswordlessLogin,
		flow.ForgotPassword: provisioning.ForgotPassword,
	}
	n.Flows, n.Outbox = append(n.Flows, flows[k]), true
	n.Touches.Add(settings.CredentialPlaces) // the one-time password stands in a Basic header
}

// CheckLevel returns an error if a setting does not belong to the object: to the org, or to an app.
func CheckLevel(object flow.Role, change settings.Values) error {
	return ownLevel(object, change, object == flow.TheOrg)
}

func ownLevel(object flow.Role, change settings.Values, onOrg bool) error {
	for key := range change {
		s, _ := settings.Lookup(key)
		if s.Level.OnOrg() != onOrg {
			return fmt.Errorf("%q is not a setting of %s", s.Label, object)
		}
	}
	return nil
}
