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
		for _, seq := range sequences {
			rest := seq
			for _, state := range got {
				if len(rest) > 0 && rest[0] == state {
					rest = rest[1:]
				}
			}
			require.Empty(t, rest, "%v does not lead through %v", got, seq)
			require.GreaterOrEqual(t, len(got), len(seq))
		}
	})
}
