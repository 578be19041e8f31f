package reports

import (
	"cmp"
	"net/http"
	"slices"
)

// Forecast says what a run would be, before it is done.
type Forecast struct {
	Target      Target
	Endpoints   []Endpoint
	MissingFlow string // one sentence: the server does not speak the flow; empty where it does
	Looked      bool   // whether a login was tried, so that an empty MissingFlow says something

	Selected int // scenarios
	Runs     int // of them, those that would run
	Excluded []Exclusion

	Requests            int         // at most, to the endpoints of the flow
	FailedLogins        int         // at most, in all
	FailedLoginsPerUser int         // at most, for any one user
	FailedLoginLimit    int         // for one user, as the target file has it
	Orgs, Apps, Users   int         // that would be made
	OrgChanges          int         // at most, those that take something back included
	Suggestion          *Suggestion // what is missing on a static target; nil for others
}

// Exclusion is a reason for which scenarios would not run, and how many they are.
type Exclusion struct {
	Reason    string
	Scenarios int
}

// Exclusions lists reasons, given with how many scenarios have each, the most
// frequent first.
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
	Status int    // of its answer; 0 for none
	Error  string // why there is no answer
}

// Missing reports whether the server answered that there is no such endpoint.
func (e Endpoint) Missing() bool {
	return e.Status == http.StatusNotFound || e.Status == http.StatusNotImplemented
}

// Suggestion is what somebody would have to prepare on a static target so that
// every scenario that changes nothing can run.
type Suggestion struct {
	Orgs         []MissingOrg // in the order of the target file
	Scenarios    int          // that would then run beside those that run already
	PasswordRule string       // what a password holds where nothing else is said, in words
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
	Exists   bool   // the org is there; its Site is known
	Site     string // empty where the org is missing
	Settings string // that are not at their defaults, as YAML, of an org that is missing
	Apps     []MissingApp
	Users    []MissingUser
}

// MissingApp is an app that has to be prepared.
type MissingApp struct {
	Name      string
	Settings  string // that are not at their defaults, as YAML
	Scenarios int    // that use it
}

// MissingUser is a user that has to be prepared.
type MissingUser struct {
	Username     string
	Password     string // what it has to hold, in words; empty for any
	AllApps      bool   // approved for every app of the org
	ApprovedApps []string
	State        string // empty for an active user
	Scenarios    int    // that use it
}
