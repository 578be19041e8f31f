package steps

import (
	"context"
	"fmt"
	"slices"
)

// metadataWords are the lines about what the site publishes of itself, OpenID
// Connect Discovery 1.0, section 4.
var metadataWords = []Definition{
	{
		Expr:     line(`the app reads the site's metadata`),
		Requests: 1,
		Run: func(ctx context.Context, w *World, _ []string) error {
			_, err := w.send(ctx, newDiscovery())
			return err
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
	check(`metadata that is published names the site as its issuer`, func(w *World, a *answer, _ []string) *Failure {
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

// listed returns the texts of a member that is a list.
func listed(a *answer, name string) []string {
	items, _ := a.reading.body[name].([]any)
	var out []string
	for _, item := range items {
		out = append(out, text(item))
	}
	return out
}
