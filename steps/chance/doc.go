// Package chance estimates how many values there could be of which some were seen: authorization
// codes, tokens, identifiers, one-time passwords. The estimate is an upper bound. Where it cannot
// tell, it errs in favour of the server: a value counts for more bits than it may hold, and hardly
// ever for fewer.
//
// It looks at the positions that vary and the characters at them, at positions that follow from
// other positions or from the value before, at counters and clocks in every usual notation, at values
// that hold an earlier value, and at repetitions. It cannot see what a hash hides: the SHA-256 of a
// counter looks like 256 random bits.
//
// It knows nothing of the flow, and judges nothing. Begin with Of.
package chance
