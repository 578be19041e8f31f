package main

import (
	"os"
	"runtime/debug"
)

const (
	heapGrowth = 400       // percent by which the heap may grow between collections
	heapLimit  = 384 << 20 // bytes from which it is collected sooner
)

// tuneMemory uses more memory for more speed: runs are short and need little memory, and Go's
// default rate of garbage collection costs a quarter of their time. GOGC and GOMEMLIMIT of the user
// take precedence.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
	}
}
