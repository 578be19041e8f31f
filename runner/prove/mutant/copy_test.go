package mutant

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestACopyHoldsEveryMutant changes a small package, and builds the copy.
func TestACopyHoldsEveryMutant(t *testing.T) {
	folder := t.TempDir()
	got, err := MakeCopy(t.Context(), folder, nil, "./testdata/door")
	require.NoError(t, err)
	var names []string
	for i, m := range got.Mutants {
		assert.Equal(t, i+1, m.Number)
		assert.Positive(t, m.Line)
		names = append(names, m.Name())
	}
	want, err := os.ReadFile("testdata/door.txt")
	require.NoError(t, err)
	assert.Equal(t, strings.Split(strings.TrimSpace(string(want)), "\n"), names)

	overlay := filepath.Join(folder, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": got.Replace})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(overlay, text, 0o600))
	output, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlay, "./testdata/door").CombinedOutput()
	require.NoError(t, err, "%s", output)
}

// The lines of the copy have the numbers of the source, so that a panic names the right one.
func TestACopyKeepsTheLines(t *testing.T) {
	got, err := MakeCopy(t.Context(), t.TempDir(), nil, "./testdata/door")
	require.NoError(t, err)
	for source, changed := range got.Replace {
		if filepath.Base(source) != "door.go" {
			continue
		}
		before, err := os.ReadFile(source)
		require.NoError(t, err)
		after, err := os.ReadFile(changed)
		require.NoError(t, err)
		lines := strings.Split(string(after), "\n")
		for i, line := range strings.Split(string(before), "\n") {
			if strings.HasPrefix(line, "func ") {
				name, _, _ := strings.Cut(line, "{")
				assert.Contains(t, lines[i], name)
			}
		}
	}
}

func TestAFileThatIsLeftOutHasNoMutants(t *testing.T) {
	got, err := MakeCopy(t.Context(), t.TempDir(), func(file string) bool { return file == "door/door.go" }, "./testdata/door")
	require.NoError(t, err)
	assert.Empty(t, got.Mutants)
}

func TestACopyOfNothing(t *testing.T) {
	_, err := MakeCopy(t.Context(), t.TempDir(), nil, "./testdata/none")
	assert.ErrorContains(t, err, "testdata/none")
}
