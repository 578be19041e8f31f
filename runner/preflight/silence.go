package preflight

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// outOfService are the statuses by which a server, or a gateway before it, says that it does not serve now.
var outOfService = []int{http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// Silence sends a request without meaning to the authorization endpoint of a site, and says what came in place of an
// answer: nothing, or that the server is too busy or out of service. It is empty for every other answer, 500 too: a
// request without meaning may lead there on a server that works.
func Silence(ctx context.Context, t *connect.Target, site string) string {
	session := t.Wire.Session("preflight", redact.New(t.Secrets))
	x := once(ctx, t, session, wire.Request{Label: string(flow.Authorization), Method: http.MethodGet, URL: site + t.Paths[flow.Authorization]})
	switch {
	case ctx.Err() != nil:
		return ""
	case x.Response == nil && x.Err != nil:
		return "no answer: " + x.Err.Error()
	case x.Response != nil && slices.Contains(outOfService, x.Response.Status):
		return fmt.Sprintf("the answer %d", x.Response.Status)
	default:
		return ""
	}
}
