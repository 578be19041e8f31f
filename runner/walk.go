package runner

import (
	"cmp"
	"container/heap"
	"fmt"
	"slices"
	"strings"
)

// walk returns the shortest way through the states of an org that leads every
// scenario through its own states in their order: each of the sequences is a
// part of it, perhaps with others between. It begins at start, which costs no
// change, and ends there, since an org gets its settings back. Equal inputs
// give the same walk.
//
// It is the shortest common supersequence, found by an A* search: of the ways
// begun, the one goes on that may become the shortest.
func walk(start string, sequences [][]string) []string {
	sequences = distinct(sequences)
	first := &step{state: start, progress: make([]int, len(sequences))}
	first.advance(sequences)
	first.left = first.least(start, sequences)
	open, seen := &frontier{first}, map[string]bool{}
	for open.Len() > 0 {
		at := heap.Pop(open).(*step) //nolint:errcheck,forcetypeassert // the heap holds nothing else
		wanted := at.wanted(sequences)
		if len(wanted) == 0 && at.state == start {
			return at.path()
		}
		if len(wanted) == 0 {
			wanted = []string{start}
		}
		if key := at.key(); seen[key] {
			continue
		}
		seen[at.key()] = true
		for _, state := range wanted {
			next := &step{state: state, before: at, progress: slices.Clone(at.progress), taken: at.taken + 1}
			next.advance(sequences)
			next.left = next.least(start, sequences)
			heap.Push(open, next)
		}
	}
	return []string{start}
}

// step is a state on the way, with how far each sequence has come by then.
type step struct {
	state    string
	before   *step
	progress []int
	taken    int // changes so far
	left     int // changes that are to come, at least
}

// frontier is a heap of steps: first those of the shortest way that may be, and of
// these the one that has come farthest.
type frontier []*step

func (s frontier) Len() int      { return len(s) }
func (s frontier) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s frontier) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(s[i].taken+s[i].left, s[j].taken+s[j].left), cmp.Compare(s[i].left, s[j].left), cmp.Compare(s[i].key(), s[j].key())) < 0
}

// Push implements heap.Interface.
func (s *frontier) Push(x any) { *s = append(*s, x.(*step)) } //nolint:errcheck,forcetypeassert // see walk

// Pop implements heap.Interface.
func (s *frontier) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// least is how many changes are still to come at least: a state comes as often as
// any one sequence has it on its way back to the start.
func (s *step) least(start string, sequences [][]string) int {
	most := map[string]int{}
	for i, seq := range append(slices.Clone(sequences), nil) {
		var rest []string
		if seq != nil {
			rest = seq[s.progress[i]:]
		}
		visits, at := map[string]int{s.state: 1}, s.state
		for _, state := range append(slices.Clone(rest), start) {
			if state != at {
				visits[state]++
			}
			at = state
		}
		for state, n := range visits {
			most[state] = max(most[state], n)
		}
	}
	total := -1 // the present state costs nothing
	for _, n := range most {
		total += n
	}
	return total
}

// advance lets every sequence that waits for the state go on.
func (s *step) advance(sequences [][]string) {
	for i, seq := range sequences {
		if s.progress[i] < len(seq) && seq[s.progress[i]] == s.state {
			s.progress[i]++
		}
	}
}

// wanted lists the states that sequences wait for, each once, in order.
func (s *step) wanted(sequences [][]string) []string {
	var out []string
	for i, seq := range sequences {
		if s.progress[i] < len(seq) {
			out = append(out, seq[s.progress[i]])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s *step) key() string {
	return fmt.Sprint(s.state, s.progress)
}

func (s *step) path() []string {
	var out []string
	for at := s; at != nil; at = at.before {
		out = append(out, at.state)
	}
	slices.Reverse(out)
	return out
}

// distinct drops sequences that stand twice.
func distinct(sequences [][]string) [][]string {
	seen := map[string]bool{}
	var out [][]string
	for _, seq := range sequences {
		if key := strings.Join(seq, "\x00"); !seen[key] && len(seq) > 0 {
			seen[key] = true
			out = append(out, seq)
		}
	}
	return out
}
