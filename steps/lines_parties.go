package steps

import (
	"context"
	"fmt"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/phrase"
)

const otherParties = `(another app|an app of another org)`

// partyLines are the lines in which another app uses a code or a token of this app. The other app
// authenticates itself; the rest of the request is unchanged.
var partyLines = []Definition{
	use(otherParties+` exchanges the code`, flow.Token),
	use(otherParties+` refreshes the tokens`, flow.Refresh),
	use(otherParties+` asks for the user's information`, flow.Userinfo),
	use(otherParties+` introspects the access token`, flow.Introspection),
}

// use makes the line in which a party sends a request of a kind with the code or the token of the
// app.
func use(expr string, k flow.Kind) Definition {
	return varied(expr, k, func(args []string, phrases phrase.List) Action {
		app := flow.RoleNamed(args[0])
		return Action{
			Plan: func(n *need.Need) error { return n.WantApp(app) },
			Run: func(ctx context.Context, w *World) error {
				r, err := w.usualOf(k)
				if err != nil {
					return errored("%v", err)
				}
				return w.sendVaried(ctx, w.sentBy(r, app), phrases)
			},
		}
	})
}

// usualOf returns the usual request of a kind with the code or the token of the app.
func (w *World) usualOf(k flow.Kind) (flow.Request, error) {
	switch {
	case w.code == nil, k != flow.Token && w.token == nil:
		return nil, fmt.Errorf("the app was given nothing that %s could use: a line must get it first", k.WithArticle())
	case k == flow.Token:
		return flow.NewToken(w.code, false), nil
	case k == flow.Refresh:
		return flow.NewRefresh(w.token, false), nil
	case k == flow.Introspection:
		return flow.NewIntrospection(w.token, flow.AccessToken), nil
	default:
		return flow.NewUserinfo(w.token), nil
	}
}

// sentBy returns a request as another app sends it, with that app's secret if it needs one.
func (w *World) sentBy(r flow.Request, app flow.Role) flow.Request {
	r.Common().Parties = flow.PartiesOf(app)
	secrets := map[flow.Kind]string{flow.Token: settings.WebServerSecret, flow.Refresh: settings.RefreshSecret}
	if key, ok := secrets[r.Kind()]; ok {
		r.ClientAuth().Body = w.Env.appHas(app, key)
	}
	return r
}
