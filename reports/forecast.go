package reports

import (
	"cmp"
	"net/http"
	"slices"
)

// Forecast says, before a run, what the run would do and what it would cost.
type Forecast struct {
	Target      Target
	Endpoints   []Endpoint
	MissingFlow string // one sentence that says why the server does not speak the flow; empty if it does
	Looked      bool   // whether a login was tried; without one, an empty MissingFlow means nothing

	Selected int // scenarios
	Runs     int // the selected scenarios that would run
	Excluded []Exclusion
	Decides  map[string]int // how many scenarios of each requirement would run; none is 0

	Requests            int         // at most, to the endpoints of the flow
	FailedLogins        int         // at most, in all
	FailedLoginsPerUser int         // at most, for any one user
	FailedLoginLimit    int         // for one user, as the target file has it
	Orgs, Apps, Users   int         // that would be created
	OrgChanges          int         // at most, including those that undo an earlier change
	Suggestion          *Suggestion // what is missing on a static target; nil for other targets
}

// Exclusion is a reason why scenarios would not run, and the number of these scenarios.
type Exclusion struct {
	Reason    string
	Scenarios int
}

// Exclusions lists reasons, the most frequent first. counts maps each reason to the number of its
// scenarios.
func Exclusions(counts map[string]int) []Exclusion {
	out := make([]Exclusion, 0, len(counts))
	for reason, n := range counts {
		out = append(out, Exclusion{reason, n})
	}
	slices.SortFunc(out, func(a, b Exclusion) int {
		return cmp.Or(cmp.Compare(b.Scenarios, a.Scenarios), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

// Endpoint says how a site answers at one of its endpoints.
type Endpoint struct {
	Path   string // below the site
	Kind   string // of the requests that go there: "token request"
	Status int    // of its answer; 0 if there is no answer
	Error  string // why there is no answer
}

// Missing reports whether the server answered that this endpoint does not exist.
func (e Endpoint) Missing() bool {
	return e.Status == http.StatusNotFound || e.Status == http.StatusNotImplemented
}

// Suggestion lists what somebody has to prepare on a static target so that every scenario that
// makes no changes can run.
type Suggestion struct {
	Orgs         []MissingOrg // in the order of the target file
	Scenarios    int          // that could then run, in addition to those that can run now
	PasswordRule string       // what a password has to contain unless the user says otherwise, in words
}

// Size counts the orgs, apps and users that are missing.
func (s *Suggestion) Size() (orgs, apps, users int) {
	for _, org := range s.Orgs {
		if !org.Exists {
			orgs++
		}
		apps += len(org.Apps)
		users += len(org.Users)
	}
	return orgs, apps, users
}

// MissingOrg is an org that is missing, or one in which apps or users are missing.
type MissingOrg struct {
	Name     string
	Exists   bool   // the org exists, and its Site is known
	Site     string // empty if the org is missing
	Settings string // that differ from their defaults, as YAML; only for a missing org
	Apps     []MissingApp
	Users    []MissingUser
}

// MissingApp is an app that has to be prepared.
type MissingApp struct {
	Name      string
	Settings  string // that differ from their defaults, as YAML
	Scenarios int    // that use it
}

// MissingUser is a user that has to be prepared.
type MissingUser struct {
	Username     string
	Password     string // what it has to contain, in words; empty for any password
	AllApps      bool   // the user is approved for every app of the org
	ApprovedApps []string
	State        string // empty for an active user
	Scenarios    int    // that use it
}
