package preflight

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/wire"
)

// absence says how an answer shows that a server does not speak the flow; empty if the answer does
// not show that.
type absence string

const (
	noEndpoint absence = "there is no endpoint for it"
	loginPage  absence = "it shows a page to log in at, as for a flow with a browser"
	otherPlace absence = "it redirects to another place than the app"
	noSuchType absence = "it does not know the response type code_credentials"
	noAnswer   absence = "it gives no answer of the flow"
)

// absent checks whether the answer to a request that should be accepted shows that the flow is
// missing, or that something else answers in its place, such as a maintenance page. A refusal in a
// form of the flow does not show that: an OAuth error, or a redirect to the app.
func absent(x *wire.Exchange, p party) absence {
	if x.Err != nil || x.Response == nil {
		return ""
	}
	answer := x.Response
	said := answered(answer)
	switch {
	case slices.Contains([]int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}, answer.Status):
		return noEndpoint
	case said.Get("error") == "unsupported_response_type":
		return noSuchType
	case said.Has("code") || said.Has("error"):
		return ""
	case answer.Status/100 == 3 && elsewhere(answer.Header.Get("Location"), p):
		return otherPlace
	case answer.Status == http.StatusOK && strings.Contains(strings.ToLower(string(answer.Body)), `type="password"`):
		return loginPage
	case answer.Status/100 != 3:
		return noAnswer
	default:
		return ""
	}
}

// answered collects the parameters of the redirect URL and the members of a JSON body.
func answered(r *wire.Response) url.Values {
	out := url.Values{}
	if u, err := url.Parse(r.Header.Get("Location")); err == nil {
		fragment, _ := url.ParseQuery(u.Fragment) // the part that can be parsed is enough
		for _, from := range []url.Values{u.Query(), fragment} {
			for name := range from {
				out.Set(name, from.Get(name))
			}
		}
	}
	members := map[string]any{}
	if json.Unmarshal(r.Body, &members) == nil {
		for name, value := range members {
			out.Set(name, fmt.Sprint(value))
		}
	}
	return out
}

// elsewhere reports whether a redirect leads to a page and not to the app.
func elsewhere(location string, p party) bool {
	return location != "" && !slices.ContainsFunc(p.app.Settings.Effective(settings.CallbackURLs).Items(), func(callback string) bool {
		return strings.HasPrefix(location, callback)
	})
}
