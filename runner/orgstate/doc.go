// Package orgstate leads scenarios through the states of a single org with the fewest
// changes. A schedule is the list of states that the org takes. A barrier changes the
// org to the next of them when every scenario waits for it or has ended.
//
// It knows settings only, no scenarios: package plan says what a scenario requires.
//
// Begin reading with Schedule, then Barrier.
package orgstate
