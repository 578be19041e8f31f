package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/codecred/codecred/steps"
)

type stepRow struct {
	Line string `json:"line"`
	For  string `json:"for,omitempty"` // the requests that a variation is for; empty for a line of its own
}

func stepRows() ([]stepRow, func(*tabwriter.Writer)) {
	var rows []stepRow
	for _, text := range steps.Lines() {
		rows = append(rows, stepRow{Line: text})
	}
	for _, v := range steps.Phrases() {
		rows = append(rows, stepRow{Line: v.Text, For: v.For})
	}
	return rows, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "Lines:")
		for _, row := range rows {
			if row.For == "" {
				fmt.Fprintf(w, "  %s\n", row.Line)
			}
		}
		fmt.Fprintln(w, "\nAfter `with` in a line that sends a request:")
		for _, row := range rows {
			if row.For != "" {
				fmt.Fprintf(w, "  %s\t%s\n", row.Line, row.For)
			}
		}
	}
}
