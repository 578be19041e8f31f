package runner

import (
	"runtime"
	"sync"
	"testing"
)

// boundedMemory is what a run against a target that floods may keep, in bytes. The race detector, with
// which tests are short, keeps some more.
func boundedMemory() uint64 {
	if testing.Short() {
		return 64 << 20
	}
	return 32 << 20
}

// watchHeap measures by how many bytes the memory in use grows at most while a test runs. If asked
// is false, it measures nothing and returns 0.
func watchHeap(t *testing.T, asked bool) (grown func() uint64) {
	t.Helper()
	if !asked {
		return func() uint64 { return 0 }
	}
	before, most := inUse(), uint64(0)
	stop := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				most = max(most, inUse()) // a collection takes its time, so this is no busy loop
			}
		}
	})
	return func() uint64 {
		close(stop)
		watching.Wait()
		return max(most, before) - before
	}
}

// inUse is the memory in use on the heap, without what is waiting to be collected.
func inUse() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
