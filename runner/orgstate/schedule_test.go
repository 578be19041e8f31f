package orgstate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/runner/orgstate"
)

// Wants, and states of an org with the flow off or on, with PKCE required or not.
var (
	off    = settings.Values{settings.AllowFlows: settings.Off}
	on     = settings.Values{settings.AllowFlows: settings.On}
	lax    = settings.Values{settings.OrgRequirePKCE: settings.Off}
	pkceOn = settings.Values{settings.OrgRequirePKCE: settings.On}
	closed = off.With(lax)
	opened = on.With(lax)
	strict = on.With(pkceOn)
)

type wants = []settings.Values

func TestSchedule(t *testing.T) {
	tests := []struct {
		name      string
		sequences []wants
		after     wants
		Schedule  wants
	}{
		{"nobody wants anything", nil, nil, nil},
		{"the state is right already", []wants{{off}}, nil, nil},
		{"one change, and back", []wants{{opened}}, nil, wants{opened, closed}},
		{"a switch turned on and off again", []wants{{opened}, {closed, opened}, {opened, closed}}, nil, wants{opened, closed}},
		{"a state between two", []wants{{opened, strict}, {strict, opened}, {opened, closed}}, nil, wants{opened, strict, opened, closed}},
		{"what stands twice costs nothing", []wants{{opened}, {opened}, {on}}, nil, wants{opened, closed}},
		{"what is left open is changed together", []wants{{on}, {off, on}, {lax, pkceOn}}, nil, wants{strict, closed}},
		{"what one leaves open another does not", []wants{{on, off}, {lax, pkceOn}, {opened}}, nil, wants{opened, off.With(pkceOn), closed}},
		{"what comes after waits for the rest", []wants{{opened, closed}}, wants{on}, wants{opened, closed, opened, closed}},
		{"what comes after finds its state there", []wants{{closed, opened}}, wants{on, lax}, wants{opened, closed}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := orgstate.Schedule(closed, tt.sequences, tt.after)
			assert.Len(t, got, len(tt.Schedule))
			for i := range min(len(got), len(tt.Schedule)) {
				assert.Equal(t, tt.Schedule[i].Canonical(), got[i].Canonical(), "state %d", i+1)
			}
		})
	}
}

// drawnWants draws the wants of scenarios. Each scenario depends on some of three settings.
func drawnWants(t *rapid.T) []wants {
	values := map[string][]settings.Value{
		settings.AllowFlows: {settings.Off, settings.On}, settings.OrgRequirePKCE: {settings.Off, settings.On},
		settings.MaxPasswordResetAttempts: {settings.Number(1), settings.Number(5), settings.Number(7)},
	}
	scenario := rapid.Custom(func(t *rapid.T) wants {
		keys := rapid.SliceOfNDistinct(rapid.SampledFrom(slices.Sorted(maps.Keys(values))), 1, 3, rapid.ID).Draw(t, "settings")
		out := make(wants, rapid.IntRange(1, 3).Draw(t, "visits"))
		for i := range out {
			out[i] = settings.Values{}
			for _, key := range keys {
				out[i][key] = rapid.SampledFrom(values[key]).Draw(t, key)
			}
		}
		return out
	})
	return rapid.SliceOfN(scenario, 1, 6).Draw(t, "scenarios")
}

func TestAScheduleLeadsEverySequenceThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sequences := drawnWants(t)
		after := drawnWants(t)[0]
		got := orgstate.Schedule(closed, sequences, after)
		led := append(wants{closed}, got...)
		ends := 0
		for _, seq := range sequences {
			at := leads(led, seq)
			require.GreaterOrEqual(t, at, 0, "%v does not lead through %v", got, seq)
			ends = max(ends, at)
		}
		require.GreaterOrEqual(t, leads(led[ends:], after), 0, "%v does not lead through %v after the rest", got, after)
		for key, value := range led[len(led)-1] {
			require.True(t, closed.Effective(key).Equal(value), "it does not end where it began")
		}
		slices.Reverse(sequences)
		require.Equal(t, got, orgstate.Schedule(closed, sequences, after), "the order of the scenarios counts")
	})
}

// leads returns the number of the state of a schedule in which the last want of a sequence is met,
// or -1.
func leads(schedule, seq wants) int {
	last := 0
	for i, state := range schedule {
		for len(seq) > 0 && state.Meets(seq[0]) {
			seq, last = seq[1:], i
		}
	}
	if len(seq) > 0 {
		return -1
	}
	return last
}

func TestNoScheduleIsShorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sequences := drawnWants(t)
		require.Len(t, orgstate.Schedule(closed, sequences, nil), fewest(closed, sequences))
	})
}

// fewest is the smallest number of changes that meets all sequences. It tries every state that
// their settings allow, for one more change at a time.
func fewest(start settings.Values, sequences []wants) int {
	states := everyState(start, slices.Concat(sequences...))
	advance := func(progress []int, state settings.Values) []int {
		out := slices.Clone(progress)
		for i, seq := range sequences {
			for out[i] < len(seq) && state.Meets(seq[out[i]]) {
				out[i]++
			}
		}
		return out
	}
	ended := func(progress []int) bool {
		for i, seq := range sequences {
			if progress[i] < len(seq) {
				return false
			}
		}
		return true
	}
	layer := [][]int{advance(make([]int, len(sequences)), start)}
	if ended(layer[0]) {
		return 0
	}
	for changes := 1; ; changes++ {
		seen := map[string][]int{}
		for _, at := range layer {
			if ended(advance(at, start)) {
				return changes
			}
			for _, state := range states {
				next := advance(at, state)
				seen[fmt.Sprint(next)] = next
			}
		}
		layer = layer[:0]
		for _, at := range seen {
			layer = append(layer, at)
		}
	}
}

// everyState returns each combination of the values that a list of wants and start have for the
// settings of the list.
func everyState(start settings.Values, list wants) wants {
	out := wants{{}}
	values := map[string][]settings.Value{}
	for _, want := range list {
		for key := range want {
			for _, value := range []settings.Value{start.Effective(key), want.Effective(key)} {
				if !slices.ContainsFunc(values[key], value.Equal) {
					values[key] = append(values[key], value)
				}
			}
		}
	}
	for key, list := range values {
		var longer wants
		for _, state := range out {
			for _, value := range list {
				longer = append(longer, state.With(settings.Values{key: value}))
			}
		}
		out = longer
	}
	return out
}

// forcing returns a few of the sequences for which a schedule cannot be shorter than
// for all of them.
func forcing(start settings.Values, sequences []wants) []wants {
	all := len(orgstate.Schedule(start, sequences, nil))
	text := func(seq wants) string { return fmt.Sprint(seq) }
	slices.SortFunc(sequences, func(a, b wants) int { return strings.Compare(text(a), text(b)) })
	sequences = slices.CompactFunc(sequences, func(a, b wants) bool { return text(a) == text(b) })
	for i := range slices.Backward(sequences) {
		without := slices.Delete(slices.Clone(sequences), i, i+1)
		if len(orgstate.Schedule(start, without, nil)) == all {
			sequences = without
		}
	}
	return sequences
}
