package chance

import (
	"fmt"
	"math"
	"math/big"
	"strings"
)

// room is added to the bits that a step from one value to the next can have, because later steps may
// be longer than those that were seen.
const room = 4

// progress reads the positions that vary as numbers, in every notation that has their characters. If
// each number is near to the one before it, or differs from it by a multiple of one step, then what
// is left to guess is the number of steps.
func (c *columns) progress() (bits float64, reason string) {
	bits = math.Inf(1)
	for _, notation := range notations {
		numbers, ok := c.numbers(notation)
		if !ok {
			continue
		}
		if own, why := steps(numbers, c.modulus(notation)); own < bits {
			bits, reason = own, why
		}
	}
	return bits, reason
}

// numbers reads the positions that vary as numbers of a notation. A value that is shorter has its
// digits at the right.
func (c *columns) numbers(notation string) (out []*big.Int, ok bool) {
	if len(c.varying) == 0 || !holds(notation, c.alphabet) {
		return nil, false
	}
	base := big.NewInt(int64(len(notation)))
	for i := range c.values {
		number := new(big.Int)
		for _, column := range c.varying {
			switch s := column[i]; s {
			case absent:
			case taken:
				number.Mul(number, base)
			default:
				number.Mul(number, base)
				number.Add(number, big.NewInt(int64(strings.IndexRune(notation, rune(s)))))
			}
		}
		out = append(out, number)
	}
	return out, true
}

// modulus is the number at which the positions that vary begin again.
func (c *columns) modulus(notation string) *big.Int {
	return new(big.Int).Exp(big.NewInt(int64(len(notation))), big.NewInt(int64(len(c.varying))), nil)
}

// steps bounds what is left to guess of a number by those before it.
func steps(numbers []*big.Int, modulus *big.Int) (bits float64, reason string) {
	if len(numbers) < 3 {
		return math.Inf(1), ""
	}
	longest, common, constant := new(big.Int), new(big.Int), true
	var first *big.Int
	for i := range numbers[1:] {
		step := new(big.Int).Sub(numbers[i+1], numbers[i])
		round := new(big.Int).Mod(step, modulus)
		if first == nil {
			first = round
		}
		constant = constant && round.Cmp(first) == 0
		step.Abs(step)
		common.GCD(nil, nil, common, step)
		if step.Cmp(longest) > 0 {
			longest = step
		}
	}
	if constant {
		return 0, "each is the one before it and the same number"
	}
	if common.Sign() > 0 {
		longest.Quo(longest, common)
	}
	bits = float64(longest.BitLen()) + 1 + room
	return bits, fmt.Sprintf("each is near to the one before it, within %d bits", longest.BitLen()+1)
}
