package reports

import "net/http"

// Forecast says what a run would be, before it is done.
type Forecast struct {
	Target    Target
	Endpoints []Endpoint
	NoFlow    string // one sentence: the server does not speak the flow; empty where it does
	Looked    bool   // whether a login was tried, so that an empty NoFlow says something

	Selected      int // scenarios
	Runs          int // of them, those that would run
	NotApplicable []ReasonCount

	Requests            int        // at most, to the endpoints of the flow
	FailedLogins        int        // at most, in all
	FailedLoginsPerUser int        // at most, for any one user
	FailedLoginLimit    int        // for one user, as the target file has it
	Orgs, Apps, Users   int        // that would be made
	OrgChanges          int        // at most, those that take something back included
	Shortfall           *Shortfall // what is missing on a static target; nil for others
}

// ReasonCount is a reason for which scenarios would not run, and how many they are.
type ReasonCount struct {
	Reason    string
	Scenarios int
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

// Shortfall is what somebody would have to prepare on a static target so that
// every scenario that changes nothing can run.
type Shortfall struct {
	Orgs, Apps, Users int // to prepare
	Scenarios         int // that would then run beside those that run already
	PasswordRule      string
	Parts             []MissingOrg // orgs in which something is missing, in the order of the target file
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
