package main

import (
	"os"
	"runtime/debug"
)

const (
	heapGrowth = 400       // percent by which the heap may grow between collections
	heapLimit  = 384 << 20 // bytes from which it is collected sooner
)

// tuneMemory trades memory for speed: runs are short and hold little, and
// collecting as often as Go does by itself costs a quarter of their time. What
// the user sets by GOGC or GOMEMLIMIT stands.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
	}
}
