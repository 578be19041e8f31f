package terminal

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func sampleForecast() *reports.Forecast {
	f := &reports.Forecast{
		Target: reports.Target{
			Name: "Acme staging", Kind: "http", Implementation: "Acme Identity", Version: "4.2", Orgs: "many",
			NotSupported: []string{"guest: not in this edition", "clock"},
		},
		Endpoints: []reports.Endpoint{
			{Path: "/authorize", Kind: "authorization request", Status: 400},
			{Path: "/register", Kind: "registration request", Status: 404, Part: "user-registration"},
			{Path: "/echo", Kind: "echo request", Status: 501},
			{Path: "/token", Kind: "token request", Status: 401},
		},
		Looked: true, Selected: 500, Runs: 400,
		Requests: 2000, FailedLogins: 40, FailedLoginsPerUser: 3, FailedLoginLimit: 5,
		Orgs: 4, Apps: 30, Users: 31, OrgChanges: 2,
	}
	for i := range maxReasons + 3 {
		f.Excluded = append(f.Excluded, reports.Exclusion{Reason: fmt.Sprintf("reason %d", i+1), Scenarios: 20 - i})
	}
	return f
}

func forecastText(t *testing.T, f *reports.Forecast) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, WriteForecast(&out, f, true))
	return out.String()
}

func TestForecast(t *testing.T) {
	sample.Golden(t, "forecast.txt", []byte(forecastText(t, sampleForecast())))
}

func TestAForecastSaysWhetherTheFlowIsSpoken(t *testing.T) {
	f := sampleForecast()
	assert.NotContains(t, forecastText(t, f), "\nflow ")
	f.Looked = false
	assert.Contains(t, forecastText(t, f), "\nflow            not tried: nobody could log in yet\n")
	f.MissingFlow = "it answers with a page"
	assert.Contains(t, forecastText(t, f), "\nflow            not spoken\n")
	f.Endpoints = []reports.Endpoint{{Path: "/token", Error: "connection refused"}}
	assert.Contains(t, forecastText(t, f), "\nno answer       connection refused\n")
	assert.NotContains(t, forecastText(t, f), "endpoints")
	assert.Contains(t, forecastText(t, f), "\nnot supported ")
	f.Target.NotSupported = nil
	assert.NotContains(t, forecastText(t, f), "not supported")
}

// What is suggested is a part of a target file: lists that would be empty are left out, and variables
// have names that a shell takes.
func TestASuggestionIsAPartOfATargetFile(t *testing.T) {
	text := TargetFilePart(&reports.Suggestion{Orgs: []reports.MissingOrg{{Name: "org-2", Settings: "{}"}}})
	assert.NotContains(t, text, "apps:")
	assert.NotContains(t, text, "users:")
	assert.Equal(t, "${AZ_09______X}", reference("az_09", "@[/:", "x"))
}

func TestAForecastEscapesWhatATargetSent(t *testing.T) {
	f := sampleForecast()
	f.Target = reports.Target{Name: sample.Hostile, Implementation: sample.Hostile, Version: sample.Hostile, NotSupported: []string{sample.Hostile}}
	f.Endpoints[0].Error, f.Excluded[0].Reason = sample.Hostile, sample.Hostile
	sample.AssertHarmless(t, forecastText(t, f))
}

func TestAForecastForAStaticTargetSaysWhatToPrepare(t *testing.T) {
	f := sampleForecast()
	f.Suggestion = &reports.Suggestion{
		Scenarios: 3, PasswordRule: "more than 8 characters",
		Orgs: []reports.MissingOrg{
			{
				Name: "main", Exists: true, Site: "http://127.0.0.1:1/main",
				Apps:  []reports.MissingApp{{Name: "app-3", Settings: "{app.require_pkce: on}", Scenarios: 2}},
				Users: []reports.MissingUser{{Username: "main-user-2@codecred.example", AllApps: true, State: "frozen", Scenarios: 1}},
			},
			{
				Name: "org-2", Settings: "{}",
				Apps:  []reports.MissingApp{{Name: "app-1", Settings: "{}", Scenarios: 1}},
				Users: []reports.MissingUser{{Username: "org-2-user-1@codecred.example", Password: "a colon", ApprovedApps: []string{"app-1"}, Scenarios: 1}},
			},
		},
	}
	sample.Golden(t, "forecast_static.txt", []byte(forecastText(t, f)))
	var short bytes.Buffer
	require.NoError(t, WriteForecast(&short, f, false))
	assert.Contains(t, short.String(), "codecred check --suggest lists them\n")
	assert.NotContains(t, short.String(), "app-3")
	f.Suggestion = &reports.Suggestion{}
	assert.Contains(t, forecastText(t, f), "to prepare      nothing: every scenario that makes no changes can run\n")
}
