package prove

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/runner/prove/mutant"
)

// mutatedPackages are those of the reference server that clients see.
var mutatedPackages = []string{
	"../../fixtures/refserver", "../../fixtures/refserver/rules", "../../fixtures/refserver/tenant",
	"../../fixtures/refserver/message", "../../fixtures/refserver/signing",
}

// notMutated are files that say nothing about an answer: how the server is set up, starts and listens, which
// settings it offers, and what only alterations of its design call.
var notMutated = []string{
	"refserver/serve.go", "refserver/serve_http.go", "refserver/server.go", "refserver/offered.go", "rules/change.go", "message/edit.go",
}

// TestMutantsOfTheServer changes the source of the reference server in one small place after the other. Then a
// scenario must fail, or mutants_server.yaml says why no client can see the change.
//
// It builds a copy that holds all changes, and starts itself again in it: see package mutant. It takes minutes:
// `make mutants-server` runs it. CODECRED_MUTANTS_SERVER is how many parts of the mutants there are of which one is
// judged: 1 judges all of them.
func TestMutantsOfTheServer(t *testing.T) {
	parts, err := strconv.Atoi(cmp.Or(os.Getenv("CODECRED_MUTANTS_SERVER"), "0"))
	require.NoError(t, err)
	switch {
	case parts == 0:
		t.Skip("plays scenarios against thousands of mutants: run make mutants-server")
	case mutant.IsChangedCopy():
		judgeMutants(t, uint32(parts))
	default:
		startInAChangedCopy(t)
	}
}

func startInAChangedCopy(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	changed, err := mutant.MakeCopy(t.Context(), folder, func(file string) bool { return slices.Contains(notMutated, file) }, mutatedPackages...)
	require.NoError(t, err)
	overlay, list, binary := filepath.Join(folder, "overlay.json"), filepath.Join(folder, "mutants.json"), filepath.Join(folder, "prove.test")
	writeJSON(t, overlay, map[string]any{"Replace": changed.Replace})
	writeJSON(t, list, changed.Mutants)
	output, err := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", binary, "-overlay", overlay, ".").CombinedOutput()
	require.NoError(t, err, "the changed copy does not compile: %s", output)
	again := exec.CommandContext(t.Context(), binary, "-test.v", "-test.timeout=0", "-test.run=^"+t.Name()+"$")
	again.Env = append(os.Environ(), "CODECRED_MUTANTS_LIST="+list)
	again.Stdout, again.Stderr = os.Stdout, os.Stderr
	require.NoError(t, again.Run(), "see above")
}

func writeJSON(t *testing.T, path string, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, text, 0o600))
}

// judgeMutants runs in the changed copy.
func judgeMutants(t *testing.T, parts uint32) {
	t.Helper()
	var all []mutant.Mutant
	text, err := os.ReadFile(os.Getenv("CODECRED_MUTANTS_LIST"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &all))
	chosen := slices.DeleteFunc(slices.Clone(all), func(m mutant.Mutant) bool { return hashOf(m)%parts != 0 })
	explained := readExplained(t)
	p, err := newProver(Options{})
	require.NoError(t, err)

	fates := map[features.Profile]map[int]fate{}
	for _, profile := range profiles {
		started := time.Now()
		j := &jury{prover: p, profile: profile, mutants: all}
		require.NoError(t, j.watchEach(t.Context()))
		fates[profile] = j.judgeAll(t.Context(), chosen, explained)
		t.Logf("profile %s: %d mutants in %v", profile, len(chosen), time.Since(started).Round(time.Second))
	}
	unexplained := tell(t, chosen, fates, explained)
	assert.Empty(t, unexplained, "no scenario fails: write one, or say in mutants_server.yaml why no client can see the change")
	assert.Empty(t, explained.stale(all, chosen, fates), "no mutant of this name is there that survives: remove the entry from mutants_server.yaml")
}

func hashOf(m mutant.Mutant) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(m.Name())) // a hash takes everything
	return h.Sum32()
}

// tell logs how many mutants have which fate, and returns those that survive without a reason.
func tell(t *testing.T, chosen []mutant.Mutant, fates map[features.Profile]map[int]fate, e *explanations) []string {
	t.Helper()
	var unexplained []string
	for _, profile := range profiles {
		counts := map[string]int{}
		for _, m := range chosen {
			f := fates[profile][m.Number]
			say := string(f)
			switch {
			case f == prevented || f == undecided:
				t.Logf("%s in profile %s: %s (line %d)", f, profile, m.Name(), m.Line)
			case !f.isGreen():
			case e.has(m, profile):
				say += ", with a reason"
			case slices.ContainsFunc(profiles, func(other features.Profile) bool { return !fates[other][m.Number].isGreen() }):
				say += ", but not in the other profile"
			default:
				say += ", without a reason"
				unexplained = append(unexplained, fmt.Sprintf("%s in profile %s: %s (line %d)", f, profile, m.Name(), m.Line))
			}
			counts[say]++
		}
		t.Logf("profile %s: %v", profile, counts)
	}
	return unexplained
}

// explanations is what mutants_server.yaml says: the mutants that survive, grouped by the reason.
type explanations []struct {
	Reason  string           `yaml:"reason"`
	Profile features.Profile `yaml:"profile"` // empty for both
	Mutants []string         `yaml:"mutants"` // names, in which * stands for any text
}

func readExplained(t *testing.T) *explanations {
	t.Helper()
	text, err := os.ReadFile("mutants_server.yaml")
	require.NoError(t, err)
	var out explanations
	require.NoError(t, yaml.UnmarshalWithOptions(text, &out, yaml.Strict()))
	for _, e := range out {
		require.NotEmpty(t, e.Reason, "%v", e.Mutants)
	}
	return &out
}

// has reports whether a mutant may survive in a profile.
func (e *explanations) has(m mutant.Mutant, profile features.Profile) bool {
	for _, group := range *e {
		if (group.Profile == "" || group.Profile == profile) && slices.ContainsFunc(group.Mutants, func(name string) bool { return fits(name, m.Name()) }) {
			return true
		}
	}
	return false
}

// stale lists the names that no surviving mutant has. A name whose mutants are not among those that were
// chosen is stale only if there is no such mutant at all.
func (e *explanations) stale(all, chosen []mutant.Mutant, fates map[features.Profile]map[int]fate) []string {
	var out []string
	for _, group := range *e {
		in := profiles
		if group.Profile != "" {
			in = []features.Profile{group.Profile}
		}
		for _, name := range group.Mutants {
			there := named(all, name)
			if survives := func(m mutant.Mutant) bool {
				return slices.ContainsFunc(in, func(p features.Profile) bool { return fates[p][m.Number].isGreen() })
			}; len(there) == 0 || len(named(chosen, name)) == len(there) && !slices.ContainsFunc(there, survives) {
				out = append(out, name)
			}
		}
	}
	return out
}

func named(mutants []mutant.Mutant, name string) []mutant.Mutant {
	return slices.DeleteFunc(slices.Clone(mutants), func(m mutant.Mutant) bool { return !fits(name, m.Name()) })
}

// fits reports whether a text is like a pattern, in which * stands for any text.
func fits(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(text, parts[0])
	if len(parts) == 1 {
		return ok && rest == ""
	}
	for _, part := range parts[1 : len(parts)-1] {
		if ok {
			_, rest, ok = strings.Cut(rest, part)
		}
	}
	return ok && strings.HasSuffix(rest, parts[len(parts)-1])
}

func TestAStarStandsForAnyText(t *testing.T) {
	for _, yes := range [][2]string{{"a", "a"}, {"*", ""}, {"a*", "abc"}, {"*c", "abc"}, {"a*c", "abc"}, {"a*b*c", "axbyc"}, {"a*", "a"}} {
		assert.True(t, fits(yes[0], yes[1]), yes)
	}
	for _, no := range [][2]string{{"a", "ab"}, {"a*c", "ab"}, {"b*", "ab"}, {"a*b*c", "ac"}, {"a*a", "a"}, {"", "a"}} {
		assert.False(t, fits(no[0], no[1]), no)
	}
}

var errCaught = errors.New("a scenario failed, so the others need not run")
