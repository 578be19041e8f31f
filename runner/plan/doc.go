// Package plan says what a target is asked to prepare for scenarios, each thing once,
// and prepares and removes it. It also says which scenarios a target rules out.
//
// How a single org is led through the settings that scenarios need is in package
// orgstate; what a target that nobody changes can serve is in package static.
//
// Begin reading with Planner.Add and Plan.Prepare.
package plan
