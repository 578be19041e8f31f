package runner

import (
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
// It is the shortest common supersequence, found by trying shorter walks
// first; the states of an org are few, and so are the ways through them.
func walk(start string, sequences [][]string) []string {
	sequences = distinct(sequences)
	first := &step{state: start, progress: make([]int, len(sequences))}
	first.advance(sequences)
	queue, seen := []*step{first}, map[string]bool{}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		wanted := at.wanted(sequences)
		if len(wanted) == 0 && at.state == start {
			return at.path()
		}
		if len(wanted) == 0 {
			wanted = []string{start}
		}
		for _, state := range wanted {
			next := &step{state: state, before: at, progress: slices.Clone(at.progress)}
			next.advance(sequences)
			if key := next.key(); !seen[key] {
				seen[key] = true
				queue = append(queue, next)
			}
		}
	}
	return []string{start}
}

// step is a state on the way, with how far each sequence has come by then.
type step struct {
	state    string
	before   *step
	progress []int
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
