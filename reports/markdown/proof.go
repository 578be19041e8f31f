package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/codecred/codecred/reports"
)

// ProofTable returns a proof as a Markdown table: for each area of requirements the number of
// faults that break it and how many of them were caught; then a sentence about the variants.
func ProofTable(p *reports.Proof) string {
	faults, caught := map[string]int{}, map[string]int{}
	var areas []string
	for _, f := range p.Faults {
		area := reports.Area(f.Requirements[0])
		if faults[area] == 0 {
			areas = append(areas, area)
		}
		faults[area]++
		if f.Killed && f.AsNamed {
			caught[area]++
		}
	}
	slices.Sort(areas)
	var b strings.Builder
	b.WriteString("| area | faults | caught by a scenario of the requirement that they break |\n| --- | --- | --- |\n")
	for _, area := range areas {
		fmt.Fprintf(&b, "| %s | %d | %d |\n", area, faults[area], caught[area])
	}
	fmt.Fprintf(&b, "| all | %d | %d |\n\n", p.Totals.Faults, p.Totals.AsNamed)
	fmt.Fprintf(&b, "Of %d harmless variants %d raise no alarm; %d judged scenarios do not fail for any fault.\n",
		p.Totals.Variants, p.Totals.Quiet, p.Totals.Unkilled)
	return b.String()
}

// The table is between these lines of a page.
const (
	tableBegins = "<!-- written by `make prove` -->\n"
	tableEnds   = "<!-- end -->\n"
)

// PutProofTable returns a page with the table of a proof between its two comments. A page without
// these comments is an error.
func PutProofTable(page []byte, p *reports.Proof) ([]byte, error) {
	before, rest, _ := bytes.Cut(page, []byte(tableBegins))
	_, after, found := bytes.Cut(rest, []byte(tableEnds)) // there is no rest where nothing begins
	if !found {
		return nil, errors.New("the page has no place for the table: add the lines " + strings.TrimSpace(tableBegins) + " and " + strings.TrimSpace(tableEnds))
	}
	return slices.Concat(before, []byte(tableBegins+ProofTable(p)+tableEnds), after), nil
}
