package suite

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"

	"github.com/codecred/codecred/reports"
)

// Shard is one of the parts that a suite is divided into. The zero value is the
// whole suite.
type Shard struct {
	Index int // from 1 to Count
	Count int // 0 is not divided
}

// maxShards bounds the parts of a suite: more than there could be scenarios.
const maxShards = 100_000

var shardForm = regexp.MustCompile(`^([0-9]{1,6})/([0-9]{1,6})$`)

// ParseShard reads I/N, the part I of N, counted from 1. 0/N is N/N, so that
// counters which begin at 0 serve as well. An empty text is the whole suite.
func ParseShard(text string) (Shard, error) {
	if text == "" {
		return Shard{}, nil
	}
	parts := shardForm.FindStringSubmatch(text)
	if parts == nil {
		return Shard{}, reports.UsageError(fmt.Errorf("the shard %q is not I/N: write --shard 2/4 for the second of four", text))
	}
	index, _ := strconv.Atoi(parts[1]) // the form has digits only
	count, _ := strconv.Atoi(parts[2])
	switch {
	case count < 1 || count > maxShards:
		return Shard{}, reports.UsageError(fmt.Errorf("the shard %q: a suite is divided into 1 to %d parts", text, maxShards))
	case index > count:
		return Shard{}, reports.UsageError(fmt.Errorf("the shard %q: there is no part %d of %d", text, index, count))
	case index == 0:
		index = count
	}
	return Shard{Index: index, Count: count}, nil
}

// holds reports whether a scenario is in the shard. It depends on the id alone,
// so that a scenario stays where it is when others come or go.
func (s Shard) holds(id string) bool {
	if s.Count == 0 {
		return true
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id)) // never fails, see hash.Hash
	return int64(sum.Sum32())%int64(s.Count) == int64(s.Index-1)
}

// Part returns the scenarios that are in the shard, perhaps none.
func (s Shard) Part(of []*Scenario) []*Scenario {
	return slices.DeleteFunc(slices.Clone(of), func(sc *Scenario) bool { return !s.holds(sc.ID) })
}

// ForResults describes the shard in the form of the results, nil for a whole suite.
func (s Shard) ForResults() *reports.Shard {
	if s.Count == 0 {
		return nil
	}
	return &reports.Shard{Index: s.Index, Count: s.Count}
}
