package chance

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Enough is how many values must be seen before an estimate says anything. With fewer, a position
// with few characters cannot be told from one with many.
const Enough = 24

// Estimate says how many values there could be, judged by those that were seen.
type Estimate struct {
	Seen     int     // how many values were seen, in the order of time
	Distinct int     // how many of them differ
	Shortest int     // in characters
	Longest  int     // in characters
	Varying  int     // positions at which not all values have the same character
	Alphabet int     // different characters at these positions
	Bits     float64 // the values hold at most so many bits: there are at most 2^Bits
	Reasons  []string
}

// Decided reports whether enough values were seen for an estimate.
func (e Estimate) Decided() bool { return e.Distinct >= Enough }

// String says what was seen, without any of the values.
func (e Estimate) String() string {
	length := strconv.Itoa(e.Longest)
	if e.Shortest != e.Longest {
		length = fmt.Sprintf("%d to %d", e.Shortest, e.Longest)
	}
	parts := []string{
		fmt.Sprintf("%d seen", e.Seen), fmt.Sprintf("of %s characters", length),
		fmt.Sprintf("%d positions vary with %d different characters", e.Varying, e.Alphabet),
	}
	if e.Distinct < e.Seen {
		parts = append(parts, fmt.Sprintf("%d differ", e.Distinct))
	}
	return fmt.Sprintf("%s: at most %g bits", strings.Join(append(parts, e.Reasons...), ", "), math.Floor(e.Bits*10)/10)
}

// Of estimates how many values there could be. The values are in the order in which they were given.
// known are other values, each list as long as values, that were given before: the value at an index
// may be made of the known ones at this index. Such parts count for nothing. Values that come twice
// count once: a server may give the same token again.
func Of(values []string, known ...[]string) Estimate {
	e := Estimate{Seen: len(values)}
	own, masked := masking(values, known)
	e.Distinct = len(own)
	if len(own) == 0 {
		return e
	}
	for i, value := range own {
		if i == 0 || len(value) < e.Shortest {
			e.Shortest = len(value)
		}
		e.Longest = max(e.Longest, len(value))
	}
	left, right := aligned(own, masked, false), aligned(own, masked, true)
	e.Varying, e.Alphabet = len(left.varying), len(left.alphabet)
	e.Bits, e.Reasons = left.bits()
	if bits, reasons := right.bits(); bits < e.Bits {
		e.Bits, e.Reasons = bits, reasons
	}
	if bits, reason := left.progress(); bits < e.Bits {
		e.Bits, e.Reasons = bits, []string{reason}
	}
	if slices.ContainsFunc(masked, func(m []bool) bool { return slices.Contains(m, true) }) {
		e.Reasons = append(e.Reasons, "parts stand in a value that was given before")
	}
	return e
}

// Repeating is the estimate of values that must not come twice: a repetition shows how few there
// are.
func Repeating(values []string, known ...[]string) Estimate {
	e := Of(values, known...)
	if e.Distinct < e.Seen {
		if bits := math.Log2(mostOf(e.Seen, e.Distinct, math.MaxInt64)); bits < e.Bits {
			e.Bits, e.Reasons = bits, []string{"some came again"}
		}
		e.Distinct = e.Seen
	}
	return e
}

// shortestPart is the length of a part of a known value that counts as taken from there.
const shortestPart = 8

// masking returns the values that differ, and for each which of its characters stand in a known
// value.
func masking(values []string, known [][]string) (own []string, masked [][]bool) {
	seen := map[string]bool{}
	for i, value := range values {
		if seen[value] {
			continue
		}
		seen[value] = true
		mask := make([]bool, len(value))
		for _, list := range known {
			if i < len(list) {
				mark(mask, value, list[i])
			}
		}
		own, masked = append(own, value), append(masked, mask)
	}
	return own, masked
}

// mark marks the parts of a value that stand in a known one.
func mark(mask []bool, value, known string) {
	for i := 0; i+shortestPart <= len(value); i++ {
		if strings.Contains(known, value[i:i+shortestPart]) {
			for j := range shortestPart {
				mask[i+j] = true
			}
		}
	}
}
