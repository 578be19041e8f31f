package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/runner"
)

type requirementRow struct {
	features.Requirement
	Scenarios []string `json:"scenarios"`
}

func requirementRows(suite *runner.Suite) ([]requirementRow, func(*tabwriter.Writer)) {
	checks := map[string][]string{}
	for _, sc := range suite.Scenarios {
		for _, r := range sc.Requirements {
			checks[r.ID] = append(checks[r.ID], sc.ID)
		}
	}
	var rows []requirementRow
	for _, r := range suite.Catalogue.All() {
		rows = append(rows, requirementRow{r, checks[r.ID]})
	}
	return rows, func(w *tabwriter.Writer) {
		for _, row := range rows {
			fmt.Fprintf(w, "%s\t%s\t%s\n\t\t%s\n", row.ID, row.Level, row.Text, row.Source)
			if row.Excluded != "" {
				fmt.Fprintf(w, "\t\tnot tested: %s\n", row.Excluded)
			}
			for _, id := range row.Scenarios {
				fmt.Fprintf(w, "\t\t%s\n", id)
			}
		}
		fmt.Fprintf(w, "\n%d requirements\n", len(rows))
	}
}

// writeMarkdown writes the requirements as a page, area by area: what each says,
// where that stands, and what checks it.
func writeMarkdown(w io.Writer, rows []requirementRow) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "# Requirements\n")
	area := ""
	for _, row := range rows {
		if a := strings.Split(row.ID, "-")[1]; a != area {
			area = a
			fmt.Fprintf(out, "\n## %s\n\n| id | level | profiles | requirement | source | checked by |\n| --- | --- | --- | --- | --- | --- |\n", area)
		}
		profiles := make([]string, len(row.Profiles))
		for i, p := range row.Profiles {
			profiles[i] = string(p)
		}
		checks := strings.Join(row.Scenarios, "<br>")
		if row.Excluded != "" {
			checks = "not tested: " + row.Excluded
		}
		cells := []string{row.ID, string(row.Level), strings.Join(profiles, ", "), row.Text, fmt.Sprintf("%s (%s)", row.Source, row.Trust), checks}
		for i, cell := range cells {
			cells[i] = strings.ReplaceAll(cell, "|", "\\|")
		}
		fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	}
	return out.Flush()
}
