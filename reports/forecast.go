package reports

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"slices"
)

// ForecastSchema is the version of a forecast as JSON.
const ForecastSchema = "codecred/forecast/1"

// WriteForecastJSON writes a forecast as JSON, with everything that the screen leaves out.
func WriteForecastJSON(w io.Writer, f *Forecast) error {
	out := *f
	out.Schema = ForecastSchema
	if out.Excluded == nil {
		out.Excluded = []Exclusion{}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// Forecast says, before a run, what the run would do and what it would cost.
type Forecast struct {
	Schema      string     `json:"schema"` // ForecastSchema
	Target      Target     `json:"target"`
	Endpoints   []Endpoint `json:"endpoints"`
	Proxies     []Proxied  `json:"proxies,omitempty"`      // the servers that are asked by a proxy
	MissingFlow string     `json:"missing_flow,omitempty"` // one sentence that says why the server does not speak the flow; empty if it does
	Looked      bool       `json:"looked"`                 // whether a login was tried; without one, an empty MissingFlow means nothing

	Selected int            `json:"selected"` // scenarios
	Runs     int            `json:"runs"`     // the selected scenarios that would run
	Excluded []Exclusion    `json:"excluded"`
	Decides  map[string]int `json:"decides"` // how many scenarios of each requirement would run; none is 0

	Requests            int         `json:"requests"`               // at most, to the endpoints of the flow
	FailedLogins        int         `json:"failed_logins"`          // at most, in all
	FailedLoginsPerUser int         `json:"failed_logins_per_user"` // at most, for any one user
	FailedLoginLimit    int         `json:"failed_login_limit"`     // for one user, as the target file has it
	Orgs                int         `json:"orgs"`                   // that would be created
	Apps                int         `json:"apps"`                   // that would be created
	Users               int         `json:"users"`                  // that would be created
	OrgChanges          int         `json:"org_changes"`            // at most, including those that undo an earlier change
	Suggestion          *Suggestion `json:"suggestion,omitempty"`   // what is missing on a static target; nil for other targets

	Settings []FoundSetting `json:"settings,omitempty"` // of a static target: how the server acts where the target file says something else, or nothing
}

// FoundSetting is a setting of an org or an app as the server acts. Whether it is set so, only an administrator knows.
type FoundSetting struct {
	Org  string `json:"org"`
	App  string `json:"app,omitempty"` // empty for a setting of the org
	Key  string `json:"key"`
	Acts string `json:"acts"`           // the value that the server acts by, in YAML
	Says string `json:"says,omitempty"` // the value in the target file, in YAML; empty if it says nothing
	How  string `json:"how"`            // what was sent, and what became of it
}

// Proxied is a server that is asked by a proxy.
type Proxied struct {
	Server string `json:"server"` // scheme, host and port
	By     string `json:"by"`     // the proxy, without its password, and what names it
}

// Exclusion is a reason why scenarios would not run, and the number of these scenarios.
type Exclusion struct {
	Reason    string `json:"reason"`
	Scenarios int    `json:"scenarios"`
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
	Path   string `json:"path"`            // below the site
	Kind   string `json:"kind"`            // of the requests that go there: "token request"
	Status int    `json:"status"`          // of its answer; 0 if there is no answer
	Error  string `json:"error,omitempty"` // why there is no answer
	Part   string `json:"part,omitempty"`  // what not_supported of a target file calls it; empty for an endpoint that no server does without
}

// Missing reports whether the server answered that this endpoint does not exist.
func (e Endpoint) Missing() bool {
	return e.Status == http.StatusNotFound || e.Status == http.StatusNotImplemented
}

// Suggestion lists what somebody has to prepare on a static target so that every scenario that
// makes no changes can run.
type Suggestion struct {
	Orgs         []MissingOrg `json:"orgs"`                    // in the order of the target file
	Scenarios    int          `json:"scenarios"`               // that could then run, in addition to those that can run now
	PasswordRule string       `json:"password_rule,omitempty"` // what a password has to contain unless the user says otherwise, in words
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
	Name     string        `json:"name"`
	Exists   bool          `json:"exists,omitempty"`   // the org exists, and its Site is known
	Site     string        `json:"site,omitempty"`     // empty if the org is missing
	Settings string        `json:"settings,omitempty"` // that differ from their defaults, as YAML; only for a missing org
	Apps     []MissingApp  `json:"apps,omitempty"`
	Users    []MissingUser `json:"users,omitempty"`
}

// MissingApp is an app that has to be prepared.
type MissingApp struct {
	Name      string `json:"name"`
	Settings  string `json:"settings,omitempty"` // that differ from their defaults, as YAML
	Scenarios int    `json:"scenarios"`          // that use it
}

// MissingUser is a user that has to be prepared.
type MissingUser struct {
	Username     string   `json:"username"`
	Password     string   `json:"password,omitempty"` // what it has to contain, in words; empty for any password
	AllApps      bool     `json:"all_apps,omitempty"` // the user is approved for every app of the org
	ApprovedApps []string `json:"approved_apps,omitempty"`
	State        string   `json:"state,omitempty"` // empty for an active user
	Scenarios    int      `json:"scenarios"`       // that use it
}
