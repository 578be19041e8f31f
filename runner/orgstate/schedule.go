package orgstate

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
)

// Schedule returns the states that an org takes after start, so that every scenario finds the
// states that it needs, in its order. A want is the settings that a scenario requires for a
// request, with their values. A sequence is all wants of a scenario, in order. The wants in after
// follow when all sequences have ended. The last state is start, because the org gets its settings
// back. The schedule is empty if nothing has to change. Equal inputs give the same schedule.
//
// Schedule looks for a shortest common supersequence of the sequences, layer by layer: a layer
// holds paths with the same number of changes, and only those that met the most wants go on. It
// finds a shortest schedule if two conditions hold: all wants of a sequence name the same settings,
// as those of a scenario do, and no layer has more than breadth paths.
func Schedule(start settings.Values, sequences [][]settings.Values, after []settings.Values) []settings.Values {
	index := newStateIndex(start, append(slices.Clone(sequences), after))
	s := newSearch(index, sequences, after)
	origin := index.state(start)
	layer := []*position{s.enter(origin, &position{progress: make([]int, len(s.sequences))})}
	if s.ended(layer[0]) {
		return nil
	}
	for {
		for _, at := range layer {
			if back := s.enter(origin, at); s.ended(back) {
				return index.path(start, back)
			}
		}
		layer = s.next(layer)
	}
}

// breadth limits the number of paths in a layer.
const breadth = 300

// search is a search for a schedule.
type search struct {
	wants     []state  // each once
	agree     [][]bool // by two wants, whether one state can meet both
	sequences [][]int  // of indexes into wants; the last comes after the others
}

func newSearch(a *stateIndex, sequences [][]settings.Values, after []settings.Values) *search {
	s := &search{}
	known := map[string]int{}
	for _, seq := range append(needed(a.sequences(sequences)), a.sequence(after)) {
		var line []int
		for _, want := range seq {
			name := want.key()
			if _, ok := known[name]; !ok {
				known[name] = len(s.wants)
				s.wants = append(s.wants, want)
			}
			line = append(line, known[name])
		}
		s.sequences = append(s.sequences, slices.Compact(line))
	}
	for _, want := range s.wants {
		row := make([]bool, len(s.wants))
		for i, other := range s.wants {
			row[i] = want.agrees(other)
		}
		s.agree = append(s.agree, row)
	}
	return s
}

// position is where a path has come to: a state, and the number of wants of each sequence that were
// met.
type position struct {
	state    state
	before   *position
	progress []int
}

// enter returns the position after the org has taken a state.
func (s *search) enter(to state, before *position) *position {
	at := &position{state: to, before: before, progress: slices.Clone(before.progress)}
	last := len(s.sequences) - 1
	for i, seq := range s.sequences {
		for (i < last || s.othersEnded(at)) && at.progress[i] < len(seq) && to.meets(s.wants[seq[at.progress[i]]]) {
			at.progress[i]++
		}
	}
	return at
}

// ended reports whether every sequence has ended.
func (s *search) ended(at *position) bool {
	last := len(s.sequences) - 1
	return s.othersEnded(at) && at.progress[last] == len(s.sequences[last])
}

// othersEnded reports whether the last sequence may begin.
func (s *search) othersEnded(at *position) bool {
	for i, seq := range s.sequences[:len(s.sequences)-1] {
		if at.progress[i] < len(seq) {
			return false
		}
	}
	return true
}

// waiting lists the next want of each sequence, each want once, in order.
func (s *search) waiting(at *position) []int {
	var out []int
	for i, seq := range s.sequences {
		if at.progress[i] < len(seq) && (i < len(s.sequences)-1 || s.othersEnded(at)) {
			out = append(out, seq[at.progress[i]])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// next makes one more change on every path of a layer, and keeps the positions that met the most
// wants.
func (s *search) next(layer []*position) []*position {
	var out []*position
	seen := map[string]bool{}
	for _, at := range layer {
		s.meet(at, anything(len(at.state)), func(want state) {
			next := s.enter(at.state.with(want), at)
			if key := next.key(); !seen[key] {
				seen[key] = true
				out = append(out, next)
			}
		})
	}
	slices.SortStableFunc(out, func(a, b *position) int { return cmp.Compare(b.sum(), a.sum()) })
	return farthest(out)
}

// meet finds the largest sets of wants that one state can meet from a position, together with a
// given want. The candidates are the wants that agree with it, then the next wants of their
// sequences, and so on. found is called with each set, combined into one want.
func (s *search) meet(from *position, want state, found func(state)) {
	waiting := slices.DeleteFunc(s.waiting(s.enter(want, from)), func(other int) bool { return !want.agrees(s.wants[other]) })
	if len(waiting) == 0 {
		found(want)
		return
	}
	s.largest(nil, waiting, nil, func(met []int) {
		more := want
		for _, other := range met {
			more = more.with(s.wants[other])
		}
		s.meet(from, more, found)
	})
}

// largest finds every set of waiting wants that one state can meet and that no further want can
// join. In the graph that joins wants which agree, these are the maximal cliques, which the
// algorithm of Bron and Kerbosch finds.
func (s *search) largest(met, waiting, without []int, found func([]int)) {
	if len(waiting)+len(without) == 0 {
		found(met)
		return
	}
	without = slices.Clone(without)
	for i, one := range waiting {
		conflicts := func(other int) bool { return !s.agree[one][other] }
		s.largest(append(slices.Clone(met), one), slices.DeleteFunc(slices.Clone(waiting[i+1:]), conflicts),
			slices.DeleteFunc(slices.Clone(without), conflicts), found)
		without = append(without, one)
	}
}

// farthest drops positions that have not met more wants than another one in any sequence, and all
// beyond breadth. The list is sorted by sum, the largest first.
func farthest(list []*position) []*position {
	var out []*position
	for _, at := range list {
		if len(out) == breadth {
			break
		}
		if !slices.ContainsFunc(out, at.isBehind) {
			out = append(out, at)
		}
	}
	return out
}

// isBehind reports whether a position has met more wants than another one in no sequence.
func (p *position) isBehind(other *position) bool {
	for i, n := range p.progress {
		if n > other.progress[i] {
			return false
		}
	}
	return true
}

// sum is how many wants were met, over all sequences.
func (p *position) sum() int {
	total := 0
	for _, n := range p.progress {
		total += n
	}
	return total
}

func (p *position) key() string { return packed(p.progress) }

// packed makes a key for a map of numbers.
func packed(numbers []int) string {
	var b []byte
	for _, n := range numbers {
		b = binary.AppendVarint(b, int64(n))
	}
	return string(b)
}

// needed drops the sequences that are contained in another one: every schedule for the longer one
// serves them too.
func needed(sequences [][]state) [][]state {
	var out [][]state
	for _, seq := range sequences {
		if slices.ContainsFunc(out, func(other []state) bool { return within(seq, other) }) {
			continue
		}
		out = append(slices.DeleteFunc(out, func(other []state) bool { return within(other, seq) }), seq)
	}
	return out
}

// within reports whether a sequence is contained in another one: each of its wants is a part of a
// want of the other, in the same order.
func within(seq, other []state) bool {
	for _, want := range other {
		if len(seq) > 0 && want.meets(seq[0]) {
			seq = seq[1:]
		}
	}
	return len(seq) == 0
}
