package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/need"
)

// Lack is a setting for which an org or an app does not serve a scenario.
type Lack struct {
	Key    string
	Must   string // what the setting must be, as a verb phrase
	Has    settings.Value
	Unsaid bool // the target file does not say what it is
}

// String says what the setting must be, and what it is.
func (l Lack) String() string {
	if l.Unsaid {
		return fmt.Sprintf("%s must %s, and the target file does not say it", l.Key, l.Must)
	}
	return fmt.Sprintf("%s must %s, and is %s", l.Key, l.Must, l.Has.YAML())
}

// Sentence joins what is lacking, each once.
func Sentence(lacks []Lack) string {
	var parts []string
	for _, l := range lacks {
		if part := l.String(); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

// Known are the settings of an org or an app, as far as they are known.
type Known struct {
	Settings settings.Values
	Says     func(key string) bool // reports whether a setting is known
}

// LacksOfOrg returns what an org lacks to have the settings that a scenario requires.
func LacksOfOrg(n *need.Need, required settings.Values, org Known) []Lack {
	return lacks(n, required, org)
}

// LacksOfApp returns what an app lacks to serve a scenario. required are the settings on which the scenario
// depends, and asked all that it asks for. Some settings need not be what it asks for: it only takes a Callback
// URL, tokens that have the scopes, and refresh tokens that are valid for as long as the scenario lasts.
func LacksOfApp(n *need.Need, required, asked settings.Values, app Known) []Lack {
	out := lacks(n, required, app)
	if key := settings.IPRelaxation; !n.Named[key] && IsFenced(app.Settings) {
		out = append(out, Lack{key, "be bypass, or " + settings.TrustedIPRanges + " be empty", app.Settings.Effective(key), false})
	}
	for _, open := range enough {
		has := app.Settings.Effective(open.key)
		if s, _ := settings.Lookup(open.key); !n.DependsOn(s) && !open.is(asked.Effective(open.key), has) {
			out = append(out, Lack{open.key, open.must(asked.Effective(open.key)), has, !app.Says(open.key)})
		}
	}
	return out
}

// IsFenced reports whether an app refuses requests from some addresses, perhaps from this one.
func IsFenced(app settings.Values) bool {
	return app.Effective(settings.IPRelaxation).Text() == settings.Enforce && len(app.Effective(settings.TrustedIPRanges).Items()) > 0
}

// enough says of settings on which a scenario does not depend which values do for it.
var enough = []struct {
	key  string
	is   func(asked, has settings.Value) bool
	must func(asked settings.Value) string
}{
	{
		settings.CallbackURLs,
		func(asked, has settings.Value) bool { return len(has.Items()) >= min(1, len(asked.Items())) },
		func(settings.Value) string { return "have a URL" },
	},
	{
		settings.AppScopes,
		func(asked, has settings.Value) bool {
			return !slices.ContainsFunc(asked.Items(), func(scope string) bool { return !slices.Contains(has.Items(), scope) })
		},
		func(asked settings.Value) string { return "have " + strings.Join(asked.Items(), " and ") },
	},
	{
		settings.RefreshTokenPolicy,
		func(_, has settings.Value) bool { return has.Text() != settings.ImmediatelyExpire },
		func(settings.Value) string { return "give refresh tokens that can be used" },
	},
	{
		settings.RefreshTokenValidity,
		func(_, has settings.Value) bool { return has.Int() == 0 || has.Int() >= shortestValidity },
		func(settings.Value) string { return fmt.Sprintf("be %d or more", shortestValidity) },
	},
}

// shortestValidity is the time in seconds for which a refresh token must be valid for scenarios that
// do not ask for how long it is. No scenario takes as long.
const shortestValidity = 3600

// lacks compares settings. Where the scenario does not name the Callback URL, others will do in its
// place, if they are as many.
func lacks(n *need.Need, required settings.Values, on Known) []Lack {
	var out []Lack
	for _, key := range required.Keys() {
		want, got := required[key], on.Settings.Effective(key)
		said := on.Says(key)
		switch {
		case key == settings.OrgRequirePKCE && !n.Named[key] && challenges(n):
		case said && key == settings.CallbackURLs && !n.Named[key] && len(want.Items()) == len(got.Items()):
		case !said || !sameValue(key, want, got):
			out = append(out, Lack{key, "be " + want.YAML(), got, !said})
		}
	}
	return out
}

// challenges reports whether it has no effect on the scenario that the org requires PKCE: its
// requests have a code challenge, or each of its apps requires one.
func challenges(n *need.Need) bool {
	if !n.Touches[settings.Challenges] {
		return true
	}
	for _, app := range n.Apps {
		if !app.Settings.On(settings.RequirePKCE) {
			return false
		}
	}
	return true
}

// sameValue compares two values. The order of a list counts for Callback URLs only,
// since a scenario sends the first of them.
func sameValue(key string, a, b settings.Value) bool {
	if a.Equal(b) {
		return true
	}
	if key == settings.CallbackURLs || len(a.Items()) == 0 || len(a.Items()) != len(b.Items()) {
		return false
	}
	return slices.Equal(slices.Sorted(slices.Values(a.Items())), slices.Sorted(slices.Values(b.Items())))
}
