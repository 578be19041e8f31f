package static

import (
	"fmt"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/plan"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// shortfall says which org, app or user is missing on the target for a scenario.
type shortfall struct {
	text string

	org  *listedOrg      // the org in which an app or a user is missing; nil if an org is missing
	need settings.Values // the settings that the missing org or app must have
	role flow.Role       // the role of what is missing; empty if no addition would help
	user *need.User      // nil if an org or an app is missing

	approved []string // the apps that the missing user must be approved for, where these are not all
}

func (c *matching) orgShortfall(role flow.Role, required settings.Values) *shortfall {
	g := &shortfall{need: required, role: role, text: "nobody prepared an org with " + brief(required)}
	if role == flow.AnotherOrg {
		g.text = "nobody prepared another org with " + brief(required)
	} else if org, lacks := c.nearestOrg(required); org != nil {
		g.text = fmt.Sprintf("no org fits; the nearest is %q: %s", org.Name, plan.Sentence(lacks))
	}
	return g
}

func (c *matching) appShortfall(role flow.Role, org *listedOrg, required settings.Values) *shortfall {
	asked := c.asked(role)
	what := "no app"
	if role == flow.AnotherApp {
		what = "no second app"
	}
	g := &shortfall{org: org, need: asked, role: role}
	g.text = fmt.Sprintf("in the org %q is %s with %s", org.Name, what, brief(asked))
	if needsSecret(asked) {
		g.text += " and a client_secret"
	}
	if app, lacks := c.nearest(role, org, required); app != nil && role != flow.AnotherApp {
		g.text = fmt.Sprintf("in the org %q no app fits; the nearest is %q: %s", org.Name, app.Name, plan.Sentence(lacks))
	}
	return g
}

func (c *matching) userShortfall(role flow.Role, org *listedOrg, exhausted int) *shortfall {
	g := &shortfall{org: org, role: role, user: c.need.Users[role]}
	g.approved = c.onlyApproved(g.user)
	g.text = fmt.Sprintf("in the org %q is no user with {%s}", org.Name, describeUser(g.user, c.needsPlain()))
	if c.need.FailedLogins > 0 {
		g.text += fmt.Sprintf(" who may be sent %d more wrong passwords (%d have reached the limit of %d)", c.need.FailedLogins, exhausted, c.on.limit)
	}
	return g
}
