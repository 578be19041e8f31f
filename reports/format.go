package reports

import "io"

// Format is one way to show results. Each format has a package of its own;
// package formats lists them all.
type Format struct {
	Name  string // as --format takes it
	About string // a line of help
	File  string // its file in the folder of the reports; empty if the caller prints the format
	// Write writes results in the format. Results that contradict themselves
	// ([Results.Check]) may be an error.
	Write func(w io.Writer, r *Results) error
}

// JSON is the format of results.json.
var JSON = Format{Name: "json", About: "the whole model, schema " + Schema, File: ResultsFile, Write: WriteJSON}
