package combination

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/codecred/codecred/fixtures/settings"
)

// Every tuple that occurs in the cases occurs in the picks, and the picks are some of the cases.
func TestCoverCoversEveryTuple(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stage := Stage(rapid.IntRange(int(Authorization), int(Refresh)).Draw(t, "stage"))
		strength := rapid.IntRange(2, 3).Draw(t, "strength")
		trials := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Trial {
			var c Cell
			for i, d := range dimensions[:reach(stage)] {
				c[i] = uint8(rapid.IntRange(0, len(d.Values)-1).Draw(t, d.Name))
			}
			return Trial{Case: Case{Path: Path{c, stage}}}
		}), 0, 40).Draw(t, "trials")
		picks := cover(trials, strength)
		assert.Subset(t, trials, picks)
		assert.Equal(t, tuplesOf(trials, strength), tuplesOf(picks, strength))
	})
}

func tuplesOf(trials []Trial, strength int) map[tuple]bool {
	out := map[tuple]bool{}
	for _, trial := range trials {
		for _, m := range tuples(trial.Path, strength) {
			out[m] = true
		}
	}
	return out
}

func TestTuples(t *testing.T) {
	got := tuples(Path{Cell{}, Authorization}, 2)
	assert.Len(t, got, 10*9/2)
	assert.Len(t, tuples(Path{Cell{}, Refresh}, 3), 13*12*11/6)
	for _, m := range got {
		assert.Equal(t, [3]uint8{}, [3]uint8(m[10:]), "what has no bearing on the authorization request is not in its tuples")
	}
}

// Each row is covered at each strength, a refusal with a control at least once,
// and a higher strength costs more.
func TestTrialsCoverEachRow(t *testing.T) {
	for _, profile := range []string{"salesforce", "strict"} {
		table := ourTable(t).For(profile)
		for _, row := range table.Rows() {
			full := table.Trials(row, Full)
			before := 0
			for _, s := range []Strength{Pairs, Threes} {
				trials := table.Trials(row, s)
				assert.Equal(t, tuplesOf(full, s.values()), tuplesOf(trials, s.values()), "%s at strength %s", row.Name, s)
				assert.Equal(t, trials, table.Trials(row, s), "the picks change")
				assert.GreaterOrEqual(t, len(trials), before, row.Name)
				assert.GreaterOrEqual(t, len(full), len(trials), row.Name)
				before = len(trials)
				assert.Equal(t, row.Then.Outcome == Refused, controlled(trials), row.Name)
			}
		}
	}
}

func controlled(trials []Trial) bool {
	for _, trial := range trials {
		if trial.Control != nil {
			return true
		}
	}
	return false
}

// A control differs from its case in one thing, and the table accepts it.
func TestControlsDifferInOneThing(t *testing.T) {
	table := ourTable(t).For("salesforce")
	for _, row := range table.Rows() {
		for _, trial := range table.Trials(row, Full) {
			if trial.Control == nil {
				continue
			}
			differences := 0
			for i := range trial.Cell {
				if trial.Cell[i] != trial.Control.Cell[i] {
					differences++
				}
			}
			require.Equal(t, 1, differences)
			require.Equal(t, trial.Last, trial.Control.Last)
			decided := table.Decide(trial.Control.Cell)
			require.True(t, decided == nil || decided.Then.Outcome == Accepted || decided.Then.At > trial.Last, "%s: %s", row.Name, trial.Control)
		}
	}
}

func TestStrengths(t *testing.T) {
	for _, text := range []string{"2", "3", "full"} {
		s, err := ParseStrength(text)
		require.NoError(t, err)
		assert.Equal(t, text, s.String())
	}
	_, err := ParseStrength("4")
	assert.EqualError(t, err, `"4" is no strength: it is one of 2, 3, full`)
}

func TestPathsReadAsSentences(t *testing.T) {
	p := Path{cell(t, map[string]string{settings.RequirePKCE: On, settings.AllowFlows: Off, Method: Get, Credentials: Basic}), Authorization}
	assert.Equal(t, `"Allow Authorization Code and Credentials Flows" off, `+
		`"Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows" on, `+
		`method GET, credentials Basic header, challenge S256`, p.String())
	assert.Equal(t, "method POST, credentials body, challenge S256, verifier right, secret body", Path{Cell{}, Token}.String())
}

func TestTheSettingsOfACell(t *testing.T) {
	got := cell(t, map[string]string{settings.EnableFlow: Off}).Settings()
	assert.Len(t, got, 7)
	assert.False(t, got.On(settings.EnableFlow))
	assert.True(t, got.On(settings.AllowFlows))
	for _, d := range dimensions {
		_, known := settings.Lookup(d.Name)
		assert.Equal(t, d.Setting, known, d.Name)
	}
}
