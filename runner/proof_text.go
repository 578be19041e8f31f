package runner

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the proof for people: first what is wrong with the suite,
// then what it found, at the end the figures.
func (p *Proof) WriteText(w io.Writer) error {
	var b strings.Builder
	p.section(&b, "SURVIVED (no scenario failed)", func(f ProvenFault) bool { return !f.Killed })
	p.section(&b, "NOT CAUGHT AS NAMED (only by scenarios of other requirements)", func(f ProvenFault) bool { return f.Killed && !f.AsNamed })
	p.writeAlarms(&b)
	p.writeCaught(&b)
	if len(p.Idle) > 0 {
		fmt.Fprintf(&b, "\nNO FAULT MADE THESE FAIL\n  %s\n", strings.Join(p.Idle, "\n  "))
	}
	fmt.Fprintf(&b, "\n%s\n", p.Totals)
	_, err := io.WriteString(w, b.String())
	return err
}

// section lists the faults of a kind, with what they were expected to show.
func (p *Proof) section(b *strings.Builder, title string, belongs func(ProvenFault) bool) {
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

func (p *Proof) writeAlarms(b *strings.Builder) {
	header := "\nALARMS (nothing is wrong with these servers)\n"
	for _, v := range p.Variants {
		for _, alarm := range v.Alarms {
			fmt.Fprintf(b, "%s  %s: %s, profile %s: %s: %s\n", header, v.Name, alarm.Scenario, alarm.Profile, alarm.Verdict, alarm.Reason)
			header = ""
		}
	}
}

func (p *Proof) writeCaught(b *strings.Builder) {
	fmt.Fprintf(b, "\nCAUGHT\n")
	for _, f := range p.Faults {
		if f.Killed {
			fmt.Fprintf(b, "  %-50s by %3d, first %s\n", f.Name, len(f.KilledBy), f.KilledBy[0])
		}
	}
}
