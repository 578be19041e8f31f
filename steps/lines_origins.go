package steps

import (
	"context"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/flow"
)

// originLines are the lines about pages of other origins, Fetch Standard,
// section 3.2 (CORS protocol).
var originLines = []Definition{
	bound(`a page of "([^"]+)" asks whether it may use the (authorization|token|userinfo|revocation|introspection) endpoint`,
		func(args []string) (Action, error) {
			endpoint := flow.Named(args[1])
			return Action{
				Requests: 1, Sends: flow.Preflight,
				Run: func(ctx context.Context, w *World) error {
					_, err := w.send(ctx, flow.NewPreflight(endpoint, args[0]))
					return err
				},
			}, nil
		}),
	check(`the origin is allowed`, func(_ *World, a *answer, _ []string) *Failure {
		// A browser joins repeated fields, and then finds neither of the origins: Fetch Standard,
		// section 4.9 (CORS check).
		origin, allowed := originOf(a), strings.Join(a.exchange.Response.Header.Values("Access-Control-Allow-Origin"), ", ")
		if allowed != origin && allowed != "*" {
			return broken(a, "the origin "+origin+" to be allowed", "Access-Control-Allow-Origin is %q", allowed)
		}
		if status := a.exchange.Response.Status; a.request.Kind() == flow.Preflight && (status < 200 || status > 299) {
			return broken(a, "an answer to the preflight with a status from 200 to 299", "it is %d", status)
		}
		return nil
	}),
	mayRefuse(check(`the origin is not allowed`, func(_ *World, a *answer, _ []string) *Failure {
		if f := mustBeAnswer(a); f != nil {
			return f
		}
		allowed := a.exchange.Response.Header.Values("Access-Control-Allow-Origin")
		if slices.Contains(allowed, originOf(a)) || slices.Contains(allowed, "*") {
			return broken(a, "the origin "+originOf(a)+" not to be allowed", "Access-Control-Allow-Origin is %q", allowed)
		}
		return nil
	})),
}

// originOf returns the origin that the request of an answer named.
func originOf(a *answer) string { return string(a.request.Common().HeaderValue(flow.OriginHeader)) }
