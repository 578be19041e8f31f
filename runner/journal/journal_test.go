package journal

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
)

// present is the header of a run.
var present = Header{Run: "now", Profile: "strict", Harness: reports.Harness{Version: "1", FeaturesDigest: "d"}}

func opened(t *testing.T, dir string, resume bool, header Header) *Journal {
	t.Helper()
	j, _, err := Open(dir, resume, header)
	require.NoError(t, err)
	t.Cleanup(func() { _ = j.Close() }) // a second time, where the test has closed it
	return j
}

// What was decided is known when the run is resumed; what was not is run again.
func TestAResumedJournalKnowsWhatWasDecided(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir, false, present)
	require.NoError(t, j.Keep(1, &reports.Scenario{ID: "a.feature:1", Verdict: reports.Failed, Reason: "<why>"}))
	require.NoError(t, j.Keep(2, &reports.Scenario{ID: "a.feature:1", Verdict: reports.Passed}))
	require.NoError(t, j.Keep(1, &reports.Scenario{ID: "a.feature:2", Verdict: reports.Errored}))
	require.NoError(t, j.Keep(1, &reports.Scenario{ID: "a.feature:3", Verdict: reports.NotRun}))
	require.NoError(t, j.Close())
	path := filepath.Join(dir, FileName)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, append(data, `{"round":1,"result":{"id":"a.fea`...), 0o600), "the run was killed while it wrote")

	again := present
	again.Run = "later"
	j, header, err := Open(dir, true, again)
	require.NoError(t, err)
	defer func() { require.NoError(t, j.Close()) }()
	assert.Equal(t, "now", header.Run)
	first, ok := j.Result(1, "a.feature:1")
	assert.True(t, ok)
	assert.Equal(t, "<why>", first.Reason)
	second, ok := j.Result(2, "a.feature:1")
	assert.True(t, ok)
	assert.Equal(t, reports.Passed, second.Verdict)
	for _, id := range []string{"a.feature:2", "a.feature:3"} {
		_, ok := j.Result(1, id)
		assert.False(t, ok, id)
	}
	now, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(now), "the incomplete line is gone")
}

func TestAJournalOfAnotherRunIsNotResumed(t *testing.T) {
	for says, change := range map[string]func(*Header){
		"profile":             func(h *Header) { h.Profile = "salesforce" },
		"features":            func(h *Header) { h.Harness.FeaturesDigest = "other" },
		"version of codecred": func(h *Header) { h.Harness.Version = "2" },
		"selection":           func(h *Header) { h.Selection.Tags = "@CC-ORG-01" },
		"target":              func(h *Header) { h.Target.Name = "other" },
		"shard":               func(h *Header) { h.Shard = &reports.Shard{Index: 1, Count: 2} },
		"repeat":              func(h *Header) { h.Repeat = 3 },
	} {
		dir := t.TempDir()
		require.NoError(t, opened(t, dir, false, present).Close())
		other := present
		change(&other)
		_, _, err := Open(dir, true, other)
		assert.ErrorContains(t, err, "it is of another run: "+says+" was")
	}
	other := present
	other.Seed = 7
	assert.NoError(t, present.Compare(other), "the order of the scenarios changes no verdict")
}

func TestWhatIsNoJournalIsNotResumed(t *testing.T) {
	_, _, err := Open(t.TempDir(), true, present)
	assert.ErrorContains(t, err, "no journal.jsonl to resume")
	for text, says := range map[string]string{"": "no whole line", "{}\n": "its first line is not the header", "x\n": "its first line"} {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, FileName), []byte(text), 0o600))
		_, _, err := Open(dir, true, present)
		assert.ErrorContains(t, err, says)
	}
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, _, err = Open(file, false, present)
	assert.ErrorContains(t, err, "the journal")
}

func TestANilJournalKeepsNothing(t *testing.T) {
	var j *Journal
	_, ok := j.Result(1, "a.feature:1")
	assert.False(t, ok)
	assert.NoError(t, j.MarkClean())
	assert.NoError(t, j.RemoveLeftovers(t.Context(), nil, 1))
	assert.NoError(t, j.Close())
	assert.Nil(t, j.Watch(nil))
}

// What a run leaves that is killed is removed by the next, and not once more after that.
func TestWhatWasLeftIsRemoved(t *testing.T) {
	on, err := connect.Open(t.Context(), connect.Options{Profile: features.Salesforce})
	require.NoError(t, err)
	defer func() { assert.NoError(t, on.Close()) }()
	standing, err := on.Admin.CreateOrg(t.Context())
	require.NoError(t, err)
	dir := t.TempDir()

	admin := opened(t, dir, false, present).Watch(on.Admin)
	fresh, err := admin.CreateOrg(t.Context())
	require.NoError(t, err)
	_, err = admin.CreateApps(t.Context(), fresh.ID, []provisioning.AppSpec{{Name: "goes with its org"}})
	require.NoError(t, err)
	apps, err := admin.CreateApps(t.Context(), standing.ID, []provisioning.AppSpec{{Name: "an app"}})
	require.NoError(t, err)
	users, err := admin.CreateUsers(t.Context(), standing.ID, []provisioning.UserSpec{{
		Username: "anna@codecred.example", Password: "Correct-Horse-1", State: provisioning.Active,
	}})
	require.NoError(t, err)
	changed, err := admin.ChangeOrg(t.Context(), standing.ID, settings.Values{settings.AllowFlows: settings.On})
	require.NoError(t, err)
	require.True(t, changed.Settings.On(settings.AllowFlows))

	next := opened(t, dir, true, present)
	require.NoError(t, next.RemoveLeftovers(t.Context(), on.Admin, 2))
	_, err = on.Admin.Org(t.Context(), fresh.ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
	_, err = on.Admin.App(t.Context(), standing.ID, apps[0].ID)
	assert.True(t, provisioning.IsNotFound(err), "%v", err)
	found, err := on.Admin.FindUser(t.Context(), standing.ID, users[0].Username)
	require.NoError(t, err)
	assert.Empty(t, found)
	now, err := on.Admin.Org(t.Context(), standing.ID)
	require.NoError(t, err)
	assert.Equal(t, standing.Settings.On(settings.AllowFlows), now.Settings.On(settings.AllowFlows))

	last := opened(t, dir, true, present)
	assert.Empty(t, last.left.made, "nothing is left")
	assert.Empty(t, last.left.found)
}

func TestWhatCannotBeRemovedIsNamed(t *testing.T) {
	on, err := connect.Open(t.Context(), connect.Options{Profile: features.Salesforce})
	require.NoError(t, err)
	dir := t.TempDir()
	org, err := opened(t, dir, false, present).Watch(on.Admin).CreateOrg(t.Context())
	require.NoError(t, err)
	require.NoError(t, on.Close())
	next := opened(t, dir, true, present)
	assert.ErrorContains(t, next.RemoveLeftovers(t.Context(), on.Admin, 1), "the org "+org.ID+" of the run before is still there")
	assert.NotEmpty(t, opened(t, dir, true, present).left.made, "the next run tries again")
}
