package steps

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// metadataWords are the lines about what the site publishes of itself, OpenID
// Connect Discovery 1.0, section 4.
var metadataWords = []Definition{
	{
		Expr:     line(`the app reads the site's metadata( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], discovery) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.vary(ctx, newDiscovery(), args[0])
		},
	},
	{
		Expr:     line(`the app reads the site's keys( with.*)?`),
		Requests: 2,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], keySet) },
		Run: func(ctx context.Context, w *World, args []string) error {
			r, err := w.keySetRequest(ctx)
			if err != nil {
				return err
			}
			return w.vary(ctx, r, args[0])
		},
	},
	{
		Expr:     line(`the app asks the echo endpoint( with.*)?`),
		Requests: 1,
		Plan:     func(n *Need, args []string) error { return planPhrases(n, args[0], echo) },
		Run: func(ctx context.Context, w *World, args []string) error {
			return w.vary(ctx, &request{kind: echo, cast: cast{app: TheApp, user: TheUser}, method: "GET"}, args[0])
		},
	},
	check(`the metadata lists "([^"]+)" among its "([^"]+)"`, func(_ *World, a *answer, args []string) *Failure {
		if slices.Contains(listed(a, args[1]), args[0]) {
			return nil
		}
		return broken(a, fmt.Sprintf("%q among the %s", args[0], args[1]), "they are %q", listed(a, args[1]))
	}),
	check(`it is noted whether the metadata lists "([^"]+)" among its "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		not := "not "
		if slices.Contains(listed(a, args[1]), args[0]) {
			not = ""
		}
		w.Observed = append(w.Observed, fmt.Sprintf("%q is %samong the %s of the metadata", args[0], not, args[1]))
		return nil
	}),
	check(`the metadata, if there is any, names the site as its issuer`, func(w *World, a *answer, _ []string) *Failure {
		if a.reading.body["issuer"] == nil || a.reading.outcome != accepted {
			w.Observed = append(w.Observed, "the site publishes no metadata: "+a.reading.form)
			return nil
		}
		return present(a, "member of the metadata", "issuer", member(a, "issuer"), w.Stage.Orgs[TheOrg].Site)
	}),
}

func newDiscovery() *request {
	return &request{kind: discovery, cast: cast{app: TheApp, user: TheUser}, method: "GET"}
}

// keysPath is where the vendor publishes its keys, below the site: Salesforce
// Help, "Enable CORS for OAuth Endpoints".
const keysPath = "/id/keys"

// keySetRequest asks for the key set that the metadata names, or for the
// vendor's where the metadata names none.
func (w *World) keySetRequest(ctx context.Context) (*request, error) {
	metadata, err := w.send(ctx, newDiscovery())
	if err != nil {
		return nil, err
	}
	site := w.Stage.Orgs[TheOrg].Site
	where := cmp.Or(text(metadata.reading.body["jwks_uri"]), site+keysPath)
	if !isSafeURL(where, site) {
		return nil, broken(metadata, "a jwks_uri at the site or with https", "it is %q", where)
	}
	if leavesMachine(site, where) {
		return nil, errored("the metadata names the keys at %q: a target on a loopback address is tested without anyone's consent, so nothing is sent elsewhere; "+
			"serve the keys at the site", where).about(metadata.exchange)
	}
	return &request{kind: keySet, url: where, cast: cast{app: TheApp, user: TheUser}, method: "GET"}, nil
}

// listed returns the texts of a member that is a list.
func listed(a *answer, name string) []string {
	items, _ := a.reading.body[name].([]any)
	var out []string
	for _, item := range items {
		out = append(out, text(item))
	}
	return out
}
