package har

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestWriteTranscriptsSetsThePaths(t *testing.T) {
	dir := t.TempDir()
	sent, silent, resumed := sample.Passed("a.feature:1"), sample.Passed("a.feature:2"), sample.Passed("a.feature:3")
	sent.Exchanges = []reports.Exchange{sample.Exchange()}
	resumed.Transcript = "transcripts/earlier.har"
	last := sample.Passed("a.feature:4")
	last.Exchanges = sent.Exchanges
	r := sample.Run(reports.Conformant, sent, silent, resumed, last)
	require.NoError(t, WriteAll(dir, r))
	require.NoError(t, r.Check())

	assert.FileExists(t, filepath.Join(dir, r.Scenarios[0].Transcript))
	assert.Empty(t, r.Scenarios[1].Transcript, "nothing was sent")
	assert.Equal(t, "transcripts/earlier.har", r.Scenarios[2].Transcript, "kept")
	files, err := os.ReadDir(filepath.Join(dir, reports.TranscriptsDir))
	require.NoError(t, err)
	assert.Len(t, files, 2)
	assert.FileExists(t, filepath.Join(dir, r.Scenarios[3].Transcript))
}

var safeName = regexp.MustCompile(`^[a-z0-9-]{1,100}\.har$`)

func TestTranscriptNames(t *testing.T) {
	assert.Regexp(t, `^settings-pkce-12-[0-9a-f]{8}\.har$`, transcriptName("features/settings/pkce.feature:12"))
	assert.Regexp(t, `^settings-pkce-12-[0-9a-f]{8}\.har$`, transcriptName("features/Settings/PKCE.feature:12"), "small letters, as some file systems have no others")
	assert.Regexp(t, `^az09az-{7}1-[0-9a-f]{8}\.har$`, transcriptName("features/az09AZ`{/:@[.feature:1"))
	seen := map[string]string{}
	for _, id := range []string{
		"features/a/b.feature:1", "features/a-b.feature:1", "features/A/b.feature:1", "a/b.feature:1",
		"../../etc/passwd", "", "/", "con", "C:\\x\x00", "ä", strings.Repeat("x", 500), strings.Repeat("x", 501), sample.Hostile,
	} {
		name := transcriptName(id)
		assert.Regexp(t, safeName, name, "for %q", id)
		assert.Empty(t, seen[name], "%q and %q share %s", seen[name], id, name)
		seen[name] = id
	}
}

func FuzzTranscriptName(f *testing.F) {
	f.Add("features/settings/pkce.feature:12")
	f.Add("../" + sample.Hostile)
	f.Fuzz(func(t *testing.T, id string) { assert.Regexp(t, safeName, transcriptName(id)) })
}
