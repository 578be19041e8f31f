//go:build race

package runner

// underRace says that the tests run with the race detector.
const underRace = true
