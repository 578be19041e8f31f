package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
)

// program builds a program into the script's folder: program NAME PACKAGE, with
// the package's folder as seen from here.
func program(ts *testscript.TestScript, _ bool, args []string) {
	text, err := exec.Command("go", "build", "-buildvcs=false", "-o", ts.MkAbs(args[0]), args[1]).CombinedOutput()
	if err != nil {
		ts.Fatalf("go build %s: %v\n%s", args[1], err, text)
	}
}

// agree checks that two runs have the same verdicts, scenario by scenario: agree ONE OTHER
// REASON... In the second run, scenarios may be not applicable for a reason that contains one of
// the texts, and each text must occur.
func agree(ts *testscript.TestScript, _ bool, args []string) {
	one, other := verdictsIn(ts, args[0]), verdictsIn(ts, args[1])
	if len(one) == 0 || len(one) != len(other) {
		ts.Fatalf("%d and %d scenarios", len(one), len(other))
	}
	seen := map[string]int{}
	for i, s := range other {
		reason := slices.IndexFunc(args[2:], func(text string) bool { return strings.Contains(s.Reason, text) })
		if s.Verdict == reports.NotApplicable && reason >= 0 {
			seen[args[2+reason]]++
			continue
		}
		if s.ID != one[i].ID || s.Verdict != one[i].Verdict {
			ts.Fatalf("%s is %s in %s, %s is %s in %s: %s", one[i].ID, one[i].Verdict, args[0], s.ID, s.Verdict, args[1], s.Reason)
		}
	}
	for _, text := range args[2:] {
		if seen[text] == 0 {
			ts.Fatalf("no scenario was left out since it %q", text)
		}
	}
}

func verdictsIn(ts *testscript.TestScript, dir string) []reports.Scenario {
	results, err := readResults(ts.MkAbs(filepath.Join(dir, "results.json")))
	ts.Check(err)
	if len(results.Run.NotRemoved) > 0 {
		ts.Fatalf("%s left behind: %s", dir, results.Run.NotRemoved)
	}
	slices.SortFunc(results.Scenarios, func(a, b reports.Scenario) int { return strings.Compare(a.ID, b.ID) })
	return results.Scenarios
}

// Lines of a server's log about the apps and users of its small Salesforce org.
var (
	madeApps    = regexp.MustCompile(`/apps/oauth/credentials/(\w+) `)
	madeUsers   = regexp.MustCompile(`/sobjects/User/(\w+)/password `)
	deployments = regexp.MustCompile(`method=POST path=/services/data/v[\d.]+/metadata/deployRequest status=201`)
)

// gone checks that every app and user in the log of a server has been removed from its small
// Salesforce org, and that the org's settings have their defaults: gone FILE
func gone(ts *testscript.TestScript, _ bool, args []string) {
	log := ts.ReadFile(args[0])
	apps, users := madeApps.FindAllStringSubmatch(log, -1), madeUsers.FindAllStringSubmatch(log, -1)
	if len(apps) == 0 || len(users) == 0 {
		ts.Fatalf("%d apps and %d users were made", len(apps), len(users))
	}
	for _, app := range apps {
		wantStatus(ts, http.MethodGet, "/apps/"+app[1], "", http.StatusNotFound)
	}
	for _, user := range users {
		wantStatus(ts, http.MethodPatch, "/users/"+user[1], "{}", http.StatusNotFound)
	}
	if !atDefaults(ts) {
		ts.Fatalf("the org does not have its settings back")
	}
}

// swept checks that everything that a journal lists as created has been removed from its target,
// and that each changed org has its defaults: swept FILE. Negated, it checks that something is
// left.
func swept(ts *testscript.TestScript, neg bool, args []string) {
	var left []string
	made := 0
	for text := range strings.Lines(ts.ReadFile(args[0])) {
		var line struct {
			Made  []struct{ Org, App, User string }
			Found *provisioning.Org
		}
		ts.Check(json.Unmarshal([]byte(text), &line))
		for _, thing := range line.Made {
			made++
			method, path := http.MethodGet, "/orgs/"+thing.Org
			switch {
			case thing.App != "":
				path += "/apps/" + thing.App
			case thing.User != "":
				method, path = http.MethodPatch, path+"/users/"+thing.User
			}
			if status, _ := provision(ts, method, path, "{}"); status != http.StatusNotFound {
				left = append(left, path)
			}
		}
		if line.Found != nil && !atDefaults(ts) {
			left = append(left, "settings of the org")
		}
	}
	switch {
	case made == 0:
		ts.Fatalf("%s tells of nothing that was made", args[0])
	case neg && len(left) == 0:
		ts.Fatalf("nothing is left")
	case !neg && len(left) > 0:
		ts.Fatalf("still there: %s", left)
	}
}

func atDefaults(ts *testscript.TestScript) bool {
	now := provisioning.Org{}
	ts.Check(json.Unmarshal(wantStatus(ts, http.MethodGet, "", "", http.StatusOK), &now))
	return !slices.ContainsFunc(now.Settings.Keys(), func(key string) bool {
		setting, _ := settings.Lookup(key)
		return !now.Settings.Effective(key).Equal(setting.Default)
	})
}

// wantStatus sends a request of the provisioning protocol about the single org, checks the status
// and returns the body.
func wantStatus(ts *testscript.TestScript, method, path, body string, status int) []byte {
	got, answer := provision(ts, method, "/orgs/"+provisioning.SingleOrg+path, body)
	if got != status {
		ts.Fatalf("%s %s answered %d, not %d", method, path, got, status)
	}
	return answer
}

// provision sends a request of the provisioning protocol.
func provision(ts *testscript.TestScript, method, path, body string) (status int, answer []byte) {
	req, err := http.NewRequest(method, ts.Getenv("URL")+path, strings.NewReader(body))
	ts.Check(err)
	req.Header.Set("Authorization", "Bearer "+ts.Getenv("TOKEN"))
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	defer resp.Body.Close()
	answer, err = io.ReadAll(resp.Body)
	ts.Check(err)
	return resp.StatusCode, answer
}

// deployed checks the number of deployments in the log of a server: deployed FILE COUNT
func deployed(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := len(deployments.FindAll(data, -1)); strconv.Itoa(got) != args[1] {
		ts.Fatalf("there were %d deployments, not %s", got, args[1])
	}
}
