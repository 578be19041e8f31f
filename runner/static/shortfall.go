package static

import (
	"fmt"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps"
)

// shortfall is what is missing for a scenario to run on what stands.
type shortfall struct {
	text string

	org  *listedOrg      // in which it is missing; nil where an org is
	need settings.Values // of the org or of the app, all that matters
	role steps.Role
	user *steps.UserNeed // nil where an org or an app is missing

	approved []string // apps that the user is to be approved for, where not all
}

func (c *matching) orgShortfall(role steps.Role, wanted settings.Values) *shortfall {
	g := &shortfall{need: wanted, role: role, text: "nobody prepared an org with " + brief(wanted)}
	if role == steps.AnotherOrg {
		g.text = "nobody prepared another org with " + brief(wanted)
	}
	return g
}

func (c *matching) appShortfall(role steps.Role, org *listedOrg, wanted settings.Values) *shortfall {
	what := "no app"
	if role == steps.AnotherApp {
		what = "no second app"
	}
	g := &shortfall{org: org, need: wanted, role: role}
	g.text = fmt.Sprintf("in the org %q is %s with %s", org.Name, what, brief(wanted))
	if needsSecret(wanted) {
		g.text += " and a client_secret"
	}
	return g
}

func (c *matching) userShortfall(role steps.Role, org *listedOrg, spent int) *shortfall {
	g := &shortfall{org: org, role: role, user: c.need.Users[role]}
	g.approved = c.onlyApproved(g.user)
	g.text = fmt.Sprintf("in the org %q is no user with {%s}", org.Name, describeUser(g.user))
	if c.need.FailedLogins > 0 {
		g.text += fmt.Sprintf(" who may be sent %d more wrong passwords (%d have reached the limit of %d)", c.need.FailedLogins, spent, c.on.limit)
	}
	return g
}
