package chance

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wanted is how many bits RFC 6749, section 10.10, demands.
const wanted = 128

// simulations is how many servers of each kind are simulated; CODECRED_SIMULATIONS sets another
// number.
func simulations(t *testing.T) int {
	t.Helper()
	text := os.Getenv("CODECRED_SIMULATIONS")
	if text == "" {
		return 5
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

func TestNoServerThatIsGoodIsAccused(t *testing.T) {
	for name, server := range good {
		for _, seen := range []int{Enough, 40, 100} {
			t.Run(fmt.Sprintf("%s/%d", name, seen), func(t *testing.T) {
				t.Parallel()
				for seed := range uint64(simulations(t)) {
					e := Repeating(draw(seed, seen, server))
					require.True(t, e.Decided())
					require.GreaterOrEqual(t, e.Bits, float64(wanted), "seed %d: %s", seed, e)
				}
			})
		}
	}
}

func TestEveryServerThatIsBadIsFound(t *testing.T) {
	for name, server := range bad {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(simulations(t)) {
				e := Repeating(draw(seed, 40, server))
				require.True(t, e.Decided())
				require.Less(t, e.Bits, float64(wanted), "seed %d: %s", seed, e)
			}
		})
	}
}

func TestAPoolIsFoundByWhatComesAgain(t *testing.T) {
	found, n := 0, simulations(t)*10
	for seed := range uint64(n) {
		pool := draw(seed, 200, good["hex of 16 bytes"])
		e := Repeating(draw(seed+1e6, 40, func(s *source) string { return pool[s.Uint64()%200] }))
		if e.Bits < wanted {
			found++
		}
	}
	assert.GreaterOrEqual(t, found, n*9/10)
	two := draw(1, 40, good["hex of 16 bytes"])
	two[39] = two[0]
	assert.Less(t, Repeating(two).Bits, 41.0, "one repetition says that there are hardly more than 2^40")
	assert.Contains(t, Repeating(two).String(), "some came again")
	assert.GreaterOrEqual(t, Of(two).Bits, 128.0, "where a value may come again, it says nothing")
	assert.Equal(t, 39, Of(two).Distinct)
}

// TestValuesMadeOfOthersCountForTheRest estimates refresh tokens that are made of the codes of the
// same logins.
func TestValuesMadeOfOthersCountForTheRest(t *testing.T) {
	codes := draw(1, 40, good["base64url of 16 bytes"])
	for name, c := range map[string]struct {
		of   func(i int, code string) string
		good bool
	}{
		"a suffix":             {func(_ int, code string) string { return code + "-refresh" }, false},
		"a prefix and counter": {func(i int, code string) string { return fmt.Sprint("r.", i, ".", code) }, false},
		"a part":               {func(_ int, code string) string { return "r." + code[:16] }, false},
		"its own 128 bits":     {func(i int, code string) string { return code + draw(uint64(i), 1, good["hex of 16 bytes"])[0] }, true},
		"nothing of it":        {func(i int, _ string) string { return draw(uint64(i), 1, good["hex of 16 bytes"])[0] }, true},
	} {
		t.Run(name, func(t *testing.T) {
			tokens := make([]string, len(codes))
			for i, code := range codes {
				tokens[i] = c.of(i, code)
			}
			e := Of(tokens, codes)
			assert.Equal(t, c.good, e.Bits >= wanted, "%s", e)
			if !c.good {
				assert.Contains(t, e.String(), "stand in a value that was given before")
			}
		})
	}
}

func TestWhatAnEstimateSays(t *testing.T) {
	e := Of(draw(1, 40, bad["32 bits with padding"]))
	assert.Equal(t, Estimate{Seen: 40, Distinct: 40, Shortest: 64, Longest: 64, Varying: 8, Alphabet: 16, Bits: 32}, e)
	assert.Equal(t, "40 seen, of 64 characters, 8 positions vary with 16 different characters: at most 32 bits", e.String())
	assert.Contains(t, Of(draw(1, 40, bad["counter"])).String(), "each is near to the one before it")
	assert.Contains(t, Of(draw(1, 40, bad["counter with a step of 128 bits"])).String(), "each is the one before it and the same number")
	assert.Contains(t, Of(draw(1, 40, bad["32 bits eight times"])).String(), "56 of them follow from other positions")
	assert.Contains(t, Of(draw(1, 40, good["JWT"])).String(), "characters")
	assert.Contains(t, Of([]string{"a", "bcd"}).String(), "of 1 to 3 characters")
	assert.Contains(t, Of([]string{"a", "a", "b"}).String(), "2 differ")
}

func TestFewValuesDecideNothing(t *testing.T) {
	assert.False(t, Of(nil).Decided())
	assert.Zero(t, Of(nil).Bits)
	values := draw(1, Enough, good["hex of 16 bytes"])
	assert.False(t, Of(values[1:]).Decided())
	assert.True(t, Of(values).Decided())
	same := slices.Repeat([]string{"always-this"}, Enough)
	assert.False(t, Of(same).Decided(), "one token that is given again and again")
	assert.True(t, Repeating(same).Decided())
	assert.Less(t, Repeating(same).Bits, 3.0)
}

// TestMostOf compares the bound with what can be counted.
func TestMostOf(t *testing.T) {
	assert.InDelta(t, 10, mostOf(40, 10, 10), 0, "the limit")
	assert.InDelta(t, 10, mostOf(40, 9, 10), 0)
	assert.Less(t, mostOf(40, 4, 64), 8.0, "the variant of a UUID has four characters")
	assert.GreaterOrEqual(t, mostOf(40, 4, 64), 4.0)
	assert.InDelta(t, 1.68, mostOf(40, 1, 64), 0.5)
	for _, symbols := range []float64{2, 10, 16, 64} {
		below := 0.0
		for distinct := range int(symbols) + 1 {
			p := asFew(40, distinct, symbols)
			assert.GreaterOrEqual(t, p, below-1e-12, "probabilities add up")
			below = p
		}
		assert.InDelta(t, 1, below, 1e-9)
	}
}

// FuzzEstimate holds what is true of all values: the estimate ends, is finite, and does not change
// for what is the same in all of them.
func FuzzEstimate(f *testing.F) {
	f.Add("a,b,c", "")
	f.Add("0001,0002,0003,0004", "x")
	f.Add(strings.Join(draw(1, 40, good["JWT"]), ","), "p_")
	f.Add(strings.Join(draw(1, 40, bad["a date"]), ","), "")
	f.Fuzz(func(t *testing.T, text, prefix string) {
		values := strings.Split(text, ",")
		if len(values) > 100 || len(text) > 20000 {
			return
		}
		e := Of(values)
		if math.IsNaN(e.Bits) || math.IsInf(e.Bits, 0) || e.Bits < 0 || e.Bits > 8.01*float64(e.Longest)+1 {
			t.Fatalf("%v of %q", e, values)
		}
		if again := Of(values); again.String() != e.String() {
			t.Fatalf("%v and %v of %q", e, again, values)
		}
		longer := make([]string, len(values))
		for i, value := range values {
			longer[i] = prefix + value
		}
		if with := Of(longer); math.Abs(with.Bits-e.Bits) > 1e-6 {
			t.Fatalf("%v of %q, with the prefix %q %v", e, values, prefix, with)
		}
		if hidden := Of(values, values); hidden.Bits > e.Bits+1e-6 && e.Shortest >= shortestPart {
			t.Fatalf("%v of %q, which were known %v", e, values, hidden)
		}
	})
}
