package runner

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/yamlfile"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// independentServers holds the servers that share no code with this module, each with the judged
// list of what the suite reports of it, findings.yaml.
const independentServers = "../fixtures/independent"

// finding is an entry of a findings.yaml: failures of one requirement with the same reason.
type finding struct {
	Requirement string
	Verdict     reports.Verdict
	Runs        []string // names of the runs in which it is reported
	Scenarios   []string // names of the scenarios
	Whose       string   // library, or server for the code around it
	Sentence    string   // what decides
	Source      string   // of the sentence
	Why         string   // how the server and the sentence differ
}

// findings reads the list of a server.
func findings(t *testing.T, server string) (list []finding, path string) {
	t.Helper()
	path = filepath.Join(independentServers, server, "findings.yaml")
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	file, err := yamlfile.Parse(data)
	require.NoError(t, err, path)
	require.NoError(t, yamlfile.Decode(file.Docs[0].Body, &list), path)
	return list, path
}

// TestEveryFindingSaysWhoIsWrongAndByWhichSentence holds the lists against their own form and the
// catalogue. A mistake of the suite is no finding: the suite is mended.
func TestEveryFindingSaysWhoIsWrongAndByWhichSentence(t *testing.T) {
	catalogue, err := features.Load(features.FS, "features")
	require.NoError(t, err)
	for _, server := range []string{"python", "fosite"} {
		list, path := findings(t, server)
		for _, f := range list {
			_, known := catalogue.Lookup(f.Requirement)
			assert.True(t, known, "%s: %s is no requirement", path, f.Requirement)
			assert.Contains(t, []string{"library", "server"}, f.Whose, "%s: whose, of %s", path, f.Requirement)
			for name, text := range map[string]string{"sentence": f.Sentence, "source": f.Source, "why": f.Why} {
				assert.NotEmpty(t, text, "%s: %s has no %s", path, f.Requirement, name)
			}
		}
	}
}

// report is one failed scenario of a run.
type report struct {
	run, scenario string
	verdict       reports.Verdict
}

// compare returns the differences between the findings of a server and its runs.
func compare(list []finding, runs map[string]*reports.Results) []string {
	claims, observed := map[report][]string{}, map[report]string{} // requirements that the scenario claims; what happened
	for run, results := range runs {
		for _, s := range results.Scenarios {
			if s.Verdict == reports.Passed || s.Verdict == reports.NotApplicable {
				continue
			}
			at := report{run, s.Name, s.Verdict}
			claims[at] = append(claims[at], s.Requirements...)
			observed[at] = fmt.Sprintf("%s: %s", s.ID, s.Reason)
		}
	}
	var wrong []string
	listed := map[report]bool{}
	for _, f := range list {
		for _, run := range f.Runs {
			if runs[run] == nil {
				wrong = append(wrong, fmt.Sprintf("%s names the run %q, and there are %q", f.Requirement, run, slices.Sorted(maps.Keys(runs))))
				continue
			}
			for _, scenario := range f.Scenarios {
				at := report{run, scenario, f.Verdict}
				listed[at] = true
				if !slices.Contains(claims[at], f.Requirement) {
					wrong = append(wrong, fmt.Sprintf("no longer %s: %s in the run %s, %q; take it out of the findings if that is meant", f.Verdict, f.Requirement, run, scenario))
				}
			}
		}
	}
	for at, what := range observed {
		if !listed[at] {
			wrong = append(wrong, fmt.Sprintf("a new false alarm, or a finding to judge: %s %q, %s in the run %s: %s", claims[at], at.scenario, at.verdict, at.run, what))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// judgesOthers skips a test of a server of others where tests are to be short.
func judgesOthers(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it plays the whole suite four times: run make independent")
	}
}

// TestAnAuthorizationServerInPythonIsAccusedOfNothingNew runs the suite against a server that was
// written in another language from the documents alone.
func TestAnAuthorizationServerInPythonIsAccusedOfNothingNew(t *testing.T) {
	judgesOthers(t)
	python, err := exec.LookPath("python3")
	needs(t, "python3", err)
	runs := map[string]*reports.Results{}
	for _, profile := range []features.Profile{features.Strict, features.Salesforce} {
		for _, choices := range []string{"first", "second"} {
			command := exec.Command(python, "-B", filepath.Join(independentServers, "python", "server.py"), "--choices", choices)
			runs[string(profile)+" "+choices] = runAgainst(t, command, profile)
		}
	}
	holdFindings(t, "python", runs)
}

// TestAnAuthorizationServerOfALibraryIsAccusedOfNothingNew runs the suite against ory/fosite behind
// a thin front. It is a module of its own, so that the library stays out of go.mod.
func TestAnAuthorizationServerOfALibraryIsAccusedOfNothingNew(t *testing.T) {
	judgesOthers(t)
	module := filepath.Join(independentServers, "fosite")
	needs(t, "the modules of "+module, inModule(t, module, "mod", "download"))
	binary := filepath.Join(t.TempDir(), "fosite")
	require.NoError(t, inModule(t, module, "build", "-buildvcs=false", "-o", binary, "."))
	runs := map[string]*reports.Results{}
	for _, profile := range []features.Profile{features.Strict, features.Salesforce} {
		runs[string(profile)] = runAgainst(t, exec.Command(binary), profile)
	}
	holdFindings(t, "fosite", runs)
}

// needs skips the test where something is missing on this machine, or fails it if
// CODECRED_REQUIRE_INDEPENDENT=1 is set, as in CI.
func needs(t *testing.T, what string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if os.Getenv("CODECRED_REQUIRE_INDEPENDENT") == "1" {
		t.Fatalf("%s is required here (CODECRED_REQUIRE_INDEPENDENT=1): %v", what, err)
	}
	t.Skipf("needs %s: %v", what, err)
}

// inModule runs the go command in the folder of another module.
func inModule(t *testing.T, folder string, args ...string) error {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", args...)
	command.Dir = folder
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s in %s: %w\n%s", strings.Join(args, " "), folder, err, out)
	}
	return nil
}

// runAgainst starts a server in a profile and runs the whole suite against it. The server ends with
// the run.
func runAgainst(t *testing.T, command *exec.Cmd, profile features.Profile) *reports.Results {
	t.Helper()
	folder := t.TempDir()
	token := filepath.Join(folder, "token")
	require.NoError(t, os.WriteFile(token, []byte("the-token-of-the-provisioning-protocol"), 0o600))
	command.Args = append(command.Args, "--token-file", token, "--profile", string(profile))
	provisioning, stop := startIndependent(t, command)
	defer stop()
	target := filepath.Join(folder, "target.yaml")
	text := "codecred: 1\nprovisioning:\n  http: {url: \"" + provisioning + "\", token: \"${file:token}\"}\n" +
		"limits: {failed_logins_per_user: 100}\n" // neither server locks anybody out
	require.NoError(t, os.WriteFile(target, []byte(text), 0o600))
	results := judged(t.Context(), t, Options{Selection: suite.Selection{Profile: profile}, Target: connect.Options{Name: target}})
	assert.Empty(t, results.Run.NotRemoved, "what was made is removed")
	return results
}

// startIndependent starts a server on a port of the system's choosing and returns the URL of the
// provisioning protocol, which the server prints when it is ready.
func startIndependent(t *testing.T, command *exec.Cmd) (provisioning string, stop func()) {
	t.Helper()
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	stop = func() {
		assert.NoError(t, command.Process.Kill())
		err := command.Wait()
		_, killed := errors.AsType[*exec.ExitError](err)
		assert.True(t, killed, "the server ended by itself: %v", err)
		if t.Failed() && said.Len() > 0 {
			t.Logf("the server said:\n%s", &said)
		}
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	provisioning, ok := strings.CutPrefix(strings.TrimSpace(line), "provisioning=")
	if err != nil || !ok {
		_ = command.Process.Kill()
		_ = command.Wait()
		t.Fatalf("%s did not say where its provisioning protocol is: %q %v\n%s", command, line, err, &said)
	}
	return provisioning, stop
}

// holdFindings fails the test where the findings of a server and its runs differ.
func holdFindings(t *testing.T, server string, runs map[string]*reports.Results) {
	t.Helper()
	list, path := findings(t, server)
	for _, wrong := range compare(list, runs) {
		t.Errorf("%s\n  (judge it by the sentence of its source: mend the suite, or write it into %s)", wrong, path)
	}
}

// TestFindingsAndRunsAreHeldAgainstEachOther shows the comparison what it must find.
func TestFindingsAndRunsAreHeldAgainstEachOther(t *testing.T) {
	failed := func(name string, verdict reports.Verdict) reports.Scenario {
		return reports.Scenario{ID: "a.feature:1", Name: name, Requirements: []string{"CC-ORG-01", "CC-ORG-02"}, Verdict: verdict, Reason: "it was accepted"}
	}
	runs := map[string]*reports.Results{"strict": {Scenarios: []reports.Scenario{
		failed("known", reports.Failed), failed("fine", reports.Passed), failed("not there", reports.NotApplicable),
	}}}
	entry := finding{Requirement: "CC-ORG-02", Verdict: reports.Failed, Runs: []string{"strict"}, Scenarios: []string{"known"}}
	assert.Empty(t, compare([]finding{entry}, runs))

	for name, row := range map[string]struct {
		change func(f *finding)
		says   []string
	}{
		"another scenario":   {func(f *finding) { f.Scenarios = []string{"fine"} }, []string{"a new false alarm, or a finding to judge", "no longer failed"}},
		"another verdict":    {func(f *finding) { f.Verdict = reports.Warned }, []string{"a new false alarm, or a finding to judge", "no longer warned"}},
		"another run":        {func(f *finding) { f.Runs = []string{"salesforce"} }, []string{"a new false alarm, or a finding to judge", "names the run"}},
		"other requirements": {func(f *finding) { f.Requirement = "CC-ORG-03" }, []string{"no longer failed"}},
	} {
		f := entry
		row.change(&f)
		wrong := compare([]finding{f}, runs)
		require.Len(t, wrong, len(row.says), "%s: %q", name, wrong)
		for _, says := range row.says {
			assert.Contains(t, strings.Join(wrong, "\n"), says, name)
		}
	}
}
