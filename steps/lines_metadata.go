package steps

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/phrase"
)

// metadataLines are the lines about the metadata that the site publishes, OpenID Connect Discovery
// 1.0, section 4.
var metadataLines = []Definition{
	varied(`the app reads the site's metadata`, flow.Discovery, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error {
			return w.sendVaried(ctx, flow.NewDiscovery(), phrases)
		}}
	}),
	varied(`the app reads the site's keys`, flow.KeySet, func(_ []string, phrases phrase.List) Action {
		return Action{Requests: 2, Run: func(ctx context.Context, w *World) error {
			r, err := w.keySetRequest(ctx)
			if err != nil {
				return err
			}
			return w.sendVaried(ctx, r, phrases)
		}}
	}),
	varied(`the app asks the echo endpoint`, flow.Echo, func(_ []string, phrases phrase.List) Action {
		return Action{Run: func(ctx context.Context, w *World) error { return w.sendVaried(ctx, flow.NewEcho(), phrases) }}
	}),
	check(`the metadata lists "([^"]+)" among its "([^"]+)"`, func(_ *World, a *answer, args []string) *Failure {
		if slices.Contains(a.reading.List(args[1]), args[0]) {
			return nil
		}
		return broken(a, fmt.Sprintf("%q among the %s", args[0], args[1]), "they are %q", a.reading.List(args[1]))
	}),
	check(`the metadata, if it has "([^"]+)", lists "([^"]+)" there`, func(w *World, a *answer, args []string) *Failure {
		return listed(a, args[0], args[1])
	}),
	check(`the metadata, if it lists algorithms of ID tokens, lists that of the app's ID token`, func(w *World, a *answer, _ []string) *Failure {
		id, err := flow.ReadJWT(w.latestValue(flow.IDToken))
		if err != nil {
			return undecided(a, "an ID token, whose algorithm is looked up", "%v", err)
		}
		return listed(a, "id_token_signing_alg_values_supported", id.Algorithm())
	}),
	check(`the redirect names the issuer, if the metadata promises it`, func(w *World, a *answer, _ []string) *Failure {
		if w.before == nil || w.before.request.Kind() != flow.Discovery {
			return errored("the request before was not for the metadata: a line must read it first")
		}
		if f := published(w.before); f != nil {
			return f.OfPrecondition() // another scenario checks the metadata
		}
		metadata := w.before.reading
		if metadata.Body["authorization_response_iss_parameter_supported"] != true {
			return inapplicable(w.before, "the metadata does not promise the issuer in the redirect")
		}
		return carried(a, "iss", metadata.Text("issuer"))
	}),
	check(`it is noted whether the metadata lists "([^"]+)" among its "([^"]+)"`, func(w *World, a *answer, args []string) *Failure {
		not := "not "
		if slices.Contains(a.reading.List(args[1]), args[0]) {
			not = ""
		}
		w.note(fmt.Sprintf("%q is %samong the %s of the metadata", args[0], not, args[1]))
		return nil
	}),
	check(`the metadata, if there is any, names the site as its issuer`, func(w *World, a *answer, _ []string) *Failure {
		if f := published(a); f != nil {
			return f
		}
		return present(a, "member of the metadata", "issuer", a.reading.Member("issuer"), w.Env.Orgs[flow.TheOrg].Site)
	}),
}

// listed checks that a list of the metadata has an item. Without metadata, or without the list, nothing
// is said.
func listed(a *answer, list, item string) *Failure {
	if f := published(a); f != nil {
		return f.OfPrecondition() // another scenario checks the metadata
	}
	if a.reading.Body[list] == nil {
		return inapplicable(a, "the metadata has no "+list)
	}
	if !slices.Contains(a.reading.List(list), item) {
		return broken(a, fmt.Sprintf("%q among the %s, since the server takes it", item, list), "they are %q", a.reading.List(list))
	}
	return nil
}

// published fails if an answer is no metadata. A site may publish none, and then no check of them applies. Any other
// answer breaks RFC 8414, section 3.2.
func published(a *answer) *Failure {
	switch status := a.exchange.Response.Status; {
	case status == http.StatusNotFound, status == http.StatusGone:
		return inapplicable(a, "the site publishes no metadata: "+a.reading.Form)
	case status != http.StatusOK:
		return undecided(a, "the metadata with the status 200, or 404 from a site that publishes none", "the answer is %s", a.reading.Form)
	case a.reading.Body == nil:
		return broken(a, "metadata that is a JSON object", "the answer is %s", a.reading.Form)
	default:
		return nil
	}
}

// keysPath is where the vendor publishes its keys, below the site: Salesforce
// Help, "Enable CORS for OAuth Endpoints".
const keysPath = "/id/keys"

// keySetRequest asks for the key set at the URL in the metadata, or at the vendor's path if the
// metadata has no URL.
func (w *World) keySetRequest(ctx context.Context) (*flow.KeySetRequest, error) {
	metadata, err := w.send(ctx, flow.NewDiscovery())
	if err != nil {
		return nil, err
	}
	site := w.Env.Orgs[flow.TheOrg].Site
	where := cmp.Or(metadata.reading.Text("jwks_uri"), site+keysPath)
	if !flow.IsSafeURL(where, site, w.Env.PlainHTTP.Allows) {
		return nil, broken(metadata, "a jwks_uri at the site or with https", "it is %q", where)
	}
	if flow.LeavesMachine(site, where) {
		return nil, errored("the metadata names the keys at %q: a target on a loopback address is tested without anyone's consent, so nothing is sent elsewhere; "+
			"serve the keys at the site", where).about(metadata.exchange)
	}
	return flow.NewKeySet(where), nil
}
