package chance

import (
	"fmt"
	"math"
)

// symbol is a character at a position, or one of the two below.
type symbol int16

const (
	absent symbol = -1 // the value is shorter
	taken  symbol = -2 // the character stands in a value that was given before

	symbols = 258 // there are so many
)

// column is what the values have at one position, in the order of the values.
type column []symbol

// columns are the positions of values that are aligned at one end.
type columns struct {
	values   []string
	varying  []column
	alphabet map[symbol]bool // the characters at the positions that vary
}

// aligned returns the columns of values that are aligned at their left or their right ends.
func aligned(values []string, masked [][]bool, right bool) *columns {
	longest := 0
	for _, value := range values {
		longest = max(longest, len(value))
	}
	out := &columns{values: values, alphabet: map[symbol]bool{}}
	for position := range longest {
		c := make(column, len(values))
		for i, value := range values {
			at := position
			if right {
				at -= longest - len(value)
			}
			switch {
			case at < 0 || at >= len(value):
				c[i] = absent
			case masked[i][at]:
				c[i] = taken
			default:
				c[i] = symbol(value[at])
			}
		}
		if c.distinct() > 1 {
			out.varying = append(out.varying, c)
			for _, s := range c {
				if s >= 0 {
					out.alphabet[s] = true
				}
			}
		}
	}
	return out
}

// distinct counts the different symbols of a column.
func (c column) distinct() int {
	seen := map[symbol]bool{}
	for _, s := range c {
		seen[s] = true
	}
	return len(seen)
}

// bits bounds what the values hold, position by position: each counts for all characters that could
// be there, unless it follows from another position or from the value before.
func (c *columns) bits() (bits float64, reasons []string) {
	largest := sizeOf(c.alphabet)
	copies, followers := 0, 0
	for i, own := range c.varying {
		switch {
		case c.copiesEarlier(i):
			copies++
		case c.followsBefore(own):
			followers++
		default:
			bits += math.Log2(mostOf(len(own), own.distinct(), float64(largest+own.extra())))
		}
	}
	if copies > 0 {
		reasons = append(reasons, fmt.Sprintf("%d of them follow from other positions", copies))
	}
	if followers > 0 {
		reasons = append(reasons, fmt.Sprintf("%d of them follow from the value before", followers))
	}
	return bits, reasons
}

// extra counts the symbols of a column that are no characters.
func (c column) extra() int {
	extra := map[symbol]bool{}
	for _, s := range c {
		if s < 0 {
			extra[s] = true
		}
	}
	return len(extra)
}

// copiesEarlier reports whether a column follows from an earlier one.
func (c *columns) copiesEarlier(i int) bool {
	for _, earlier := range c.varying[:i] {
		if follows(c.varying[i], earlier) {
			return true
		}
	}
	return false
}

// followsBefore reports whether a column follows from a position of the value before.
func (c *columns) followsBefore(own column) bool {
	for _, other := range c.varying {
		if follows(own[1:], other[:len(other)-1]) {
			return true
		}
	}
	return false
}

// certainty is how improbable it must be that a column seems to follow from another one by chance,
// in bits. There are many pairs of columns.
const certainty = 40

// follows reports whether what one column has is a function of what the other has. Where the other
// has a symbol again, the column must have its symbol again, too; and so often that this is no
// chance.
func follows(own, other column) bool {
	var given [symbols]struct {
		there bool
		own   symbol
	}
	confirmed := 0
	for i, s := range other {
		switch g := &given[s-taken]; {
		case !g.there:
			g.there, g.own = true, own[i]
		case g.own != own[i]:
			return false
		default:
			confirmed++
		}
	}
	return float64(confirmed)*own.surprise() >= certainty
}

// surprise is how improbable it is that two symbols of a column are the same, in bits.
func (c column) surprise() float64 {
	counts := map[symbol]int{}
	for _, s := range c {
		counts[s]++
	}
	same := 1
	for _, n := range counts {
		same += n * (n - 1)
	}
	return -math.Log2(float64(same) / float64(len(c)*(len(c)-1)+1))
}
