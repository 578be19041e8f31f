package steps

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

var slot = regexp.MustCompile(`\{([^{}]+)\}`)

// fill replaces each {name} of a template by its value for the request's
// parties. An unknown name, or a value that the target has not given yet, is an
// error.
func (w *World) fill(r *request, template string) (string, error) {
	if !strings.Contains(template, "{") {
		return template, nil
	}
	var failed error
	out := slot.ReplaceAllStringFunc(template, func(found string) string {
		name, edit := splitEdit(found[1 : len(found)-1])
		value, err := w.value(r, name)
		if err != nil && failed == nil {
			failed = err
		}
		if edit == nil {
			return value
		}
		edited := edit(value)
		if edited == value && failed == nil {
			failed = unaskable("%s would be no other than %s is", found[1:len(found)-1], name)
		}
		return edited
	})
	return out, failed
}

// value returns what a name in braces stands for: what is known of the parties,
// or what the target gave earlier in the scenario.
func (w *World) value(r *request, name string) (string, error) {
	app, user := w.Stage.Apps[r.cast.app], w.Stage.Users[r.cast.user]
	switch name {
	case "client_secret":
		if app.ClientSecret == "" {
			return "", unaskable("the app has no client_secret that could be sent")
		}
		return app.ClientSecret, nil
	case "site":
		return w.Stage.Orgs[app.Org].Site, nil
	case "uvid":
		return w.uvid(), nil
	case "verifier":
		return w.verifier(r).text, nil
	case "challenge":
		return w.verifier(r).challenge(), nil
	case "the harness's own address":
		return ownAddress(w.Stage.ClientAddress)
	case "random":
		return w.random(32), nil
	}
	if of, ok := ownValues[name]; ok {
		return of(app, user), nil
	}
	if of, ok := partyValues[name]; ok {
		return of(w), nil
	}
	if value, ok := w.given[name]; ok && value != "" {
		return value, nil
	}
	return "", fmt.Errorf("the target has given no %s that could be sent", name)
}

// ownValues are those of the parties that a request is sent for.
var ownValues = map[string]func(App, User) string{
	"client_id": func(a App, _ User) string { return a.ClientID },
	"callback":  func(a App, _ User) string { return a.callback() },
	"username":  func(_ App, u User) string { return u.Username },
	"password":  func(_ App, u User) string { return u.Password },
	"email":     func(_ App, u User) string { return cmp.Or(u.Email, u.Username) },
	"phone":     func(_ App, u User) string { return u.Phone },
}

// partyValues are values of parties other than those that a request is sent for.
var partyValues = map[string]func(w *World) string{
	"another app's client_id":               func(w *World) string { return w.Stage.Apps[AnotherApp].ClientID },
	"another app's client_secret":           func(w *World) string { return w.Stage.Apps[AnotherApp].ClientSecret },
	"an app of another org's client_id":     func(w *World) string { return w.Stage.Apps[AppOfAnotherOrg].ClientID },
	"an app of another org's client_secret": func(w *World) string { return w.Stage.Apps[AppOfAnotherOrg].ClientSecret },
	"another user's username":               func(w *World) string { return w.Stage.Users[AnotherUser].Username },
	"another user's password":               func(w *World) string { return w.Stage.Users[AnotherUser].Password },
	"a user of another org's username":      func(w *World) string { return w.Stage.Users[UserOfAnotherOrg].Username },
	"a user of another org's password":      func(w *World) string { return w.Stage.Users[UserOfAnotherOrg].Password },
	"the new user's username":               func(w *World) string { return w.Stage.Users[TheNewUser].Username },
	"the new user's password":               func(w *World) string { return w.Stage.Users[TheNewUser].Password },
	"the new user's phone":                  func(w *World) string { return w.Stage.Users[TheNewUser].Phone },
}
