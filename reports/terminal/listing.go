package terminal

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/codecred/codecred/reports"
)

// aligned lets write fill a table whose columns are separated by tabs.
func aligned(out io.Writer, write func(w io.Writer)) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	write(w)
	return w.Flush()
}

// WriteScenarios lists scenarios with their requirements.
func WriteScenarios(out io.Writer, list []reports.ListedScenario) error {
	return aligned(out, func(w io.Writer) {
		for _, s := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\n", s.ID, strings.Join(s.Requirements, " "), s.Name)
		}
		fmt.Fprintf(w, "\n%d scenarios\n", len(list))
	})
}

// WriteRequirements lists requirements with their sources and scenarios.
func WriteRequirements(out io.Writer, list []reports.ListedRequirement) error {
	return aligned(out, func(w io.Writer) {
		for _, r := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\n\t\t%s\n", r.ID, r.Level, r.Text, r.Source)
			if r.Excluded != "" {
				fmt.Fprintf(w, "\t\tnot tested: %s\n", r.Excluded)
			}
			for _, id := range r.Scenarios {
				fmt.Fprintf(w, "\t\t%s\n", id)
			}
		}
		fmt.Fprintf(w, "\n%d requirements\n", len(list))
	})
}

// WriteSettings lists the vocabulary of settings.
func WriteSettings(out io.Writer, list []reports.ListedSetting) error {
	return aligned(out, func(w io.Writer) {
		for _, s := range list {
			fmt.Fprintf(w, "%s\t%s\n\t%s\n\ttakes %s; default %s; %d scenarios\n",
				s.Key, s.Label, s.Effect, s.Allowed, s.Default, len(s.Scenarios))
		}
	})
}

// WriteSteps lists the lines of features, then their variations.
func WriteSteps(out io.Writer, list []reports.ListedStep) error {
	return aligned(out, func(w io.Writer) {
		fmt.Fprintln(w, "Lines:")
		for _, s := range list {
			if s.For == "" {
				fmt.Fprintf(w, "  %s\n", s.Line)
			}
		}
		fmt.Fprintln(w, "\nAfter `with` in a line that sends a request:")
		for _, s := range list {
			if s.For != "" {
				fmt.Fprintf(w, "  %s\t%s\n", s.Line, s.For)
			}
		}
	})
}

// WriteFaults lists the faults of the reference server.
func WriteFaults(out io.Writer, list []reports.ListedFault) error {
	return aligned(out, func(w io.Writer) {
		for _, f := range list {
			fmt.Fprintf(w, "%s\t%s\n\t%s\n", f.Name, f.Sentence, strings.Join(f.Requirements, " "))
		}
		fmt.Fprintf(w, "\n%d faults\n", len(list))
	})
}

// WriteVariants lists the variants of the reference server.
func WriteVariants(out io.Writer, list []reports.ListedVariant) error {
	return aligned(out, func(w io.Writer) {
		for _, v := range list {
			fmt.Fprintf(w, "%s\t%s\n", v.Name, v.Sentence)
		}
		fmt.Fprintf(w, "\n%d variants\n", len(list))
	})
}

// WriteGrids shows the tables of what is tried: a mark for each cell, and below it why cells are left
// out, a line for each reason.
func WriteGrids(out io.Writer, list []reports.ListedGrid) error {
	for _, g := range list {
		fmt.Fprintf(out, "%s (%s)\n\n", g.Title, g.File)
		for i, c := range g.Columns {
			fmt.Fprintf(out, "  %2d  %s\n", i+1, c)
		}
		fmt.Fprintln(out)
		var reasons []string           // in the order of the table
		cells := map[string][]string{} // by their reason
		err := aligned(out, func(w io.Writer) {
			fmt.Fprint(w, "  ")
			for i := range g.Columns {
				fmt.Fprintf(w, "\t%d", i+1)
			}
			fmt.Fprintln(w)
			for _, r := range g.Rows {
				fmt.Fprintf(w, "  %s", r.Name)
				for i, c := range r.Cells {
					fmt.Fprintf(w, "\t%s", gridMark(c))
					if c.LeftOut == "" {
						continue
					}
					if cells[c.LeftOut] == nil {
						reasons = append(reasons, c.LeftOut)
					}
					cells[c.LeftOut] = append(cells[c.LeftOut], fmt.Sprintf("%s × %d", r.Name, i+1))
				}
				fmt.Fprintln(w)
			}
		})
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "\n  ● tried as MUST   ○ tried as SHOULD or INFO   · left out:")
		for _, reason := range reasons {
			fmt.Fprintf(out, "  · %s\n      %s\n", reason, strings.Join(cells[reason], "; "))
		}
		fmt.Fprintf(out, "\n%s\n\n", g.Counts())
	}
	return nil
}

func gridMark(c reports.ListedGridCell) string {
	switch {
	case c.LeftOut != "":
		return "·"
	case c.Level == reports.Must:
		return "●"
	default:
		return "○"
	}
}
