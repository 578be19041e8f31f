package reports

// Progress shows a run while it is under way. Its methods may be called from several
// goroutines at once; an error of writing is ignored and never stops a run.
type Progress interface {
	// Start says how many scenarios will be done.
	Start(total int)
	// Done counts a scenario that has its verdict.
	Done(Scenario)
	// Finish is called at the end. It leaves an empty line below the lines that were
	// written.
	Finish()
}
