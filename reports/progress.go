package reports

// Progress shows a run while it goes. Its methods may be called from several
// goroutines at once; what cannot be written is lost and never stops a run.
type Progress interface {
	// Start says how many scenarios will be done.
	Start(total int)
	// Done counts a scenario that has its verdict.
	Done(Scenario)
	// Finish ends the view, with an empty line below the lines that it wrote.
	Finish()
}
