package combination

// Case is a path with the row that decides where it ends. Cells that differ only in dimensions
// without effect on the path are one case.
type Case struct {
	Path

	Row *Row
}

// Cases counts the cases of the table.
func (t *Table) Cases() int {
	n := 0
	for _, list := range t.cases() {
		n += len(list)
	}
	return n
}

// find lists every case of the table, each once, in a fixed order, by its row.
func (t *Table) find() map[*Row][]Case {
	var all []Case
	t.extend(Cell{}, Authorization, 0, &all)
	out := map[*Row][]Case{}
	for _, c := range all {
		out[c.Row] = append(out[c.Row], c)
	}
	return out
}

// extend goes through the values of the dimensions, beginning with one. Once all dimensions of a
// stage have values, the rows of that stage may decide.
func (t *Table) extend(c Cell, stage Stage, from int, out *[]Case) {
	if from < reach(stage) {
		for value := range dimensions[from].Values {
			c[from] = uint8(value) //#nosec G115 -- a dimension has a handful of values
			t.extend(c, stage, from+1, out)
		}
		return
	}
	switch row := t.decide(c, stage); {
	case row == nil:
	case row.Then.At == stage:
		*out = append(*out, Case{Path{c, stage}, row})
	default:
		t.extend(c, stage+1, from, out)
	}
}

// control returns a path that differs from a refused case in one value. Its last request is of the
// same kind as that of the case, and the table accepts it. It is nil if more than one value would
// have to change.
func (t *Table) control(c Case) *Path {
	if c.Row.Then.Outcome != Refused {
		return nil
	}
	for i := range dimensions[:reach(c.Last)] {
		for value := range dimensions[i].Values {
			twin := Path{c.Cell, c.Last}
			twin.Cell[i] = uint8(value) //#nosec G115 -- a dimension has a handful of values
			if twin.Cell != c.Cell && t.accepts(twin) {
				return &twin
			}
		}
	}
	return nil
}

// accepts reports whether the table accepts every request of a path.
func (t *Table) accepts(p Path) bool {
	row := t.decide(p.Cell, p.Last)
	return row != nil && (row.Then.Outcome == Accepted || row.Then.At > p.Last)
}
