package steps

import (
	"context"
	"slices"

	"github.com/codecred/codecred/reports"
)

// endpointsByName are the endpoints that lines name, by the requests that go there.
var endpointsByName = map[string]kind{
	"authorization": authorization, "token": tokenRequest, "userinfo": userinfo,
	"revocation": revocation, "introspection": introspection,
}

// originWords are the lines about pages of other origins, Fetch Standard,
// section 3.2 (CORS protocol).
var originWords = []Definition{
	{
		Expr:     line(`a page of "([^"]+)" asks whether it may use the (authorization|token|userinfo|revocation|introspection) endpoint`),
		Requests: 1,
		Sends:    preflight,
		Run: func(ctx context.Context, w *World, args []string) error {
			_, err := w.send(ctx, newPreflight(endpointsByName[args[1]], args[0]))
			return err
		},
	},
	check(`the origin is allowed`, func(_ *World, a *answer, _ []string) *Failure {
		origin, allowed := originOf(a), a.exchange.Response.Header.Get("Access-Control-Allow-Origin")
		if allowed != origin && allowed != "*" {
			return broken(a, "the origin "+origin+" to be allowed", "Access-Control-Allow-Origin is %q", allowed)
		}
		if status := a.exchange.Response.Status; a.request.kind == preflight && (status < 200 || status > 299) {
			return broken(a, "an answer to the preflight with a status from 200 to 299", "it is %d", status)
		}
		return nil
	}),
	check(`the origin is not allowed`, func(_ *World, a *answer, _ []string) *Failure {
		allowed := a.exchange.Response.Header.Values("Access-Control-Allow-Origin")
		if slices.Contains(allowed, originOf(a)) || slices.Contains(allowed, "*") {
			return broken(a, "the origin "+originOf(a)+" not to be allowed", "Access-Control-Allow-Origin is %q", allowed)
		}
		return nil
	}),
}

// newPreflight asks, as a browser does, whether a page may use an endpoint.
// Source: Fetch Standard, section 4.8 (CORS-preflight fetch).
func newPreflight(endpoint kind, origin string) *request {
	return &request{
		kind: preflight, endpoint: endpoint, cast: cast{app: TheApp, user: TheUser}, method: "OPTIONS",
		headers: []reports.Field{
			{Name: originHeader, Value: origin},
			{Name: "Access-Control-Request-Method", Value: "POST"},
			{Name: "Access-Control-Request-Headers", Value: "content-type"},
		},
	}
}

// originOf returns the origin that the request of an answer named.
func originOf(a *answer) string {
	for _, h := range a.request.headers {
		if h.Name == originHeader {
			return h.Value
		}
	}
	return ""
}
