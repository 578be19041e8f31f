package need

import (
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/steps/flow"
)

// UsualCallback is the Callback URL of every app for which the scenario names no other. Nothing is
// ever sent there: redirects are read, not followed.
const UsualCallback = "https://app.codecred.example/callback"

// clientSettings are the two set-ups that the article recommends, in addition to what every app of
// the flow needs. Users are approved beforehand, because the flow has no page on which they could
// consent.
//
// Source: Salesforce Help, "Configure a Code and Credentials Flow"; for the approval, Headless
// Identity Implementation Guide.
var clientSettings = map[string]settings.Values{
	"private": baseSettings.With(settings.Values{
		settings.WebServerSecret: settings.On,
		settings.RefreshSecret:   settings.On,
	}),
	"public": baseSettings.With(departures["public"]),
}

// departures are the settings of each kind of client that differ from the defaults of an app. A
// target that does not offer one of them cannot have such a client.
var departures = map[string]settings.Values{
	"public": {
		settings.RequirePKCE:     settings.On,
		settings.WebServerSecret: settings.Off,
		settings.RefreshSecret:   settings.Off,
	},
}

var baseSettings = settings.Values{
	settings.EnableOAuth:    settings.On,
	settings.CallbackURLs:   settings.List(UsualCallback),
	settings.AppScopes:      settings.List(flow.UsualScopes...),
	settings.EnableFlow:     settings.On,
	settings.PostBodyOnly:   settings.Off,
	settings.RequirePKCE:    settings.Off,
	settings.PermittedUsers: settings.Text(settings.AdminApproved),
}
