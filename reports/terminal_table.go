package reports

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"
)

// table writes a row for each feature file and a column for each verdict that occurs.
func (v *view) table() {
	if len(v.Scenarios) == 0 {
		return
	}
	byFile := map[string][]Scenario{}
	for _, s := range v.Scenarios {
		byFile[s.File()] = append(byFile[s.File()], s)
	}
	total := Count(v.Scenarios)
	columns := slices.DeleteFunc(slices.Clone(Verdicts), func(verdict Verdict) bool { return total[verdict] == 0 })

	name := len("all")
	for file := range byFile {
		name = max(name, utf8.RuneCountInString(visible(file)))
	}
	name = v.nameWidth(name, columns)

	head := fmt.Sprintf("%-*s", name, "")
	for _, verdict := range columns {
		head += "  " + words(verdict)
	}
	v.line("%s", v.options.paint(dim, head))
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		v.row(name, file, columns, Count(byFile[file]))
	}
	if len(byFile) > 1 {
		v.row(name, "all", columns, total)
	}
}

// nameWidth leaves the columns of a table their place and gives the rest to the names.
func (v *view) nameWidth(longest int, columns []Verdict) int {
	const least = 16
	if v.options.Width <= 0 {
		return longest
	}
	left := v.options.Width
	for _, verdict := range columns {
		left -= 2 + len(words(verdict))
	}
	return min(longest, max(left, least))
}

func (v *view) row(width int, name string, columns []Verdict, counts map[Verdict]int) {
	text := fmt.Sprintf("%-*s", width, cut(oneLine(name), width))
	for _, verdict := range columns {
		cell := fmt.Sprintf("  %*d", len(words(verdict)), counts[verdict])
		if counts[verdict] == 0 {
			cell = v.options.paint(dim, fmt.Sprintf("  %*s", len(words(verdict)), "·"))
		} else {
			cell = v.options.paint(styleOf(verdict), cell)
		}
		text += cell
	}
	v.line("%s", text)
}
