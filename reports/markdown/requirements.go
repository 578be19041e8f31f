// Package markdown writes pages and tables for documents. It does not show the results of a run
// yet. Begin with [WriteRequirements].
package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/codecred/codecred/reports"
)

// WriteRequirements writes the requirements as a page, area by area: what each says, where its
// source is, and which scenarios check it.
func WriteRequirements(w io.Writer, list []reports.ListedRequirement) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "# Requirements\n")
	area := ""
	for _, r := range list {
		if a := reports.Area(r.ID); a != area {
			area = a
			fmt.Fprintf(out, "\n## %s\n\n| id | level | profiles | requirement | source | checked by |\n| --- | --- | --- | --- | --- | --- |\n", area)
		}
		checks := strings.Join(r.Scenarios, "<br>")
		if r.Excluded != "" {
			checks = "not tested: " + r.Excluded
		}
		cells := []string{r.ID, string(r.Level), strings.Join(r.Profiles, ", "), r.Text, fmt.Sprintf("%s (%s)", r.Source, r.Trust), checks}
		for i, cell := range cells {
			cells[i] = strings.ReplaceAll(cell, "|", "\\|")
		}
		fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	}
	return out.Flush()
}
