// Package ownsuite lets a godog suite of your own use the lines of codecred beside
// lines that you write, in `go test`, against your own target.
//
// For each scenario it reads what our lines need, has the provisioner of the target make the apps
// and users for it, or takes those that a target file lists, and puts the steps.World of the
// scenario into the context, where lines of your own find it: steps.WorldOf. When the scenario is
// over, it removes what was made. A scenario fails if it has a refusal whose control was never
// accepted, even if all lines pass: such a refusal proves nothing.
//
// It gives no verdict on a target and writes no report: `codecred run` and package runner do that.
//
// Begin with the example, then Open and Suite.Register.
package ownsuite
