package combination

// cover picks cases so that every combination of values of any t dimensions that occurs in the
// cases occurs in the picks: a covering array of strength t under the constraints that the cases
// already meet. All cases end at the same request. Equal cases give the same picks.
//
// The algorithm is greedy: each pick is the first of the cases that add most. There are at most a
// few thousand cases, so a better algorithm would save little.
func cover(cases []Trial, t int) []Trial {
	missing, total := meetings(cases, t)
	covered := make([]bool, total)
	var picks []Trial
	for {
		best, most := 0, 0
		for i := range missing {
			missing[i] = without(missing[i], covered)
			if len(missing[i]) > most {
				best, most = i, len(missing[i])
			}
		}
		if most == 0 {
			return picks
		}
		picks = append(picks, cases[best])
		for _, n := range missing[best] {
			covered[n] = true
		}
	}
}

// tuple is the values of some dimensions: the index of the value plus one, and 0 for dimensions
// that do not belong to it.
type tuple [size]uint8

// meetings lists, for each case, the tuples of t dimensions that occur in it, as numbers below
// total.
func meetings(cases []Trial, t int) (met [][]int, total int) {
	numbers := map[tuple]int{}
	met = make([][]int, len(cases))
	for i, c := range cases {
		for _, m := range tuples(c.Path, t) {
			n, known := numbers[m]
			if !known {
				n = len(numbers)
				numbers[m] = n
			}
			met[i] = append(met[i], n)
		}
	}
	return met, len(numbers)
}

// tuples lists the tuples of t dimensions that occur in a path.
func tuples(p Path, t int) []tuple {
	var out []tuple
	end := reach(p.Last)
	var choose func(from, left int, so tuple)
	choose = func(from, left int, so tuple) {
		if left == 0 {
			out = append(out, so)
			return
		}
		for i := from; i <= end-left; i++ {
			with := so
			with[i] = p.Cell[i] + 1
			choose(i+1, left-1, with)
		}
	}
	choose(0, t, tuple{})
	return out
}

// without drops the tuples that are covered, in place.
func without(list []int, covered []bool) []int {
	kept := list[:0]
	for _, n := range list {
		if !covered[n] {
			kept = append(kept, n)
		}
	}
	return kept
}
