package preflight

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// reading has the kinds of request that use GET.
var reading = map[flow.Kind]bool{flow.Userinfo: true, flow.Echo: true, flow.Discovery: true}

// Endpoints sends each endpoint of a site one request without meaning, in the order of their paths.
// It stops if nothing listens at the site, or no proxy leads there.
func Endpoints(ctx context.Context, t *connect.Target, site string) []reports.Endpoint {
	byPath := map[string]flow.Kind{}
	for _, kind := range slices.Sorted(maps.Keys(t.Paths)) {
		if path := t.Paths[kind]; byPath[path] == "" && t.OffersFlow(flowOf[kind]) {
			byPath[path] = kind
		}
	}
	session := t.Wire.Session("preflight", redact.New(t.Secrets))
	var out []reports.Endpoint
	for _, path := range slices.Sorted(maps.Keys(byPath)) {
		request := wire.Request{Label: string(byPath[path]), Method: http.MethodGet, URL: site + path}
		if !reading[byPath[path]] {
			request.Method, request.Body = http.MethodPost, []byte("preflight=1")
			request.Header = []reports.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}}
		}
		endpoint := reports.Endpoint{Path: path, Kind: string(byPath[path]), Part: cmp.Or(need.PartOf(byPath[path]), flowOf[byPath[path]])}
		x := once(ctx, t, session, request)
		switch {
		case x.Response != nil:
			endpoint.Status = x.Response.Status
		case x.Err != nil:
			endpoint.Error = x.Err.Error()
		}
		out = append(out, endpoint)
		if failure, ok := errors.AsType[*wire.Error](x.Err); ok && (failure.Kind == wire.Refused || failure.Kind == wire.NoWay) {
			break // nothing listens there, or no proxy leads there
		}
	}
	return out
}

// flowOf names the flow of each kind of request that has its own endpoint.
var flowOf = map[flow.Kind]string{
	"registration request": provisioning.UserRegistration, "passwordless login request": provisioning.PasswordlessLogin,
	"forgot password request": provisioning.ForgotPassword, "password reset request": provisioning.ForgotPassword,
}

// once sends a request. With all repetitions it may take as long as one request.
func once(ctx context.Context, t *connect.Target, session *wire.Session, request wire.Request) *wire.Exchange {
	ctx, cancel := context.WithTimeout(ctx, t.Limits.RequestTimeout)
	defer cancel()
	return session.Do(ctx, request)
}
