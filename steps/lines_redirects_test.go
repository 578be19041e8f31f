package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/flow"
)

func TestLeadsTo(t *testing.T) {
	const registered = "https://app.example/callback"
	for name, row := range map[string]struct {
		location, asked string
		want            bool
	}{
		"as it was asked for":        {"https://attacker.example/cb?error=x", "https://attacker.example/cb", true},
		"the host in lower case":     {"https://attacker.example/cb?error=x", "https://ATTACKER.example/cb", true},
		"without its dot segments":   {"https://app.example/elsewhere?error=x", "https://app.example/callback/../elsewhere", true},
		"with a longer path":         {"https://app.example/callback/?error=x", registered + "/", true},
		"to the registered URL":      {registered + "?error=x", "https://APP.example/callback", false},
		"to the login page":          {"https://site.example/login", "https://attacker.example/cb", false},
		"nowhere":                    {"", "https://attacker.example/cb", false},
		"to a path of the site":      {"/login", "https://attacker.example/cb", false},
		"to what is no URL":          {"https://[::1", "https://attacker.example/cb", false},
		"asked for what is no URL":   {"https://site.example/login", "http://[::1", false},
		"with another custom scheme": {"other:/signed-in", "app:/signed-in", false},
	} {
		assert.Equal(t, row.want, leadsTo(row.location, row.asked, registered), name)
	}
}

func TestTemplateOfAValue(t *testing.T) {
	for value, want := range map[string]flow.Template{
		`"af0ifjsldkj"`: "af0ifjsldkj", `""`: "", "": "",
		"the site's URL": flow.Of(flow.Site), "the code": flow.Of(flow.Code),
		"the app's client id": flow.Of(flow.ClientID), "the user's username": flow.Of(flow.Username),
	} {
		assert.Equal(t, want, template(value), value)
	}
}
