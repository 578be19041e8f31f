package terminal

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

// What this package writes passes the guard unchanged, on every kind of output.
func TestTheGuardPassesOnWhatIsOurs(t *testing.T) {
	for _, options := range []Options{{}, {Live: true}, {Live: true, Color: true, Width: 60}} {
		write := func(w io.Writer) {
			p := NewProgress(w, options)
			p.Start(len(sample.Results().Scenarios))
			for _, s := range sample.Results().Scenarios {
				p.Done(s)
			}
			p.Finish()
			CountServers(w, options)(1, 2)
			CountServers(w, options)(2, 2)
			require.NoError(t, Write(w, sample.Results(), options))
		}
		var plain, guarded bytes.Buffer
		write(&plain)
		write(Guard(&guarded, options))
		assert.Equal(t, plain.String(), guarded.String(), "%+v", options)
	}
}

func TestTheGuardLetsNothingElseThrough(t *testing.T) {
	var out bytes.Buffer
	_, err := fmt.Fprintln(Guard(&out, Options{}), sample.Hostile+eraseLine+red.begin())
	require.NoError(t, err)
	sample.AssertHarmless(t, out.String())
	out.Reset()
	_, err = fmt.Fprintln(Guard(&out, Options{Live: true}), sample.Hostile+red.begin())
	require.NoError(t, err)
	sample.AssertHarmless(t, out.String())
}

// Lists may show features of somebody else.
func TestListsOfForeignTextAreHarmlessBehindTheGuard(t *testing.T) {
	x := sample.Hostile
	for name, write := range map[string]func(io.Writer) error{
		"scenarios": func(w io.Writer) error {
			return WriteScenarios(w, []reports.ListedScenario{{ID: x, Name: x, Requirements: []string{x}}})
		},
		"requirements": func(w io.Writer) error {
			return WriteRequirements(w, []reports.ListedRequirement{{ID: x, Text: x, Source: x, Excluded: x, Scenarios: []string{x}}})
		},
		"dry run": func(w io.Writer) error {
			return WriteDryRun(w, reports.DryRun{Options: []reports.Option{{Name: x, Value: x, Source: x}}, Scenarios: []reports.ListedScenario{{ID: x, Name: x}}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, write(Guard(&out, Options{})))
			sample.AssertHarmless(t, out.String())
		})
	}
}
