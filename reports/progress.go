package reports

// Progress shows the state of a run while it runs. Its methods may be called from several
// goroutines at once. A write error is ignored and never stops a run.
type Progress interface {
	// Start says how many scenarios will run.
	Start(total int)
	// Done counts a scenario that has its verdict.
	Done(Scenario)
	// Finish is called at the end. It writes an empty line if lines were written before.
	Finish()
}
