package runner

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestWalk(t *testing.T) {
	tests := []struct {
		name, start string
		sequences   [][]string
		want        []string
	}{
		{"nobody wants anything", "off", nil, []string{"off"}},
		{"the state is right already", "off", [][]string{{"off"}}, []string{"off"}},
		{"one change, and back", "off", [][]string{{"on"}}, []string{"off", "on", "off"}},
		{"a switch turned on and off again", "off", [][]string{{"on"}, {"off", "on"}, {"on", "off"}}, []string{"off", "on", "off"}},
		{"a state between two", "off", [][]string{{"on", "pkce"}, {"pkce", "on"}, {"on", "off"}, {"off", "on"}}, []string{"off", "on", "pkce", "on", "off"}},
		{"what stands twice costs nothing", "off", [][]string{{"on"}, {"on"}, {"on"}}, []string{"off", "on", "off"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, walk(tt.start, tt.sequences))
		})
	}
}

func TestWalkLeadsEverySequenceThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state := rapid.SampledFrom([]string{"off", "on", "pkce", "cors"})
		sequences := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(state, 1, 3), slices.Compact[[]string]), 1, 6).Draw(t, "sequences")
		got := walk("off", sequences)
		require.Equal(t, "off", got[0])
		require.Equal(t, "off", got[len(got)-1])
		require.True(t, leads(got, sequences), "%v does not lead through all of %v", got, sequences)
	})
}

// fewest is a number of changes below which no walk leads the sequences through:
// each of them, with the start before it and after it, is a part of the walk, so
// the walk comes to a state at least as often as any one of them does.
func fewest(start string, sequences [][]string) int {
	most := map[string]int{}
	for _, seq := range append(sequences, nil) {
		visits := map[string]int{}
		for _, state := range slices.Compact(slices.Concat([]string{start}, seq, []string{start})) {
			visits[state]++
			most[state] = max(most[state], visits[state])
		}
	}
	states := 0
	for _, visits := range most {
		states += visits
	}
	return states - 1
}

// leads reports whether every sequence is a part of a walk.
func leads(walk []string, sequences [][]string) bool {
	for _, seq := range sequences {
		rest := seq
		for _, state := range walk {
			if len(rest) > 0 && rest[0] == state {
				rest = rest[1:]
			}
		}
		if len(rest) > 0 {
			return false
		}
	}
	return true
}

// shorterWalk tries every walk with fewer states than so many.
func shorterWalk(states []string, so int, walk []string, sequences [][]string) []string {
	if len(walk) >= so {
		return nil
	}
	if walk[len(walk)-1] == walk[0] && leads(walk, sequences) {
		return walk
	}
	for _, state := range states {
		if state == walk[len(walk)-1] {
			continue
		}
		if found := shorterWalk(states, so, append(slices.Clone(walk), state), sequences); found != nil {
			return found
		}
	}
	return nil
}

func TestNoWalkIsShorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		states := []string{"off", "on", "pkce"}
		sequences := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(rapid.SampledFrom(states), 1, 3), slices.Compact[[]string]), 1, 4).Draw(t, "sequences")
		got := walk("off", sequences)
		require.GreaterOrEqual(t, len(got)-1, fewest("off", sequences))
		require.Nil(t, shorterWalk(states, len(got), []string{"off"}, sequences), "%v is not the shortest", got)
	})
}
