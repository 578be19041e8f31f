package docs_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/knownfailures"
)

// TestTargetFilesOfThePagesAreRead parses every target file that a page shows. The values of its
// references do not matter here.
func TestTargetFilesOfThePagesAreRead(t *testing.T) {
	dir := t.TempDir()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	require.NoError(t, os.WriteFile(filepath.Join(dir, "ca.pem"), certificate, 0o600))
	options := target.Options{LookupEnv: func(string) (string, bool) { return "a value", true }}
	read := 0
	for _, name := range []string{"README.md", "docs/target-file.md"} {
		for _, text := range blocks(page(t, name), "yaml") {
			if strings.HasPrefix(text, "# Pinned") {
				text = "provisioning: {static: {orgs: []}}\n" + text
			}
			if strings.HasPrefix(text, "provisioning:") {
				text = "codecred: 1\nconsent: " + provisioning.Consent + "\n" + text
			}
			_, err := target.Parse([]byte(text), filepath.Join(dir, "target.yaml"), options)
			assert.NoError(t, err, "%s shows:\n%s", name, text)
			read++
		}
	}
	assert.GreaterOrEqual(t, read, 3)
}

func TestTheResultsOfThePageAreRead(t *testing.T) {
	shown := blocks(page(t, "docs/results.md"), "json")
	require.Len(t, shown, 1)
	results, err := reports.ReadJSON(strings.NewReader(shown[0]))
	require.NoError(t, err)
	assert.Equal(t, reports.Conformant, results.Verdict)
}

func TestTheKnownFailuresOfThePageAreRead(t *testing.T) {
	shown := blocks(page(t, "docs/results.md"), "yaml")
	require.Len(t, shown, 1)
	path := filepath.Join(t.TempDir(), "known.yaml")
	require.NoError(t, os.WriteFile(path, []byte(shown[0]), 0o600))
	list, err := knownfailures.Load(path)
	require.NoError(t, err)
	assert.Len(t, list.Entries, 1)
}
