package steps

import (
	"context"
	"fmt"

	"github.com/codecred/codecred/steps/flow"
)

// How many requests checks of an owner send at most: a login, its token request and a question about
// the tokens; and for a check a token request with two questions, and two logins.
const (
	loginRequests = 3
	ownerRequests = 3 + 2*loginRequests
)

// telling is a way to learn whose tokens a token response has. ask returns "" if the target does not
// tell in this way.
type telling struct {
	name string
	ask  func(ctx context.Context, w *World, tokens *answer) (string, error)
}

// tellings are the ways to tell users apart. Those that need no further request come first.
var tellings = []telling{
	// Headless Identity Implementation Guide.
	{"the member id of the token response", func(_ context.Context, _ *World, tokens *answer) (string, error) {
		return tokens.reading.Member("id"), nil
	}},
	// OpenID Connect Core 1.0, section 2.
	{"the sub of the ID token", func(_ context.Context, _ *World, tokens *answer) (string, error) {
		id, err := flow.ReadJWT(tokens.reading.Tokens.ID)
		if err != nil { // there is none, or it tells nothing
			return "", nil // the next way is tried
		}
		return id.Text("sub"), nil
	}},
	// OpenID Connect Core 1.0, section 5.3.2.
	{"the sub of the userinfo answer", func(ctx context.Context, w *World, _ *answer) (string, error) {
		return w.toldBy(ctx, flow.NewUserinfo(w.token), "sub")
	}},
	// RFC 7662, section 2.2.
	{"the sub or the username of the introspection", func(ctx context.Context, w *World, _ *answer) (string, error) {
		return w.toldBy(ctx, flow.NewIntrospection(w.token, flow.AccessToken), "sub", "username")
	}},
}

// toldBy returns the first of some members that the answer to a request has; "" if the target does not
// answer such requests.
func (w *World) toldBy(ctx context.Context, r flow.Request, members ...string) (string, error) {
	if _, there := w.Env.Endpoints[r.Kind()]; !there {
		return "", nil
	}
	a, err := w.send(ctx, r)
	if err != nil || a.reading.Outcome != flow.Accepted {
		return "", err
	}
	for _, name := range members {
		if value := a.reading.Text(name); value != "" {
			return name + " " + value, nil
		}
	}
	return "", nil
}

// checkOwner exchanges the code of the last authorization request. It compares what tells whose the
// tokens are with the same of a login with the user's credentials in the body.
func (w *World) checkOwner(ctx context.Context, owner flow.Role) error {
	_, _, err := w.ownerOfCode(ctx, owner)
	return err
}

// ownerOfCode is checkOwner. It returns what told the owner, and the way.
func (w *World) ownerOfCode(ctx context.Context, owner flow.Role) (string, telling, error) {
	if w.code == nil {
		return "", telling{}, errored("there is no code to exchange: a line must get one first")
	}
	probe, err := w.tokensOfCode(ctx)
	if err != nil {
		return "", telling{}, err
	}
	questioned, by, err := w.tellOwner(ctx, probe)
	if err != nil {
		return "", by, err
	}
	own, err := w.identityOf(ctx, owner, by)
	if err != nil || questioned == own {
		return own, by, err
	}
	// A value that is another one for each login tells nobody apart.
	again, err := w.identityOf(ctx, owner, by)
	switch {
	case err != nil:
		return "", by, err
	case again != own:
		return "", by, undecided(probe, by.name+" to tell users apart", "it differs between two logins of one user")
	default:
		return "", by, broken(probe, "tokens of "+owner.String(), "they are those of someone else, by %s", by.name)
	}
}

// checkOwnerAlone is checkOwner for a scenario with two users. It decides nothing if the target tells
// the same of both.
func (w *World) checkOwnerAlone(ctx context.Context, owner flow.Role) error {
	own, by, err := w.ownerOfCode(ctx, owner)
	if err != nil {
		return err
	}
	probe := w.last
	other := flow.AnotherUser
	if owner == other {
		other = flow.TheUser
	}
	id, err := w.identityOf(ctx, other, by)
	if err != nil {
		return err
	}
	if id == own {
		return undecided(probe, by.name+" to tell two users apart", "both have the same")
	}
	return nil
}

// identityOf returns what tells a user, from a login with the user's credentials.
func (w *World) identityOf(ctx context.Context, user flow.Role, by telling) (string, error) {
	login := w.usualAuthorization(flow.TheApp)
	login.Parties.User = user
	if err := w.mustHold(ctx, login, "an authorization code for "+user.String()); err != nil {
		return "", err
	}
	tokens, err := w.tokensOfCode(ctx)
	if err != nil {
		return "", err
	}
	id, err := by.ask(ctx, w, tokens)
	if err == nil && id == "" {
		err = undecided(tokens, fmt.Sprintf("%s for %s too", by.name, user), "it is not there")
	}
	return id, err
}

// tellOwner asks whose tokens they are, in the first way in which the target tells it.
func (w *World) tellOwner(ctx context.Context, tokens *answer) (string, telling, error) {
	for _, by := range tellings {
		id, err := by.ask(ctx, w, tokens)
		if err != nil || id != "" {
			return id, by, err
		}
	}
	return "", telling{}, undecided(tokens, "something that tells users apart: the member id, the sub of an ID token, of userinfo or of an introspection", "there is none of them")
}

// tokensOfCode exchanges the latest code.
func (w *World) tokensOfCode(ctx context.Context) (*answer, error) {
	a, err := w.sendEitherWay(ctx, "", w.usualTokenRequest())
	if err != nil {
		return nil, err
	}
	if a.reading.Outcome != flow.Accepted {
		return nil, undecided(a, "a token response, by which users are told apart", "it is %s", a.reading.Form)
	}
	return a, nil
}
