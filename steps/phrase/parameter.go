package phrase

import (
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// parameterPhrases are about any parameter, by its name.
var parameterPhrases = []definition{
	{
		expr:  whole(`the parameter "([^"]+)" set to "([^"]*)"`),
		plan:  failedLoginOf,
		apply: func(r flow.Request, args []string) { set(r, args[0], flow.Template(args[1])) },
	},
	{
		expr:  whole(`the parameter "([^"]+)" once`),
		apply: func(r flow.Request, args []string) { once(r, args[0]) },
	},
	{
		expr:  whole(`the parameter "([^"]+)" twice`),
		apply: func(r flow.Request, args []string) { r.Common().Params.Add(args[0], value(r, args[0])) },
	},
	{
		expr:  whole(`the parameter "([^"]+)" a second time as "([^"]*)"`),
		plan:  failedLoginOf,
		apply: func(r flow.Request, args []string) { r.Common().Params.Add(args[0], flow.Template(args[1])) },
	},
	{
		expr:  whole(`without the parameter "([^"]+)"`),
		plan:  failedLoginOf,
		apply: func(r flow.Request, args []string) { remove(r, args[0]) },
	},
}

// failedLoginOf counts a login without its password, or with another one.
func failedLoginOf(n *need.Need, args []string) error {
	if args[0] == "password" {
		n.FailedLogins++
	}
	return nil
}

// credential returns where a request keeps a parameter that is a credential: user name, password,
// client id and secret have places of their own. The result is nil for any other parameter.
func credential(r flow.Request, name string) *flow.Template {
	l, c := r.UserLogin(), r.ClientAuth()
	switch {
	case l != nil && name == "username":
		return &l.Username
	case l != nil && name == "password":
		return &l.Password
	case c != nil && name == "client_id" && c.ID != "":
		return &c.ID
	case c != nil && name == "client_secret":
		return &c.Secret
	default:
		return nil
	}
}

// set sets a parameter in every place where the request has it.
func set(r flow.Request, name string, to flow.Template) {
	at := credential(r, name)
	if at == nil {
		r.Common().Params.Set(name, to)
		return
	}
	*at = to
	if name == "client_secret" {
		r.ClientAuth().Body = true
	}
}

// value returns what a parameter is set to.
func value(r flow.Request, name string) flow.Template {
	if at := credential(r, name); at != nil {
		return *at
	}
	return r.Common().Params.Get(name)
}

// remove takes a parameter out of every place. If it is one of the user's credentials, the other
// one stays.
func remove(r flow.Request, name string) {
	if credential(r, name) == nil {
		r.Common().Params.Remove(name)
		return
	}
	switch name {
	case "username":
		r.UserLogin().Body = false
		r.Common().Params.Add("password", r.UserLogin().Password)
	case "password":
		r.UserLogin().Body = false
		r.Common().Params.Add("username", r.UserLogin().Username)
	case "client_id":
		r.ClientAuth().ID = ""
	default:
		r.ClientAuth().Placement = flow.Placement{}
	}
}

// once leaves a parameter as the request had it at first, and removes what phrases have added after
// it.
func once(r flow.Request, name string) {
	kept := 1
	switch name {
	case "username", "password":
		if l := r.UserLogin(); l != nil && l.Body {
			kept = 0 // it is one of the credentials
		}
	case "client_id", "client_secret":
		if r.ClientAuth() != nil {
			kept = 0
		}
	}
	r.Common().Params.KeepFirst(name, kept)
}
