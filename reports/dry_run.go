package reports

// DryRun says which scenarios a run would run, and with which options.
type DryRun struct {
	Options   []Option         // of the command line and the target file
	Scenarios []ListedScenario // that would run, in their order
	Suite     int              // how many scenarios the suite has
}

// Option is an option of a run, with its value and the source of that value.
type Option struct {
	Name   string
	Value  string // in words where nothing was given: "all", "none"
	Source string // a flag, a variable, the target file, or "default"
}
