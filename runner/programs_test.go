package runner

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// programmed starts a reference server and writes the target file of a program
// that provisions it.
func programmed(t *testing.T, manner, command string, timeout time.Duration) string {
	t.Helper()
	return programFor(t, refserver.ServeOptions{}, manner, command, timeout)
}

func programFor(t *testing.T, o refserver.ServeOptions, manner, command string, timeout time.Duration) string {
	t.Helper()
	o.Server.Cost = tenant.TestPasswordCost
	server, err := refserver.Start(context.WithoutCancel(t.Context()), o)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	t.Setenv(peerManner, manner)
	t.Setenv(peerURL, server.ProvisioningURL)
	t.Setenv(peerAuth, server.Token)
	path := filepath.Join(t.TempDir(), "target.yaml")
	text := fmt.Sprintf("codecred: 1\nprovisioning: {command: {run: %s, timeout: %s}}\nlimits: {request_timeout: %s, parallel: 4}\n", command, timeout, timeout)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// itself is the command line on which this program is a peer.
func itself() string { return fmt.Sprintf("[%q, %q]", os.Args[0], "-test.run=^TestPeer$") }

// TestPrograms runs with programs that provision a target and misbehave.
func TestPrograms(t *testing.T) {
	for name, row := range map[string]struct {
		misdeed
		manner string
	}{
		"sound":                 {misdeed{}, "sound"},
		"out of order":          {misdeed{}, "out of order"},
		"floods standard error": {misdeed{huge: true}, "floods"},
		"prints that is no answer, half-way": {
			misdeed{want: nothingRuns, says: `that is not an answer, "Deploying 4 apps ..."`, left: "is still there"}, "garbage",
		},
		"crashes half-way":                     {misdeed{want: nothingRuns, says: "ended: signal: killed; the end of its standard error:", left: "is still there"}, "crashes"},
		"stops answering half-way":             {misdeed{want: nothingRuns, says: "no answer within 5s", hangs: true}, "stops"},
		"gives one the answer of another":      {misdeed{want: nothingRuns, says: "the apps could not be made"}, "mixes up"},
		"crashes on a change":                  {misdeed{want: noChange, says: "ended: signal: killed", left: "is still there"}, "crashes on a change"},
		"does not answer when it is to remove": {misdeed{left: "no answer within 5s", hangs: true}, "keeps all"},
	} {
		t.Run(name, func(t *testing.T) {
			timeout := time.Minute
			if row.hangs {
				timeout = 5 * time.Second // in which the program also starts
			}
			file := programmed(t, row.manner, itself(), timeout)
			heap := watchHeap(t, row.huge)
			started := time.Now()
			results, err := Run(t.Context(), Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: file}})
			require.NoError(t, err)
			assert.Less(t, time.Since(started), soon, "bounded in time")
			assert.Less(t, heap(), boundedMemory(), "bounded in memory")
			row.check(t, results)
		})
	}
}

func TestAProgramThatWillNotEndIsEnded(t *testing.T) {
	file := programmed(t, "stays", itself(), time.Minute)
	started := time.Now()
	results := judged(t.Context(), t, Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: file}})
	assert.Equal(t, reports.Conformant, results.Verdict, results.Reason)
	assert.Less(t, time.Since(started), soon)
}

func TestPeersThatNeverStart(t *testing.T) {
	for name, row := range map[string]struct{ command, says string }{ // each has a minute, but for one that never answers
		"no such program":           {"[./no-such-program]", "does not start"},
		"ends at once":              {`[sh, -c, "echo no licence >&2; exit 3"]`, "exit status 3"},
		"prints a page":             {`[sh, -c, "echo Welcome; cat >/dev/null"]`, "that is not an answer"},
		"never answers":             {`[sh, -c, "cat >/dev/null"]`, "no answer within 1s"},
		"speaks another version":    {`[sh, -c, "read m; echo '{\"id\":1,\"status\":200,\"body\":{\"protocol\":9}}'; cat >/dev/null"]`, "bad_answer"},
		"answers what nobody asked": {`[sh, -c, "echo '{\"id\":99,\"status\":200,\"body\":{}}'; cat >/dev/null"]`, "which was never sent or is already answered"},
	} {
		t.Run(name, func(t *testing.T) {
			timeout := time.Minute
			if name == "never answers" {
				timeout = time.Second
			}
			file := programmed(t, "", row.command, timeout)
			started := time.Now()
			_, err := Run(t.Context(), Options{Features: "testdata/hostile", Selection: selection(""), Target: connect.Options{Name: file}})
			var typed *reports.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, reports.ExitTarget, typed.Exit)
			assert.ErrorContains(t, err, row.says)
			assert.Less(t, time.Since(started), soon, "bounded in time")
		})
	}
}
