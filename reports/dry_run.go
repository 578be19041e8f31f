package reports

// DryRun says what a run would do and which settings it would do that with.
type DryRun struct {
	Options   []Option         // of the command line and the target file
	Scenarios []ListedScenario // that would run, in their order
	Suite     int              // how many scenarios the suite has
}

// Option is a setting of a run, and what gave it its value.
type Option struct {
	Name   string
	Value  string // in words where nothing was given: "all", "none"
	Source string // a flag, a variable, the target file, or "default"
}
