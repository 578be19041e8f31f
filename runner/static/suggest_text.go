package static

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/fixtures/target"
)

// suggestionText shows what is wanted as a target file has it. Ids, passwords and
// secrets are references, each with a name of its own.
func (s *Inventory) suggestionText() string {
	var b strings.Builder
	b.WriteString("# Passwords are plain, unless a comment says otherwise: " + plainRule + ".\nprovisioning:\n  static:\n    orgs:\n")
	for _, org := range s.Orgs {
		counted := Suggestion{}
		if counted.count(org); counted == (Suggestion{}) {
			continue
		}
		org.write(&b)
	}
	return b.String()
}

func (o *listedOrg) write(b *strings.Builder) {
	if !o.wanted {
		fmt.Fprintf(b, "      # Add these to the org that is there.\n")
	}
	fmt.Fprintf(b, "      - name: %s\n        site: %s\n", quoted(o.Name), o.address())
	if o.wanted {
		fmt.Fprintf(b, "        settings: %s\n", brief(o.Settings))
	}
	heading := "        apps:\n"
	for _, app := range o.apps {
		if app.wanted {
			b.WriteString(heading)
			app.write(b, o.Name)
			heading = ""
		}
	}
	heading = "        users:\n"
	for _, user := range o.users {
		if user.wanted {
			b.WriteString(heading)
			user.write(b)
			heading = ""
		}
	}
}

func (o *listedOrg) address() string {
	if o.wanted {
		return variable(o.Name, "site")
	}
	return quoted(o.Site)
}

func (a *listedApp) write(b *strings.Builder, org string) {
	fmt.Fprintf(b, "          - name: %s%s\n            client_id: %s\n            client_secret: %s\n            settings: %s\n",
		a.Name, uses(a.uses), variable(org, a.Name, "client_id"), variable(org, a.Name, "client_secret"), brief(a.Settings))
}

func (u *listedUser) write(b *strings.Builder) {
	name, _, _ := strings.Cut(u.Username, "@")
	fmt.Fprintf(b, "          - username: %s%s\n            password: %s", u.Username, uses(u.uses), variable(name, "password"))
	if u.holds != "" {
		fmt.Fprintf(b, "        # holds %s", u.holds)
	}
	approved := target.AllApps
	if !u.AllApps {
		approved = "[" + strings.Join(u.ApprovedApps, ", ") + "]"
	}
	fmt.Fprintf(b, "\n            approved_apps: %s\n", approved)
	if u.State != provisioning.Active {
		fmt.Fprintf(b, "            state: %s\n", u.State)
	}
}

func uses(n int) string { return fmt.Sprintf("        # for %d scenarios", n) }

// variable returns the reference to an environment variable that is called by
// some words.
func variable(words ...string) string {
	name := strings.ToUpper(strings.Join(words, "_"))
	return "${" + strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, name) + "}"
}

// yamlOf shows the value of a setting in YAML: words as they are, all else as
// JSON, which YAML holds.
func yamlOf(v settings.Value) string {
	if v.Text() != "" {
		return v.Text()
	}
	text, err := json.Marshal(v)
	if err != nil { // a Value always marshals
		panic(err)
	}
	return string(text)
}

// quoted returns a text as a YAML string.
func quoted(text string) string {
	out, err := json.Marshal(text)
	if err != nil { // a string always marshals
		panic(err)
	}
	return string(out)
}
