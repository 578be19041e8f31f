// Package steps holds the lines of the features: what each asks of the target
// before a scenario starts, what it sends, and what it checks.
//
// A line of a scenario matches one Definition, which binds it: its arguments are
// read once, and the Line that comes of it plans and runs. What a line plans goes
// into a need.Need; what it sends and learns, into the World of its scenario.
// Nothing is accepted or refused by the look of one answer alone: see flow.Read,
// and the control of a refusal in control.go.
//
// The package does not choose scenarios, prepare targets or decide verdicts of
// runs. The words of the flow without Gherkin are in steps/flow, the phrases after
// "with" in steps/phrase, what must stand before a scenario in steps/need.
//
// Begin with Definition in definition.go, then lines_requests.go for lines that
// send something and lines_outcomes.go for those that judge.
package steps
