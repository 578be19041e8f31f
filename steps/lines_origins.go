package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// originLines are the lines about pages of other origins, Fetch Standard,
// section 3.2 (CORS protocol).
var originLines = []Definition{
	preparing(bound(`a page of "([^"]+)" asks whether it may use the `+endpointNames+` endpoint`, func(args []string) (Action, error) {
		return asksFirst(flow.NewPreflight(flow.Named(args[1]), args[0])), nil
	})),
	preparing(bound(`a page of "([^"]+)" asks whether it may send a (GET|POST) request with "([^"]+)" to the `+endpointNames+` endpoint`,
		func(args []string) (Action, error) {
			r := flow.NewPreflight(flow.Named(args[3]), args[0])
			r.SetHeader(flow.AskedMethod, flow.Template(args[1]))
			r.SetHeader(flow.AskedHeaders, flow.Template(args[2]))
			return asksFirst(r), nil
		})),
	check(`the header fields asked for are allowed`, func(_ *World, a *answer, _ []string) *Failure {
		allowed := fieldItems(a, "Access-Control-Allow-Headers")
		for name := range strings.SplitSeq(string(a.request.Common().HeaderValue(flow.AskedHeaders)), ",") {
			// The wildcard does not cover Authorization: Fetch Standard, section 4.9.
			covered := slices.Contains(allowed, "*") && name != "authorization"
			if !covered && !slices.ContainsFunc(allowed, func(got string) bool { return strings.EqualFold(got, name) }) {
				return broken(a, "the header field "+name+" to be allowed", "Access-Control-Allow-Headers is %q", allowed)
			}
		}
		return nil
	}),
	check(`an answer that names the origin depends on it`, func(w *World, a *answer, _ []string) *Failure {
		if got := a.exchange.Response.Header.Get("Access-Control-Allow-Origin"); got == "" || got == "*" {
			w.note(fmt.Sprintf("the answer names no origin: Access-Control-Allow-Origin is %q", got))
			return nil
		}
		vary := fieldItems(a, "Vary")
		if slices.ContainsFunc(vary, func(name string) bool { return name == "*" || strings.EqualFold(name, flow.OriginHeader) }) {
			return nil
		}
		return broken(a, "Origin in the header Vary of an answer that names the origin", "Vary is %q", vary)
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

// endpointNames matches the name of an endpoint that a page may use, by the request to it.
const endpointNames = `(authorization|token|userinfo|revocation|introspection|registration|passwordless login|forgot password)`

// asksFirst makes the action that sends a preflight request.
func asksFirst(r *flow.PreflightRequest) Action {
	return Action{
		Requests: 1, Sends: flow.Preflight,
		Plan: func(n *need.Need) error { n.Ask(r.Endpoint); return nil },
		Run: func(ctx context.Context, w *World) error {
			_, err := w.send(ctx, r.Clone())
			return err
		},
	}
}

// originOf returns the origin that the request of an answer named.
func originOf(a *answer) string { return string(a.request.Common().HeaderValue(flow.OriginHeader)) }
