package terminal

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// table shows the counts of each feature file: in columns, one for each verdict that occurs, or in
// words if the columns do not fit.
func (v *view) table() {
	byFile := reports.GroupByFile(v.Scenarios)
	rows := make([]row, 0, len(byFile)+1)
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		rows = append(rows, row{escape.Line(file), reports.Count(byFile[file])})
	}
	total := reports.Count(v.Scenarios)
	if len(rows) > 1 {
		rows = append(rows, row{"all", total})
	}
	t := table{view: v, rows: rows}
	for _, verdict := range reports.Verdicts {
		if total[verdict] > 0 {
			t.columns = append(t.columns, verdict)
		}
	}
	t.write()
}

type table struct {
	*view
	rows    []row
	columns []reports.Verdict
}

// row is a line of a table: one feature file, or the sum of all files.
type row struct {
	name   string
	counts map[reports.Verdict]int
}

func (t table) write() {
	names, width := 0, 0
	for _, r := range t.rows {
		names = max(names, utf8.RuneCountInString(r.name))
	}
	for _, verdict := range t.columns {
		width += 2 + len(verdict.Words())
	}
	if t.options.Width > 0 && names+width > t.options.Width {
		t.writeWords()
		return
	}
	t.writeColumns(names)
}

func (t table) writeColumns(names int) {
	if len(t.rows) == 0 {
		return
	}
	head := []string{strings.Repeat(" ", names)}
	for _, verdict := range t.columns {
		head = append(head, verdict.Words())
	}
	t.line("%s", t.options.paint(dim, strings.Join(head, "  ")))
	for _, r := range t.rows {
		cells := []string{fmt.Sprintf("%-*s", names, r.name)}
		for _, verdict := range t.columns {
			cells = append(cells, t.cell(verdict, r.counts[verdict]))
		}
		t.line("%s", strings.Join(cells, "  "))
	}
}

// cell returns a count, aligned below the name of its verdict; 0 is shown as a dot.
func (t table) cell(verdict reports.Verdict, count int) string {
	width := len(verdict.Words())
	if count == 0 {
		return t.options.paint(dim, fmt.Sprintf("%*s", width, "·"))
	}
	return t.options.paint(styleOf(verdict), fmt.Sprintf("%*d", width, count))
}

func (t table) writeWords() {
	for _, r := range t.rows {
		t.line("%s", truncate(r.name, t.options.Width))
		for _, line := range wrap(reports.CountsInWords(r.counts), t.room(2)) {
			t.line("  %s", line)
		}
	}
}
