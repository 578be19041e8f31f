package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/codecred/codecred/fixtures/refserver"
)

type faultRow struct {
	Name         string   `json:"name"`
	Sentence     string   `json:"sentence"`
	Requirements []string `json:"requirements"`
	Reason       string   `json:"reason"`
}

func faultRows() ([]faultRow, func(*tabwriter.Writer)) {
	var rows []faultRow
	for _, f := range refserver.Faults() {
		rows = append(rows, faultRow{f.Name, f.Sentence, f.Requirements, f.Reason})
	}
	return rows, func(w *tabwriter.Writer) {
		for _, row := range rows {
			fmt.Fprintf(w, "%s\t%s\n\t%s\n", row.Name, row.Sentence, strings.Join(row.Requirements, " "))
		}
		fmt.Fprintf(w, "\n%d faults\n", len(rows))
	}
}

type variantRow struct {
	Name     string              `json:"name"`
	Sentence string              `json:"sentence"`
	Profiles []refserver.Profile `json:"profiles"`
}

func variantRows() ([]variantRow, func(*tabwriter.Writer)) {
	var rows []variantRow
	for _, v := range refserver.Variants() {
		rows = append(rows, variantRow{v.Name, v.Sentence, v.Profiles})
	}
	return rows, func(w *tabwriter.Writer) {
		for _, row := range rows {
			fmt.Fprintf(w, "%s\t%s\n", row.Name, row.Sentence)
		}
		fmt.Fprintf(w, "\n%d variants\n", len(rows))
	}
}
