// Package ownsuite lets a godog suite of your own use the lines of codecred beside
// lines that you write, in `go test`, against your own target.
//
// For each scenario it reads what our lines need, has the provisioner of the target
// make the apps and users for it, or takes those that a target file lists, and puts
// the steps.World of the scenario into the context, where lines of your own find it:
// steps.WorldOf. When the scenario is over, it removes what was made. A scenario
// that passes with a refusal whose request was never accepted fails all the same:
// such a refusal proves nothing.
//
// It gives no verdict on a target and writes no report: that is what `codecred run`
// and the package runner are for.
//
// Begin with the example, then Open and Suite.Register.
package ownsuite
