package terminal

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/codecred/codecred/reports"
)

// writeSuggestion writes how much there is to prepare and, if list is set, what, in the form of a
// target file.
func writeSuggestion(out io.Writer, s *reports.Suggestion, list bool) {
	if len(s.Orgs) == 0 {
		fmt.Fprintf(out, "%-15s nothing: every scenario that makes no changes can run\n", "to prepare")
		return
	}
	orgs, apps, users := s.Size()
	fmt.Fprintf(out, "%-15s %d orgs, %d apps, %d users; then %d more scenarios could run", "to prepare", orgs, apps, users, s.Scenarios)
	if !list {
		fmt.Fprint(out, ". codecred check --suggest lists them\n")
		return
	}
	fmt.Fprintf(out, ". The list below comes from a greedy search:\n"+
		"%-15s it is short, not proven to be the shortest. Add it to the target file, prepare it, set the variables.\n\n%s", "", TargetFilePart(s))
}

// TargetFilePart shows a suggestion as a part of a target file. Ids, passwords and
// secrets are references, each with a name of its own.
func TargetFilePart(s *reports.Suggestion) string {
	var b strings.Builder
	b.WriteString("# Passwords are plain, unless a comment says otherwise: " + s.PasswordRule + ".\nprovisioning:\n  static:\n    orgs:\n")
	for _, org := range s.Orgs {
		writeMissingOrg(&b, org)
	}
	return b.String()
}

func writeMissingOrg(b *strings.Builder, org reports.MissingOrg) {
	site := quoteYAML(org.Site)
	if org.Exists {
		b.WriteString("      # Add these to the org that exists.\n")
	} else {
		site = reference(org.Name, "site")
	}
	fmt.Fprintf(b, "      - name: %s\n        site: %s\n", quoteYAML(org.Name), site)
	if !org.Exists {
		fmt.Fprintf(b, "        settings: %s\n        left_out: default\n", org.Settings)
	}
	if len(org.Apps) > 0 {
		b.WriteString("        apps:\n")
	}
	for _, app := range org.Apps {
		fmt.Fprintf(b, "          - name: %s%s\n            client_id: %s\n            client_secret: %s\n            settings: %s\n            left_out: default\n",
			app.Name, usedBy(app.Scenarios), reference(org.Name, app.Name, "client_id"), reference(org.Name, app.Name, "client_secret"), app.Settings)
	}
	if len(org.Users) > 0 {
		b.WriteString("        users:\n")
	}
	for _, user := range org.Users {
		writeMissingUser(b, user)
	}
}

func writeMissingUser(b *strings.Builder, user reports.MissingUser) {
	name, _, _ := strings.Cut(user.Username, "@")
	fmt.Fprintf(b, "          - username: %s%s\n            password: %s", user.Username, usedBy(user.Scenarios), reference(name, "password"))
	if user.Password != "" {
		fmt.Fprintf(b, "        # holds %s", user.Password)
	}
	approved := "all"
	if !user.AllApps {
		approved = "[" + strings.Join(user.ApprovedApps, ", ") + "]"
	}
	fmt.Fprintf(b, "\n            approved_apps: %s\n", approved)
	if user.State != "" {
		fmt.Fprintf(b, "            state: %s\n", user.State)
	}
}

func usedBy(scenarios int) string { return fmt.Sprintf("        # for %d scenarios", scenarios) }

// reference returns a reference to an environment variable whose name consists of the words.
func reference(words ...string) string {
	name := strings.ToUpper(strings.Join(words, "_"))
	return "${" + strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, name) + "}"
}

// quoteYAML returns a text as a YAML string, which may be one of JSON.
func quoteYAML(text string) string {
	out, err := json.Marshal(text)
	if err != nil { // never: a string can always be marshalled
		panic(err)
	}
	return string(out)
}
