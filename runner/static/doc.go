// Package static is for targets that codecred cannot change. It assigns the orgs, apps and users
// that the target file lists to scenarios. If something is missing for a scenario, it says what,
// and it suggests what to prepare.
//
// Targets that can be changed are prepared by package plan.
//
// Begin reading with Inventory and Inventory.AssignAll.
package static
