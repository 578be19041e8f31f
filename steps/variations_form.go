package steps

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
)

// formVariations are about how a request is written, right or malformed.
var formVariations = []variation{
	{
		expr:  line(`the body "([^"]*)"`),
		apply: func(r *request, args []string) { r.body = args[0] },
	},
	{
		expr: line(`the parameter "([^"]+)" of (\d+) characters`),
		plan: func(_ *Need, args []string) error {
			if n, err := strconv.Atoi(args[1]); err != nil || n > 100_000 {
				return fmt.Errorf("a parameter of %s characters is too long to send", args[1])
			}
			return nil
		},
		apply: func(r *request, args []string) {
			n, _ := strconv.Atoi(args[1]) // planned before
			r.setAny(args[0], strings.Repeat("a", n))
		},
	},
	{
		expr: line(`the previous password`), kinds: authorizations, plan: countFailedLogin,
		apply: func(r *request, _ []string) { r.setPassword("{previous password}") },
	},
	{
		expr:  line(`the origin "([^"]+)"`),
		plan:  func(n *Need, _ []string) error { n.Touches.add(settings.ForeignPages); return nil },
		apply: func(r *request, args []string) { r.setHeader(originHeader, args[0]) },
	},
}
