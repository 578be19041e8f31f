package prove

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/codecred/codecred/fixtures/refserver/faults"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/play"
	"github.com/codecred/codecred/runner/suite"
)

// TestDeletingAnAssertionFailsTheProof deletes each assertion of the step definitions in turn. Then
// some fault must no longer be caught by a scenario of the requirement that it breaks.
//
// First it plays every fault once, to see by which assertion each scenario catches it. An assertion
// is needed if it alone catches a fault: with the assertion deleted, the scenarios that caught this
// fault are played again, and none may fail.
//
// It takes minutes: `make mutants` runs it.
func TestDeletingAnAssertionFailsTheProof(t *testing.T) {
	if os.Getenv("CODECRED_MUTANTS") == "" {
		t.Skip("plays every fault: run make mutants")
	}
	p, err := newProver(Options{})
	require.NoError(t, err)
	require.NoError(t, p.control(t.Context(), &reports.Proof{}))
	kills, err := each(t.Context(), p.faults, func(ctx context.Context, f faults.Fault) (kill, error) {
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
	survivors := neverFailed(t, slices.Collect(maps.Keys(seen)))
	for _, assertion := range slices.Sorted(maps.Keys(seen)) {
		if !p.missed(t, assertion, seen[assertion]) {
			survivors = append(survivors, assertion+" is not missed: others catch the same faults")
		}
	}
	t.Logf("%d assertions, each the only one to catch some fault, but for %d", len(seen), len(survivors))
	assert.Empty(t, survivors)
}

// neverFailed lists the places and lines that judge a target and by which no fault was caught.
// Nobody knows whether these can fail.
func neverFailed(t *testing.T, seen []string) []string {
	t.Helper()
	sites, lines := judgements(t)
	var out []string
	for _, site := range sites {
		if !slices.ContainsFunc(seen, func(a string) bool { return strings.HasPrefix(a, site+" ") }) {
			out = append(out, site+" never failed")
		}
	}
	for _, line := range lines {
		if !slices.ContainsFunc(seen, func(a string) bool { return strings.Contains(a, " ^"+line) }) {
			out = append(out, line+" never failed")
		}
	}
	return out
}

// kill is a fault with the scenarios that catch it as named, and the assertion
// by which each does.
type kill struct {
	fault faults.Fault
	by    map[string]string
}

// killers plays the scenarios that should find a fault against it, or some of them. If an assertion is
// named, it is deleted.
func (p *prover) killers(ctx context.Context, f faults.Fault, only map[string]string, deleted string) (kill, error) {
	profile, _ := p.profileOf(f)
	selected := slices.DeleteFunc(p.inTurn(f, profile)[0], func(sc *suite.Scenario) bool {
		_, wanted := only[sc.ID]
		return only != nil && !wanted
	})
	on, err := connect.Open(ctx, connect.Options{Profile: profile, Reference: refserver.Options{Alterations: f.Alterations()}, InProcess: true})
	if err != nil {
		return kill{}, err
	}
	out := kill{f, map[string]string{}}
	var mu sync.Mutex
	runner.Play(ctx, runner.Job{
		Options: runner.Options{Selection: suite.Selection{Profile: profile}}, Suite: p.suites[profile], Selected: selected, Target: on,
		Engine: play.Directly, Detail: play.Verdicts, SkipFlowCheck: true,
		Ignore: func(sc *suite.Scenario, assertion string) bool {
			mu.Lock()
			defer mu.Unlock()
			if assertion != deleted && p.passes[profile][sc.ID] && sc.Level(profile) != reports.Info {
				out.by[sc.ID] = assertion
			}
			return assertion == deleted
		},
	})
	return out, on.Close()
}

// missed reports whether a fault that only one assertion catches is not caught without it.
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

// judgements finds the places of the step definitions that judge a target, and the fixed beginnings
// of the lines that only judge an answer. Several such lines share a place.
func judgements(t *testing.T) (sites, lines []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "steps", "*.go"))
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || filepath.Base(file) == "failure.go" {
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, 0)
		require.NoError(t, err)
		for call, function := range calls(tree) {
			switch function {
			case "broken", "wrongOutcome":
				sites = append(sites, filepath.Base(file)+":"+strconv.Itoa(set.Position(call.Lparen).Line))
			case "check":
				line := beginningOf(t, call.Args[0])
				if !strings.HasPrefix(line, "it is noted ") {
					lines = append(lines, line)
				}
			}
		}
	}
	require.NotEmpty(t, sites)
	require.NotEmpty(t, lines)
	return sites, lines
}

// beginningOf returns the fixed text with which the expression of a line begins: all of it or, if
// several lines share a part by its name, the text before that name.
func beginningOf(t *testing.T, expr ast.Expr) string {
	t.Helper()
	if joined, ok := expr.(*ast.BinaryExpr); ok {
		return beginningOf(t, joined.X)
	}
	line, err := strconv.Unquote(expr.(*ast.BasicLit).Value)
	require.NoError(t, err)
	return line
}

// calls goes through the calls of functions in a file, each with the function's name.
func calls(tree *ast.File) iter.Seq2[*ast.CallExpr, string] {
	return func(yield func(*ast.CallExpr, string) bool) {
		for n := range ast.Preorder(tree) {
			if call, ok := n.(*ast.CallExpr); ok {
				if function, ok := call.Fun.(*ast.Ident); ok && !yield(call, function.Name) {
					return
				}
			}
		}
	}
}

// If an assertion is deleted, only what it judged passes. The lines after it run and judge as
// before.
func TestADeletedAssertionLetsPassWhatItJudged(t *testing.T) {
	p, err := newProver(Options{Tags: "@CC-SEC-04 or @CC-CORS-03 or @CC-CALL-05"})
	require.NoError(t, err)
	require.NoError(t, p.control(t.Context(), &reports.Proof{}))
	for _, tt := range []struct {
		fault, in string   // in is the file of the assertion
		left      []string // the files of those that still fail
	}{
		{"null-origin-passes", "lines_origins.go", nil},
		{"without-token.secret-matches", "lines_outcomes.go", []string{"lines_combinations.go"}},
		{"refused-client-is-redirected-bare", "lines_answers.go", nil},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			fault, err := faults.FindFault(tt.fault)
			require.NoError(t, err)
			before, err := p.killers(t.Context(), fault, nil, "")
			require.NoError(t, err)
			deleted := slices.DeleteFunc(slices.Collect(maps.Values(before.by)), func(a string) bool { return !strings.HasPrefix(a, tt.in) })
			require.NotEmpty(t, deleted)
			after, err := p.killers(t.Context(), fault, nil, deleted[0])
			require.NoError(t, err)
			assert.Equal(t, tt.left, filesOf(after))
		})
	}
}

// filesOf lists the files of the assertions by which a fault is caught.
func filesOf(k kill) []string {
	var out []string
	for _, assertion := range k.by {
		file, _, _ := strings.Cut(assertion, ":")
		out = append(out, file)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
