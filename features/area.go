package features

import (
	"slices"
	"strings"
)

// Area is a part of the flow. Its name is part of the id of each of its requirements, and of the
// name of the file with these requirements.
type Area struct {
	Name  string // as in CC-PKCE-01: PKCE
	Title string // its subject, for the heading of a list
}

// Areas returns the areas in the order of the catalogue.
func Areas() []Area { return slices.Clone(areas) }

// areaIndex returns the position of an area in the catalogue, or -1.
func areaIndex(name string) int {
	return slices.IndexFunc(areas, func(a Area) bool { return a.Name == name })
}

func areaNames() string {
	names := make([]string, len(areas))
	for i, a := range areas {
		names[i] = a.Name
	}
	return strings.Join(names, ", ")
}

var areas = []Area{
	{"ORG", "Allow Authorization Code and Credentials Flows"},
	{"OAUTH", "Enable OAuth"},
	{"FLOW", "Enable Authorization Code and Credentials Flow"},
	{"CALL", "Callback URL"},
	{"SCOPE", "Selected OAuth Scopes"},
	{"PKCE", "Proof Key for Code Exchange"},
	{"POST", "Require user credentials in the POST body"},
	{"SEC", "Require Secret For Web Server Flow"},
	{"RSEC", "Require Secret for Refresh Token Flow"},
	{"CLIENT", "Private and public clients"},
	{"AUTHZ", "Form of the authorization request"},
	{"CRED", "User credentials"},
	{"RESP", "Authorization response"},
	{"CODE", "Authorization code"},
	{"TOKEN", "Token request and response"},
	{"REFRESH", "Refresh request and response"},
	{"ROT", "Refresh token rotation"},
	{"USER", "Users who may log in"},
	{"IP", "IP Relaxation"},
	{"RTP", "Refresh Token Policy"},
	{"JWT", "JWT-based access tokens"},
	{"USERINFO", "UserInfo endpoint"},
	{"IDT", "ID token"},
	{"REVOKE", "Token revocation"},
	{"INTRO", "Token introspection"},
	{"ERR", "Form of errors"},
	{"HTTP", "Methods, statuses and headers"},
	{"CORS", "Cross-origin requests"},
	{"DISC", "Discovery"},
	{"ISO", "Isolation of orgs and apps"},
	{"CHG", "Changes over time"},
	{"GUEST", "Guest users"},
	{"REG", "Headless registration"},
	{"PWDL", "Passwordless login"},
	{"FORGOT", "Forgot password"},
	{"HEAD", "What the headless endpoints share"},
}
