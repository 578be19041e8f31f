package formats_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/formats"
	"github.com/codecred/codecred/reports/terminal"
)

// Write results.json and junit.xml into a folder.
func ExampleWriteFiles() {
	dir, err := os.MkdirTemp("", "reports")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	chosen, err := formats.Choose([]string{"json", "junit"}, terminal.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var results reports.Results
	results.Judge(nil) // a run without scenarios
	if err := formats.WriteFiles(dir, chosen, &results); err != nil {
		fmt.Println(err)
		return
	}
	files, err := filepath.Glob(filepath.Join(dir, "[^.]*"))
	if err != nil {
		fmt.Println(err)
	}
	for _, file := range files {
		fmt.Println(filepath.Base(file))
	}
	// Output:
	// junit.xml
	// results.json
}
