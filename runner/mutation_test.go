package runner

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
)

// TestDeletingAnAssertionFailsTheProof is the mutation of the harness itself: each
// assertion of the step definitions is deleted in turn, and then some fault must
// no longer be caught by a scenario of the requirement that it breaks.
//
// First every fault is played once, to see which assertion each of its killers
// failed by. An assertion is missed where it is the only one behind a fault: with
// it deleted, the killers of that fault are played again and none may fail. Those
// that are not missed stand in testdata/assertions.txt, and no others may.
//
// It takes minutes: `make mutants` runs it.
func TestDeletingAnAssertionFailsTheProof(t *testing.T) {
	if os.Getenv("CODECRED_MUTANTS") == "" {
		t.Skip("plays every fault: run make mutants")
	}
	p, err := newProver(ProveOptions{})
	require.NoError(t, err)
	require.NoError(t, p.control(t.Context(), &Proof{}))
	kills, err := each(t.Context(), p.faults, func(ctx context.Context, f refserver.Fault) (kill, error) {
		return p.killers(ctx, f, nil, "")
	})
	require.NoError(t, err)

	seen := map[string][]kill{} // by the assertion, the faults that it alone catches
	for _, k := range kills {
		for _, assertion := range k.by {
			if _, known := seen[assertion]; !known {
				seen[assertion] = nil
			}
		}
		if alone := slices.Compact(slices.Sorted(maps.Values(k.by))); len(alone) == 1 {
			seen[alone[0]] = append(seen[alone[0]], k)
		}
	}
	var redundant []string
	for _, assertion := range slices.Sorted(maps.Keys(seen)) {
		if !p.missed(t, assertion, seen[assertion]) {
			redundant = append(redundant, assertion)
		}
	}
	for _, site := range sites(t) {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(seen)), func(a string) bool { return strings.HasPrefix(a, site+" ") }) {
			redundant = append(redundant, site+" never failed")
		}
	}
	t.Logf("%d assertions, %d of them missed when deleted; %d places never failed or are backed by others", len(seen), len(seen)-len(redundant), len(redundant))
	known, err := os.ReadFile(filepath.Join("testdata", "assertions.txt"))
	require.NoError(t, err)
	assert.Equal(t, withoutLines(string(known)), withoutLines(strings.Join(redundant, "\n")+"\n"), "\n%s", strings.Join(redundant, "\n"))
}

// withoutLines leaves the numbers of lines out, which move.
func withoutLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if file, rest, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && !strings.HasPrefix(line, "#") {
			_, rest, _ = strings.Cut(rest, " ")
			out = append(out, file+" "+rest)
		}
	}
	slices.Sort(out)
	return out
}

// kill is a fault with the scenarios that catch it as named, and the assertion
// by which each does.
type kill struct {
	fault refserver.Fault
	by    map[string]string
}

// killers plays scenarios against a fault, all where none are named, with an
// assertion deleted where one is named.
func (p *prover) killers(ctx context.Context, f refserver.Fault, only map[string]string, muted string) (kill, error) {
	profile, _ := p.standing(f)
	selected := slices.DeleteFunc(slices.Clone(p.selected[profile]), func(sc *Scenario) bool {
		_, wanted := only[sc.ID]
		return only != nil && !wanted
	})
	on, err := OpenTarget(ctx, TargetOptions{Profile: profile, Reference: refserver.Options{Fault: f.Name}, InProcess: true})
	if err != nil {
		return kill{}, err
	}
	out := kill{f, map[string]string{}}
	var mu sync.Mutex
	r := newRun(Options{Selection: Selection{Profile: profile}}, p.suites[profile], selected, on)
	r.engine, r.brief, r.muted = playDirectly, true, muted
	r.failed = func(sc *Scenario, assertion string) {
		mu.Lock()
		defer mu.Unlock()
		if p.passes[profile][sc.ID] && sc.serves(f.Requirements) && sc.Level(profile) != reports.Info {
			out.by[sc.ID] = assertion
		}
	}
	r.perform(ctx)
	return out, on.Close()
}

// missed reports whether a fault that an assertion alone catches goes uncaught
// without it.
func (p *prover) missed(t *testing.T, assertion string, alone []kill) bool {
	t.Helper()
	for _, k := range alone {
		again, err := p.killers(t.Context(), k.fault, k.by, assertion)
		require.NoError(t, err)
		if len(again.by) == 0 {
			return true
		}
	}
	return false
}

// sites finds the places of the step definitions that judge a target.
func sites(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "steps", "*.go"))
	require.NoError(t, err)
	var out []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || filepath.Base(file) == "failure.go" {
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name, ok := call.Fun.(*ast.Ident); ok && name.Name == "broken" {
					out = append(out, filepath.Base(file)+":"+strconv.Itoa(set.Position(call.Lparen).Line))
				}
			}
			return true
		})
	}
	return out
}

// A deleted assertion lets what it judged pass, and no other.
func TestAMutedAssertionIsTakenForDeleted(t *testing.T) {
	p, err := newProver(ProveOptions{Tags: "@CC-SEC-04"})
	require.NoError(t, err)
	require.NoError(t, p.control(t.Context(), &Proof{}))
	fault, err := refserver.FindFault("without-token.secret-matches")
	require.NoError(t, err)
	before, err := p.killers(t.Context(), fault, nil, "")
	require.NoError(t, err)
	require.NotEmpty(t, before.by)
	for id, assertion := range before.by {
		require.Contains(t, assertion, "words_", "%s", id)
		after, err := p.killers(t.Context(), fault, nil, assertion)
		require.NoError(t, err)
		assert.NotContains(t, slices.Collect(maps.Values(after.by)), assertion)
		break
	}
}
