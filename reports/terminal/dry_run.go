package terminal

import (
	"fmt"
	"io"

	"github.com/codecred/codecred/reports"
)

// WriteDryRun writes the options of a run that was not started and the scenarios
// that it would run.
func WriteDryRun(out io.Writer, d reports.DryRun) error {
	err := aligned(out, func(w io.Writer) {
		for _, o := range d.Options {
			fmt.Fprintf(w, "%s\t%s\t%s\n", o.Name, o.Value, o.Source)
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	for _, s := range d.Scenarios {
		fmt.Fprintf(out, "%s  %s\n", s.ID, s.Name)
	}
	_, err = fmt.Fprintf(out, "\n%d of %d scenarios would run; nothing was sent\n", len(d.Scenarios), d.Suite)
	return err
}
