package chance

import (
	"math"
	"strings"
	"sync"
)

const (
	digits = "0123456789"
	lower  = "abcdefghijklmnopqrstuvwxyz"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// notations are the usual alphabets of generated values, each with its characters in the order of
// their worth as digits: RFC 4648, Crockford's base32, and those of base36, base58 and base62.
var notations = []string{
	digits, digits + lower[:6], digits + upper[:6],
	upper + "234567", lower + "234567", digits + upper[:22], digits + lower[:22], digits + "ABCDEFGHJKMNPQRSTVWXYZ", digits + "abcdefghjkmnpqrstvwxyz",
	lower, upper, digits + lower, digits + upper,
	"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
	digits + upper + lower, digits + lower + upper, upper + lower + digits, lower + upper + digits,
	upper + lower + digits + "+/", upper + lower + digits + "-_", "-" + digits + upper + "_" + lower,
}

// fewest is how many different characters are taken for the whole alphabet: values that hold 128
// bits in so few characters are so long that every character shows.
const fewest = 5

// sizeOf returns how many characters the alphabet has from which some characters are: the smallest
// usual one that holds them.
func sizeOf(characters map[symbol]bool) int {
	if len(characters) <= fewest {
		return len(characters)
	}
	smallest := 256
	for _, alphabet := range append([]string{printable()}, notations...) {
		if len(alphabet) < smallest && holds(alphabet, characters) {
			smallest = len(alphabet)
		}
	}
	return smallest
}

func holds(alphabet string, characters map[symbol]bool) bool {
	for s := range characters {
		if !strings.ContainsRune(alphabet, rune(s)) {
			return false
		}
	}
	return true
}

// printable are the characters of a token, RFC 6749, appendix A.
func printable() string {
	var out strings.Builder
	for c := byte(' '); c <= '~'; c++ {
		out.WriteByte(c)
	}
	return out.String()
}

// doubt is how improbable it may be that so few different symbols are seen by chance. It is small,
// because each position of each kind of value is a chance to be wrong.
const doubt = 1e-9

// mostOf returns of how many equally probable symbols there could be at most, if so many draws
// show so many different ones; limit bounds it.
func mostOf(draws, distinct int, limit float64) float64 {
	key := question{draws, distinct, limit}
	if known, ok := answers.Load(key); ok {
		if most, ok := known.(float64); ok {
			return most
		}
	}
	low, high := float64(distinct), limit
	if low >= high || asFew(draws, distinct, high) >= doubt {
		low = max(low, high)
		answers.Store(key, low)
		return low
	}
	for high-low > max(0.5, low*1e-6) { // the probability falls as there are more symbols
		middle := (low + high) / 2
		if high > 2*low {
			middle = math.Sqrt(low * high)
		}
		if asFew(draws, distinct, middle) >= doubt {
			low = middle
		} else {
			high = middle
		}
	}
	answers.Store(key, high)
	return high
}

type question struct {
	draws, distinct int
	limit           float64
}

var answers sync.Map // of questions: the same few come again and again

// asFew is the probability that draws among so many equally probable symbols show at most so many
// different ones.
func asFew(draws, distinct int, symbols float64) float64 {
	probability := make([]float64, distinct+1) // of having seen so many different ones
	probability[0] = 1
	for range draws {
		for seen := distinct; seen >= 0; seen-- {
			next := probability[seen] * float64(seen) / symbols
			if seen > 0 {
				next += probability[seen-1] * max(0, symbols-float64(seen-1)) / symbols
			}
			probability[seen] = next
		}
	}
	total := 0.0
	for _, p := range probability {
		total += p
	}
	return total
}
