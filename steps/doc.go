// Package steps holds the lines of the features: what each asks of the target
// before a scenario starts, what it sends, and what it checks.
//
// A line of a scenario matches one Definition. Its arguments are read once, and the resulting Line
// plans and runs. Plan writes to a need.Need; Run writes what it sends and learns to the World of
// the scenario. One answer alone never proves a refusal: see flow.Read, and the control of a
// refusal in control.go.
//
// The package does not choose scenarios, prepare targets or decide verdicts of runs. The words of
// the flow without Gherkin are in steps/flow, the phrases after "with" in steps/phrase, what must
// exist before a scenario in steps/need.
//
// Begin with Definition in definition.go, then lines_requests.go for lines that
// send something and lines_outcomes.go for those that judge.
package steps
