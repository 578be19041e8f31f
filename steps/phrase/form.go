package phrase

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// formPhrases are about how a request is written, right or malformed.
var formPhrases = []definition{
	{
		expr:  whole(`the body "([^"]*)"`),
		apply: func(r flow.Request, args []string) { r.Common().Body = args[0] },
	},
	{
		expr: whole(`(an empty body|an empty object in the body|an object in the body that is cut off)`),
		apply: func(r flow.Request, args []string) {
			r.Common().Body = map[string]string{
				"an empty body": flow.EmptyBody, "an empty object in the body": "{}", "an object in the body that is cut off": "{",
			}[args[0]]
		},
	},
	{
		expr:  whole(`its own body`),
		apply: func(r flow.Request, _ []string) { r.Common().Body = "" },
	},
	{
		expr: whole(`a body of (\d+) nested lists`),
		bind: func(args []string) (Phrase, error) {
			n, err := strconv.Atoi(args[0])
			if err != nil || n > 100_000 {
				return Phrase{}, fmt.Errorf("a body of %s nested lists is too long to send", args[0])
			}
			return Phrase{apply: func(r flow.Request) { r.Common().Body = strings.Repeat("[", n) + strings.Repeat("]", n) }}, nil
		},
	},
	{
		expr: whole(`the parameter "([^"]+)" of (\d+) characters`),
		bind: func(args []string) (Phrase, error) {
			n, err := strconv.Atoi(args[1])
			if err != nil || n > 100_000 {
				return Phrase{}, fmt.Errorf("a parameter of %s characters is too long to send", args[1])
			}
			return Phrase{apply: func(r flow.Request) { set(r, args[0], flow.Template(strings.Repeat("a", n))) }}, nil
		},
	},
	{
		expr: whole(`the previous password`), kinds: authorizations, plan: failedLogin,
		apply: login(func(l *flow.Login, _ []string) {
			l.SetPassword(flow.Slot(flow.Value{Name: flow.Password, Age: flow.Previous}, ""))
		}),
	},
	{
		expr:  whole(`the origin "([^"]+)"`),
		plan:  func(n *need.Need, _ []string) error { n.Touches.Add(settings.ForeignPages); return nil },
		apply: func(r flow.Request, args []string) { r.Common().SetHeader(flow.OriginHeader, flow.Template(args[0])) },
	},
}
