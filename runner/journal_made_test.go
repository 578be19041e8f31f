package runner

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/journal"
)

// keeping serves a single org that does not remove the app that is held.
func keeping(t *testing.T, held *atomic.Pointer[string]) (file string) {
	t.Helper()
	server, err := refserver.Start(t.Context(), refserver.ServeOptions{SingleOrg: true, Server: refserver.Options{Cost: tenant.TestPasswordCost}})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	behind, err := url.Parse(server.ProvisioningURL)
	require.NoError(t, err)
	pass := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: behind.Scheme, Host: behind.Host})
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if id := held.Load(); id != nil && r.Method == http.MethodDelete && strings.HasSuffix(r.URL.Path, *id) {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	return targetFile(t, front.URL+behind.Path, server.Token)
}

func TestWhatCouldNotBeRemovedIsTriedByTheNextResume(t *testing.T) {
	var held atomic.Pointer[string]
	o := Options{Selection: selection("@CC-ORG-01"), Target: connect.Options{Name: keeping(t, &held)}, Out: t.TempDir()}
	judged(t.Context(), t, o)
	on, err := connect.Open(t.Context(), o.Target)
	require.NoError(t, err)
	defer func() { assert.NoError(t, on.Close()) }()
	apps, err := on.Provisioner.CreateApps(t.Context(), provisioning.SingleOrg, []provisioning.AppSpec{{Name: "of a run that was killed"}})
	require.NoError(t, err)
	path := filepath.Join(o.Out, journal.FileName)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	line := `{"made":[{"org":"default","app":"` + apps[0].ID + `"}]}` + "\n"
	require.NoError(t, os.WriteFile(path, append(data, line...), 0o600))

	o.Resume = true
	held.Store(&apps[0].ID)
	assert.Contains(t, strings.Join(judged(t.Context(), t, o).Run.NotRemoved, "\n"), apps[0].ID)
	held.Store(nil)
	assert.Empty(t, judged(t.Context(), t, o).Run.NotRemoved)
	_, err = on.Provisioner.App(t.Context(), provisioning.SingleOrg, apps[0].ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
}

func TestEachRoundNotesTheOrgThatItChanges(t *testing.T) {
	log, dir := bytes.Buffer{}, t.TempDir()
	file := startReference(t, singleOrg(&log, features.Salesforce))
	judged(t.Context(), t, Options{Selection: selection("@CC-ORG-01"), Repeat: 2, Out: dir, Target: connect.Options{Name: file}})
	data, err := os.ReadFile(filepath.Join(dir, journal.FileName))
	require.NoError(t, err)
	rounds := strings.SplitAfter(string(data), `{"clean":true}`+"\n")
	require.Len(t, rounds, 3, "the last is empty")
	for _, lines := range rounds[:2] {
		assert.Equal(t, 1, strings.Count(lines, `{"found":`), lines)
	}
}
