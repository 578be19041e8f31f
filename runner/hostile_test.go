package runner

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/refserver"
	face "github.com/codecred/codecred/fixtures/refserver/provisioning"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/formats"
	"github.com/codecred/codecred/reports/junit"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner/connect"
)

// The scenarios of testdata/hostile: one is the victim, and the others must be decided all the
// same.
const (
	victim      = "target.feature:4"
	bystander   = "target.feature:12"
	withControl = "target.feature:20"
	withChange  = "target.feature:28"
)

// misdeed is one way in which a target misbehaves in a whole run, and what the run must report.
type misdeed struct {
	name string
	to   func(head *http.Request) bool // the requests that it misbehaves to
	do   func(*hostile.Front, *hostile.Conversation)
	tls  *tls.Config // of the target's site; nil: it speaks none
	ca   []byte      // PEM that the target file trusts; nil: what the system trusts

	want want   // of the scenarios that it concerns
	says string // in their reason
	left string // in what could not be removed; empty: everything was
	huge bool   // it sends more than may be kept

	hangs bool // the run has to end it by its limits
}

// TestHostile runs against a target that misbehaves, for every way in the table:
// the scenarios concerned say what happened, the others are decided, and the run
// ends soon, small and whole. With -v it prints the table.
func TestHostile(t *testing.T) {
	hostile.Prepare()
	t.Setenv(hostileVariable, hostileToken)
	all := misdeeds()
	rows := make([]string, len(all))
	t.Run("each", func(t *testing.T) {
		for i, m := range all {
			t.Run(m.name, func(t *testing.T) {
				if !m.huge { // others would use memory at the same time
					t.Parallel()
				}
				started := time.Now()
				results := m.run(t)
				m.check(t, results)
				rows[i] = fmt.Sprintf("%s\t%s\t%s\t%d\t%dms", m.name, m.want, results.Verdict, results.ExitCode, time.Since(started).Milliseconds())
			})
		}
	})
	table := &bytes.Buffer{}
	columns := tabwriter.NewWriter(table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(columns, "MISBEHAVIOUR\tSCENARIOS CONCERNED\tRUN\tEXIT\tTIME\n"+strings.Join(rows, "\n"))
	require.NoError(t, columns.Flush())
	t.Logf("\n%s", table)
}

func misdeeds() []misdeed {
	return slices.Concat(exchanges(), sessions(), targets(), provisioners)
}

// exit is the exit code that a run ends with, see docs/command-line.md.
func (w want) exit() int {
	code := 0
	for _, verdict := range w {
		switch verdict {
		case reports.Failed:
			return 1
		case reports.Errored, reports.NotRun:
			code = reports.ExitTarget
		default:
			code = max(code, 4)
		}
	}
	return code
}

// patience is how long a request may take: longer than any correct answer needs, and short enough
// for a test to wait.
func (m misdeed) patience() time.Duration {
	if m.hangs {
		return patience
	}
	return time.Minute
}

// patience is for a target that hangs in some requests: each of them takes all of it.
const patience = time.Second

// soon is the time within which a run against a target that misbehaves must end, even on a busy
// machine. Without limits such a run would take longer.
const soon = 2 * time.Minute

// run runs the suite against a reference server behind a front that misbehaves.
func (m misdeed) run(t *testing.T) *reports.Results {
	t.Helper()
	heap := watchHeap(t, m.huge)
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	results, err := Run(ctx, Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: m.target(t)}})
	require.NoError(t, err)
	require.NoError(t, ctx.Err(), "bounded in time")
	assert.Less(t, heap(), boundedMemory(), "bounded in memory")
	return results
}

// target starts the server and its front, and returns a target file.
func (m misdeed) target(t *testing.T) string {
	t.Helper()
	front, err := hostile.StartFront(context.WithoutCancel(t.Context()), m.tls, func(head *http.Request) func(*hostile.Front, *hostile.Conversation) {
		if m.to != nil && m.to(head) {
			return m.do
		}
		return nil
	})
	require.NoError(t, err)
	t.Cleanup(front.Close)
	server, err := refserver.Start(context.WithoutCancel(t.Context()), refserver.ServeOptions{
		Server: refserver.Options{PublicURL: front.URL, Cost: tenant.TestPasswordCost}, Token: hostileToken,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	behind, err := url.Parse(server.URL)
	require.NoError(t, err)
	front.Behind(behind)
	provisioning := front.URL
	if m.tls != nil {
		provisioning = server.URL // what is at fault is the site
	}
	return m.file(t, provisioning+face.Path)
}

// All these servers have one provisioning token, since an environment variable has one value for
// tests that run at the same time. A test sets the variable.
const (
	hostileToken    = "token-of-all-these-servers"
	hostileVariable = "CODECRED_TEST_TOKEN"
)

// file writes a target file whose limits end soon.
func (m misdeed) file(t *testing.T, provisioning string) string {
	t.Helper()
	dir := t.TempDir()
	text := fmt.Sprintf("codecred: 1\nprovisioning:\n  http: {url: %s, token: \"${%s}\", timeout: %s}\nlimits: {request_timeout: %s, parallel: 4}\n",
		provisioning, hostileVariable, m.patience(), m.patience())
	if m.ca != nil {
		text += "tls: {ca_file: ca.pem}\n"
		require.NoError(t, os.WriteFile(filepath.Join(dir, "ca.pem"), m.ca, 0o600))
	}
	path := filepath.Join(dir, "target.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// check compares a run with its row.
func (m misdeed) check(t *testing.T, got *reports.Results) {
	t.Helper()
	whole(t, got)
	assert.Equal(t, m.want.exit(), got.ExitCode, "%s: %s", got.Verdict, got.Reason)
	for _, s := range got.Scenarios {
		verdict, concerned := m.want[path.Base(s.ID)]
		if !concerned {
			assert.Equal(t, reports.Passed, s.Verdict, "%s was not concerned: %s", s.Name, s.Reason)
			continue
		}
		assert.Equal(t, verdict, s.Verdict, "%s: %s", s.Name, s.Reason)
		assert.Contains(t, s.Reason, m.says)
		assert.NotContains(t, s.Reason, "the harness failed")
	}
	if m.left == "" {
		assert.Empty(t, got.Run.NotRemoved)
	} else {
		assert.Contains(t, strings.Join(got.Run.NotRemoved, "\n"), m.left)
	}
}

// whole checks that a report does not contradict itself, and can be written and read.
func whole(t *testing.T, results *reports.Results) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, formats.WriteFiles(dir, []reports.Format{reports.JSON, junit.Format}, results))
	file, err := os.Open(filepath.Join(dir, "results.json"))
	require.NoError(t, err)
	defer file.Close()
	read, err := reports.ReadJSON(file)
	require.NoError(t, err)
	assert.Equal(t, results.Run.Counts, read.Run.Counts)
	require.NoError(t, terminal.Write(&bytes.Buffer{}, results, terminal.Options{Dir: dir}))
}
