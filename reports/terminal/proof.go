package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/codecred/codecred/reports"
)

// WriteProof writes a proof for people: first what is wrong with the suite, then what the suite
// found, and at the end the numbers.
func WriteProof(w io.Writer, p *reports.Proof) error {
	var b strings.Builder
	writeFaults(&b, p, "SURVIVED (no scenario failed)", func(f reports.ProvenFault) bool { return !f.Killed })
	writeFaults(&b, p, "NOT CAUGHT AS NAMED (only by scenarios of other requirements)", func(f reports.ProvenFault) bool { return f.Killed && !f.AsNamed })
	writeAlarms(&b, p)
	writeCaught(&b, p)
	if len(p.Unkilled) > 0 {
		fmt.Fprintf(&b, "\nNO FAULT MADE THESE FAIL\n  %s\n", strings.Join(p.Unkilled, "\n  "))
	}
	fmt.Fprintf(&b, "\n%s\n", totalsLine(p.Totals))
	_, err := io.WriteString(w, b.String())
	return err
}

// writeFaults lists the faults of a kind, with what was expected to show each.
func writeFaults(b *strings.Builder, p *reports.Proof, title string, belongs func(reports.ProvenFault) bool) {
	header := "\n" + title + "\n"
	for _, f := range p.Faults {
		if !belongs(f) {
			continue
		}
		fmt.Fprintf(b, "%s  %s (%s; profile %s)\n    %s\n", header, f.Name, strings.Join(f.Requirements, ", "), f.Profile, f.Sentence)
		if f.Killed {
			fmt.Fprintf(b, "    failed: %s\n", strings.Join(f.KilledBy[:min(3, len(f.KilledBy))], ", "))
		} else {
			fmt.Fprintf(b, "    expected: %s\n", f.Reason)
		}
		header = ""
	}
}

func writeAlarms(b *strings.Builder, p *reports.Proof) {
	header := "\nALARMS (nothing is wrong with these servers)\n"
	for _, v := range p.Variants {
		for _, alarm := range v.Alarms {
			fmt.Fprintf(b, "%s  %s: %s, profile %s: %s: %s\n", header, v.Name, alarm.Scenario, alarm.Profile, alarm.Verdict, alarm.Reason)
			header = ""
		}
	}
}

func writeCaught(b *strings.Builder, p *reports.Proof) {
	fmt.Fprintf(b, "\nCAUGHT\n")
	for _, f := range p.Faults {
		if f.Killed {
			fmt.Fprintf(b, "  %-50s by %3d, first %s\n", f.Name, len(f.KilledBy), f.KilledBy[0])
		}
	}
}

// totalsLine returns the numbers of a proof in one line.
func totalsLine(t reports.ProofTotals) string {
	text := fmt.Sprintf("%d scenarios played", t.Played)
	if t.LeftOut > 0 {
		text += fmt.Sprintf(", %d left out because the fault or variant cannot change their answers", t.LeftOut)
	}
	return fmt.Sprintf("%d of %d faults caught, %d of them as named; %d of %d variants without alarm; %s",
		t.Killed, t.Faults, t.AsNamed, t.Quiet, t.Variants, text)
}
